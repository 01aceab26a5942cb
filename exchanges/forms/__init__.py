from exchanges.forms.agreed_items import AgreedItemForm
from exchanges.forms.meetings import (
    HoldForm,
    MeetingEditForm,
    MeetingForm,
    MeetingPlanForm,
    PlanAgainForm,
    ReasonForm,
)
from exchanges.forms.minutes import MinutesForm
from exchanges.forms.rows import AgreedRow, AttendanceRow, ItemRow

__all__ = [
    "AgreedItemForm",
    "AgreedRow",
    "AttendanceRow",
    "HoldForm",
    "ItemRow",
    "MeetingEditForm",
    "MeetingForm",
    "MeetingPlanForm",
    "MinutesForm",
    "PlanAgainForm",
    "ReasonForm",
]
