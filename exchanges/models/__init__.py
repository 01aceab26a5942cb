from exchanges.models.activity import Activity, ActivityFigure
from exchanges.models.agenda import AgendaItem
from exchanges.models.agreed_item import AgreedItem, AgreedItemParty, AgreedItemProgress
from exchanges.models.aid_project import AidProject
from exchanges.models.aid_rows import AidLine, AidParty
from exchanges.models.aid_steps import AidStage, AidStep, HandOver
from exchanges.models.attachment import Attachment
from exchanges.models.attendance import Attendance
from exchanges.models.delivery import Delivery
from exchanges.models.feed import CalendarFeed, Reminder
from exchanges.models.incident import Incident, IncidentMove
from exchanges.models.letter import Letter
from exchanges.models.meeting import Meeting
from exchanges.models.meeting_tally import MeetingTally, MeetingTotal
from exchanges.models.minutes import Minutes, MinutesItem
from exchanges.models.patrol import Patrol, PatrolFinding, PatrolParty
from exchanges.models.plan import ExchangeRate, YearPlan, YearPlanLine
from exchanges.models.signature import MinutesSignature

__all__ = [
    "Activity",
    "ActivityFigure",
    "AgendaItem",
    "AgreedItem",
    "AgreedItemParty",
    "AgreedItemProgress",
    "AidLine",
    "AidParty",
    "AidProject",
    "AidStage",
    "AidStep",
    "Attachment",
    "Attendance",
    "CalendarFeed",
    "Delivery",
    "ExchangeRate",
    "HandOver",
    "Incident",
    "IncidentMove",
    "Letter",
    "Meeting",
    "MeetingTally",
    "MeetingTotal",
    "Minutes",
    "MinutesItem",
    "MinutesSignature",
    "Patrol",
    "PatrolFinding",
    "PatrolParty",
    "Reminder",
    "YearPlan",
    "YearPlanLine",
]
