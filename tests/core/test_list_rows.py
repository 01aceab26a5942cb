"""Lists of who sees a part of the register: whichever way rows are found, they are the same."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from core import access, list_rows, lists
from core.access import Within, reached_by, row_by_row
from core.fields import PartialDate
from core.lists import Table
from exchanges.lists import AID_PROJECTS, MEETINGS
from exchanges.models import AidProject, Meeting
from partnerships.models import Memorandum
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    MeetingFactory,
    MemorandumFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

FIRST = date(2026, 1, 1)


@pytest.fixture
def part(unit):
    """An officer of one unit."""
    return UserFactory(units=[unit])


def found(rows, way) -> list[int]:
    with way():
        return sorted(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("model", [Meeting, AidProject, Memorandum])
def test_each_way_finds_what_the_user_sees_and_nothing_else(model, unit, partnership, part):
    elsewhere = PartnershipFactory()
    if model is Meeting:
        mine = [
            MeetingFactory(partnerships=[partnership, elsewhere]),
            MeetingFactory(partnerships=[], unit=unit),
        ]
        MeetingFactory(partnerships=[elsewhere])
        MeetingFactory(partnerships=[], unit=UnitFactory())
    elif model is AidProject:
        mine = [AidProjectFactory(partnership=tie) for tie in (partnership, elsewhere)]
        AidPartyFactory(project=mine[1], unit=unit)
        AidProjectFactory(partnership=elsewhere)
    else:
        mine = [MemorandumFactory(partnerships=[elsewhere, partnership])]
        MemorandumFactory(partnerships=[elsewhere])
    rows = model.objects.visible_to(part)

    for way in (nullcontext, row_by_row, reached_by(rows).cut):
        assert found(rows, way) == sorted(one.pk for one in mine)


def test_whoever_sees_all_or_nothing_is_asked_of_no_row(part):
    assert reached_by(Meeting.objects.visible_to(UserFactory(sees_all=True))) is None
    assert found(Meeting.objects.visible_to(UserFactory()), row_by_row) == []
    twice = Meeting.objects.visible_to(part).visible_to(part)
    assert sum(isinstance(one, Within) for one in twice.query.where.children) == 2
    assert reached_by(twice) is None


@pytest.mark.parametrize("some", [5, 1000], ids=["more keys than some", "all keys"])
@pytest.mark.parametrize("walked", [4, 15, 1000], ids=["gathered", "by turns", "walked"])
@pytest.mark.parametrize("sort", ["title", "-held"])
def test_a_page_is_the_same_however_many_rows_are_asked(
    partnership, part, sort, walked, some, monkeypatch
):
    elsewhere = PartnershipFactory()
    for day in range(40):  # one's own: the first ten, then here and there, then none for long
        mine = day < 10 or (day < 25 and day % 4 == 0)
        MeetingFactory(
            partnerships=[partnership if mine else elsewhere],
            title=f"Hội đàm {day:02}",
            held=PartialDate.read(f"{FIRST + timedelta(day):%d/%m/%Y}"),
        )
    for module, name, value in (
        (lists, "PAGE", 3),
        (list_rows, "PAGE", 3),
        (lists, "COUNTED", 5),
        (list_rows, "COUNTED", 5),
        (list_rows, "WALKED", walked),
        (list_rows, "SOME", some),
        (access, "SOME", some),
    ):
        monkeypatch.setattr(module, name, value)

    page, forth = table(part, sort), []
    assert page.count == "5+"
    while True:
        forth += shown(page)
        if not page.next:
            break
        page = table(part, f"{sort}&after={page.next}")
    back = shown(page)
    while page.previous:
        page = table(part, f"{sort}&before={page.previous}")
        back = shown(page) + back

    days = [*range(10), 12, 16, 20, 24]
    assert forth == [f"Hội đàm {day:02}" for day in (days if sort == "title" else days[::-1])]
    assert back == forth


def test_few_rows_of_many_keys_are_all_found(partnership, part, monkeypatch):
    for nth in range(8):
        MeetingFactory(
            partnerships=[partnership], title=f"{'Giao ban' if nth > 5 else 'Thăm'} {nth}"
        )
    monkeypatch.setattr(list_rows, "SOME", 3)
    monkeypatch.setattr(access, "SOME", 3)
    rows = Meeting.objects.visible_to(part).filter(title__startswith="Giao ban")
    page = Table(rows, (MEETINGS[0],), QueryDict(""))
    assert (page.count, shown(page)) == ("2", ["Giao ban 6", "Giao ban 7"])


def test_what_else_is_asked_of_a_reach_is_asked_of_all_of_it(partnership, part, monkeypatch):
    for _nth in range(8):
        MeetingFactory(partnerships=[partnership])
    last = PartnershipFactory()
    MeetingFactory(partnerships=[partnership, last])
    project = AidProjectFactory(partnership=last)
    AidPartyFactory(project=project, unit=part.units.get())
    monkeypatch.setattr(list_rows, "SOME", 3)
    monkeypatch.setattr(access, "SOME", 3)
    seen = Meeting.objects.visible_to(part)
    rows = AidProject.objects.visible_to(part).filter(partnership__meetings__in=seen)
    assert Table(rows, (AID_PROJECTS[0],), QueryDict("")).few == [project.pk]


def table(user, query):
    rows = Meeting.objects.visible_to(user)
    return Table(
        rows, tuple(c for c in MEETINGS if c.name in ("title", "held")), QueryDict(f"sort={query}")
    )


def shown(page) -> list[str]:
    return [row["cells"][0].text for row in page.rows]
