"""What happened, for the page of a place: its own, and what it has through the units below it,
those it succeeded and those that succeed it.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from exchanges.happened import activities_of, ties_within, within
from exchanges.models import Activity, AidParty, AidProject, Incident, Meeting
from exchanges.views.fragments import SHOWN, Activities, Aid, Incidents, Meetings
from partnerships.models import Unit
from partnerships.through import Ways, through


class OfUnit:
    """Each row says through which unit it came here."""

    model = Unit

    def ways(self, records: list) -> dict[int, Ways]:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        shown = self.found[:SHOWN]
        via = through(self.object, self.ways(shown)) if shown else {}
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row["through"] = via.get(row["record"].pk, "")
        return context

    def within(self):
        """Units in the reach of the unit of the URL: itself, all below, what it succeeded."""
        return within(self.object)

    def ties_within(self):
        return ties_within(self.object)


def known(*keys: int | None) -> set[int]:
    return {key for key in keys if key is not None}


class UnitMeetings(OfUnit, Meetings):
    def rows(self):
        seen = Meeting.objects.visible_to(self.request.user)
        ours = Meeting.partnerships.through.objects.filter(
            meeting=OuterRef("pk"), partnership__in=self.ties_within()
        )
        return self.ordered(seen.filter(Q(unit__in=self.within()) | Exists(ours)))

    def ways(self, records: list[Meeting]):
        bound = Meeting.partnerships.through.objects.filter(meeting__in=records)
        ties: dict[int, set[int]] = {}
        for meeting, tie in bound.values_list("meeting", "partnership"):
            ties.setdefault(meeting, set()).add(tie)
        return {
            one.pk: Ways(units=known(one.unit_id), ties=ties.get(one.pk, set())) for one in records
        }


class UnitActivities(OfUnit, Activities):
    def rows(self):
        return activities_of(self.seen(), self.object)

    def ways(self, records: Iterable[Activity]):
        return {
            one.pk: Ways(known(one.unit_id), known(one.organiser_id), known(one.partnership_id))
            for one in records
        }


class UnitIncidents(OfUnit, Incidents):
    def rows(self):
        found = self.seen().filter(
            Q(unit__in=self.within())
            | Q(counterpart__in=self.within())
            | Q(marker__unit__in=self.within())
            | Q(marker__counterpart__in=self.within())
            | Q(partnership__in=self.ties_within())
        )
        return found.select_related("marker")

    def ways(self, records: Iterable[Incident]):
        return {
            one.pk: Ways(units=_units_of(one), ties=known(one.partnership_id)) for one in records
        }


def _units_of(incident: Incident) -> set[int]:
    """Its own, or else those of the marker at which it happened."""
    named = known(incident.unit_id, incident.counterpart_id)
    at = incident.marker
    return named or (known(at.unit_id, at.counterpart_id) if at else set())


class UnitAid(OfUnit, Aid):
    def rows(self):
        theirs = AidParty.objects.filter(project=OuterRef("pk")).filter(
            Q(unit__in=self.within()) | Q(organisation__seat__in=self.within())
        )
        return self.seen().filter(Exists(theirs) | Q(partnership__in=self.ties_within()))

    def ways(self, records: Iterable[AidProject]):
        return {
            one.pk: Ways(
                known(*(party.unit_id for party in one.parties.all())),
                known(*(party.organisation_id for party in one.parties.all())),
                known(one.partnership_id),
            )
            for one in records
        }
