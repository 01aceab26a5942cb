"""What an office does with ties, and what must hold whatever it does: two parts of the random
histories of test_in_time_property.
"""

from collections import Counter
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
)

from core.fields import PartialDate
from partnerships import timeline
from partnerships.choices import Level, PartnershipKind, Side
from partnerships.models import Decision, Partnership, PartnershipParty, Unit
from partnerships.services import (
    parties,
    partnerships,
    tie_events,
)
from reports.figures.subject import side_of
from tests.factories import OrganisationFactory
from tests.partnerships import recount

DAYS = [date(2010, 1, 1), date(2020, 3, 1), date(2025, 7, 1), date(2026, 3, 1), date(2028, 1, 1)]
PARTIAL = ["2015", "03/2020", "01/07/2025", "2027"]
LEVELS = [Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.VILLAGE]

some = st.integers(0, 60)  # which of the rows there are
day = st.sampled_from(DAYS)
maybe_day = st.sampled_from([None, *DAYS])
partial = st.sampled_from(PARTIAL).map(PartialDate.read)


def pick(rows, which: int):
    found = list(rows.order_by("pk"))
    return found[which % len(found)] if found else None


class TieActs:
    """Ties that come, rest, go on and end, with their parties."""

    @precondition(lambda self: len(self.first_parties) < 6)
    @rule(
        home=st.lists(some, min_size=1, max_size=3),
        away=st.lists(some, min_size=1, max_size=2),
        since=maybe_day,
        kind=st.sampled_from(PartnershipKind.values[:2]),
        frame=some,
        station=st.booleans(),
    )
    def a_new_tie(self, home, away, since, kind, frame, station):
        self._tie(home, away, since, kind, frame, station=station)

    def _tie(self, home, away, since, kind, frame, *, station):
        said = [{"side": Side.HOME, "unit": u, "since": since} for u in self._several("VN", home)]
        said += [{"side": Side.COUNTERPART, "unit": u} for u in self._several("LA", away)]
        if station:
            body = OrganisationFactory(seat=said[0]["unit"])
            said.append({"side": Side.HOME, "organisation": body})
        tie = self.try_to(
            "tie",
            lambda: partnerships.create(
                title=f"cặp {Partnership.objects.count()}",
                kind=kind,
                level=Level.VILLAGE,
                frame=pick(Partnership.objects, frame),
                parties=said,
                by=self.officer,
            ),
        )
        if tie:
            rows = tie.parties.values_list("side", "unit", "organisation", "since")
            self.first_parties[tie.pk] = set(rows)

    @staticmethod
    def _several(country, which):
        rows = Unit.objects.filter(country=country)
        return list(dict.fromkeys(pick(rows, one) for one in which))

    @rule(tie=some, since=partial, until=st.none() | partial)
    def a_tie_rests(self, tie, since, until):
        more = {"until": until} if until else {}
        self.about_a_tie("rest", tie, tie_events.suspend, since=since, reason="dịch bệnh", **more)

    @rule(tie=some, on=partial)
    def a_tie_goes_on(self, tie, on):
        resting = Partnership.objects.filter(changes__kind="suspended").distinct()
        tie = pick(resting, tie)
        if tie:
            self.try_to(
                "goes on", lambda: tie_events.resume(partnership=tie, on=on, by=self.officer)
            )

    @rule(tie=some, since=partial)
    def a_tie_is_established(self, tie, since):
        self.about_a_tie("established", tie, tie_events.establish, since=since)

    @rule(tie=some, since=partial, rarely=st.booleans())
    def a_tie_ends(self, tie, since, rarely):
        if not rarely:
            self.about_a_tie("ends", tie, tie_events.end, since=since, reason="hết")

    @rule(tie=some, unit=some, since=maybe_day)
    def a_party_comes(self, tie, unit, since):
        unit = pick(Unit.objects, unit)
        side = Side.HOME if unit.country_id == "VN" else Side.COUNTERPART
        self.about_a_tie("comes", tie, parties.admit, side=side, unit=unit, since=since)

    @rule(party=some, until=day)
    def a_party_goes(self, party, until):
        party = pick(PartnershipParty.objects, party)
        if party:
            self.try_to("goes", lambda: parties.let_go(party=party, until=until, by=self.officer))

    def about_a_tie(self, name, which, service, **said):
        tie = pick(Partnership.objects, which)
        if tie:
            self.try_to(name, lambda: service(partnership=tie, by=self.officer, **said))


class Holds:
    """What is looked at after each act that changed something."""

    @invariant()
    def all_holds(self):
        if not self.changed:
            return
        self.changed = False
        rows = recount.Rows.now()
        self.no_tie_is_without_history(rows)
        self.no_tie_is_there_twice(rows)
        self.papers_and_pictures_name_who_stood_there(rows)
        self.a_decision_taken_back_left_nothing(rows)
        recount.assert_kept(rows)
        recount.assert_tree_is_one(rows, self.asked)
        recount.assert_statuses(rows, self.asked)

    def no_tie_is_without_history(self, rows):
        """What it began with is there, whatever became of it."""
        for tie, first in self.first_parties.items():
            there = {(p.side, p.unit_id, p.organisation_id, p.since) for p in rows.parties[tie]}
            assert first <= there

    def no_tie_is_there_twice(self, rows):
        kinds = dict(Partnership.objects.values_list("pk", "kind"))
        assert set(kinds) == set(rows.parties)
        keys = Counter()
        for tie, found in rows.parties.items():
            own = ((p.side, p.unit_id, p.organisation_id, p.since, p.until) for p in found)
            keys[kinds[tie], frozenset(own)] += 1
        assert max(keys.values(), default=1) == 1

    def papers_and_pictures_name_who_stood_there(self, rows):
        for found in rows.parties.values():
            for name in Side:
                every = [party for party in found if party.side == name]
                there = {party.who for party in every if recount.stands(party, self.asked)}
                said = side_of(every, self.asked)
                assert {party.who for party in said.parties} == there
                assert len(said.parties) == len(there)
                self._the_hole_is_drawn(every, bool(there))

    def _the_hole_is_drawn(self, every, filled):
        spans = [(party.since or date.min, party.ended_on() or date.max) for party in every]
        came = any(since <= self.asked and since < until for since, until in spans)
        holes = timeline.holes(every, self.asked)
        inside = any(recount.holds(*hole, self.asked) for hole in holes)
        assert inside == (came and not filled)

    @staticmethod
    def a_decision_taken_back_left_nothing(rows):
        back = Decision.objects.filter(taken_back_by__isnull=False)
        back = set(back.values_list("pk", flat=True))
        every = [*rows.places, *(party for found in rows.parties.values() for party in found)]
        assert not back & {named for row in every for named in (row.joined_by_id, row.left_by_id)}
        events = (event for found in rows.events.values() for event in found)
        assert not back & {event.decision_id for event in events}
