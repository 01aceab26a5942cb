"""What a decision would change: it is recorded for a moment, looked at, and undone."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusals import REFUSED, sentence
from partnerships.choices import DecisionKind, PartnershipEventKind, PartnershipStatus, Side
from partnerships.models import (
    Commitment,
    Decision,
    Memorandum,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
)
from partnerships.services.rulings import said_day


@dataclass
class Trial:
    """The sentences of a preview: what changes, what to mind, and why it would be refused."""

    changes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@contextmanager
def undone():
    """Whatever is written inside is checked as at a commit, and gone afterwards."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


def of(decide: Callable[[], Iterable[Decision]], on: date) -> Trial:
    """What these decisions would do, as seen on the day."""
    trial = Trial()
    try:
        with undone():
            found = list(decide())
            for say in (_of_sides, _of_ends, _of_places, _of_texts, _of_taking_back):
                say(trial, found, on)
    except REFUSED as refused:
        return Trial(refused=sentence(refused))
    return trial


def _kind(found: list[Decision], *kinds: str) -> list[Decision]:
    return [decision for decision in found if decision.kind in kinds]


def _of_sides(trial: Trial, found: list[Decision], on: date) -> None:
    passed = _kind(found, DecisionKind.CARRIED_OVER)
    if not passed:
        return
    ties = [decision.partnership for decision in passed]
    active = Partnership.objects.filter(pk__in=[tie.pk for tie in ties]).with_status(on)
    filled = active.exclude(status=PartnershipStatus.VACANT).count()
    trial.changes.append(
        ngettext(
            "%(n)s tie has both sides filled: %(names)s.",
            "%(n)s ties have both sides filled: %(names)s.",
            filled,
        )
        % {"n": filled, "names": "; ".join(sides_on(tie, on) for tie in ties)}
    )
    trial.changes += [_what_stays(ties), _what_is_printed(passed[0], on), _who_sees(passed[0])]
    for decision in passed:
        trial.warnings += _later_twins(decision)


def sides_on(tie: Partnership, on: date) -> str:
    """tỉnh Thanh Hóa – huyện Viêng Xay: who stands on both sides on the day."""
    rows = PartnershipParty.objects.standing(on).filter(partnership=tie)
    rows = list(rows.select_related("unit", "organisation"))
    sides = [", ".join(str(row.who) for row in rows if row.side == side) for side in Side]
    return " – ".join(names or _("vacant") for names in sides)


def _what_stays(ties: list[Partnership]) -> str:
    """Of texts and commitments only where there are some."""
    bound = Memorandum.objects.filter(partnerships__in=ties).distinct()
    promised = Commitment.objects.filter(partnership__in=ties)
    promised |= Commitment.objects.filter(memorandum__in=bound)
    texts, commitments = bound.count(), promised.distinct().count()
    if not (texts or commitments):
        return _("All recorded aid keeps the names of those who gave.")
    return _(
        "Texts: %(texts)s, commitments: %(commitments)s, and all recorded aid keep the names of "
        "those who signed and gave."
    ) % {"texts": texts, "commitments": commitments}


def _what_is_printed(decision: Decision, on: date) -> str:
    left = decision.left.select_related("unit", "organisation")
    old = ", ".join(str(party.who) for party in left)
    return _(
        "A review of %(before)s still prints “%(old)s”; one of %(year)s prints “%(new)s (before "
        "%(day)s: %(old)s)”."
    ) % {
        "before": decision.on.year - 1,
        "year": max(on.year, decision.on.year + 1),
        "old": old,
        "new": heirs_of(decision),
        "day": f"{decision.on.day}/{decision.on.month}/{decision.on.year}",
    }


def heirs_of(decision: Decision) -> str:
    rows = decision.heirs.select_related("unit", "organisation")
    return ", ".join(str(heir.who) for heir in rows)


def _who_sees(decision: Decision) -> str:
    return _("Users of the old unit go on seeing the ties; users of %(heirs)s see them too.") % {
        "heirs": heirs_of(decision)
    }


def _later_twins(decision: Decision) -> list[str]:
    """Ties whose own side waits, and that would become this very tie if they passed alike."""
    tie, side = decision.partnership, decision.side
    opposite = tie.parties.exclude(side=side)
    across = set(opposite.values_list("unit", "organisation"))
    waiting = PartnershipParty.objects.exclude(partnership=tie).filter(
        side=side,
        until=None,
        left_by=None,
        unit__valid_to__lte=decision.on,
        partnership__kind=tie.kind,
        partnership__merged_into=None,
        partnership__parties__unit__in=[unit for unit, _organisation in across if unit],
    )
    over = PartnershipEvent.objects.filter(kind=PartnershipEventKind.ENDED).values("partnership")
    rows = waiting.exclude(partnership__in=over).select_related("partnership")
    said = _(
        "If later %(tie)s also passes to %(heirs)s, both ties have the same parties and kind, and "
        "the register will refuse it."
    )
    return [
        said % {"tie": row.partnership, "heirs": heirs_of(decision)}
        for row in rows.distinct()
        if set(row.partnership.parties.exclude(side=side).values_list("unit", "organisation"))
        == across
    ]


def _of_ends(trial: Trial, found: list[Decision], on: date) -> None:
    for decision in _kind(found, DecisionKind.ENDED):
        said = {"tie": decision.partnership, "day": said_day(decision.on)}
        trial.changes.append(_("%(tie)s ends on %(day)s; its history and papers stay.") % said)


def _of_places(trial: Trial, found: list[Decision], on: date) -> None:
    for decision in _kind(found, DecisionKind.PLACED):
        said = {"unit": decision.unit, "day": said_day(decision.on), "heirs": heirs_of(decision)}
        trial.changes += [
            _("%(unit)s belongs to %(heirs)s from %(day)s; before that the tree stays as it is.")
            % said,
            _("New texts about %(unit)s can be signed, and its reviews issued.") % said,
            _("Users of %(heirs)s see %(unit)s and its ties.") % said,
        ]


def _of_texts(trial: Trial, found: list[Decision], on: date) -> None:
    for decision in _kind(found, DecisionKind.PASSED_ON, DecisionKind.NAME_AMENDED):
        said = {"text": decision.memorandum, "day": said_day(decision.on)}
        said["heirs"] = heirs_of(decision)
        words = _("“%(text)s” is carried on by %(heirs)s from %(day)s.") % said
        if decision.kind == DecisionKind.NAME_AMENDED:
            words = _("“%(text)s” is amended in its names from %(day)s.") % said
        trial.changes += [words, _("Its words, term and signatories stay as they were signed.")]


def _of_taking_back(trial: Trial, found: list[Decision], on: date) -> None:
    if _kind(found, DecisionKind.TAKEN_BACK):
        trial.changes.append(_("What it did is gone; the register stands as before it."))
