"""Ties put right through the service of their form."""

from datetime import date

import pytest
from django.apps import apps

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import (
    PartnershipEventKind,
    Side,
)
from partnerships.services import partnerships
from tests.factories import (
    PartnershipEventFactory,
    PartnershipFactory,
    SourceFactory,
    UnitFactory,
)

REFORM = date(2025, 7, 1)
Kind = PartnershipEventKind
read = PartialDate.read


def home(unit, **more):
    return {"side": Side.HOME, "unit": unit} | more


def refused(words):
    return pytest.raises(RuleViolation, match=words)


# Putting right


def facts_of(tie, **changed):
    return {
        "title": tie.title,
        "kind": tie.kind,
        "level": tie.level,
        "frame": tie.frame,
        "fields_of_work": tie.fields_of_work,
        "paper_languages": tie.paper_languages,
        "parties": [
            {"uuid": p.uuid, "side": p.side, "unit": p.unit, "organisation": p.organisation}
            for p in tie.parties.all()
        ],
        "events": [
            {"uuid": e.uuid, "kind": e.kind, "since": e.since, "until": e.until}
            for e in tie.changes.all()
        ],
    } | changed


def test_a_tie_is_put_right_with_its_rows(partnership, officer):
    source = SourceFactory()
    event = PartnershipEventFactory(partnership=partnership, basis=Basis.COPY_HELD)
    event.sources.add(source)
    facts = facts_of(partnership, title="mới")
    facts["parties"][0]["until"] = REFORM
    facts["parties"].append(home(UnitFactory(), since=REFORM))
    facts["events"][0]["since"] = read("05/12/2015")
    facts["events"].append({"kind": Kind.SUSPENDED, "since": read("2020"), "reason": "dịch"})
    tie = partnerships.revise(partnership=partnership, by=officer, **facts)

    assert tie.title == "mới"
    assert [party.until for party in tie.parties.filter(side=Side.HOME)] == [REFORM, None]
    event.refresh_from_db()
    assert str(event.since) == "05/12/2015"
    assert event.basis == Basis.COPY_HELD  # the form does not show it, so it stays
    assert event.sources.get() == source
    assert tie.changes.count() == 2


def test_a_row_entered_by_mistake_goes_and_stays_in_the_history(partnership, officer):
    event = PartnershipEventFactory(partnership=partnership)
    partnerships.revise(partnership=partnership, by=officer, **facts_of(partnership, events=[]))
    assert not partnership.changes.exists()
    deleted = apps.get_model("partnerships.PartnershipEventHistory").objects.filter(uuid=event.uuid)
    assert deleted.filter(pgh_label="delete").exists()


def test_a_tie_does_not_stand_under_one_below_it(partnership, officer):
    below = PartnershipFactory(frame=partnership)
    with refused("below it"):
        partnerships.revise(
            partnership=partnership, by=officer, **facts_of(partnership, frame=below)
        )


def test_a_row_of_another_tie_is_refused(partnership, officer):
    facts = facts_of(partnership, parties=facts_of(PartnershipFactory())["parties"])
    with refused("not in the tie any more"):
        partnerships.revise(partnership=partnership, by=officer, **facts)
