"""Every act that a service writes down can be read by people."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.acts import ACTS, in_words
from exchanges.choices import AgreedItemStatus
from partnerships.choices import (
    COMMITMENT_TRANSITIONS,
    CommitmentStatus,
    DecisionKind,
    PartnershipEventKind,
)

APPS = ("accounts", "partnerships", "exchanges", "reports")
MERGES = ("merged", "merged_away")
KINDS = {action.partition(".")[0] for action in ACTS}
NAMED = re.compile(rf'"((?:{"|".join(sorted(KINDS))})\.[a-z_]+)"')
MADE_UP = {  # where the action is put together of a kind
    *(f"partnership.{kind}" for kind in PartnershipEventKind.values),
    *(f"commitment.{end}" for end in COMMITMENT_TRANSITIONS[CommitmentStatus.OPEN]),
    *(f"agreed_item.{status}" for status in AgreedItemStatus.values),
    *(f"decision.{kind}" for kind in DecisionKind.values),
    *(f"{kind}.{act}" for kind in ("unit", "organisation", "partnership") for act in MERGES),
}


def written() -> set[str]:
    """The actions named in the services, and in the admin pages of accounts."""
    found = set()
    for app in APPS:
        folder = Path(settings.BASE_DIR, app)
        for path in [*folder.glob("services/**/*.py"), *folder.glob("admin.py")]:
            text = path.read_text()
            found |= set(NAMED.findall(text))
            found |= set(re.findall(r'action="([a-z_]+\.[a-z_]+)"', text))
    return found


def test_the_services_name_their_acts():
    assert len(written()) > 60
    assert "unit.recorded" in written()


@pytest.mark.parametrize("action", sorted(written() | MADE_UP))
def test_an_act_has_words(action):
    assert action in ACTS
    assert in_words(action) != action


def test_an_act_without_words_is_shown_by_its_name():
    assert in_words("unit.turned_upside_down") == "unit.turned_upside_down"
