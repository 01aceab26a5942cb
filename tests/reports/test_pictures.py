"""The pictures and their tables: what they count, for whom, and at what cost."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from core.fields import Amount, PartialDate
from exchanges.choices import AidDirection, AidStatus
from partnerships.choices import CadenceSubject, Level, PartnershipEventKind
from tests import factories as make

TODAY = timezone.localdate


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("pictures"), query)


def years(answer) -> dict[int, tuple[int, int]]:
    return {year.number: (year.held, year.due) for year, _url in answer.context["meetings"]}


def yearly(tie, **more):
    return make.CadenceFactory(
        partnership=tie, subject=CadenceSubject.MEETING, each="year", days=["03-05"], **more
    )


def test_meetings_held_stand_against_those_due(client, officer, partnership):
    yearly(partnership, starts=date(2020, 1, 1))
    yearly(partnership, starts=date(2020, 1, 1), recommended=True)
    make.MeetingFactory(
        basis="reported", partnerships=[partnership], held=PartialDate.read("3/2021")
    )
    make.MeetingFactory(
        basis="reported", partnerships=[partnership], held=PartialDate(words="lâu rồi")
    )
    make.MeetingFactory(basis="reported", held=PartialDate.read("3/2021"))  # out of reach
    answer = page(client, officer, since=2019, until=2022)

    assert years(answer) == {2019: (0, 0), 2020: (0, 1), 2021: (1, 1), 2022: (0, 1)}
    assert answer.context["undated"] == 1
    assert "1 meeting held is not known to the year" in answer.text


def test_nothing_is_said_of_meetings_of_no_year_where_there_are_none(client, officer, partnership):
    assert "meetings held are not known" not in page(client, officer).text


def test_nothing_is_due_while_a_tie_rests_or_before_the_first_meeting(client, officer, partnership):
    yearly(partnership)
    assert years(page(client, officer, since=2018, until=2021))[2021] == (0, 0)
    make.MeetingFactory(
        basis="reported", partnerships=[partnership], held=PartialDate.read("5/2018")
    )
    make.PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        reason="Dịch bệnh",
        until=PartialDate.read("01/01/2021"),
    )
    answer = page(client, officer, since=2018, until=2021)
    assert years(answer) == {2018: (1, 0), 2019: (0, 1), 2020: (0, 0), 2021: (0, 1)}


def test_nothing_to_come_is_due_yet(client, officer, partnership):
    yearly(partnership, starts=date(2020, 1, 1))
    after = TODAY().year + 1
    assert years(page(client, officer, since=after, until=after)) == {after: (0, 0)}


def test_a_province_and_a_country_cut_everything_down(client, head, unit, partnership):
    province = make.UnitFactory(level=Level.PROVINCE, name="Thanh Hóa")
    inside = make.UnitFactory(parent=province)
    tie = make.PartnershipFactory(home__unit=inside, counterpart__unit__country__code="LA")
    other = make.PartnershipFactory(counterpart__unit__country__code="CN")
    for one in (tie, other):
        make.MeetingFactory(basis="reported", partnerships=[one], held=PartialDate.read("2022"))
    ministry = make.UserFactory(role="reader", sees_all=True)
    span = {"since": 2022, "until": 2022}

    assert years(page(client, ministry, **span)) == {2022: (2, 0)}
    cut = page(client, ministry, province=province.uuid, **span)
    assert years(cut) == {2022: (1, 0)}
    assert [row.number for row in cut.context["ties"]] == [1]
    country = other.parties.get(side="counterpart").unit.country
    cut = page(client, ministry, country=country.uuid, **span)
    assert years(cut) == {2022: (1, 0)}
    assert years(page(client, ministry, country=country.uuid, province=province.uuid, **span)) == {
        2022: (0, 0)
    }


def listed(client, url: str) -> set[str]:
    """The titles on the list at this address."""
    return {row.title for row in client.get(url).context["table"].queryset}


def test_a_meeting_over_the_turn_of_a_year_is_in_the_list_of_no_year(client, officer, partnership):
    winter = PartialDate(DateRange(date(2020, 11, 1), date(2021, 3, 1)), "mùa đông 2020")
    for title, held in (
        ("một", PartialDate.read("3/2021")),
        ("hai", winter),
        ("ba", PartialDate(words="lâu rồi")),
    ):
        make.MeetingFactory(basis="reported", partnerships=[partnership], title=title, held=held)
    make.MeetingFactory(partnerships=[partnership], title="sắp tới", planned=TODAY())
    answer = page(client, officer, since=2021, until=2021)
    [(year, url)] = answer.context["meetings"]

    assert (year.held, listed(client, url)) == (1, {"một"})
    assert answer.context["undated"] == 2
    assert listed(client, answer.context["undated_url"]) == {"hai", "ba"}


def test_a_tie_of_two_countries_is_in_the_row_and_the_list_of_both(client, officer, partnership):
    laos, china = (make.CountryFactory(code=code) for code in ("LA", "CN"))
    both = make.PartnershipFactory(home__unit=officer.units.get(), counterpart__unit__country=laos)
    other = make.UnitFactory(country=china)
    make.PartnershipPartyFactory(partnership=both, side="counterpart", unit=other)
    alone = make.PartnershipFactory(home__unit=officer.units.get(), counterpart=None)
    rows = page(client, officer).context["ties"]
    found = {row.country: listed(client, row.url) for row in rows}

    assert both.title in found[laos.name]
    assert both.title in found[china.name]
    assert found["not known"] == {alone.title}
    assert [row.number for row in rows] == [len(found[row.country]) for row in rows]
    cut = page(client, officer, country=china.uuid).context["ties"]
    assert [(row.country, row.number) for row in cut] == [(china.name, 1)]


def test_the_picture_says_what_the_table_says(client, officer, partnership):
    make.MeetingFactory(basis="reported", partnerships=[partnership], held=PartialDate.read("2021"))
    make.AidProjectFactory(
        partnership=partnership,
        status=AidStatus.HANDED_OVER,
        direction=AidDirection.OUTBOUND,
        handed_over=PartialDate.read("2021"),
        basis="reported",
        amount=Amount(500_000_000, "VND"),
    )
    answer = page(client, officer, since=2021, until=2021)
    bars = answer.context["meeting_picture"].bars
    assert [(bar.label, bar.words) for bar in bars] == [("2021", "1"), ("", "0")]
    assert [bar.hatched for bar in bars] == [False, True]
    assert answer.context["tie_picture"].bars[0].words == "1"
    assert "Aid in VND by year and direction" in answer.text
    assert 'style="' not in answer.text
    assert answer.text.count("<desc") == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"since": "2022", "until": "2020"}, "The last year is before the first."),
        ({"since": "1"}, "greater than or equal to 1945"),
        ({"since": "x"}, "Enter a whole number"),
        ({"province": "x"}, "is not a valid UUID"),
    ],
)
def test_what_was_typed_wrongly_is_told_beside_its_field(client, officer, query, said):
    answer = page(client, officer, **query)
    assert answer.status_code == 200
    assert said in answer.text


def test_the_pictures_cost_the_same_for_few_and_many(
    client, officer, unit, django_assert_max_num_queries
):
    client.force_login(officer)
    for many in (1, 8):
        for _time in range(many):
            tie = make.PartnershipFactory(home__unit=unit)
            yearly(tie)
            make.MeetingFactory(partnerships=[tie])
        with django_assert_max_num_queries(13):
            client.get(reverse("pictures"))
