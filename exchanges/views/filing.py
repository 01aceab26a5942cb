"""A meeting entered in one page: what it was, who came, its minutes and what was agreed."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.access import reach_of
from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.forms import MeetingForm
from exchanges.forms.meetings import several
from exchanges.models import Meeting
from exchanges.services import filings
from exchanges.views.cautioned import warn
from exchanges.views.delegations import WithHeads
from exchanges.views.parts import (
    DELEGATIONS,
    TEXTS,
    Filing,
    cadences_of,
    crumbs,
    delegation_groups,
    languages_around,
    languages_of,
    names_of,
    parties_of,
)
from exchanges.views.taken_up import TakesUp
from partnerships.models import Cadence, Partnership, PartnershipParty, Unit

FACTS = (
    "kind", "title", "begins", "ends", "place_kind", "place", "place_marker", "host", "host_party",
    "host_reason", "cadence", "year_reviewed", "year_planned",
)  # fmt: skip
TEXT_GROUPS = (
    Group(_("3. What was said, side by side"), rows="items"),
    Group(_("4. What was agreed"), rows="agreed"),
    Group(_("5. Outcome"), ("outcome:12",)),
)


def place_boxes(parties: list[PartnershipParty]) -> tuple[str, ...]:
    """Where they meet and who hosts; which of several parties is asked only where there are."""
    which = ("host_party:4", "host_reason:4") if several(parties) else ("host_reason:8",)
    return ("place_kind:3", "place:5", "place_marker:4", "host:4", *which)


def meeting_boxes(
    day: str, parties: list[PartnershipParty], cadences: list[Cadence] = ()
) -> tuple[str, ...]:
    """The facts of a meeting in their order; `day` is the box of the day, held or planned."""
    return (
        "kind:3", f"{day}:3", "begins:3", "ends:3",
        *place_boxes(parties),
        "year_reviewed:3", "year_planned:3", *(("cadence:6",) if cadences else ()),
        "title", "other_ties",
    )  # fmt: skip


def facts_of(data: dict, *more: str) -> dict:
    """What a form says of the meeting itself."""
    return {name: data[name] for name in (*FACTS, *more) if name in data}


class MeetingCreate(WithHeads, TakesUp, Filing, FormPage):
    """The form that follows a tie's or a unit's page; its URL names that tie or unit."""

    creates = Meeting
    form_class = MeetingForm
    permission = permissions.FILE_MINUTES
    template_name = "exchanges/meeting_form.html"
    heading = _("Meeting that was held")
    menu = "exchanges:meeting-list"  # though its URL is that of a tie or a unit

    @property
    def rows(self):
        return self.with_found(DELEGATIONS | TEXTS)

    @cached_property
    def ties(self) -> list[Partnership]:
        """The ties that meet, as far as the URL and the form name them."""
        return []

    @cached_property
    def languages(self):
        return languages_of(self.ties)

    @property
    def groups(self):
        facts = Group(_("1. The meeting"), meeting_boxes("held", self.parties, self.cadences))
        return (facts, *delegation_groups(self.sides), *self.with_found_group(TEXT_GROUPS))

    @cached_property
    def parties(self):
        return parties_of(self.ties)

    @cached_property
    def cadences(self) -> list[Cadence]:
        return cadences_of(self.ties)

    @property
    def sides(self):
        return names_of(self.parties)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "parties": self.parties,
            "cadences": self.cadences,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=crumbs(self.object),
            files_minutes="items" in self.rows,
            **kwargs,
        )

    def whose(self, data: dict) -> dict:
        """The tie or unit of the URL, with the other ties of the form."""
        raise NotImplementedError

    def perform(self, data):
        meeting = self.filed(data)
        warn(self.request, meeting)
        return meeting

    def filed(self, data: dict) -> Meeting:
        whose = self.whose(data)
        return filings.file_meeting(
            facts=facts_of(data) | {name: who for name, who in whose.items() if name == "unit"},
            held=data["held"],
            today=timezone.localdate(),
            partnerships=whose["partnerships"],
            attendance=self.delegations(data),
            text={
                "languages": self.languages,
                "outcome": data["outcome"],
                "items": data["items"],
                "agreed": data["agreed"],
                "found": data.get("progress", []),
            },
            submit=self.submits,
            uuid=self.submission,
            by=self.request.user,
        )


class OfTie:
    """Under the URL of a tie."""

    model = Partnership

    def get_queryset(self):
        return super().get_queryset().kept()

    @cached_property
    def ties(self):
        return [self.object]

    def whose(self, data):
        others = [tie for tie in data["other_ties"] if tie != self.object]
        return {"partnerships": [self.object, *others]}


class OfUnit:
    """Under the URL of a unit in the user's reach: a meeting that no tie covers."""

    model = Unit

    @property
    def meeting_unit(self):
        return self.object

    @cached_property
    def cadences(self):
        return cadences_of(self.ties, self.object)

    def get_queryset(self):
        units, user = super().get_queryset(), self.request.user
        if user.sees_all:
            return units
        reach = reach_of(user)
        return units.filter(pk__in=reach["Unit"])

    @cached_property
    def languages(self):
        return languages_around(self.object)

    def whose(self, data):
        return {"unit": self.object, "partnerships": data["other_ties"]}


class TieMeetingCreate(OfTie, MeetingCreate):
    pass


class UnitMeetingCreate(OfUnit, MeetingCreate):
    pass
