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
from partnerships.services.rules import UNDATED, UNSAID, cite, require_amount, require_just_one


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
    require_just_one(
        _("Name one subject: a tie, a unit, an organisation, a border or a country."),
        partnership,
        unit,
        organisation,
        border,
        country,
    )
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


@transaction.atomic
def hold(*, figure: StatedFigure, by: User) -> StatedFigure:
    """The office holds this one right, among those that say the same thing of the same subject."""
    same = StatedFigure.objects.select_for_update().filter(
        measure=figure.measure,
        title=figure.title,
        partnership=figure.partnership_id,
        unit=figure.unit_id,
        organisation=figure.organisation_id,
        border=figure.border_id,
        country=figure.country_id,
    )
    for other in same.exclude(pk=figure.pk).filter(held=True):
        other.held = False
        other.save(update_fields=["held"])
    figure.held = True
    figure.save(update_fields=["held"])
    audit.record(action="figure.held", target=figure, by=by)
    return figure
