"""Ties: entering what is known of them, parties that come and go, what befalls them."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import (
    Level,
    PartnershipEventKind,
    PartnershipKind,
    PartnershipStatus,
    Side,
)
from partnerships.models import Partnership
from partnerships.services import partnerships, tie_events
from tests.factories import (
    OrganisationFactory,
    PaperFactory,
    PartnershipPartyFactory,
    SourceFactory,
    UnitFactory,
)

TODAY = date(2026, 11, 21)
REFORM = date(2025, 7, 1)
Kind = PartnershipEventKind


def read(words):
    return PartialDate.read(words)


def recorded(by, **facts):
    facts = {
        "title": "huyện Quan Sơn – huyện Viêng Xay",
        "kind": PartnershipKind.FRIENDSHIP,
        "level": Level.DISTRICT,
    } | facts
    if "parties" not in facts:
        facts["parties"] = [home(UnitFactory()), them(lao())]
    return partnerships.record(by=by, **facts)


def lao(**facts):
    return UnitFactory(country__code="LA", **facts)


def home(unit, **more):
    return {"side": Side.HOME, "unit": unit} | more


def them(unit, **more):
    return {"side": Side.COUNTERPART, "unit": unit} | more


def refused(words):
    return pytest.raises(RuleViolation, match=words)


# Entering what is known


def test_a_reported_tie_enters_with_all_its_gaps(officer):
    tie = recorded(officer, parties=[them(lao())])
    assert tie.status_on(TODAY) == PartnershipStatus.VACANT
    assert tie.missing() == ["home side", "day it was established"]


def test_a_tie_enters_with_parties_events_and_sources(officer):
    source, paper = SourceFactory(), PaperFactory()
    tie = recorded(
        officer,
        code="LA-7",
        paper_languages=["lo"],
        events=[
            {"kind": Kind.ESTABLISHED, "since": read("12/2015"), "sources": [source]},
            {"kind": Kind.SUSPENDED, "since": read("2020"), "reason": "dịch bệnh", "paper": paper},
        ],
        sources=[source],
    )
    assert tie.paper_languages == ["vi", "lo"]
    assert [str(event) for event in tie.changes.all()] == ["Established 12/2015", "Suspended 2020"]
    assert tie.changes.first().sources.get() == source
    assert tie.status_on(TODAY) == PartnershipStatus.SUSPENDED
    assert AuditEvent.objects.filter(target=tie.uuid, action="partnership.joined").count() == 2


def test_codes_go_on_by_country(officer):
    assert recorded(officer).code == "LA-001"
    assert recorded(officer).code == "LA-002"
    china = UnitFactory(country__code="CN")
    assert recorded(officer, parties=[home(UnitFactory()), them(china)]).code == "CN-001"


def test_several_parties_stand_on_one_side(officer):
    communes = [home(UnitFactory()) for _commune in range(3)]
    tie = recorded(officer, parties=[*communes, them(UnitFactory(country__code="CN"))])
    assert tie.parties.filter(side=Side.HOME).count() == 3


def test_a_tie_of_organisations(officer):
    stations = [{"side": Side.HOME, "organisation": OrganisationFactory()} for _one in range(3)]
    company = OrganisationFactory(seat=lao())
    them_too = {"side": Side.COUNTERPART, "organisation": company}
    tie = recorded(officer, level=Level.AGENCY, parties=[*stations, them_too])
    assert tie.status_on(TODAY) == PartnershipStatus.ACTIVE


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"parties": []}, "at least one party"),
        ({"basis": Basis.MADE_HERE}, "its own steps"),
    ],
)
def test_what_a_reported_tie_cannot_be(officer, facts, words):
    with refused(words):
        recorded(officer, **facts)
    assert not Partnership.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_code_is_given_once(officer):
    recorded(officer, code="X-1")
    with refused("X-1"):
        recorded(officer, code="X-1")


@pytest.mark.parametrize(("side", "country"), [(Side.HOME, "LA"), (Side.COUNTERPART, "VN")])
def test_the_home_side_is_in_vietnam_and_the_counterpart_is_not(officer, side, country):
    with refused("home side is in Vietnam"):
        recorded(officer, parties=[{"side": side, "unit": UnitFactory(country__code=country)}])


def test_the_same_parties_have_one_tie_of_a_kind(officer):
    parties = [home(UnitFactory()), them(lao())]
    first = recorded(officer, parties=parties)
    with refused(first.code):
        recorded(officer, parties=parties)
    other = recorded(officer, parties=parties, kind=PartnershipKind.BRIEFING)
    later = [party | {"since": REFORM} for party in parties]
    assert recorded(officer, parties=later)
    assert first in partnerships.beside(other)  # shown as a warning


def test_what_is_made_here_has_both_sides_and_a_full_day(officer):
    made = {
        "basis": Basis.MADE_HERE,
        "title": "bản Na Mèo – bản Lơi",
        "kind": PartnershipKind.TWINNING,
        "level": Level.VILLAGE,
        "by": officer,
    }
    both = [home(UnitFactory()), them(lao())]
    with refused("each side"):
        partnerships.create(**made, parties=both[:1])
    for since in ("2014", "05/2014"):
        with refused("full day"):
            events = [{"kind": Kind.ESTABLISHED, "since": read(since)}]
            partnerships.create(**made, parties=both, events=events)
    events = [{"kind": Kind.ESTABLISHED, "since": read("05/02/2014")}]
    tie = partnerships.create(**made, parties=both, events=events)
    assert tie.changes.get().basis == Basis.MADE_HERE


# Parties come and go


def test_a_party_leaves_and_another_takes_its_place(partnership, officer):
    paper = PaperFactory()
    gone = partnership.parties.get(side=Side.HOME)
    partnerships.leave(party=gone, until=REFORM, by=officer)
    assert partnership.status_on(TODAY) == PartnershipStatus.VACANT
    partnerships.join(
        partnership=partnership,
        side=Side.HOME,
        unit=UnitFactory(),
        since=date(2026, 1, 1),
        carried_over_by=paper,
        by=officer,
    )
    assert partnership.status_on(date(2025, 12, 31)) == PartnershipStatus.VACANT
    assert partnership.status_on(TODAY) == PartnershipStatus.ACTIVE


def test_a_party_is_in_a_tie_once_at_a_time(partnership, officer):
    gone = partnership.parties.get(side=Side.HOME)
    again = {"partnership": partnership, "side": Side.HOME, "unit": gone.unit, "by": officer}
    with refused("already"):
        partnerships.join(**again)
    partnerships.leave(party=gone, until=REFORM, by=officer)
    with refused("already"):
        partnerships.join(**again, since=date(2025, 6, 30))
    assert partnerships.join(**again, since=REFORM)


def test_a_party_is_a_unit_or_an_organisation(partnership, officer):
    with refused("either a unit or an organisation"):
        partnerships.join(partnership=partnership, side=Side.HOME, by=officer)


def test_a_party_leaves_after_it_joined(partnership, officer):
    party = PartnershipPartyFactory(partnership=partnership, since=REFORM)
    with refused("end comes after"):
        partnerships.leave(party=party, until=REFORM, by=officer)


def test_a_unit_that_ends_leaves_its_side_vacant(partnership, unit):
    assert partnership.status_on(TODAY) == PartnershipStatus.ACTIVE
    unit.valid_to = REFORM
    unit.save()
    assert partnership.status_on(date(2025, 6, 30)) == PartnershipStatus.ACTIVE
    assert partnership.status_on(REFORM) == PartnershipStatus.VACANT


# What befalls a tie


def test_a_tie_rests_and_goes_on(partnership, officer):
    say = {"partnership": partnership, "by": officer}
    tie_events.establish(**say, since=read("12/2015"))
    tie_events.suspend(**say, since=read("2020"), reason="dịch bệnh")
    assert partnership.status_on(date(2022, 1, 1)) == PartnershipStatus.SUSPENDED
    tie_events.resume(**say, on=read("01/03/2023"))
    assert partnership.status_on(date(2023, 3, 2)) == PartnershipStatus.ACTIVE
    tie_events.end(**say, since=read("01/01/2026"), reason="hai bên thống nhất")
    assert partnership.status_on(TODAY) == PartnershipStatus.ENDED


def test_a_tie_is_established_once(partnership, officer):
    say = {"partnership": partnership, "by": officer, "since": read("12/2015")}
    tie_events.establish(**say)
    with refused("already"):
        tie_events.establish(**say)


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (Kind.SUSPENDED, {}, "Say why"),
        (Kind.ENDED, {"reason": " "}, "Say why"),
        (Kind.ESTABLISHED, {"until": PartialDate.read("2020")}, "Only a suspension"),
        (
            Kind.SUSPENDED,
            {
                "reason": "dịch",
                "since": PartialDate.read("2021"),
                "until": PartialDate.read("2020"),
            },
            "end comes after",
        ),
    ],
)
def test_what_cannot_befall_a_tie(partnership, officer, kind, facts, words):
    with refused(words):
        tie_events.record(partnership=partnership, kind=kind, by=officer, **facts)
    assert not partnership.changes.exists()


def test_suspensions_do_not_overlap(partnership, officer):
    say = {"partnership": partnership, "reason": "dịch bệnh", "by": officer}
    tie_events.suspend(**say, since=read("2020"), until=read("2022"))
    with refused("already"):
        tie_events.suspend(**say, since=read("06/2022"))
    assert tie_events.suspend(**say, since=read("2024"))
    with refused("already"):
        tie_events.suspend(**say, since=read("2025"))


def test_only_a_suspended_tie_goes_on(partnership, officer):
    with refused("not suspended"):
        tie_events.resume(partnership=partnership, on=read("2023"), by=officer)


def test_an_ended_tie_is_not_suspended(partnership, officer):
    say = {"partnership": partnership, "by": officer, "reason": "hết", "since": read("2024")}
    tie_events.end(**say)
    for act in (tie_events.suspend, tie_events.end):
        with refused("has ended"):
            act(**say)
