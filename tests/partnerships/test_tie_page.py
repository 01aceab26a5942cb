"""The page of a tie: both sides, its history, its figures, and what it costs."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from core.fields import Amount, Bound
from partnerships.choices import Level, Measure, Side
from tests.factories import (
    CommitmentReceiverFactory,
    MemorandumFactory,
    NoteFactory,
    PaperFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    SourceFactory,
    StatedFigureFactory,
    UnitFactory,
)

REFORM = date(2025, 7, 1)


def text_of(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


# The page of a tie


def test_the_page_of_a_tie_shows_all_that_is_known(client, reader, tie):
    page = text_of(client.get(tie.get_absolute_url()))
    for words in (
        "huyện Quan Sơn",
        "ວຽງໄຊ",
        "waits for a native reader",
        "12/2015",
        "dịch bệnh",
        "Biên bản ghi nhớ 2022-2025",
        "expired 2025",
        "Một hay hai văn bản.",
        "500,000,000 VND",
        "not stated",
        "every 6 months, The sides take turns",
        "Tiếng nói chung",
        "S0-17",
        "Still lacking:",
        "day it was established",
        "<svg",
    ):
        assert words in page, words


def test_a_tie_as_of_an_earlier_day(client, reader, tie):
    def badge_on(day):
        return str(client.get(tie.get_absolute_url(), {"on": day}).context["badge"])

    assert badge_on("01/06/2021") == "Suspended since 2020"
    assert badge_on("01/06/2023") == "Active"
    assert badge_on("hôm qua") == "Active"  # what is no day is today


def test_a_vacant_side_is_drawn_as_a_hole_with_since_when(client, officer, tie, unit):
    unit.valid_to = REFORM
    unit.save()
    client.force_login(officer)
    page = text_of(client.get(tie.get_absolute_url()))
    for words in (
        "Vacant since 01/07/2025",
        "huyện Quan Sơn ended on 01/07/2025",
        "Record the dec",
    ):
        assert words in page
    before = client.get(tie.get_absolute_url(), {"on": "30/06/2025"})
    assert "Vacant since" not in text_of(before)


def test_after_a_decision_the_earlier_party_is_named(client, reader, tie, unit):
    party = tie.parties.get(side=Side.HOME)
    party.until = REFORM
    party.save()
    PartnershipPartyFactory(
        partnership=tie, unit__name="xã Quan Sơn", since=REFORM, carried_over_by=PaperFactory()
    )
    page = text_of(client.get(tie.get_absolute_url()))
    assert "xã Quan Sơn" in page
    assert "(until 01/07/2025)" in page


def test_the_frame_and_the_ties_below_are_shown_as_far_as_they_are_seen(client, reader, unit, tie):
    tree = reverse("partnerships:partnership-tree", args=[tie.uuid])
    assert tree not in text_of(client.get(tie.get_absolute_url()))  # nothing is below yet
    seen = PartnershipFactory(frame=tie, home__unit=unit, title="dưới, thấy được")
    PartnershipFactory(frame=tie, title="dưới, ngoài địa bàn")
    assert f"{tree}?on=" in text_of(client.get(tie.get_absolute_url()))
    page = text_of(client.get(tree))
    assert seen.title in page
    assert "ngoài địa bàn" not in page
    assert tie.title in text_of(client.get(seen.get_absolute_url()))
    tie.parties.filter(side=Side.HOME).update(unit=UnitFactory())
    assert tie.title not in text_of(client.get(seen.get_absolute_url()))


def test_a_paper_that_was_not_published_is_not_named_by_its_title(client, reader, tie):
    paper = PaperFactory(published=False, title="Quyết định nội bộ")
    tie.sources.add(SourceFactory(paper=paper))
    assert "Quyết định nội bộ" not in text_of(client.get(tie.get_absolute_url()))


def test_a_tie_out_of_scope_does_not_exist(client, reader):
    for tie in (PartnershipFactory(),):
        assert client.get(tie.get_absolute_url()).status_code == 404
        url = reverse("partnerships:partnership-figures", args=[tie.uuid])
        assert client.get(url).status_code == 404


def test_a_tie_with_nothing_but_a_name_opens(client, reader, unit):
    tie = PartnershipFactory(home__unit=unit, counterpart=None)
    page = text_of(client.get(tie.get_absolute_url()))
    assert "Nobody is recorded on this side." in page
    assert "counterpart side" in page


def test_the_page_of_a_tie_costs_ten_queries_whatever_it_shows(
    client, reader, unit, tie, django_assert_num_queries
):
    """Who is signed in (2), reach, tie, parties, events, texts, cadences, notes, commitments."""
    for _more in range(2):
        with django_assert_num_queries(10):
            client.get(tie.get_absolute_url())
        for _row in range(4):
            PartnershipPartyFactory(partnership=tie)
            MemorandumFactory(partnerships=[tie]).sources.add(SourceFactory())
            CommitmentReceiverFactory(commitment__partnership=tie)
            NoteFactory(partnership=tie)
            PartnershipFactory(frame=tie, home__unit=unit)


# Published and computed


def test_published_figures_stand_beside_computed_ones(client, reader, unit, tie):
    PartnershipFactory.create_batch(3, frame=tie, home__unit=unit, level=Level.VILLAGE)
    StatedFigureFactory(
        partnership=tie, measure=Measure.AGREEMENTS, value=Amount(Decimal(1), "văn bản")
    )
    StatedFigureFactory(
        partnership=tie,
        measure=Measure.TRADE,
        value=Amount(Decimal(2000), "USD", Bound.OVER, estimate=True),
    )
    page = text_of(client.get(reverse("partnerships:partnership-figures", args=[tie.uuid])))
    for words in (
        "26 cặp",
        "23 fewer counted",
        "the same",
        "only published",
        "over 2,000 USD",
        "S1-15",
    ):
        assert words in page, words


def test_the_figures_of_a_tie_cost_the_same_however_many(
    client, reader, tie, django_assert_num_queries
):
    for _more in range(2):
        with django_assert_num_queries(6):
            client.get(reverse("partnerships:partnership-figures", args=[tie.uuid]))
        StatedFigureFactory.create_batch(5, partnership=tie)
