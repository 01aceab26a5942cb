from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import Amount, PartialDate
from partnerships.models import (
    Border,
    Country,
    Organisation,
    Partnership,
    Source,
    StatedFigure,
    Unit,
)
from partnerships.models.figure import SUBJECTS
from partnerships.services.borders import cite_passages
from partnerships.services.rules import (
    UNDATED,
    UNSAID,
    cite,
    require,
    require_amount,
    require_just_one,
)


@transaction.atomic
def record(
    *,
    measure: str,
    title: str,
    by: User,
    value: Amount = UNSAID,
    when: PartialDate = UNDATED,
    stated_by: str = "",
    held: bool = False,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    border: Border | None = None,
    country: Country | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> StatedFigure:
    """What somebody published about one tie, unit, organisation, border or country.

    It stands beside what the register counts and never replaces it; contradictions are kept.
    """
    require_just_one(_one_subject(), partnership, unit, organisation, border, country)
    require_amount(value)
    figure = StatedFigure.objects.create(
        uuid=uuid or uuid4(),
        measure=measure,
        title=title,
        value=value,
        when=when,
        stated_by=stated_by,
        partnership=partnership,
        unit=unit,
        organisation=organisation,
        border=border,
        country=country,
    )
    cite(figure, sources)
    audit.record(action="figure.recorded", target=figure, by=by)
    return hold(figure=figure, by=by) if held else figure


def _one_subject() -> str:
    return _("Name one subject: a tie, a unit, an organisation, a border or a country.")


@transaction.atomic
def enter(*, by: User, passages: Iterable[dict] = (), **facts) -> StatedFigure:
    """An officer enters a figure of what lies in their area, with the papers it stands in."""
    figure = record(by=by, **facts)
    _require_in_sight(figure, by)
    cite_passages(figure, passages, user=by)
    return figure


@transaction.atomic
def revise(
    *, figure: StatedFigure, by: User, passages: Iterable[dict] = (), **facts
) -> StatedFigure:
    """A slip in entering is put right. A figure published later is another figure.

    One held to be right stays so, unless it now says the same as another that is held.
    """
    figure = StatedFigure.objects.select_for_update().get(pk=figure.pk)
    require_just_one(_one_subject(), *(facts.get(name) for name in SUBJECTS))
    require_amount(facts["value"])
    for name, value in (dict.fromkeys(SUBJECTS) | facts).items():
        setattr(figure, name, value)
    rivals = StatedFigure.objects.saying_the_same(figure).filter(held=True).exclude(pk=figure.pk)
    figure.held = figure.held and not rivals.exists()
    figure.save()
    _require_in_sight(figure, by)
    cite_passages(figure, passages, user=by)
    audit.record(action="figure.revised", target=figure, by=by)
    return figure


@transaction.atomic
def hold(*, figure: StatedFigure, by: User) -> StatedFigure:
    """The office holds this one right, among those that say the same thing of the same time."""
    _let_go(figure)
    figure.held = True
    figure.save(update_fields=["held"])
    audit.record(action="figure.held", target=figure, by=by)
    return figure


@transaction.atomic
def hold_none(*, figure: StatedFigure, by: User) -> StatedFigure:
    """The office leaves open which of the figures that contradict this one is right."""
    _let_go(figure)
    figure.refresh_from_db()
    audit.record(action="figure.none_held", target=figure, by=by)
    return figure


def _let_go(figure: StatedFigure) -> None:
    """None of them is held any more, this one neither; locked, so that two officers take turns."""
    same = StatedFigure.objects.saying_the_same(figure).order_by("pk")
    keys = list(same.select_for_update().values_list("pk", flat=True))
    StatedFigure.objects.filter(pk__in=keys, held=True).update(held=False)


def _require_in_sight(figure: StatedFigure, by: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = StatedFigure.objects.visible_to(by).filter(pk=figure.pk).exists()
    require(seen, _("Choose a subject of your own area; this one would lie outside it."))
