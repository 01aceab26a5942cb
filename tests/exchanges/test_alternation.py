"""Whose turn it is to host: pure functions over random histories, and the turn of a tie."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.fields import PartialDate
from exchanges import turns
from exchanges.alternation import OTHER, Hosted, breaks, next_host, one_rule
from exchanges.choices import MeetingStatus
from partnerships.choices import CadenceSubject, HostRule, Side
from partnerships.models import Cadence
from tests.factories import MeetingFactory, PartnershipFactory

TODAY = date(2026, 3, 1)
SIDES = st.sampled_from([Side.HOME, Side.COUNTERPART])
HOSTS = st.lists(st.sampled_from([Side.HOME, Side.COUNTERPART, ""]), max_size=12)
TURNS = HostRule.ALTERNATING


def history(*hosts):
    return [Hosted(str(host)) for host in hosts]


# Random histories


@given(first=SIDES, count=st.integers(1, 15))
def test_sides_that_take_turns_break_nothing_and_go_on_so(first, count):
    hosts = [first if number % 2 == 0 else OTHER[first] for number in range(count)]
    assert breaks(history(*hosts), TURNS) == []
    assert next_host(hosts, TURNS) == OTHER[hosts[-1]]


@given(hosts=HOSTS, rule=st.sampled_from([TURNS, HostRule.UNSTATED]))
def test_a_break_is_the_side_of_the_meeting_just_before(hosts, rule):
    held = history(*hosts)
    expected = sum(1 for early, late in pairwise(hosts) if late and early == late)
    assert len(breaks(held, rule)) == expected


@given(hosts=HOSTS.filter(lambda hosts: hosts and hosts[-1]))
def test_the_next_host_never_breaks_the_turn_and_the_other_always_does(hosts):
    due = Side(next_host(hosts, TURNS))
    before = len(breaks(history(*hosts), TURNS))
    assert len(breaks(history(*hosts, due), TURNS)) == before
    assert len(breaks(history(*hosts, OTHER[due]), TURNS)) == before + 1


@given(hosts=HOSTS, unknown=st.integers(0, 4))
def test_meetings_of_unknown_host_change_nothing_of_who_is_next(hosts, unknown):
    later = [*hosts, *[""] * unknown]
    assert next_host(later, TURNS) == next_host(hosts, TURNS)
    assert len(breaks(history(*later), TURNS)) == len(breaks(history(*hosts), TURNS))


@given(hosts=HOSTS, side=SIDES)
def test_where_one_side_always_hosts_the_other_is_the_break(hosts, side):
    rule = HostRule(side.value)
    assert next_host(hosts, rule) == side
    assert len(breaks(history(*hosts), rule)) == hosts.count(OTHER[side])


@given(hosts=HOSTS)
def test_without_a_rule_turns_are_not_guessed(hosts):
    """They go on only if the last two known hosts took turns."""
    known = [host for host in hosts if host]
    took_turns = len(known) > 1 and known[-1] != known[-2]
    assert bool(next_host(hosts)) == took_turns


def test_what_other_papers_tell_of_earlier_hosts_counts_for_the_first_meeting():
    assert next_host([Side.HOME], before=[Side.COUNTERPART]) == Side.COUNTERPART
    assert next_host([Side.HOME], before=[Side.HOME]) == ""


def test_of_several_rules_one_binds():
    assert one_rule(["home", "alternating"]) == HostRule.HOME
    assert one_rule(["home", "counterpart"]) == HostRule.UNSTATED
    assert one_rule(["home", "counterpart", "alternating"]) == TURNS
    assert one_rule([]) == HostRule.UNSTATED


# The turn of a tie


def cadence(tie, rule, **facts):
    return Cadence.objects.create(
        partnership=tie, subject=CadenceSubject.MEETING, title="Hằng năm", host_rule=rule, **facts
    )


def held(tie, when, host, **facts):
    return MeetingFactory(partnerships=[tie], held=PartialDate.read(when), host=host, **facts)


def test_the_turn_of_a_tie_goes_by_the_days_of_its_meetings(partnership):
    late = held(partnership, "28/03/2025", Side.HOME, host_reason="Lũ ở Mường Ét")
    held(partnership, "10/02/2024", Side.HOME)
    held(partnership, "2023", Side.COUNTERPART, basis="reported")
    held(PartnershipFactory(), "01/01/2026", Side.COUNTERPART)
    MeetingFactory(
        partnerships=[partnership], status=MeetingStatus.PLANNED, host=Side.HOME, planned=TODAY
    )
    cadence(partnership, TURNS)
    (turn,) = turns.of_ties([partnership], TODAY)

    assert [one.host for one in turn.held] == ["counterpart", "home", "home"]
    assert turn.next_host == Side.COUNTERPART
    assert turn.why == "Last host: Home side (28/03/2025)."
    (broken,) = turn.breaks().values()
    assert (broken.uuid, broken.reason) == (late.uuid, "Lũ ở Mường Ét")
    assert turn.before(late).next_host == Side.COUNTERPART


def test_a_rule_that_ended_or_is_only_advice_binds_nobody(partnership):
    held(partnership, "28/03/2025", Side.HOME)
    cadence(partnership, HostRule.HOME, ends=TODAY, end_reason="Quy chế mới")
    cadence(partnership, HostRule.COUNTERPART, recommended=True)
    (turn,) = turns.of_ties([partnership], TODAY)
    assert (turn.rule, turn.next_host) == ("", "")
    assert "Nothing tells yet" in turn.why


def test_many_ties_cost_two_queries(db, django_assert_num_queries):
    ties = [PartnershipFactory() for _ in range(3)]
    for tie in ties:
        held(tie, "28/03/2025", Side.HOME)
        cadence(tie, TURNS)
    with django_assert_num_queries(2):
        found = turns.of_ties(ties, TODAY)
        assert turns.due(found).next_host == Side.COUNTERPART
    held(ties[0], "28/03/2026", Side.COUNTERPART)
    assert turns.due(turns.of_ties(ties, TODAY)) is None  # they do not agree
