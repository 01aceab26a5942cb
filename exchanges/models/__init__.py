from exchanges.models.activity import Activity, ActivityFigure
from exchanges.models.agreed_item import AgreedItem, AgreedItemParty
from exchanges.models.aid_project import AidLine, AidParty, AidProject
from exchanges.models.incident import Incident
from exchanges.models.meeting import Attendance, Meeting
from exchanges.models.minutes import Minutes, MinutesItem

__all__ = [
    "Activity",
    "ActivityFigure",
    "AgreedItem",
    "AgreedItemParty",
    "AidLine",
    "AidParty",
    "AidProject",
    "Attendance",
    "Incident",
    "Meeting",
    "Minutes",
    "MinutesItem",
]
