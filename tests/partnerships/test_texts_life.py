"""What happens to a signed text: slips put right, its end, the line it stands in, neighbours."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import MemorandumStatus, Side
from partnerships.deadlines import Deadlines, Kind
from partnerships.models import Memorandum
from partnerships.services import memoranda_life
from tests.factories import (
    MemorandumFactory,
    MemorandumPartyFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
)
from tests.partnerships.text_form import edited
from tests.partnerships.texts_here import signed

TODAY = date(2026, 11, 22)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def term(first, last):
    return DateRange(date(first, 1, 1), date(last + 1, 1, 1))


# A text signed here


def test_of_a_text_signed_here_only_a_slip_is_put_right(at_work, officer, head, partnership):
    text = signed(partnership, officer, head)
    page = at_work.get(text.get_absolute_url()).text
    assert "Correct a slip of transcription" in page
    answer = edited(at_work, text, place="Viêng Xay", reason="chép nhầm nơi ký")
    assert answer.status_code == 302
    text.refresh_from_db()
    assert (text.place, text.status) == ("Viêng Xay", MemorandumStatus.SIGNED)
    assert text.corrections.get().reason == "chép nhầm nơi ký"


def test_a_slip_changes_neither_basis_state_nor_the_name_into_a_treaty(
    at_work, officer, head, partnership
):
    text = signed(partnership, officer, head)
    answer = edited(at_work, text, title="Hiệp định hợp tác", reason="thử")
    assert "No local text may be called so" in str(answer.context["form"].errors["title"])
    edited(at_work, text, basis="reported", status="terminated", reason="thử")
    text.refresh_from_db()
    assert (text.basis, text.status) == ("made_here", MemorandumStatus.SIGNED)


def test_a_text_signed_here_keeps_a_signatory_of_each_side(at_work, officer, head, partnership):
    text = signed(partnership, officer, head)
    answer = edited(at_work, text, reason="thử", **{"signatories-0-DELETE": "on"})
    assert answer.status_code == 422
    assert "Name who signed for each side." in answer.text
    assert text.signatories.count() >= 2


def test_a_draft_is_not_corrected_here(at_work, partnership):
    draft = MemorandumFactory(
        partnerships=[partnership], basis="made_here", status="draft", route="commune"
    )
    url = reverse("partnerships:memorandum-edit", args=[draft.uuid])
    assert at_work.get(url).status_code == 404
    assert (
        at_work.get(reverse("partnerships:memorandum-terminate", args=[draft.uuid])).status_code
        == 404
    )


def test_a_text_made_here_ends_on_a_full_day(officer, head, partnership):
    text = signed(partnership, officer, head)
    ended = {"text": text, "reason": "hai bên thống nhất", "by": officer}
    later = timezone.localdate()
    with refused("full day"):
        memoranda_life.terminate(ended=PartialDate.read(str(later.year)), today=later, **ended)
    day = PartialDate.read(f"{later:%d/%m/%Y}")
    with refused("Say when and why"):
        memoranda_life.terminate(**ended | {"reason": " "}, ended=day, today=later)
    text = memoranda_life.terminate(ended=day, today=later, **ended)
    assert text.status == MemorandumStatus.TERMINATED
    assert not text.is_in_force(later)
    assert text in Memorandum.objects.in_force(later - timedelta(days=1)) or (
        text.signed.days.lower >= later
    )


def test_the_copy_is_due_fifteen_days_after_the_signing(officer, head, partnership):
    text = signed(partnership, officer, head)
    due = date(2026, 4, 6)  # a Monday: the 15th day after 20 March is a Saturday
    [group] = Deadlines(officer, due - timedelta(days=2)).groups([Kind.COPY])
    assert [(row.due, row.left) for row in group.rows] == [(due, 2)]
    Memorandum.objects.filter(pk=text.pk).update(copy_sent_on=due)
    [group] = Deadlines(officer, due).groups([Kind.COPY])
    assert group.rows == []


# The same question of one and of many


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"signed": PartialDate()},
        {"signed": PartialDate.read("2026")},
        {"signed": PartialDate.read("2027")},
        {"term": term(2022, 2025)},
        {"term": term(2022, 2026)},
        {"term": term(2027, 2030)},
        {"term": DateRange(None, date(2030, 1, 1))},
        {"status": MemorandumStatus.RENEWED},
        {"status": MemorandumStatus.DRAFT},
        {"status": MemorandumStatus.TERMINATED},
        {"status": MemorandumStatus.TERMINATED, "ended": PartialDate.read("2025")},
        {"status": MemorandumStatus.TERMINATED, "ended": PartialDate.read("01/12/2026")},
    ],
)
def test_one_text_and_the_list_agree_on_what_is_in_force(db, facts):
    text = MemorandumFactory(**facts)
    assert text.is_in_force(TODAY) == (text in Memorandum.objects.in_force(TODAY))


# The line and the neighbours


def overlaps():
    return set(Memorandum.objects.overlapping())


def test_a_renewal_signed_early_overlaps_its_predecessor_by_right(partnership):
    old = MemorandumFactory(partnerships=[partnership], term=term(2020, 2025))
    MemorandumFactory(partnerships=[partnership], term=term(2025, 2030), renews=old)
    MemorandumFactory(partnerships=[partnership], term=term(2024, 2025), amends=old)
    assert len(overlaps()) == 2  # the renewal and the amendment, of each other
    assert old not in overlaps()


def test_agencies_without_a_tie_overlap_by_their_parties(db):
    ours, theirs = OrganisationFactory(), UnitFactory(country__code="LA")

    def text(*whom, kind="memorandum"):
        found = MemorandumFactory(term=term(2020, 2030), kind=kind)
        for side, who in zip(Side, whom, strict=True):
            key = "unit" if who == theirs else "organisation"
            none = {"unit": None} if key == "organisation" else {}
            MemorandumPartyFactory(memorandum=found, side=side, **none | {key: who})
        return found

    both = {text(ours, theirs), text(ours, theirs)}
    text(ours, theirs, kind="programme")
    text(OrganisationFactory(), theirs)
    assert overlaps() == both
    one, other = both
    assert list(Memorandum.objects.overlapping_with(one)) == [other]


def test_another_time_another_kind_and_what_is_over_do_not_overlap(partnership):
    MemorandumFactory(partnerships=[partnership], term=term(2020, 2022))
    MemorandumFactory(partnerships=[partnership], term=term(2023, 2025))
    MemorandumFactory(partnerships=[partnership], term=term(2020, 2025), kind="programme")
    over = MemorandumStatus.TERMINATED
    MemorandumFactory(partnerships=[partnership], term=term(2020, 2025), status=over)
    assert overlaps() == set()


def test_the_page_draws_the_line_from_earlier_to_later(at_work, partnership):
    first = MemorandumFactory(partnerships=[partnership], title="văn bản 2010")
    second = MemorandumFactory(partnerships=[partnership], title="văn bản 2015", renews=first)
    third = MemorandumFactory(partnerships=[partnership], title="văn bản 2020", renews=second)
    far = MemorandumFactory(
        partnerships=[PartnershipFactory()], title="ngoài địa bàn", amends=third
    )
    alone = MemorandumFactory(partnerships=[partnership], title="đứng riêng", kind="programme")
    page = at_work.get(second.get_absolute_url())
    line = page.context["relatives"].line
    assert [link.text for link in line] == [first, second, third]
    assert [link.is_this for link in line] == [False, True, False]
    assert line[2].how == "renews “văn bản 2015”"
    assert far.title not in page.text
    assert at_work.get(alone.get_absolute_url()).context["relatives"].line == []

    tie = at_work.get(partnership.get_absolute_url()).text
    assert "← renews" in tie
    assert "→ renewed by" in tie


def test_neighbours_are_flagged_on_the_page(at_work, partnership):
    one = MemorandumFactory(partnerships=[partnership], term=term(2020, 2025))
    other = MemorandumFactory(partnerships=[partnership], term=term(2024, 2028), title="bản kia")
    page = at_work.get(one.get_absolute_url())
    assert page.context["relatives"].beside == [other]
    assert "In force at the same time" in page.text


# Lists


def listed(client, query):
    page = client.get(f"{reverse('partnerships:memorandum-list')}?{query}")
    return {cells["cells"][0].text for cells in page.context["table"].rows}


def test_texts_are_found_by_state_day_end_basis_country_tie_and_scan(at_work, partnership):
    today = timezone.localdate()

    def text(title, **facts):
        return MemorandumFactory(partnerships=[partnership], title=title, **facts)

    text("hết hạn", term=term(2016, 2020), signed=PartialDate.read("2016"))
    text("sắp hết", term=DateRange(date(2022, 1, 1), today + timedelta(days=60)))
    text("dứt", status=MemorandumStatus.TERMINATED, ended=PartialDate.read("2023"))
    text("giữ", basis="original_held", kind="programme")
    country = partnership.parties.get(side=Side.COUNTERPART).unit.country
    every = {"hết hạn", "sắp hết", "dứt", "giữ"}
    for query, found in {
        "": every,
        "state=in_force": {"sắp hết", "giữ"},
        "state=expired": {"hết hạn"},
        "state=terminated": {"dứt"},
        "on=01/06/2020": every - {"sắp hết"},
        "within=90": {"sắp hết"},
        "within=30": set(),
        "basis=original_held": {"giữ"},
        "kind=programme": {"giữ"},
        f"country={country.uuid}": every,
        f"tie={partnership.code}": every,
        "tie=khong+co": set(),
        "scan=true": set(),
        "scan=false": every,
        "overlap=true": set(),
        "year=2018": {"hết hạn"},
        "year=2022": every - {"hết hạn"},
    }.items():
        assert listed(at_work, query) == found, query


def test_an_odd_filter_is_said_to_be_odd(at_work, partnership):
    MemorandumFactory(partnerships=[partnership])
    for query in ("on=31/02/2020", "year=abc", "year=99999999999", "within=7", "country=x"):
        url = f"{reverse('partnerships:memorandum-list')}?{query}"
        assert at_work.get(url).status_code == 200


def test_the_list_and_the_page_cost_the_same_for_one_text_and_for_many(
    at_work, partnership, django_assert_num_queries
):
    for number in (1, 30):
        for _text in range(number):
            text = MemorandumFactory(partnerships=[partnership], term=term(2020, 2030))
            MemorandumPartyFactory(memorandum=text)
        with django_assert_num_queries(6):  # who (2), reach, counts, keys, page
            at_work.get(reverse("partnerships:memorandum-list"))
        with django_assert_num_queries(10):
            at_work.get(text.get_absolute_url())


def test_gaps_of_old_texts_lead_to_their_form(at_work, partnership):
    text = MemorandumFactory(partnerships=[partnership], signed=PartialDate())
    draft = MemorandumFactory(
        partnerships=[partnership], basis="made_here", status="draft", route="commune"
    )
    page = at_work.get(reverse("gap-list") + "?kind=text").text
    assert reverse("partnerships:memorandum-edit", args=[text.uuid]) in page
    assert str(draft.uuid) not in page
