from partnerships.forms.borders import (
    BorderMarkerCreateForm,
    BorderMarkerForm,
    BorderProfileForm,
    GateForm,
    PassageRow,
)
from partnerships.forms.charges import ChargeEndForm, ChargeForm
from partnerships.forms.fields import by_title, by_words
from partnerships.forms.figures import StatedFigureForm
from partnerships.forms.files import FileFactsForm, FileForm, FileWithdrawForm, KeptOutsideForm
from partnerships.forms.organisations import OrganisationForm
from partnerships.forms.people import PersonForm, PostRow
from partnerships.forms.tie_events import (
    AdmitForm,
    EndForm,
    LeaveForm,
    ResumeForm,
    SuspendForm,
)
from partnerships.forms.ties import EventRow, PartnershipCreateForm, PartnershipForm, PartyRow

__all__ = [
    "AdmitForm",
    "BorderMarkerCreateForm",
    "BorderMarkerForm",
    "BorderProfileForm",
    "ChargeEndForm",
    "ChargeForm",
    "EndForm",
    "EventRow",
    "FileFactsForm",
    "FileForm",
    "FileWithdrawForm",
    "GateForm",
    "KeptOutsideForm",
    "LeaveForm",
    "OrganisationForm",
    "PartnershipCreateForm",
    "PartnershipForm",
    "PartyRow",
    "PassageRow",
    "PersonForm",
    "PostRow",
    "ResumeForm",
    "StatedFigureForm",
    "SuspendForm",
    "by_title",
    "by_words",
]
