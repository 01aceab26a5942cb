"""Small forms of a tie's page: it rests, goes on, ends; a party comes, a party goes."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import PartnershipEventKind, PartnershipStatus, Side
from partnerships.models import PartnershipParty
from partnerships.services import parties, tie_events
from tests.factories import (
    PaperFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UserFactory,
)

Kind = PartnershipEventKind
read = PartialDate.read


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def url(verb, tie):
    return reverse(f"partnerships:partnership-{verb}", args=[tie.uuid])


def sent(client, verb, tie, **typed):
    return client.post(url(verb, tie), {"submission": str(uuid4())} | typed)


def status(tie, *day):
    return tie.status_on(date(*day))


def refused_at(answer, field, words):
    assert answer.status_code == 422, answer
    assert any(words in one for one in answer.context["form"].errors[field])


# It rests and goes on


def test_a_tie_rests_from_a_day_known_in_part_and_goes_on(at_work, partnership):
    paper = PaperFactory()
    answer = sent(
        at_work,
        "suspend",
        partnership,
        since="từ năm 2020",
        reason="dịch bệnh",
        paper=str(paper.uuid),
    )
    assert answer.url == partnership.get_absolute_url()
    (rest,) = partnership.changes.all()
    assert (rest.reason, rest.paper, str(rest.since)) == ("dịch bệnh", paper, "từ năm 2020")
    page = at_work.get(answer.url).text
    assert "Let the tie go on" in page
    assert "Suspend the tie" not in page
    sent(at_work, "resume", partnership, on="01/03/2023", reason="hết dịch")
    assert status(partnership, 2023, 2, 28) == PartnershipStatus.SUSPENDED
    assert status(partnership, 2023, 3, 1) == PartnershipStatus.ACTIVE
    assert "Suspend the tie" in at_work.get(answer.url).text


def test_the_same_form_sent_twice_is_one_suspension(at_work, partnership):
    typed = {"since": "2020", "reason": "dịch bệnh", "submission": str(uuid4())}
    answers = [at_work.post(url("suspend", partnership), typed) for _twice in range(2)]
    assert {answer.url for answer in answers} == {partnership.get_absolute_url()}
    assert partnership.changes.count() == 1


@pytest.mark.parametrize(
    ("verb", "typed", "field", "words"),
    [
        ("suspend", {"since": "2021", "reason": "x"}, "since", "suspended already in that time"),
        ("suspend", {"since": "2018", "until": "2021", "reason": "x"}, "since", "already"),
        ("suspend", {"since": "2024", "until": "2023", "reason": "x"}, "until", "comes after"),
        ("suspend", {"since": "2010", "reason": "x"}, "since", "established later: 12/2015"),
        ("suspend", {"since": "2024"}, "reason", "Fill this in"),
        ("suspend", {"reason": "x"}, "since", "Fill this in"),
        ("resume", {"on": "2025"}, "on", "not suspended"),
        ("resume", {"on": "01/01/2019"}, "on", "comes after the beginning"),
        ("end", {"since": "2010", "reason": "x"}, "since", "established later: 12/2015"),
        ("end", {"since": "31/02/2024", "reason": "x"}, "since", "There is no such day"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(at_work, partnership, verb, typed, field, words):
    PartnershipEventFactory(partnership=partnership)
    PartnershipEventFactory(
        partnership=partnership,
        kind=Kind.SUSPENDED,
        since=read("2020"),
        until=read("2022"),
        reason="dịch bệnh",
    )
    refused_at(sent(at_work, verb, partnership, **typed), field, words)
    assert partnership.changes.count() == 2


def test_a_tie_ends_once_and_does_not_rest_afterwards(at_work, partnership):
    sent(at_work, "end", partnership, since="01/01/2026", reason="hai bên thống nhất")
    assert status(partnership, 2025, 12, 31) == PartnershipStatus.ACTIVE
    assert status(partnership, 2026, 1, 1) == PartnershipStatus.ENDED
    again = {"since": "2026", "reason": "x"}
    refused_at(sent(at_work, "end", partnership, **again), "since", "The tie has ended.")
    refused_at(sent(at_work, "suspend", partnership, **again), "since", "The tie has ended.")
    page = at_work.get(partnership.get_absolute_url()).text
    assert "Suspend the tie" not in page
    assert "End the tie" not in page
    past = {"since": "2020", "until": "2021", "reason": "dịch bệnh"}  # told afterwards
    assert sent(at_work, "suspend", partnership, **past).status_code == 302


def test_a_rest_with_a_planned_end_may_be_cut_short(officer, partnership):
    say = {"partnership": partnership, "by": officer}
    tie_events.suspend(**say, since=read("2025"), until=read("2027"), reason="xây cầu")
    tie_events.resume(**say, on=read("01/06/2026"))
    assert status(partnership, 2026, 6, 1) == PartnershipStatus.ACTIVE
    with pytest.raises(RuleViolation, match="not suspended"):
        tie_events.resume(**say, on=read("01/06/2026"))


# Parties come and go


def test_a_second_commune_joins_from_a_day_by_a_paper(at_work, partnership):
    paper, commune = PaperFactory(), UnitFactory(name="xã Sơn Thủy")
    assert 'value="home" selected' in at_work.get(url("admit", partnership), {"side": "home"}).text
    typed = {"side": "home", "unit": str(commune.uuid), "since": "01/03/2024"}
    answer = sent(at_work, "admit", partnership, **typed, paper=str(paper.uuid))
    assert answer.url == partnership.get_absolute_url()
    party = partnership.parties.get(unit=commune)
    assert (party.since, party.carried_over_by) == (date(2024, 3, 1), paper)
    page = at_work.get(answer.url).text
    assert "xã Na Mèo" in page
    assert "xã Sơn Thủy" in page
    listed = at_work.get(reverse("partnerships:partnership-list")).text
    assert "xã Na Mèo" in listed
    assert "xã Sơn Thủy" in listed


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"side": "home"}, "unit", "Name either a unit or an organisation."),
        ({"side": "counterpart", "unit": "itself"}, "side", "The home side is in Vietnam"),
        ({"side": "home", "unit": "itself"}, "unit", "is in the tie already"),
        ({"unit": "itself"}, "side", "Choose one."),
    ],
)
def test_who_cannot_join_is_refused_at_its_field(at_work, partnership, unit, typed, field, words):
    if "unit" in typed:
        typed = typed | {"unit": str(unit.uuid)}
    refused_at(sent(at_work, "admit", partnership, **typed), field, words)


def test_a_party_leaves_with_a_paper_that_the_tie_then_cites(at_work, partnership):
    party, paper = partnership.parties.get(side=Side.HOME), PaperFactory()
    leave = reverse("partnerships:party-leave", args=[party.uuid])
    assert leave in at_work.get(partnership.get_absolute_url()).text
    assert "leaves" in at_work.get(leave).text
    typed = {"until": "01/07/2025", "reason": "sáp nhập", "paper": str(paper.uuid)}
    assert at_work.post(leave, typed).url == partnership.get_absolute_url()
    assert status(partnership, 2025, 6, 30) == PartnershipStatus.ACTIVE
    assert status(partnership, 2025, 7, 1) == PartnershipStatus.VACANT
    assert partnership.sources.get().paper == paper
    refused_at(at_work.post(leave, typed), "until", "no more a party on that day")


def test_a_party_does_not_leave_before_it_joined(at_work, partnership):
    party = PartnershipPartyFactory(partnership=partnership, since=date(2024, 1, 1))
    leave = reverse("partnerships:party-leave", args=[party.uuid])
    refused_at(at_work.post(leave, {"until": "01/01/2024"}), "until", "comes after the beginning")
    refused_at(at_work.post(leave, {"until": "2025"}), "until", "full day")


def test_a_unit_that_is_no_more_does_not_join(at_work, partnership):
    gone = UnitFactory(valid_to=date(2025, 7, 1))
    typed = {"side": "home", "unit": str(gone.uuid), "since": "01/07/2025"}
    refused_at(sent(at_work, "admit", partnership, **typed), "since", "was no more on that day")
    assert sent(at_work, "admit", partnership, **typed | {"since": "01/01/2024"}).url


def test_no_party_joins_or_leaves_so_that_two_ties_are_one(officer, unit):
    lao = UnitFactory(country__code="LA")
    PartnershipFactory(home__unit=unit, counterpart__unit=lao)
    second = PartnershipFactory(home__unit=unit, counterpart=None)
    third = PartnershipFactory(home=None, counterpart__unit=lao)
    for tie, side, who in ((second, Side.COUNTERPART, lao), (third, Side.HOME, unit)):
        with pytest.raises(RuleViolation, match="The same parties have a tie"):
            parties.admit(partnership=tie, side=side, unit=who, by=officer)


def test_a_reader_finds_no_such_forms_and_an_officer_elsewhere_no_such_tie(client, partnership):
    client.force_login(UserFactory(role="officer", units=[UnitFactory()]))
    party = PartnershipParty.objects.filter(partnership=partnership)[0]
    for page in (
        *(url(verb, partnership) for verb in ("suspend", "resume", "end", "admit")),
        reverse("partnerships:party-leave", args=[party.uuid]),
    ):
        assert client.get(page).status_code == client.post(page).status_code == 404
