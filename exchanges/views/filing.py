"""A meeting entered in one page: what it was, who came, its minutes and what was agreed."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.forms import MeetingForm, MeetingPlanForm
from exchanges.models import AgreedItem, Meeting
from exchanges.services import filings, meetings
from exchanges.views.delegations import WithHeads
from exchanges.views.parts import (
    DELEGATIONS,
    TEXTS,
    Filing,
    crumbs,
    delegation_groups,
    languages_of,
    sides_of,
)
from partnerships.models import Partnership, TieReach, Unit

FACTS = ("kind", "title", "begins", "place", "host", "year_reviewed", "year_planned")
MEETING_BOXES = (
    "kind:3", "held:3", "place:3", "host:3",
    "year_reviewed:3", "year_planned:3", "begins:3",
)  # fmt: skip
TEXT_GROUPS = (
    Group(_("3. What was said, side by side"), rows="items"),
    Group(_("4. What was agreed"), rows="agreed"),
    Group(_("5. Outcome"), ("outcome:12",)),
)


class MeetingCreate(WithHeads, Filing, FormPage):
    """The form that follows a tie's or a unit's page; its URL names that tie or unit."""

    creates = Meeting
    form_class = MeetingForm
    permission = permissions.FILE_MINUTES
    template_name = "exchanges/meeting_form.html"
    heading = _("Meeting that was held")
    rows = DELEGATIONS | TEXTS

    @cached_property
    def ties(self) -> list[Partnership]:
        """The ties that meet, as far as the URL and the form name them."""
        return []

    @cached_property
    def languages(self):
        return languages_of(self.ties)

    @property
    def groups(self):
        facts = Group(_("1. The meeting"), (*MEETING_BOXES, "title", "other_ties"))
        return (facts, *delegation_groups(self.sides), *TEXT_GROUPS)

    @cached_property
    def sides(self):
        return sides_of(self.ties)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sides": self.sides}

    def get_context_data(self, **kwargs):
        earlier = AgreedItem.objects.visible_to(self.request.user).open()
        still_open = earlier.filter(meeting__partnerships__in=self.ties).distinct()
        return super().get_context_data(
            crumbs=crumbs(self.object),
            still_open=still_open.select_related("meeting").order_by("meeting", "position")[:50],
            files_minutes="items" in self.rows,
            **kwargs,
        )

    def whose(self, data: dict) -> dict:
        """The tie or unit of the URL, with the other ties of the form."""
        raise NotImplementedError

    def perform(self, data):
        facts = {name: data[name] for name in FACTS}
        whose = self.whose(data)
        return filings.file_meeting(
            facts=facts | {name: who for name, who in whose.items() if name == "unit"},
            held=data["held"],
            today=timezone.localdate(),
            partnerships=whose["partnerships"],
            attendance=self.delegations(data),
            text={
                "languages": self.languages,
                "outcome": data["outcome"],
                "items": data["items"],
                "agreed": data["agreed"],
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

    def get_queryset(self):
        units, user = super().get_queryset(), self.request.user
        if user.sees_all:
            return units
        reach = user.units.reach(organisation=user.organisation_id)
        return units.filter(pk__in=reach["Unit"])

    @cached_property
    def languages(self):
        around = Partnership.objects.filter(
            pk__in=TieReach.objects.filter(unit=self.object).values("tie")
        )
        return languages_of(list(around[:50]))

    def whose(self, data):
        return {"unit": self.object, "partnerships": data["other_ties"]}


class TieMeetingCreate(OfTie, MeetingCreate):
    pass


class UnitMeetingCreate(OfUnit, MeetingCreate):
    pass


class MeetingPlan(MeetingCreate):
    """A meeting that is to come: no minutes yet, and nobody has come."""

    form_class = MeetingPlanForm
    permission = permissions.EDIT_MEETING
    heading = _("Meeting to come")
    rows = {}
    groups = (
        Group(
            _("The meeting"),
            (
                "kind:3", "planned:3", "place:3", "host:3",
                "year_reviewed:3", "year_planned:3", "begins:3",
                "title", "other_ties",
            ),
        ),
    )  # fmt: skip

    def perform(self, data):
        facts = {name: data[name] for name in (*FACTS, "planned")}
        return meetings.plan(**facts | self.whose(data), uuid=self.submission, by=self.request.user)


class TieMeetingPlan(OfTie, MeetingPlan):
    pass


class UnitMeetingPlan(OfUnit, MeetingPlan):
    pass
