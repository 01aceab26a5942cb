"""Random reforms, ties and decisions through the services, against PostgreSQL: whatever happens in
whatever order, no tie is lost, none is there twice, what is derived is what a recount says, and
whoever takes a decision back finds the register as it was.

IN_TIME_EXAMPLES=300 runs it at length, with other examples each time (docs/benchmarks.md).
"""

import os
from collections import Counter
from datetime import date

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.refusals import REFUSED, _constraints
from partnerships.choices import Level, Side, SuccessionKind
from partnerships.models import Decision, Partnership, PartnershipParty, Unit
from partnerships.services import (
    decisions,
    taking_back,
    units,
)
from tests.factories import CountryFactory, UserFactory
from tests.partnerships import recount
from tests.partnerships.in_time import (
    DAYS,
    LEVELS,
    Holds,
    TieActs,
    day,
    maybe_day,
    pick,
    some,
)

AT_LENGTH = int(os.environ.get("IN_TIME_EXAMPLES", "0"))
HOW = settings(
    max_examples=AT_LENGTH or 7,
    stateful_step_count=50 if AT_LENGTH else 35,
    derandomize=not AT_LENGTH,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink] if AT_LENGTH else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)
done = Counter()  # over all examples: which rules changed something


def in_words_of_ours(refused):
    """Whoever is refused is told why, whichever layer said no."""
    diagnosis = getattr(refused.__cause__, "diag", None)
    assert diagnosis is None or diagnosis.constraint_name in _constraints(), refused


