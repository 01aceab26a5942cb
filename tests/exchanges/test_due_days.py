"""Due days of cadences, and what answers them, over random cadences and histories."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exchanges import feasts
from exchanges.due_days import days_of
from exchanges.dues import NEAR, DueState, Happening, Known, Pause, dues_of, one_round
from partnerships.choices import CadenceUnit, Festival
from partnerships.models import Cadence

TODAY = date(2026, 6, 15)
START, END = date(2022, 1, 1), date(2028, 12, 31)
DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")


@st.composite
def cadences(draw):
    """Of every sort that the form can make."""
    sort = draw(st.sampled_from(["week", "month", "year", "fixed", "feast"]))
    facts = {"each": CadenceUnit.YEAR}
    if sort == "week":
        facts = {
            "each": CadenceUnit.WEEK,
            "every": draw(st.integers(1, 6)),
            "weekday": draw(st.sampled_from([None, *range(1, 8)])),
        }
    elif sort == "month":
        facts = {"each": CadenceUnit.MONTH, "every": draw(st.sampled_from([1, 2, 3, 6, 12]))}
    elif sort == "feast":
        facts["festival"] = draw(st.sampled_from(Festival.values[1:]))
        facts["offset"] = draw(st.integers(-180, 180))
    else:
        facts["every"] = draw(st.integers(1, 5))
    if sort == "fixed":
        facts["days"] = draw(st.lists(MONTH_DAYS, min_size=1, max_size=4, unique=True))
    starts = draw(st.none() | DAYS)
    ends = draw(st.none() | DAYS)
    assume(not (starts and ends) or starts < ends)
    return Cadence(pk=1, starts=starts, ends=ends, recommended=draw(st.booleans()), **facts)


@st.composite
def histories(draw):
    """Meetings held, some on a day known in part, some for another cadence."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(DAYS)
        length = draw(st.sampled_from([0, 0, 0, 30, 364]))
        which = draw(st.sampled_from([None, None, 1, 2]))
        held = {"first": first, "last": first + timedelta(days=length)}
        planned = {"planned": first}
        said = draw(st.sampled_from([held, held, planned]))
        found.append(Happening(uuid=f"{number:02}", title="", cadence=which, **said))
    return found


def known(history):
    own = [one.first for one in history if one.first and one.cadence in (None, 1)]
    return Known(anchor=min(own, default=None), happenings=history)


@settings(max_examples=120, deadline=None)
@given(cadences(), st.none() | DAYS)
def test_due_days_are_in_order_once_and_on_their_day(cadence, anchor):
    found = days_of(cadence, start=START, end=END, anchor=anchor)
    assert found == sorted(set(found))
    first = cadence.starts or anchor
    for day in found:
        assert START <= day <= END
        assert first is None or day >= first
        assert cadence.ends is None or day < cadence.ends
        if cadence.weekday:
            assert day.isoweekday() == cadence.weekday
        if cadence.days:
            typed = {f"{day:%m-%d}"} | ({"02-29"} if f"{day:%m-%d}" == "02-28" else set())
            assert typed & set(cadence.days)
        if cadence.festival:
            feast = day - timedelta(days=cadence.offset)
            assert feast == feasts.date_of(cadence.festival, feast.year)
    if first and cadence.each == CadenceUnit.WEEK:
        steps = {(later - day).days for day, later in pairwise(found)}
        assert steps <= {7 * cadence.every}


@settings(max_examples=50, deadline=None)
@given(cadences(), DAYS)
def test_what_is_due_in_a_time_does_not_hang_on_where_one_begins_to_look(cadence, anchor):
    whole = days_of(cadence, start=START, end=END, anchor=anchor)
    middle = date(2025, 3, 7)
    before = days_of(cadence, start=START, end=middle, anchor=anchor)
    after = days_of(cadence, start=middle + timedelta(days=1), end=END, anchor=anchor)
    assert before + after == whole


@settings(max_examples=120, deadline=None)
@given(cadences(), histories())
def test_every_due_is_just_one_of_held_early_to_come_and_missed(cadence, history):
    dues = dues_of(cadence, known(history), start=START, end=END, today=TODAY)
    assert [due.day for due in dues] == sorted({due.day for due in dues})
    answers = [due.answer.uuid for due in dues if due.answer]
    assert len(answers) == len(set(answers)), "a meeting answered two dues"
    for due in dues:
        answered = due.answer is not None
        assert (due.state in (DueState.HELD, DueState.EARLY)) == answered
        assert not answered or (due.answer.first and due.answer.cadence in (None, 1))
        assert (due.state == DueState.EARLY) == (due.off is not None and due.off < 0)
        assert due.state != DueState.MISSED or (due.day < TODAY and not cadence.recommended)
        assert due.state != DueState.DUE or due.day >= TODAY
        if answered and (cadence.festival or cadence.days):
            assert abs(due.answer.middle - due.day).days <= NEAR


