from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, ActionPage, DetailPage, FormPage, Group, ListPage
from core.text import tidy
from exchanges import permissions
from exchanges.choices import MEETING_TRANSITIONS, MeetingStatus, MinutesStatus
from exchanges.filters import MeetingFilter, TieFilter
from exchanges.forms import HoldForm, MeetingEditForm, PlanAgainForm, ReasonForm
from exchanges.lists import MEETINGS, TIES_TO_MEET, state
from exchanges.models import Attendance, Meeting
from exchanges.services import attendances, meetings
from exchanges.views.delegations import WithHeads
from exchanges.views.filing import FACTS
from exchanges.views.parts import (
    DELEGATIONS,
    SOURCES,
    Filing,
    agreed_row,
    delegation_groups,
    edit,
    sides_of,
)
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty


def with_ties(meetings, user):
    """Adds `ties`, the names of those that met and that the user may see."""
    named = Partnership.objects.visible_to(user).filter(meetings=OuterRef("pk")).order_by()
    joined = named.values("meetings").annotate(names=StringAgg("title", "; ", order_by="title"))
    return meetings.annotate(ties=Subquery(joined.values("names")))


class MeetingList(ListPage):
    model = Meeting
    heading = Meeting._meta.verbose_name_plural
    columns = MEETINGS
    detail = "exchanges:meeting-detail"
    filterset_class = MeetingFilter
    default_sort = "-held"
    permission = permissions.VIEW_MEETING
    create = ("exchanges:meeting-create", gettext_lazy("Enter a meeting"), permissions.FILE_MINUTES)
    tabs = (
        (gettext_lazy("All"), ""),
        (gettext_lazy("To come"), "status=planned"),
        (gettext_lazy("Held, no minutes"), "minutes=none"),
        (gettext_lazy("Minutes to check"), "minutes=submitted"),
        (gettext_lazy("Minutes returned"), "minutes=returned"),
    )

    def get_queryset(self):
        return with_ties(super().get_queryset(), self.request.user)


class MeetingCreate(ListPage):
    """First of all: which tie met? Its row leads to the form."""

    queryset = Partnership.objects.kept()
    columns = TIES_TO_MEET
    detail = "exchanges:tie-meeting-create"
    filterset_class = TieFilter
    permission = permissions.FILE_MINUTES
    heading = gettext_lazy("Which tie met?")

    def get(self, request, *args, **kwargs):
        tie = self.get_queryset().filter(code=tidy(request.GET.get("tie", ""))).first()
        if tie:
            return HttpResponseRedirect(reverse(self.detail, args=[tie.uuid]))
        return super().get(request, *args, **kwargs)


class MeetingDetail(DetailPage):
    model = Meeting
    permission = permissions.VIEW_MEETING

    def get_queryset(self):
        parties = PartnershipParty.objects.select_related("unit__country", "organisation__country")
        ties = Partnership.objects.visible_to(self.request.user)
        self.queryset = Meeting.objects.select_related(
            "minutes", "unit", "place_unit", "host_party__unit", "host_party__organisation"
        ).prefetch_related(
            Prefetch("partnerships", ties.prefetch_related(Prefetch("parties", parties))),
            Prefetch("attendances", Attendance.objects.select_related("person", "post__unit")),
            SOURCES,
        )
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        meeting = self.object
        ties = list(meeting.partnerships.all())
        came = list(meeting.attendances.all())
        delegations = [
            {
                "side": Side(side).label,
                "parties": _parties(ties, side),
                "people": [one for one in came if one.side == side],
            }
            for side in Side.values
        ]
        minutes = getattr(meeting, "minutes", None)
        return super().get_context_data(
            ties=ties,
            delegations=delegations,
            over_there=_over_there(meeting, ties),
            missing=meeting.missing(),
            status=state(MeetingStatus, meeting.status),
            minutes=minutes,
            minutes_status=state(MinutesStatus, minutes and minutes.status),
            agreed=[agreed_row(item, []) for item in meeting.agreed_items.all()],
            **kwargs,
        )

    def get_actions(self):
        meeting, found = self.object, []
        if not self.may(permissions.EDIT_MEETING):
            return found
        reachable = MEETING_TRANSITIONS.get(MeetingStatus(meeting.status), ())
        found = [
            Action(words, reverse(f"exchanges:meeting-{verb}", args=[meeting.uuid]), kind)
            for target, verb, words, kind in (
                (MeetingStatus.HELD, "hold", _("It was held"), "link"),
                (MeetingStatus.INVITED, "invite", _("Invitation sent"), "post"),
                (MeetingStatus.PLANNED, "plan-again", _("New day"), "link"),
                (MeetingStatus.POSTPONED, "postpone", _("Postpone"), "link"),
                (MeetingStatus.CANCELLED, "cancel", _("Cancel the meeting"), "link"),
            )
            if target in reachable
        ]
        if meeting.status == MeetingStatus.HELD and not hasattr(meeting, "minutes"):
            url = reverse("exchanges:minutes-create", args=[meeting.uuid])
            found.append(Action(_("Write the minutes"), url, "main"))
        return [*found, edit(reverse("exchanges:meeting-edit", args=[meeting.uuid]))]


