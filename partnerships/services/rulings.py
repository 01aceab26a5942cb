"""What the decisions after a reform share: who decided what from which day, who may follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import PartialDate
from partnerships.choices import HOME_COUNTRY, DecisionKind, PartnershipEventKind, Side
from partnerships.models import (
    Decision,
    DecisionHeir,
    Memorandum,
    Organisation,
    Paper,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    Unit,
)
from partnerships.services.rules import as_party, require, require_kept

Heir = Unit | Organisation
SUBJECTS = {Partnership: "partnership", Unit: "unit", Memorandum: "memorandum"}


@dataclass(frozen=True)
class Ruling:
    """What was said: from which day, who decided, by which paper, why; and who records it."""

    on: date
    by: User
    decided_by: str = ""
    paper: Paper | None = None
    reason: str = ""
    batch: UUID | None = None
    uuid: UUID | None = field(default=None)

    def record(
        self,
        kind: str,
        subject: Partnership | Unit | Memorandum,
        *,
        heirs: Iterable[Heir] = (),
        side: str = "",
        takes_back: Decision | None = None,
    ) -> Decision:
        """The decision itself, written down. Raises RuleViolation if nobody is said to have
        decided.
        """
        require(
            self.decided_by.strip() or self.paper,
            _("Say who decided, or name the deciding paper."),
        )
        decision = Decision.objects.create(
            uuid=self.uuid or uuid4(),
            kind=kind,
            side=side,
            on=self.on,
            decided_by=self.decided_by.strip(),
            paper=self.paper,
            reason=self.reason.strip(),
            batch=self.batch,
            takes_back=takes_back,
            **{SUBJECTS[type(subject)]: subject},
        )
        for heir in heirs:
            DecisionHeir.objects.create(decision=decision, **as_party(heir))
        audit.record(
            action=f"decision.{kind}",
            target=decision,
            by=self.by,
            reason=decision.reason,
            on=self.on.isoformat(),
            about=str(subject.uuid),
            heirs=[str(heir.uuid) for heir in heirs],
        )
        return decision


def said_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def full_day(day: date) -> PartialDate:
    return PartialDate(DateRange(day, day + timedelta(days=1)))


def require_heirs(heirs: Iterable[Heir], on: date, *, at_home: bool) -> list[Heir]:
    """Each once, each there on the day and on the right side of the border."""
    found = list(dict.fromkeys(heirs))
    require(found, _("Name who takes over."))
    for heir in found:
        require_kept(heir)
        since, until = _existence(heir)
        there = (since is None or since <= on) and (until is None or on < until)
        said = {"heir": heir, "day": said_day(on)}
        require(
            there, _("%(heir)s does not exist on %(day)s. Check the day, or choose another.") % said
        )
        require(
            (heir.country_id == HOME_COUNTRY) == at_home,
            _("%(heir)s lies on the other side of the border. Choose one of the side that passes.")
            % said,
        )
    return found


def _existence(heir: Heir) -> tuple[date | None, date | None]:
    if isinstance(heir, Unit):
        return heir.valid_from, heir.valid_to
    return heir.since, heir.until


def undecided(partnership: Partnership) -> Partnership:
    """The tie, locked: whoever decides second waits here, and is then told that it was decided."""
    tie = Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    kept = tie.merged_into
    require(kept is None, _("The tie was merged into %(tie)s. Decide there.") % {"tie": kept or ""})
    over = tie.changes.filter(kind=PartnershipEventKind.ENDED).exists()
    require(not over, _("The tie %(tie)s has ended.") % {"tie": tie})
    return tie


def note_event(tie: Partnership, kind: str, decision: Decision) -> PartnershipEvent:
    return PartnershipEvent.objects.create(
        partnership=tie,
        kind=kind,
        since=full_day(decision.on),
        reason=decision.reason,
        paper=decision.paper,
        decision=decision,
    )


def require_no_tie_twice(tie: Partnership) -> None:
    """Two ties of one kind between the same parties, as they stand for good, would be one tie."""
    own = standing_for_good(tie)
    if {side for side, _unit, _organisation in own} != set(Side.values):
        return
    for other in of_the_same_kind_beside(tie, own):
        require(
            standing_for_good(other) != own,
            _(
                "%(tie)s would then have the same parties as %(other)s (%(code)s), a tie of the "
                "same kind. End one of the two, or merge them, before this is recorded."
            )
            % {"tie": tie, "other": other, "code": other.code},
        )


def standing_for_good(tie: Partnership) -> set[tuple]:
    """The parties of whom no end is known."""
    rows = tie.parties.standing(date.max)
    return set(rows.values_list("side", "unit", "organisation"))


def of_the_same_kind_beside(tie: Partnership, parties: set[tuple]) -> Iterable[Partnership]:
    """Other live ties of its kind that have one of these parties."""
    rows = PartnershipParty.objects
    beside = rows.filter(unit__in=[unit for _side, unit, _body in parties if unit])
    beside |= rows.filter(organisation__in=[body for *_rest, body in parties if body])
    over = PartnershipEvent.objects.filter(kind=PartnershipEventKind.ENDED).values("partnership")
    others = Partnership.objects.kept().filter(kind=tie.kind, parties__in=beside)
    return others.exclude(pk=tie.pk).exclude(pk__in=over).order_by("code").distinct()


def require_first(decision_kind: DecisionKind, text: Memorandum, on: date) -> None:
    """A text passes on once; again only by a later reform."""
    before = text.decisions.standing().filter(kind=decision_kind, on__gte=on).first()
    require(
        before is None,
        _("This was decided already, for %(day)s. Open the work list again.")
        % {"day": said_day(before and before.on)},
    )
