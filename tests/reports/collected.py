"""Records of a tie as short as they can be said, and what a review collects of them."""

from decimal import Decimal

from core.basis import Basis
from core.fields import Amount, PartialDate
from exchanges.choices import AgreedItemStatus, AidRole, AidStatus
from exchanges.models import AgreedItemProgress
from reports import figures
from tests import factories as make
from tests.factories.reports import YEAR_2024


def review_of(*ties, period=YEAR_2024, **more):
    return make.AnnualReviewFactory(
        series=make.ReviewSeriesFactory(partnerships=ties, **more), period=period
    )


def said(*ties, **more):
    return figures.collect(review_of(*ties, **more))


def place(word, name, **more):
    return make.UnitFactory(word=word, name=name, **more)


def gift(tie, title, number=None, bound="exact", when="", givers=(), receivers=()):
    project = make.AidProjectFactory(
        partnership=tie,
        title=title,
        basis=Basis.REPORTED,
        status=AidStatus.HANDED_OVER,
        handed_over=PartialDate.read(when) if when else PartialDate(),
        amount=Amount(Decimal(number), "VND", bound) if number else Amount(),
    )
    for role, units in ((AidRole.GIVER, givers), (AidRole.RECEIVER, receivers)):
        for unit in units:
            make.AidPartyFactory(project=project, role=role, unit=unit)
    return project


def meeting(tie, when, host, **more):
    return make.MeetingFactory(
        partnerships=[tie], held=PartialDate.read(when), host=host, basis=Basis.REPORTED, **more
    )


def taken_up(item, met, status):
    """A later meeting found the item in that state."""
    AgreedItemProgress.objects.create(item=item, meeting=met, status=status)
    item.status = status
    if status == AgreedItemStatus.DONE:
        item.closed, item.proof, item.closed_at = met.held.days.lower, "Biên bản", met
    item.save()


def which(known):
    return [(one["which"], one["host"]) for one in known["meetings"]]