def _parties(ties: list[Partnership], side: str) -> list:
    """Who stood on that side, each once."""
    return list(
        dict.fromkeys(
            party.who for tie in ties for party in tie.parties.all() if party.side == side
        )
    )


def _over_there(meeting: Meeting, ties: list[Partnership]) -> list[dict]:
    """What the clocks of the other side showed, where they differ from ours."""
    countries = {who.country for who in _parties(ties, Side.COUNTERPART)}
    shown = [
        {"country": country, "begins": meeting.begins_over_there(country.time_zone)}
        for country in countries
    ]
    return [one for one in shown if one["begins"] and one["begins"] != meeting.begins]


class MeetingInvite(ActionPage):
    model = Meeting
    permission = permissions.EDIT_MEETING

    def perform(self, meeting):
        meetings.invite(meeting=meeting, by=self.request.user)


class MeetingEdit(WithHeads, Filing, FormPage):
    model = Meeting
    form_class = MeetingEditForm
    template_name = "exchanges/meeting_form.html"
    permission = permissions.EDIT_MEETING
    rows = DELEGATIONS

    @property
    def groups(self):
        return delegation_groups(self.sides)

    @cached_property
    def ties(self):
        return list(self.object.partnerships.visible_to(self.request.user))

    @cached_property
    def sides(self):
        return sides_of(self.ties)

    @property
    def meeting(self):
        return self.object

    def get_initial(self):
        return {"other_ties": list(self.object.partnerships.all())}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sides": self.sides}

    def perform(self, data):
        given = {*FACTS, "held", "planned"} & set(data)
        meeting = meetings.change(
            meeting=self.object,
            partnerships=data["other_ties"],
            by=self.request.user,
            **{name: data[name] for name in given},
        )
        rows, removed = (
            self.delegations(data),
            [*self.removed("home"), *self.removed("counterpart")],
        )
        if rows or removed:
            attendances.write(meeting=meeting, rows=rows, removed=removed, by=self.request.user)
        return meeting


class MeetingHold(FormPage):
    model = Meeting
    form_class = HoldForm
    permission = permissions.EDIT_MEETING
    heading = gettext_lazy("The meeting was held")
    groups = (Group("", ("held:4", "place:4", "host:4")),)

    def perform(self, data):
        return meetings.hold(
            meeting=self.object, today=timezone.localdate(), by=self.request.user, **data
        )


class MeetingPlanAgain(FormPage):
    model = Meeting
    form_class = PlanAgainForm
    permission = permissions.EDIT_MEETING
    heading = gettext_lazy("A new day for the meeting")

    def perform(self, data):
        return meetings.plan_again(meeting=self.object, by=self.request.user, **data)


class MeetingPostpone(FormPage):
    model = Meeting
    form_class = ReasonForm
    permission = permissions.EDIT_MEETING
    heading = gettext_lazy("Postpone the meeting")
    submit = gettext_lazy("Postpone")

    def perform(self, data):
        return meetings.postpone(meeting=self.object, by=self.request.user, **data)


class MeetingCancel(FormPage):
    model = Meeting
    form_class = ReasonForm
    permission = permissions.EDIT_MEETING
    heading = gettext_lazy("Cancel the meeting")
    submit = gettext_lazy("Cancel the meeting")

    def perform(self, data):
        return meetings.cancel(meeting=self.object, by=self.request.user, **data)
