"""Every write to Activity."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from core.together import check
from exchanges.choices import ActivityKind, Measure
from exchanges.models import Activity, ActivityFigure
from exchanges.services.happenings import (
    require_in_sight,
    require_past,
    require_standing,
    taken_back,
)
from exchanges.services.recording import enter, known, told_by_others, unstamped
from partnerships.services.borders import cite_passages
from partnerships.services.rules import UNDATED, require, require_amount


@transaction.atomic
def record(
    *,
    kind: ActivityKind,
    today: date,
    by: User,
    title: str = "",
    happened: PartialDate = UNDATED,
    basis: str = Basis.MADE_HERE,
    figures: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    uuid: UUID | None = None,
    **facts,
) -> Activity:
    """Something the two sides did, of our own knowledge or as others tell it. `facts` are fields
    of Activity; `figures` are rows of measure, what and amount. Without a title it is called
    after its kind, its tie and its day.

    Raises RuleViolation for a day to come, a stamp of secrecy, an amount that cannot be, or if
    it names nothing of the area of who files it.
    """
    activity = Activity(
        kind=kind,
        title=title,
        happened=happened,
        basis=basis,
        filed_by=by,
        **known(uuid=uuid),
        **facts,
    )
    _check(activity, today)
    enter(activity, action="activity.recorded", by=by, basis=basis)
    _written(activity, figures, passages, user=by)
    return activity


@transaction.atomic
def revise(
    *,
    activity: Activity,
    today: date,
    by: User,
    figures: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    **facts,
) -> Activity:
    """A slip is put right; what stood before stays in the history. `figures` and `passages` are
    all of them as they shall stand.

    Raises RuleViolation as record() does, and once the activity was taken back.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    require_standing(activity)
    for name, value in facts.items():
        setattr(activity, name, value)
    _check(activity, today)
    check(activity)
    activity.save()
    _written(activity, figures, passages, user=by)
    audit.record(action="activity.revised", target=activity, by=by)
    return activity


@transaction.atomic
def withdraw(*, activity: Activity, reason: str, by: User) -> Activity:
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    return taken_back(activity, reason=reason, user=by, action="activity.withdrawn")


@transaction.atomic
def record_past(
    *,
    kind: ActivityKind,
    title: str,
    basis: Basis = Basis.REPORTED,
    figures: list[tuple[str, Amount]] = (),
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
    **facts,
) -> Activity:
    """What others tell of an activity, with the figures they give: (what, amount).

    Raises RuleViolation if it is made here, or names neither a tie, a unit nor an organiser.
    """
    told_by_others(basis, _("This enters what others tell, not what is made here."))
    activity = Activity(kind=kind, title=title, basis=basis, **known(uuid=uuid), **facts)
    _require_somebody(activity)
    enter(activity, action="activity.recorded", by=by, sources=sources, basis=basis)
    for what, amount in figures:
        figure = ActivityFigure(activity=activity, what=what, amount=amount)
        check(figure)
        figure.save()
    return activity


def name_of(activity: Activity) -> str:
    """What an activity is called that nobody gave a name: kind, with whom, day; in Vietnamese."""
    with translation.override("vi"):
        kind = str(ActivityKind(activity.kind).label)
    who = activity.partnership or activity.unit or activity.organiser
    said = " · ".join(filter(None, [kind, str(who or "")]))
    return ", ".join(filter(None, [said, str(activity.happened)]))[:255]


def _check(activity: Activity, today: date) -> None:
    _require_somebody(activity)
    require_past(activity.happened, today)
    unstamped(title=activity.title, place=activity.place, note=activity.note)
    activity.title = activity.title.strip() or name_of(activity)


def _require_somebody(activity: Activity) -> None:
    if not (activity.partnership_id or activity.unit_id or activity.organiser_id):
        raise RuleViolation(_("Name a tie, a unit or an organiser."), "partnership")


def _written(activity: Activity, figures, passages, *, user: User) -> None:
    require_in_sight(activity, user)
    _write_figures(activity, figures)
    cite_passages(activity, passages, user=user)


def _write_figures(activity: Activity, rows: Iterable[dict]) -> None:
    """These and no others; a row with its uuid is the one that was there."""
    there = {figure.uuid: figure for figure in activity.figures.all()}
    for number, row in enumerate(rows):
        figure = there.pop(row.get("uuid"), None) or ActivityFigure(activity=activity)
        figure.measure, figure.what = row["measure"], row["what"].strip()
        figure.amount = row["amount"]
        _require_a_figure(figure, f"figures-{number}")
        check(figure)
        figure.save()
    for figure in there.values():
        figure.delete()


def _require_a_figure(figure: ActivityFigure, row: str) -> None:
    says = figure.amount.number is not None or figure.amount.words.strip()
    require(says, _("Say how much, in a number or in words."), f"{row}-amount")
    named = figure.measure != Measure.OTHER or figure.what
    require(named, _("Say what the figure counts."), f"{row}-what")
    unstamped(**{f"{row}-what": figure.what, f"{row}-amount": figure.amount.words})
    require_amount(figure.amount)
