from exchanges.forms.agreed_items import AgreedItemForm
from exchanges.forms.meeting_steps import HoldForm, InviteForm, PlanAgainForm, ReasonForm
from exchanges.forms.meetings import MeetingEditForm, MeetingForm, MeetingPlanForm
from exchanges.forms.minutes import MinutesForm
from exchanges.forms.rows import AgendaRow, AgreedRow, AttendanceRow, ItemRow

__all__ = [
    "AgendaRow",
    "AgreedItemForm",
    "AgreedRow",
    "AttendanceRow",
    "HoldForm",
    "InviteForm",
    "ItemRow",
    "MeetingEditForm",
    "MeetingForm",
    "MeetingPlanForm",
    "MinutesForm",
    "PlanAgainForm",
    "ReasonForm",
]
