from exchanges.models.activity import Activity, ActivityFigure
from exchanges.models.agreed_item import AgreedItem, AgreedItemParty
from exchanges.models.aid_project import AidProject
from exchanges.models.aid_rows import AidLine, AidParty
from exchanges.models.aid_steps import AidStage, AidStep, HandOver
from exchanges.models.delivery import Attachment, Delivery
from exchanges.models.incident import Incident
from exchanges.models.meeting import Attendance, Meeting
from exchanges.models.minutes import Minutes, MinutesItem
from exchanges.models.plan import ExchangeRate, YearPlan, YearPlanLine

__all__ = [
    "Activity",
    "ActivityFigure",
    "AgreedItem",
    "AgreedItemParty",
    "AidLine",
    "AidParty",
    "AidProject",
    "AidStage",
    "AidStep",
    "Attachment",
    "Attendance",
    "Delivery",
    "ExchangeRate",
    "HandOver",
    "Incident",
    "Meeting",
    "Minutes",
    "MinutesItem",
    "YearPlan",
    "YearPlanLine",
]
