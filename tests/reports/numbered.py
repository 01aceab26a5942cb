"""Offices that number their reports themselves, and final papers for the numbers."""

from tests import factories as make


def ours(office):
    office.own_numbering = True
    office.save()


def final_papers(count):
    series = make.ReviewSeriesFactory()
    editions = [
        make.AnnualReviewFactory(series=series, edition=n + 1, sent=True) for n in range(count)
    ]
    return [make.ReviewPaperFactory(review=one, final=True) for one in editions]
