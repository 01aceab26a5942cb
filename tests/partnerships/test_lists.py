"""Every list of this app: what it shows, to whom, and what it costs."""

from datetime import date

import pytest
from django.urls import reverse

from core.fields import PartialDate
from partnerships.choices import PartnershipEventKind, Side
from tests.factories import (
    BorderProfileFactory,
    CommitmentFactory,
    MemorandumPartyFactory,
    NoteFactory,
    OrganisationFactory,
    PaperFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PostFactory,
    StatedFigureFactory,
    UnitFactory,
)

REFORM = date(2025, 7, 1)
LISTS = [
    "partnership",
    "unit",
    "organisation",
    "person",
    "memorandum",
    "commitment",
    "stated-figure",
    "note",
    "paper",
    "border-profile",
]


def text_of(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


# Lists


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_empty_and_with_any_columns(client, reader, name):
    page = text_of(client.get(reverse(f"partnerships:{name}-list")))
    assert "<table" in page or "Nothing is recorded here yet" in page


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_had_as_a_spreadsheet_and_sorted_by_every_column(
    client, reader, tie, name
):
    url = reverse(f"partnerships:{name}-list")
    page = client.get(url)
    shown = page.context["table"].all_columns
    for column in shown:
        if column.order:
            links = {f"sort={sign}{column.name}" for sign in ("", "-")}
            shut = column.hidden or "<table" not in page.text
            assert shut or any(link in page.text for link in links)
            assert client.get(url, {"sort": f"-{column.name}"}).status_code == 200
    everything = {"columns": [column.name for column in shown], "as": "csv"}
    lines = b"".join(client.get(url, everything).streaming_content).decode().splitlines()
    assert len(lines[0].split(",")) >= len(shown)


def test_the_list_of_ties_shows_both_sides_with_their_state(client, reader, tie, unit):
    page = text_of(client.get(reverse("partnerships:partnership-list")))
    for words in ("huyện Quan Sơn", "ວຽງໄຊ", "12/2015", "2022–2025", "expired", "Active"):
        assert words in page
    unit.valid_to = REFORM
    unit.save()
    page = text_of(client.get(reverse("partnerships:partnership-list")))
    assert "Home side vacant" in page
    assert "huyện Quan Sơn" in page  # who stood there last


def test_a_side_may_have_several_parties_in_the_list(client, reader, tie):
    for number in range(2):
        PartnershipPartyFactory(partnership=tie, unit__name=f"bản Thứ {number}")
    page = text_of(client.get(reverse("partnerships:partnership-list")))
    assert "huyện Quan Sơn ,  bản Thứ 0" in page.replace("\n", "") or "bản Thứ 1" in page


def test_a_suspended_tie_says_since_when(client, reader, partnership):
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        reason="dịch bệnh",
    )
    page = text_of(client.get(reverse("partnerships:partnership-list") + "?status=suspended"))
    assert "Suspended since 2020" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=quan son", 1),
        ("q=ວຽງໄຊ", 1),
        ("q=hoa binh", 0),
        ("status=active", 1),
        ("status=vacant", 0),
        ("level=village", 1),
        ("level=province", 0),
        ("kind=twinning", 1),
        ("kind=briefing", 0),
    ],
)
def test_ties_are_filtered(client, reader, tie, asked, found):
    page = client.get(reverse("partnerships:partnership-list") + f"?{asked}")
    assert len(page.context["table"].rows) == found


def test_ties_are_filtered_by_the_country_across(client, reader, tie):
    for unit, found in ((tie.parties.get(side=Side.COUNTERPART).unit, 1), (UnitFactory(), 0)):
        page = client.get(
            reverse("partnerships:partnership-list"), {"country": str(unit.country.uuid)}
        )
        assert len(page.context["table"].rows) == found


@pytest.mark.parametrize("typed", ["quan son", "Quan Sơn", "huyen quan"])
def test_quan_son_is_found_in_the_list_of_places(client, reader, tie, typed):
    page = client.get(reverse("partnerships:unit-list"), {"q": typed})
    assert [row["cells"][0].text for row in page.context["table"].rows] == ["huyện Quan Sơn"]


@pytest.mark.parametrize(
    ("name", "make", "queries"),
    [
        ("partnership", lambda unit: PartnershipFactory(home__unit=unit), 5),
        ("unit", lambda unit: UnitFactory(parent=unit), 4),
        ("organisation", lambda unit: OrganisationFactory(seat=unit), 4),
        ("person", lambda unit: PostFactory(unit=unit), 5),
        (
            "memorandum",
            lambda unit: MemorandumPartyFactory(unit=unit),
            6,
        ),
        ("commitment", lambda unit: CommitmentFactory(giver=unit), 5),
        ("stated-figure", lambda unit: StatedFigureFactory(partnership=None, unit=unit), 5),
        ("note", lambda unit: NoteFactory(partnership=None, unit=unit), 5),
        ("paper", lambda unit: PaperFactory(), 5),
        ("border-profile", lambda unit: BorderProfileFactory(unit=unit), 6),
    ],
)
def test_a_list_costs_the_same_for_1_row_and_a_full_page(
    client, reader, unit, django_assert_num_queries, name, make, queries
):
    """Who is signed in (2), reach, count, page; then what the filter offers (a border)."""
    for more in (1, 9):
        for _row in range(more):
            make(unit)
        with django_assert_num_queries(queries + (name in ("partnership", "unit", "organisation"))):
            assert client.get(reverse(f"partnerships:{name}-list")).status_code == 200


def test_what_opens_at_a_click_comes_at_the_click(client, reader):
    client.force_login(reader)
    there = reverse("partnerships:partnership-list")
    page = client.get(there)
    assert 'name="columns"' not in page.text
    assert "as=columns" in page.text

    piece = client.get(f"{there}?as=columns&sort=code", headers={"HX-Request": "true"})
    assert "<html" not in piece.text
    assert 'name="columns" value="code"' in piece.text
    assert 'name="sort" value="code"' in piece.text
    assert 'name="as" value="xlsx"' in piece.text

    whole = client.get(f"{there}?as=columns")
    assert "<html" in whole.text
    assert 'name="columns" value="code"' in whole.text
    bar = client.get(f"{there}?as=rows", headers={"HX-Request": "true"})
    assert 'id="chosen"' in bar.text
    assert "<html" not in bar.text

    assert "All ties you may see." not in page.text
    for headers in ({"HX-Request": "true"}, {}):
        assert "All ties you may see." in client.get(f"{there}?as=help", headers=headers).text
