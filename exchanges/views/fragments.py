"""Pieces for the pages of a tie, a unit and an organisation, which stand one layer below."""

from django.db.models import Case, Exists, OuterRef, Prefetch, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.fields import earliest
from core.pages import Action, FragmentPage
from exchanges import permissions, turns
from exchanges.choices import (
    AgreedItemStatus,
    AidRole,
    AidStatus,
    IncidentStatus,
    MeetingStatus,
    MinutesStatus,
)
from exchanges.lists import state
from exchanges.models import (
    Activity,
    AgreedItem,
    AidParty,
    AidProject,
    Attendance,
    Incident,
    Meeting,
)
from exchanges.models.meeting import TO_COME
from partnerships.models import Organisation, Partnership, Person

SHOWN = 50  # rows of a piece; the list has all of them


class Piece(FragmentPage):
    """Rows that belong to the tie or unit of the URL and that the user may see."""

    def rows(self):
        raise NotImplementedError

    @cached_property
    def found(self) -> list:
        """One more than is shown tells that there are more."""
        return list(self.rows()[: SHOWN + 1])

    def get_context_data(self, **kwargs):
        found = self.found
        return super().get_context_data(
            rows=[self.shown(row) for row in found[:SHOWN]], more=len(found) > SHOWN, **kwargs
        )

    def shown(self, row) -> dict:
        return {"record": row}


class Meetings(Piece):
    template_name = "exchanges/_meetings.html"
    heading = _("Meetings")
    permission = permissions.VIEW_MEETING

    def ordered(self, rows):
        """Those to come first, then from the latest back."""
        to_come = Case(When(status__in=TO_COME, then=0), default=1)
        return rows.select_related("minutes").order_by(
            to_come, earliest("held", descending=True).desc(), "-pk"
        )

    def shown(self, meeting):
        minutes = getattr(meeting, "minutes", None)
        return {
            "record": meeting,
            "status": state(MeetingStatus, meeting.status),
            "minutes": minutes,
            "minutes_status": state(MinutesStatus, minutes and minutes.status),
        }


class TieMeetings(Meetings):
    """The meetings of a tie, and whose turn it is to host the next one."""

    model = Partnership

    @cached_property
    def turn(self) -> turns.Turn:
        return turns.of_ties([self.object], timezone.localdate())[0]

    @cached_property
    def out_of_turn(self) -> dict:
        return self.turn.breaks()

    def get_context_data(self, **kwargs):
        plan = reverse("exchanges:tie-meeting-plan", args=[self.object.uuid])
        may = self.may(permissions.FILE_MINUTES)
        return super().get_context_data(turn=self.turn, plan=may and plan, **kwargs)

    def shown(self, meeting):
        return super().shown(meeting) | {"broken": self.out_of_turn.get(meeting.uuid)}

    def rows(self):
        seen = Meeting.objects.visible_to(self.request.user)
        return self.ordered(seen.filter(partnerships=self.object))

    def get_actions(self):
        if not self.may(permissions.FILE_MINUTES):
            return []
        named = [self.object.uuid]
        return [
            Action(_("Enter a meeting"), reverse("exchanges:tie-meeting-create", args=named)),
            Action(_("Plan a meeting"), reverse("exchanges:tie-meeting-plan", args=named)),
        ]


class OrganisationMeetings(Meetings):
    model = Organisation

    def rows(self):
        seen = Meeting.objects.visible_to(self.request.user)
        ours = Meeting.partnerships.through.objects.filter(
            meeting=OuterRef("pk"), partnership__parties__organisation=self.object
        )
        return self.ordered(seen.filter(Exists(ours)))


class PersonMeetings(Piece):
    """What somebody attended, and in which post."""

    model = Person
    template_name = "exchanges/_attended.html"
    heading = _("Meetings attended")
    permission = permissions.VIEW_MEETING

    def rows(self):
        seen = Attendance.objects.visible_to(self.request.user).filter(person=self.object)
        came = seen.select_related("meeting", "post__unit", "post__organisation")
        return came.order_by(earliest("meeting__held", descending=True).desc(), "-pk")

    def shown(self, came):
        return {"record": came, "status": state(MeetingStatus, came.meeting.status)}


class TieAgreedItems(Piece):
    model = Partnership
    template_name = "exchanges/_agreed_items.html"
    heading = _("What was agreed")
    permission = permissions.VIEW_AGREED_ITEM

    def rows(self):
        seen = AgreedItem.objects.visible_to(self.request.user).select_related("meeting")
        return seen.filter(meeting__partnerships=self.object).order_by("-meeting", "position")

    def shown(self, item):
        return {"record": item, "status": state(AgreedItemStatus, item.status)}


class Activities(Piece):
    template_name = "exchanges/_activities.html"
    heading = _("Activities")
    permission = permissions.VIEW_ACTIVITY

    def seen(self):
        rows = Activity.objects.visible_to(self.request.user).standing()
        rows = rows.prefetch_related("figures")
        return rows.order_by(earliest("happened", descending=True).desc(), "-pk")

    def get_actions(self):
        if not self.may(permissions.EDIT_ACTIVITY):
            return []
        named = {Partnership: "tie", Organisation: "organiser"}.get(self.model, "unit")
        url = f"{reverse('exchanges:activity-create')}?{named}={self.object.uuid}"
        return [Action(_("Enter an activity"), url)]


class TieActivities(Activities):
    model = Partnership

    def rows(self):
        return self.seen().filter(partnership=self.object)


class OrganisationActivities(Activities):
    model = Organisation

    def rows(self):
        return self.seen().filter(organiser=self.object)


class Incidents(Piece):
    template_name = "exchanges/_incidents.html"
    heading = _("Incidents")
    permission = permissions.VIEW_INCIDENT
    asks = "unit"  # how the form that enters one is told where

    def get_actions(self):
        if not self.may(permissions.FILE_INCIDENT):
            return []
        url = reverse("exchanges:incident-create")
        return [Action(_("Enter an incident"), f"{url}?{self.asks}={self.object.uuid}")]

    def seen(self):
        rows = Incident.objects.visible_to(self.request.user).standing()
        return rows.order_by(earliest("happened", descending=True).desc(), "-pk")

    def shown(self, incident):
        return {"record": incident, "status": state(IncidentStatus, incident.status)}


class TieIncidents(Incidents):
    model = Partnership
    asks = "tie"

    def rows(self):
        return self.seen().filter(partnership=self.object)


class Aid(Piece):
    template_name = "exchanges/_aid.html"
    heading = _("Aid")
    permission = permissions.VIEW_AID

    @cached_property
    def visible(self):
        return AidProject.objects.visible_to(self.request.user)

    def seen(self):
        parties = AidParty.objects.select_related("unit", "organisation")
        return self.visible.prefetch_related(Prefetch("parties", parties)).order_by("pk")

    def shown(self, project):
        parties = list(project.parties.all())
        return {
            "record": project,
            "givers": [party.who for party in parties if party.role == AidRole.GIVER],
            "receivers": [party.who for party in parties if party.role == AidRole.RECEIVER],
            "status": state(AidStatus, project.status),
        }


class OrganisationAid(Aid):
    model = Organisation

    def rows(self):
        theirs = AidParty.objects.filter(project=OuterRef("pk"), organisation=self.object)
        return self.seen().filter(Exists(theirs))
