from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Reach
from core.pages import Action, DetailPage, FormPage, Group, ListPage
from core.text import tidy
from exchanges import clocks, permissions, turns
from exchanges.choices import MEETING_TRANSITIONS, MeetingStatus, MinutesStatus
from exchanges.filters import MeetingFilter, TieFilter
from exchanges.forms import MeetingEditForm
from exchanges.lists import MEETINGS, TIES_TO_MEET, state
from exchanges.models import Meeting
from exchanges.services import attendances, meetings
from exchanges.views.agendas import AGENDA, AGENDA_GROUP, WithAgenda, languages_of_meeting
from exchanges.views.aid_parts import InReach
from exchanges.views.cautioned import warn
from exchanges.views.delegations import WithHeads
from exchanges.views.filing import facts_of, meeting_boxes
from exchanges.views.meeting_plans import turn_in_words
from exchanges.views.parts import (
    DELEGATIONS,
    Filing,
    agreed_row,
    cadences_of,
    crumbs,
    delegation_groups,
    edit,
    names_of,
    parties_of,
    seen_sources,
)
from exchanges.views.who_met import PARTIES, PRESENT, delegation, parties_on, with_parties
from partnerships.choices import Side
from partnerships.models import BorderMarker, Partnership
from partnerships.views import parts

# Parts of the page of a meeting, those of apps above included: a name without a page is left out.
PARTS = (
    ("turns", gettext_lazy("Whose turn it is to host"), "exchanges:meeting-turns"),
    ("agenda", gettext_lazy("Agenda"), "exchanges:meeting-agenda"),
    ("letters", gettext_lazy("Letters"), "exchanges:meeting-letters"),
    ("incidents", gettext_lazy("Incidents"), "exchanges:meeting-incidents"),
    ("files", gettext_lazy("Files and photos"), "exchanges:meeting-files"),
    ("prints", gettext_lazy("Prints"), "reports:meeting-prints"),
    ("invitation", gettext_lazy("Letter of invitation"), "reports:meeting-invitation"),
    ("log", gettext_lazy("Who entered and changed it"), "exchanges:meeting-log"),
)


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
    brought_as = "meetings"
    create = ("exchanges:meeting-create", gettext_lazy("Enter a meeting"), permissions.FILE_MINUTES)
    on_chosen = (
        (
            "exchanges:minutes-submit-chosen",
            gettext_lazy("Submit the minutes"),
            permissions.FILE_MINUTES,
        ),
    )
    tabs = (
        (gettext_lazy("All"), ""),
        (gettext_lazy("To come"), "status=to_come"),
        (gettext_lazy("Held, no minutes"), "minutes=none"),
        (gettext_lazy("Minutes to check"), "minutes=submitted"),
        (gettext_lazy("Minutes returned"), "minutes=returned"),
    )

    def get_queryset(self):
        who = Reach(self.request.user)  # looked up once, for the meetings and for their ties
        return with_ties(Meeting.objects.visible_to(who), who)


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


class MeetingDetail(InReach, DetailPage):
    model = Meeting
    permission = permissions.VIEW_MEETING

    def get_queryset(self):
        """What most meetings lack is looked up where there is some: PostgreSQL plans longer for
        a join of ten tables than it looks for one row in them.
        """
        ties = Partnership.objects.visible_to(self.reach)
        marker = BorderMarker.objects.select_related("border")
        self.queryset = Meeting.objects.select_related(
            "minutes", "unit", "place_unit"
        ).prefetch_related(
            Prefetch("partnerships", ties.prefetch_related(Prefetch("parties", PARTIES))),
            Prefetch("attendances", PRESENT),
            Prefetch("place_marker", marker),
            seen_sources(self.reach),
        )
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        meeting = self.object
        ties = list(meeting.partnerships.all())
        came = list(meeting.attendances.all())
        with_parties(meeting, came, ties)
        delegations = [delegation(ties, came, side) for side in Side.values]
        across = [who.country for who in parties_on(ties, Side.COUNTERPART)]
        minutes = getattr(meeting, "minutes", None)
        return super().get_context_data(
            ties=ties,
            delegations=delegations,
            begins=clocks.elsewhere(meeting.begins, meeting.day, across),
            ends=clocks.elsewhere(meeting.ends, meeting.day, across),
            sections=parts.sections(self.request.user, meeting, PARTS),
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
                (MeetingStatus.INVITED, "invite", _("Invitation sent"), "link"),
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


class MeetingEdit(WithHeads, WithAgenda, Filing, FormPage):
    model = Meeting
    form_class = MeetingEditForm
    template_name = "exchanges/meeting_form.html"
    permission = permissions.EDIT_MEETING

    @cached_property
    def rows(self):
        """A meeting that was held without an agenda is not asked for one afterwards."""
        held = self.object.status == MeetingStatus.HELD
        return DELEGATIONS | ({} if held and not self.object.agenda.exists() else AGENDA)

    @property
    def groups(self):
        held = self.object.status == MeetingStatus.HELD
        boxes = meeting_boxes("held" if held else "planned", self.parties, self.cadences)
        facts = Group(_("1. The meeting"), boxes)
        agenda = (AGENDA_GROUP,) if "agenda" in self.rows else ()
        return (facts, *delegation_groups(names_of(self.parties)), *agenda)

    @cached_property
    def ties(self):
        return list(self.object.partnerships.visible_to(self.request.user))

    @cached_property
    def parties(self):
        return parties_of(self.ties)

    @cached_property
    def cadences(self):
        return cadences_of(self.ties, self.object.unit)

    @cached_property
    def languages(self):
        return languages_of_meeting(self.object, self.ties)

    @property
    def meeting(self):
        return self.object

    def get_initial(self):
        return {"other_ties": list(self.object.partnerships.all())}

    @cached_property
    def turn(self) -> str:
        """Whose turn it was when this meeting came, where the ties that met tell it."""
        known = turns.of_ties(self.ties, self.object.day or timezone.localdate())
        return turn_in_words(turns.due([one.before(self.object) for one in known]))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "parties": self.parties,
            "cadences": self.cadences,
            "turn": self.turn,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(self.object), **kwargs)

    def delegations(self, data):
        """For whom somebody came stays where this form did not ask it, as of a tie out of sight."""
        asked = {side: [one for one in self.parties if one.side == side] for side in Side.values}
        came = self.object.attendances.exclude(party=None).select_related("party")
        for_whom = {
            one.uuid: one.party
            for one in came
            if len(asked[one.side]) < 2 or one.party not in asked[one.side]
        }
        rows = super().delegations(data)
        for row in rows:
            party = for_whom.get(row.get("uuid"))
            if party and party.side == row["side"] and not row.get("party"):
                row["party"] = party
        return rows

    def perform(self, data):
        meeting = meetings.change(
            meeting=self.object,
            partnerships=data["other_ties"],
            by=self.request.user,
            **facts_of(data, "held", "planned"),
        )
        rows = self.delegations(data)
        removed = [*self.removed("home"), *self.removed("counterpart")]
        if rows or removed:
            attendances.write(meeting=meeting, rows=rows, removed=removed, by=self.request.user)
        self.write_agenda(meeting, data)
        warn(self.request, meeting)
        return meeting
