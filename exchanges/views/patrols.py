"""Patrols of both sides: the list, one of them, the form, taking one back, searches in the form."""

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import DetailPage, FormPage, Group, PickerPage
from exchanges import permissions
from exchanges.activity_filters import PatrolFilter
from exchanges.activity_lists import PATROLS, counts
from exchanges.forms.activities import TakeBackForm
from exchanges.forms.patrols import (
    FindingRow,
    PatrolForm,
    PatrolPartyRow,
    typed_border,
)
from exchanges.happened import with_parties
from exchanges.models import Incident, Patrol, PatrolFinding, PatrolParty
from exchanges.services import patrols
from exchanges.views.activities import TABS, acts, records_of
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import seen_sources, seen_tie, with_tie
from partnerships.choices import HOME_COUNTRY, Side
from partnerships.forms import PassageRow
from partnerships.models import Border, BorderMarker, Partnership
from partnerships.views import parts
from partnerships.views.sourced import SOURCES as SOURCE_ROWS
from partnerships.views.sourced import passage_rows

NOT_HERE = _(
    "Only what took place. Plans, routes and times of patrols to come, the strength of forces and "
    "weapons have no place here (Law 117/2025/QH15): such papers are kept outside this system. "
    "A patrol of our own has its full day and both markers; of one that others report they may be "
    "unknown."
)
SIDES = {"home": Side.HOME, "counterpart": Side.COUNTERPART}


class PatrolList(InReach, parts.RecordList):
    model = Patrol
    columns = PATROLS
    detail = "exchanges:patrol-detail"
    filterset_class = PatrolFilter
    default_sort = "-happened"
    permission = permissions.VIEW_PATROL
    create = ("exchanges:patrol-create", _("Enter a patrol"), permissions.EDIT_PATROL)
    related = ((_("Activities"), "exchanges:activity-list"),)
    tabs = TABS

    def get_queryset(self):
        return with_parties(with_tie(super().get_queryset(), self.reach))


class PatrolDetail(InReach, DetailPage):
    model = Patrol
    permission = permissions.VIEW_PATROL

    def get_queryset(self):
        known = ("border", "from_marker", "to_marker", "filed_by")
        rows = super().get_queryset().select_related(*known)
        known_findings = PatrolFinding.objects.open_to(self.request.user)
        findings = known_findings.select_related("marker").prefetch_related(
            Prefetch("incident", Incident.objects.visible_to(self.reach).standing())
        )
        return rows.prefetch_related(
            Prefetch("parties", PatrolParty.objects.select_related("unit", "organisation")),
            Prefetch("findings", findings),
            seen_tie(self.reach),
            "attachments",
            seen_sources(self.reach),
        )

    def get_actions(self):
        return acts(self, "patrol", permissions.EDIT_PATROL)

    def get_context_data(self, **kwargs):
        patrol = self.object
        went = {side: [one for one in patrol.parties.all() if one.side == side] for side in Side}
        sides = [
            (side.label, rows, sum(one.people or 0 for one in rows)) for side, rows in went.items()
        ]
        return super().get_context_data(
            standing=counts(patrol.withdrawn_reason),
            sides=sides,
            missing=patrol.missing(),
            files=parts.address(self.request.user, "exchanges:patrol-files", patrol),
            prints=parts.address(self.request.user, "reports:patrol-prints", patrol),
            **kwargs,
        )