class Register(TieActs, Holds, RuleBasedStateMachine):
    """A small country and its neighbour; each rule is something an office does."""

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.officer = UserFactory(sees_all=True)
        self.countries = [CountryFactory(code=code) for code in ("VN", "VN", "LA")]
        self.first_parties: dict[int, set[tuple]] = {}
        self.undo: list[tuple[Decision, dict]] = []  # decisions nothing else came after
        self.asked = DAYS[2]
        self.changed = True  # since it was last looked at

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def try_to(self, name, act, *, keeps_undo=False):
        """One transaction. What is refused leaves everything as it was, in words of ours."""
        try:
            with transaction.atomic():
                result = act()
                connection.check_constraints()
        except REFUSED as refused:
            in_words_of_ours(refused)
            return None
        done[name] += 1
        self.changed = True
        if not keeps_undo:
            self.undo.clear()
        return result

    # Places

    @initialize(kind=st.sampled_from(["merged", "divided", "abolished"]))
    def the_first_of_july(self, kind):
        """Two ties; the unit of the first, with places below it, has just ended."""
        for country in self.countries[1:]:
            above = None
            for level in LEVELS:
                above = self._place(country, level, above, None)
        province = Unit.objects.get(level=Level.PROVINCE, country="VN")
        for level in (Level.DISTRICT, Level.COMMUNE, Level.VILLAGE):
            self._place(self.countries[0], level, province, None)
        for which in range(2):
            self._tie([which + 1], [which], None, "twinning", 0, station=False)
        district = PartnershipParty.objects.get(partnership__title="cặp 0", side=Side.HOME).unit
        heirs = [None, None][: 1 + (kind == "divided")]
        for _heir in heirs:
            new = self._place(district.country, district.level, province, DAYS[2])
            self._succeed(district, kind, DAYS[2], None if kind == "abolished" else new)

    def _place(self, country, level, parent, since):
        return units.record(
            name=f"{level} {Unit.objects.count()}",
            level=level,
            country=country,
            parent=parent,
            parent_since=since,
            valid_from=since,
            by=self.officer,
        )

    @precondition(lambda self: Unit.objects.count() < 24)
    @rule(country=some, level=st.sampled_from(LEVELS), parent=some, since=maybe_day)
    def a_new_place(self, country, level, parent, since):
        country = self.countries[country % 3]
        above = pick(Unit.objects.filter(country=country), parent)
        self.try_to("place", lambda: self._place(country, level, above, since))

    @rule(unit=some, parent=some, since=day)
    def a_new_parent(self, unit, parent, since):
        unit = pick(Unit.objects, unit)
        parent = pick(Unit.objects.filter(country=unit.country), parent)
        self.try_to(
            "parent", lambda: units.belong(unit=unit, parent=parent, since=since, by=self.officer)
        )

    @rule(
        old=some,
        which=st.sampled_from(["any", "party", "parent"]),
        kind=st.sampled_from(SuccessionKind.values),
        on=day,
        heirs=st.lists(some, min_size=1, max_size=2),
        fresh=st.booleans(),
    )
    def a_reform(self, old, which, kind, on, heirs, fresh):
        """Into units that are there, or into new ones that begin on that day."""
        of_a_tie = PartnershipParty.objects.filter(unit__isnull=False).values("unit")
        units_of = {
            "any": Unit.objects,
            "party": Unit.objects.filter(pk__in=of_a_tie),
            "parent": Unit.objects.filter(children__isnull=False).distinct(),
        }
        old = pick(units_of[which], old)
        on = old.valid_to or on
        self.asked, self.changed = on, True
        if kind == SuccessionKind.ABOLISHED:
            self._succeed(old, kind, on, None)
            return
        for heir in heirs:
            new = fresh and self.try_to(
                "place", lambda: self._place(old.country, old.level, None, on)
            )
            self._succeed(old, kind, on, new or pick(Unit.objects.existing(on), heir))

    def _succeed(self, old, kind, on, new):
        def act():
            return units.succeed(predecessor=old, successor=new, kind=kind, on=on, by=self.officer)

        self.try_to(f"reform: {kind}", act)

    # Decisions

    @rule(party=some, heirs=st.lists(some, min_size=1, max_size=3), on=day)
    def a_side_passes_on(self, party, heirs, on):
        waiting = PartnershipParty.objects.filter(
            unit__valid_to__isnull=False, until=None, left_by=None
        )
        party = pick(waiting, party)
        if party is None:
            return
        on = max(on, party.unit.valid_to)
        there = Unit.objects.existing(on).filter(country=party.unit.country)
        heirs = list(dict.fromkeys(filter(None, (pick(there, one) for one in heirs))))
        said = {"partnership": party.partnership, "side": party.side, "heirs": heirs, "on": on}
        self.decided("carried over", decisions.carry_over, **said)

    @rule(tie=some, on=day, rarely=st.booleans())
    def nobody_carries_it_on(self, tie, on, rarely):
        tie = pick(Partnership.objects, tie)
        if tie and not rarely:
            self.decided("ended", decisions.end_tie, partnership=tie, on=on, reason="không ai")

    @rule(unit=some, parent=some, on=day)
    def a_place_is_placed(self, unit, parent, on):
        unit = pick(Unit.objects.filter(parent__valid_to__isnull=False), unit)
        if unit:
            on = max(on, unit.parent.valid_to or on)
            parent = pick(Unit.objects.existing(on).filter(country=unit.country), parent)
            say = {"unit": unit, "parent": parent, "on": on, "elsewhere": True}
            self.decided("placed", decisions.place, **say)

    def decided(self, name, service, **said):
        before = recount.dump()

        def decide():
            return service(decided_by="UBND tỉnh", by=self.officer, **said)

        first = self.try_to(name, decide, keeps_undo=True)
        if first is None:
            return
        self.undo.append((first, before))
        self.the_last_decision_is_taken_back()
        decision = self.try_to(name, decide, keeps_undo=True)  # and taken once more, to stay
        assert decision
        self.undo.append((decision, before))

    @rule(which=some)
    def a_decision_is_taken_back(self, which):
        """Any of them; where nothing came after it, all is as it was before it."""
        decision = pick(Decision.objects.standing(), which)
        if decision is None:
            return
        last = self.undo and self.undo[-1][0].pk == decision.pk
        back = self.try_to("taken back", lambda: self._take_back(decision), keeps_undo=True)
        if back and last:
            self._as_before()
        elif back:
            self.undo.clear()

    @rule()
    def the_last_decision_is_taken_back(self):
        """It can be, as long as nothing else was done since."""
        if self.undo:
            with transaction.atomic():
                self._take_back(self.undo[-1][0])
                connection.check_constraints()
            done["undone"] += 1
            self.changed = True
            self._as_before()

    def _take_back(self, decision):
        return taking_back.take_back(
            decision=decision,
            on=date(2028, 6, 1),
            reason="nhầm",
            decided_by="UBND tỉnh",
            by=self.officer,
        )

    def _as_before(self):
        _decision, before = self.undo.pop()
        now = recount.dump()
        for table, rows in before.items():
            assert now[table] == rows, table

    @rule(asked=st.dates(date(2008, 1, 1), date(2030, 1, 1)))
    def somebody_asks_for_another_day(self, asked):
        self.asked, self.changed = asked, True


def test_places_ties_and_decisions_hold_together_whatever_happens(db):
    done.clear()
    run_state_machine_as_test(Register, settings=HOW)
    expected = {"tie", "goes", "carried over", "undone"}
    if AT_LENGTH:
        expected |= {"goes on", "established", "ends", "ended", "parent"}
        expected |= {f"reform: {kind}" for kind in SuccessionKind.values}
    assert expected <= set(done), f"never happened: {sorted(expected - set(done))}"