@settings(max_examples=60, deadline=None)
@given(cadences(), histories())
def test_a_missed_day_had_no_meeting_nearer_to_it_than_to_the_others(cadence, history):
    assume(not cadence.recommended)
    facts = known(history)
    dues = dues_of(cadence, facts, start=START, end=END, today=TODAY)
    days = days_of(cadence, start=date(2019, 1, 1), end=date(2032, 1, 1), anchor=facts.anchor)
    assume(len(days) > 2)
    near = min(one_round(cadence) // 2, timedelta(days=NEAR))
    own = [one.day for one in history if one.cadence in (None, 1) and one.first and one.day]
    for missed in (due.day for due in dues if due.state == DueState.MISSED):
        for day in own:
            away = abs(day - missed)
            others = [abs(day - other) for other in days if other != missed]
            assert away > near or away >= min(others)


def held(on: str, **facts) -> Happening:
    day = date.fromisoformat(on)
    return Happening(uuid=on, title="", first=day, last=day, **facts)


def states(cadence, *meetings, start=date(2024, 1, 1), end=date(2026, 12, 31), **facts):
    dues = dues_of(
        cadence, Known(happenings=list(meetings), **facts), start=start, end=end, today=TODAY
    )
    return [(due.day.isoformat(), due.state.value) for due in dues]


def quarterly(**facts):
    facts = {"starts": date(2025, 11, 30)} | facts
    return Cadence(pk=1, every=3, each=CadenceUnit.MONTH, **facts)


def test_months_end_where_the_shorter_month_ends():
    assert [day for day, _state in states(quarterly())] == [
        "2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30",
    ]  # fmt: skip


def test_the_29th_of_february_is_the_28th_in_other_years():
    cadence = Cadence(pk=1, days=["02-29"], starts=date(2023, 1, 1))
    days = days_of(cadence, start=date(2023, 1, 1), end=date(2028, 12, 31), anchor=None)
    assert [f"{day:%d/%m/%Y}" for day in days] == [
        "28/02/2023", "29/02/2024", "28/02/2025", "28/02/2026", "28/02/2027", "29/02/2028",
    ]  # fmt: skip


def test_held_late_early_and_missed():
    meetings = [held("2025-12-10"), held("2026-02-20"), held("2026-05-29", cadence=2)]
    assert states(quarterly(), *meetings)[:4] == [
        ("2025-11-30", "held"),
        ("2026-02-28", "early"),
        ("2026-05-30", "missed"),
        ("2026-08-30", "due"),
    ]


def test_one_that_names_the_cadence_answers_before_a_nearer_one():
    near, named = held("2026-05-30"), held("2026-05-10", cadence=1)
    dues = dues_of(quarterly(), Known(happenings=[near, named]), start=START, end=END, today=TODAY)
    assert next(due.answer for due in dues if due.day == date(2026, 5, 30)) == named


def test_what_is_only_recommended_is_never_missed():
    assert states(quarterly(recommended=True)) == [("2026-08-30", "due"), ("2026-11-30", "due")]


def test_nothing_is_due_while_the_tie_rests_and_after_it_ended():
    rest = Pause(date(2026, 1, 1), date(2026, 6, 1))
    assert states(quarterly(), pauses=[rest]) == [
        ("2025-11-30", "missed"), ("2026-08-30", "due"), ("2026-11-30", "due"),
    ]  # fmt: skip
    assert states(quarterly(), pauses=[Pause(date(2025, 12, 1))]) == [("2025-11-30", "missed")]


@pytest.mark.parametrize("every", [1, 2])
def test_without_a_first_day_only_what_the_calendar_tells_is_due_and_nothing_was_missed(every):
    cadence = Cadence(pk=1, every=every, each=CadenceUnit.WEEK, weekday=6)
    found = states(cadence, end=date(2026, 6, 30))
    assert found == ([("2026-06-20", "due"), ("2026-06-27", "due")] if every == 1 else [])
    assert states(Cadence(pk=1, every=every)) == []


def test_a_meeting_known_by_its_year_answers_a_yearly_due_and_no_monthly_one():
    in_2025 = Happening("a", "", first=date(2025, 1, 1), last=date(2025, 12, 31))
    yearly = Cadence(pk=1, starts=date(2024, 7, 1))
    assert states(yearly, in_2025)[1] == ("2025-07-01", "held")
    monthly = Cadence(pk=1, each=CadenceUnit.MONTH, starts=date(2025, 6, 1))
    assert "held" not in dict(states(monthly, in_2025)).values()