class PatrolPage(FormPage):
    model = Patrol
    form_class = PatrolForm
    rows = {
        "home": PatrolPartyRow,
        "counterpart": PatrolPartyRow,
        "findings": FindingRow,
        "passages": PassageRow,
    }
    permission = permissions.EDIT_PATROL
    autosave = True
    groups = (
        Group(
            _("Where and when"),
            (
                "border:4", "happened:4", "basis:4", "from_marker:6", "to_marker:6",
                "partnership:12", "note:12",
            ),
            note=NOT_HERE,
        ),
        Group(_("Who went from the home side"), rows="home"),
        Group(_("Who went from the counterpart side"), rows="counterpart"),
        Group(_("What the patrol found"), rows="findings"),
        SOURCE_ROWS,
    )  # fmt: skip

    @property
    def border(self) -> Border | None:
        """The border of which markers are found by their number: as typed, else as it is."""
        typed = self._typed.get("border", "")
        return typed_border(typed) or (self.object.border if self.object else None)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"border": self.border}

    def row_kwargs(self, name):
        return {"border": self.border} if name == "findings" else {}

    def initial_rows(self, name):
        if self.object is None:
            return []
        if name == "passages":
            return passage_rows(self.object, self.request.user)
        if name == "findings":
            rows = self.object.findings.open_to(self.request.user)
            rows = rows.select_related("marker", "incident")
            said = ("uuid", "what", "marker", "incident")
            return [{key: getattr(row, key) for key in said} for row in rows]
        rows = self.object.parties.filter(side=SIDES[name]).select_related("unit", "organisation")
        said = ("uuid", "unit", "organisation", "people")
        return [{key: getattr(row, key) for key in said} for row in rows]

    @staticmethod
    def written(data: dict) -> dict:
        """What the service is told: both sides as one list of parties."""
        parties = [
            {"side": side, "who": row["organisation"] or row["unit"], "people": row["people"]}
            for name, side in SIDES.items()
            for row in data.pop(name)
        ]
        return data | {"parties": parties}

    def get_context_data(self, **kwargs):
        listed = (gettext("Patrols"), reverse("exchanges:patrol-list"))
        return super().get_context_data(crumbs=[listed], **kwargs)


class PatrolCreate(PatrolPage):
    """From the menu or from a tie (?tie=), whose border and stations are then offered."""

    heading = _("A new patrol")

    @cached_property
    def tie(self) -> Partnership | None:
        return parts.asked_record(self.request, Partnership.objects.kept(), "tie")

    @cached_property
    def offered(self) -> dict[str, list]:
        """Stations and companies of the tie by side; else the user's own at home."""
        found = {name: [] for name in SIDES}
        if self.tie:
            rows = self.tie.parties.filter(until=None, organisation__isnull=False)
            for party in rows.select_related("organisation"):
                found[party.side].append(party.organisation)
        own = self.request.user.organisation
        if not found["home"] and own and own.country_id == HOME_COUNTRY:
            found["home"] = [own]
        return found

    def initial_rows(self, name):
        return [{"organisation": one} for one in self.offered.get(name, [])]

    def get_initial(self):
        across = self.tie and self.tie.parties.filter(side=Side.COUNTERPART).first()
        country = across and across.who.country_id
        border = Border.objects.filter(neighbour=country).first() if country else None
        said = {"partnership": self.tie, "border": border}
        return super().get_initial() | {name: one for name, one in said.items() if one}

    def get_cancel_url(self):
        return self.tie.get_absolute_url() if self.tie else reverse("exchanges:patrol-list")

    def perform(self, data):
        return patrols.record(
            **self.written(data),
            uuid=self.submission,
            today=timezone.localdate(),
            by=self.request.user,
        )


class PatrolEdit(PatrolPage):
    queryset = Patrol.objects.select_related("border", "from_marker", "to_marker", "partnership")

    def get_initial(self):
        """At hand, so that a tie which this user may not see stays."""
        named = ("border", "from_marker", "to_marker", "partnership")
        return super().get_initial() | records_of(self.object, *named)

    def perform(self, data):
        return patrols.revise(
            patrol=self.object,
            **self.written(data),
            today=timezone.localdate(),
            by=self.request.user,
        )


class PatrolWithdraw(FormPage):
    model = Patrol
    form_class = TakeBackForm
    permission = permissions.EDIT_PATROL
    submit = _("Take it back")
    groups = (
        Group(
            _("Take the patrol back"),
            ("reason:12",),
            note=_("It stays to be read, and counts no more."),
        ),
    )

    def perform(self, data):
        return patrols.withdraw(patrol=self.object, **data, by=self.request.user)


class PatrolMarkerPicker(PickerPage):
    """Markers of the border that the form names; before that, of every border."""

    queryset = BorderMarker.objects.select_related("border").order_by(F("border"), F("place"))
    permission = permissions.EDIT_PATROL

    def search(self, rows, words):
        border = typed_border(self.request.GET.get("border", ""))
        found = rows.filter(border=border) if border else rows
        return found.numbered(words)
