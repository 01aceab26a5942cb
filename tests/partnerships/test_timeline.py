"""The history of a tie as a picture: unknown beginnings fade in, open ends run to the day."""

from datetime import date

import pytest

from core.fields import PartialDate
from partnerships import badges, timeline
from partnerships.choices import MemorandumStatus, PartnershipEventKind, Side
from partnerships.views import sides
from tests.factories import (
    CommitmentFactory,
    MemorandumFactory,
    PartnershipEventFactory,
    PartnershipPartyFactory,
    UnitSuccessionFactory,
)

ON = date(2026, 11, 21)


def told(tie, texts=(), promises=()):
    parties = list(tie.parties.all())
    return timeline.told(
        sides={side: [one for one in parties if one.side == side] for side in Side},
        changes=list(tie.changes.all()),
        texts=list(texts),
        promises=list(promises),
        on=ON,
    )


def bars(line, kind):
    return [bar for lane in line.lanes for bar in lane.bars if bar.kind == kind]


def test_with_nothing_dated_there_is_a_picture_and_an_empty_list(partnership):
    line = told(partnership)
    assert [bar.fades and bar.open for bar in bars(line, "party")] == [True, True]
    assert line.entries == []
    assert len(line.years) == 3


def test_a_side_that_ended_leaves_a_hole_up_to_the_day(partnership, unit):
    unit.valid_to = date(2025, 7, 1)
    unit.save()
    line = told(partnership)
    (hole,) = bars(line, "hole")
    assert hole.x == line.scale.x(date(2025, 7, 1))
    assert hole.end == line.scale.x(ON)
    assert [(one.when, "no more from this day" in one.words) for one in line.entries] == [
        ("01/07/2025", True)
    ]


def left(tie, until):
    first = tie.parties.get(side=Side.HOME)
    first.until = until
    first.save()
    return first


def test_a_party_carried_over_at_once_leaves_no_hole(partnership):
    left(partnership, date(2025, 7, 1))
    PartnershipPartyFactory(partnership=partnership, since=date(2025, 7, 1))
    line = told(partnership)
    assert not bars(line, "hole")
    assert [one.when for one in line.entries] == ["01/07/2025", "01/07/2025"]


def test_a_party_carried_over_later_fills_the_hole_from_then_on(partnership):
    left(partnership, date(2025, 7, 1))
    PartnershipPartyFactory(partnership=partnership, since=date(2026, 1, 1))
    line = told(partnership)
    (hole,) = bars(line, "hole")
    assert (hole.x, hole.end) == tuple(
        line.scale.x(day) for day in (date(2025, 7, 1), date(2026, 1, 1))
    )


def test_several_parties_of_one_time_stand_one_below_another(partnership):
    """Three communes with one town; the one that comes after another takes its row."""
    left(partnership, date(2025, 7, 1))
    PartnershipPartyFactory.create_batch(2, partnership=partnership)
    PartnershipPartyFactory(partnership=partnership, since=date(2025, 7, 1))
    line = told(partnership)
    home = [lane for lane in line.lanes if any(bar.kind == "party" for bar in lane.bars)][:-1]
    assert [len(lane.bars) for lane in home] == [2, 1, 1]
    assert [lane.words for lane in home] == ["Home side", "", ""]
    assert len({lane.y for lane in line.lanes}) == len(line.lanes)


def test_what_a_unit_became_and_what_was_decided_is_told(partnership, unit):
    for name in ("xã Quan Sơn", "xã Mường Mìn"):
        UnitSuccessionFactory(
            predecessor=unit, successor__name=name, kind="divided", on=date(2025, 7, 1)
        )
    parties = list(sides.parties().filter(partnership=partnership))
    line = timeline.told(
        sides={side: [one for one in parties if one.side == side] for side in Side},
        changes=[],
        texts=[],
        promises=[],
        on=ON,
        decisions=[timeline.Decided(date(2026, 1, 5), "passes to xã Quan Sơn", "/x/")],
    )
    assert [(one.when, one.words) for one in line.entries] == [
        ("01/07/2025", "xã Na Mèo: Divided → xã Quan Sơn, xã Mường Mìn"),
        ("05/01/2026", "passes to xã Quan Sơn"),
    ]


def test_a_suspension_is_drawn_and_told_in_order(partnership):
    PartnershipEventFactory(partnership=partnership)
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        reason="dịch bệnh",
    )
    line = told(partnership)
    (rest,) = bars(line, "rest")
    assert rest.open
    assert [one.words for one in line.entries] == ["Established", "Suspended: dịch bệnh"]


def test_undated_texts_and_promises_come_last(partnership):
    texts = [MemorandumFactory(signed=PartialDate()), MemorandumFactory()]
    promises = [CommitmentFactory(since=PartialDate.read("2023"))]
    entries = told(partnership, texts, promises).entries
    assert [one.when for one in entries] == ["01/01/2020", "2023", ""]


def test_many_years_are_labelled_sparsely(partnership):
    PartnershipEventFactory(partnership=partnership, since=PartialDate.read("1976"))
    assert len(told(partnership).years) <= timeline.MOST_YEARS


def test_words_that_do_not_fit_are_cut():
    long = timeline.Bar("text", 150, 80, "Biên bản ghi nhớ, hợp tác và phát triển")
    assert long.label.endswith("…")
    assert timeline.Bar("text", 150, 20, "Biên bản").label == ""


@pytest.mark.parametrize(
    ("words", "shown"),
    [("05/02/2020", "05/02/2020"), ("02/2020", "02/2020"), ("2020", "2020"), ("dịp hè", "dịp hè")],
)
def test_a_beginning_is_said_shortly(words, shown):
    when = PartialDate.read(words)
    first, after = (when.days.lower, when.days.upper) if when.days else (None, None)
    assert badges.begun(words=when.words, first=first, after=after) == shown


@pytest.mark.parametrize(
    ("status", "until", "words"),
    [
        (MemorandumStatus.SIGNED, date(2026, 1, 1), "expired 2025"),
        (MemorandumStatus.RENEWED, date(2025, 7, 1), "expired 30/06/2025"),
        (MemorandumStatus.SIGNED, date(2030, 1, 1), "in force"),
        (MemorandumStatus.SIGNED, None, "signed"),
        (MemorandumStatus.TERMINATED, date(2020, 1, 1), "Terminated"),
        (MemorandumStatus.DRAFT, None, "Draft"),
    ],
)
def test_a_text_says_whether_it_has_run_out(status, until, words):
    assert str(badges.of_text(status, until, ON)) == words
