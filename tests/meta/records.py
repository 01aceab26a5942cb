"""One record of each type that a user of a unit may see, and one that they may not."""

from contextlib import contextmanager

from django.db import transaction

from partnerships.models import Partnership, Unit
from reports.models import ReviewPaper, SignedCopy
from tests import factories as make


def of_unit(model: type, unit):
    """A record of that type in the reach of the users of that unit."""
    return BUILDERS.get(model.__name__, _through_a_tie)(model, unit)


@contextmanager
def left_as_it_was():
    """What somebody did to it there is undone: the next one meets the same record."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def elsewhere(model: type):
    """A record of that type out of everybody's reach; None where all of them are public."""
    if model.__name__ in PUBLIC:
        return None
    return of_unit(model, make.UnitFactory())


# What everybody may read: names of places and bodies, numbers of markers, gates. What is shown on
# their pages is scoped.
PUBLIC = {"Unit", "Organisation", "Country", "Border", "BorderMarker", "Gate", "ExchangeRate"}
PUBLIC |= {"TrustedCertificate"}  # of the whole office; administrators alone open the page


def tie(unit) -> Partnership:
    return make.PartnershipFactory(home__unit=unit)


def factory(model):
    return getattr(make, f"{model.__name__}Factory")


def _through_a_tie(model, unit):
    return factory(model)(partnership=tie(unit))


def _through_a_unit(model, unit):
    return factory(model)(unit=unit)


def _through_ties(model, unit):
    return factory(model)(partnerships=[tie(unit)])


def _through_a_meeting(model, unit):
    return factory(model)(meeting=make.MeetingFactory(partnerships=[tie(unit)]))


def _through_a_series(model, unit):
    series = make.ReviewSeriesFactory(partnerships=[tie(unit)])
    return factory(model)(series=series, sent=True)  # readers see what was issued


def _through_a_review(model, unit):
    series = make.ReviewSeriesFactory(partnerships=[tie(unit)])
    return factory(model)(review=make.AnnualReviewFactory(series=series, sent=True), final=True)


def _of_a_review(model, unit):
    series = make.ReviewSeriesFactory(partnerships=[tie(unit)])
    return factory(model)(review=make.AnnualReviewFactory(series=series, sent=True))


def _of_a_final_paper(model, unit):
    """Readers see the master alone."""
    return factory(model)(paper=_through_a_review(ReviewPaper, unit), master=True)


def _of_a_signed_copy(model, unit):
    return factory(model)(copy=_of_a_final_paper(SignedCopy, unit))


def _of_a_text(model, unit):
    return factory(model)(memorandum=make.MemorandumFactory(partnerships=[tie(unit)]))


def _of_a_draft(model, unit):
    draft = make.DraftMemorandumFactory(partnerships=[tie(unit)], clearance_round=1)
    return factory(model)(memorandum=draft)


def _of_aid(model, unit):
    return factory(model)(project=make.AidProjectFactory(partnership=tie(unit)))


def _of_a_promise(model, unit):
    promise = make.CommitmentFactory(partnership=tie(unit), interval_months=12)
    return factory(model)(commitment=promise)


BUILDERS = {
    "Partnership": lambda model, unit: tie(unit),
    "Unit": lambda model, unit: unit if isinstance(unit, Unit) else None,
    "Organisation": lambda model, unit: make.OrganisationFactory(seat=unit),
    "Person": lambda model, unit: make.PostFactory(unit=unit).person,
    "Paper": lambda model, unit: make.PaperFactory(unit=unit, published=False),
    "BorderProfile": _through_a_unit,
    "BorderMarker": _through_a_unit,
    "Gate": _through_a_unit,
    "Charge": _through_a_unit,
    "Memorandum": _through_ties,
    "Clearance": _of_a_draft,
    "Document": _of_a_text,
    "Attachment": _of_aid,
    "AidStep": _of_aid,
    "YearPlan": _through_a_unit,
    "ExchangeRate": lambda model, unit: make.ExchangeRateFactory(),
    "Meeting": _through_ties,
    "Minutes": _through_a_meeting,
    "AgreedItem": _through_a_meeting,
    "ReviewSeries": _through_ties,
    "AnnualReview": _through_a_series,
    "ReviewBatch": _through_a_unit,
    "Import": _through_a_unit,
    "ReviewPaper": _through_a_review,
    "SignedCopy": _of_a_final_paper,
    "PaperSignature": _of_a_signed_copy,
    "TrustedCertificate": lambda model, unit: make.TrustedCertificateFactory(),
    "ReviewComment": _of_a_review,
    "Instalment": _of_a_promise,
    "Delivery": _of_a_promise,
}
