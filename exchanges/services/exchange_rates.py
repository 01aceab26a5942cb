from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.together import check
from exchanges.models import ExchangeRate
from exchanges.services.recording import known
from partnerships.models import Paper
from partnerships.services.rules import require


@transaction.atomic
def enter(
    *,
    currency: str,
    into: str,
    on: date,
    rate: Decimal,
    source: str,
    today: date,
    paper: Paper | None = None,
    uuid: UUID | None = None,
    by: User,
) -> ExchangeRate:
    """What one unit of a currency was worth in another that day, and who said so."""
    row = ExchangeRate(**known(uuid=uuid))
    return _written(row, "rate.entered", by, today, currency, into, on, rate, source, paper)


@transaction.atomic
def correct(
    *,
    exchange_rate: ExchangeRate,
    currency: str,
    into: str,
    on: date,
    rate: Decimal,
    source: str,
    today: date,
    paper: Paper | None = None,
    by: User,
) -> ExchangeRate:
    """A slip in entering is put right. The rate of another day is another row."""
    row = ExchangeRate.objects.select_for_update().get(pk=exchange_rate.pk)
    return _written(row, "rate.corrected", by, today, currency, into, on, rate, source, paper)


def _written(row, action, user, today, currency, into, on, rate, source, paper) -> ExchangeRate:
    require(on <= today, _("This day is still to come."), "on")
    require(rate > 0, _("A rate is above zero."), "rate")
    require(currency != into, _("Name two currencies by their codes: USD, LAK, CNY."), "into")
    require(source.strip(), _("Say who published the rate."), "source")
    row.currency, row.into, row.on = currency, into, on
    row.rate, row.source, row.paper = rate, source.strip(), paper
    check(row)
    row.save()
    audit.record(action=action, target=row, by=user, rate=str(rate))
    return row
