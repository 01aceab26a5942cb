"""Forms of aid: proposed in full or in short, entered as past, edited."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.pages import FormPage, Group, Lookalike
from exchanges import permissions
from exchanges.choices import AidRole, AidStatus, LineKind
from exchanges.forms.aid import AimForm, PastAidForm, ProposalForm, ShortForm
from exchanges.forms.aid_rows import GiverRow, LineRow, ReceiverRow, ResultRow
from exchanges.models import AidProject
from exchanges.services import aid_projects
from exchanges.views.aid_parts import AidPage, today
from partnerships.forms import PassageRow
from partnerships.views import sourced
from partnerships.views.rows import entitled

WHAT = ("title:12", "direction:3", "modality:3", "form:3", "sector:3", "amount:12")
AIM = ("partnership:6", "memorandum:6", "commitment:6", "occasion:6")
FUNDS = ("funds:4", "funds_words:8", "place:12", "doubt:12")
WHO = (
    Group(
        _("Givers"),
        rows="givers",
        note=_("Several give together: name each. Leave it empty if it is not stated."),
    ),
    Group(_("Receivers"), rows="receivers", note=_("Leave it empty if it is not stated.")),
)
WHY = Group(
    _("Why, and from what"),
    (*AIM, *FUNDS),
    note=_("Every gift keeps a promise or has a reason of its own. A tie is not needed."),
)
ITEMS = Group(_("Items"), rows="items")
RESULTS = Group(
    _("Results"), rows="results", note=_("What it came to: hectares, yield, people who learned.")
)
PARTIES = {"givers": GiverRow, "receivers": ReceiverRow}


def parties(data: dict) -> dict:
    """Rows of parties as the services take them."""
    for name in PARTIES:
        data[name] = [row["unit"] or row["organisation"] for row in data.get(name, ())]
    return data


class NewAid(FormPage):
    model = AidProject
    permission = permissions.PROPOSE_AID
    autosave = True

    def get_cancel_url(self):
        return reverse("exchanges:aid-project-list")

    def get_context_data(self, **kwargs):
        listed = (_("Aid projects"), self.get_cancel_url())
        return super().get_context_data(crumbs=[listed], **kwargs)


class AidProjectCreate(NewAid):
    form_class = ProposalForm
    heading = _("Propose aid")
    submit = _("Propose")
    rows = PARTIES | {"items": LineRow}
    groups = (Group(_("The aid"), WHAT), *WHO, WHY, ITEMS)

    def perform(self, data):
        return aid_projects.propose(
            **parties(data), on=today(), uuid=self.submission, by=self.request.user
        )


class AidProjectShort(NewAid):
    """Non-project aid on one screen."""

    form_class = ShortForm
    heading = _("Non-project aid, in short")
    submit = _("Propose")
    groups = (
        Group(_("The aid"), WHAT),
        Group(
            _("Who"),
            ("giver_unit:6", "giver_organisation:6", "receiver_unit:6", "receiver_organisation:6"),
            note=_("Leave a side empty if it is not stated. Several parties: use the full form."),
        ),
        Group(
            _("Why, and from what"),
            ("commitment:6", "occasion:6", "partnership:6", "funds:6", "place:12"),
        ),
    )

    def perform(self, data):
        return aid_projects.propose(**data, on=today(), uuid=self.submission, by=self.request.user)


class PastAid:
    rows = PARTIES | {"items": LineRow, "results": ResultRow, "passages": PassageRow}
    groups = (
        Group(
            _("The aid"),
            (*WHAT, "handed_over:4", "status:4", "basis:4", "cancelled_reason:12"),
            note=_("Enter what is known. What is not known stays empty and is listed as missing."),
        ),
        *WHO,
        WHY,
        ITEMS,
        RESULTS,
        sourced.SOURCES,
    )


class AidProjectPast(PastAid, NewAid):
    form_class = PastAidForm
    heading = _("Enter past aid")

    def lookalikes(self, data):
        alike = entitled(AidProject.objects.visible_to(self.request.user), data["title"])
        return [
            Lookalike(str(one), one.get_absolute_url(), str(one.handed_over)) for one in alike[:5]
        ]

    def perform(self, data):
        return aid_projects.enter_past(**parties(data), uuid=self.submission, by=self.request.user)


class AidProjectEdit(AidPage, FormPage):
    """The form that fits: what others tell may all be put right; of what was proposed here
    everything until the approval; then only what the approval leaves open.
    """

    model = AidProject
    permission = permissions.PROPOSE_AID

    @property
    def _ours(self) -> bool:
        return self.object.basis == Basis.MADE_HERE

    @property
    def _fixed(self) -> bool:
        return self._ours and self.object.status != AidStatus.PROPOSED

    def get_form_class(self):
        if self._fixed:
            return AimForm
        return ProposalForm if self._ours else PastAidForm

    @property
    def rows(self):
        if self._fixed:
            return {}
        return AidProjectCreate.rows if self._ours else PastAid.rows

    @property
    def groups(self):
        if self._fixed:
            note = _(
                "What was approved stays as it was approved. Cancel the aid and propose it anew."
            )
            open_ = (*AIM, "funds_words:6", "place:6", "doubt:12")
            return (Group(WHY.title, open_, note=note),)
        return AidProjectCreate.groups if self._ours else PastAid.groups

    def get_initial(self):
        """The records themselves, not their keys: what is out of the user's area stays."""
        named = ("partnership", "memorandum", "commitment")
        return {name: getattr(self.object, name) for name in named}

    def initial_rows(self, name):
        if name in ("givers", "receivers"):
            role = AidRole.GIVER if name == "givers" else AidRole.RECEIVER
            found = self.object.parties.filter(role=role).select_related("unit", "organisation")
            return [
                {"uuid": one.uuid, "unit": one.unit, "organisation": one.organisation}
                for one in found
            ]
        if name == "passages":
            seen = self.object.sources.select_related("paper").visible_to(self.request.user)
            return [{"uuid": s.uuid, "paper": s.paper, "paragraph": s.paragraph} for s in seen]
        kind = LineKind.ITEM if name == "items" else LineKind.RESULT
        return lines_of(self.object, kind)

    def perform(self, data):
        data = data if self._fixed else parties(data)
        return aid_projects.revise(project=self.object, **data, on=today(), by=self.request.user)


def lines_of(project: AidProject, kind: LineKind) -> list[dict]:
    return [
        {"uuid": line.uuid, "what": line.what, "amount": line.amount}
        for line in project.lines.filter(kind=kind)
    ]
