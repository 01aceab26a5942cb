from datetime import date

import pytest

from reports.choices import PaperCopy, PaperKind
from reports.services import scans, signed_copies
from tests import factories as make
from tests.factories.signing import built
from tests.reports.signing import scanned


@pytest.fixture
def by(unit):
    return make.UserFactory(units=[unit], last_name="Lò", first_name="Văn Thư")


@pytest.fixture
def series(partnership):
    return make.ReviewSeriesFactory(partnerships=[partnership], code="SMA-MET")


@pytest.fixture
def review(series):
    """The second edition; the first was issued before."""
    make.AnnualReviewFactory(series=series, sent=True, edition=1)
    return make.AnnualReviewFactory(series=series, sent=True, edition=2)


def final(review, code: str, **facts):
    paper = make.ReviewPaperFactory(
        review=review,
        kind=PaperKind.JOINT,
        languages=["vi", "lo"],
        final=True,
        code=code,
        content=scanned.content(code) | {"narrative": {}},
        **facts,
    )
    return built(paper, scanned.issued(), pages=5)


@pytest.fixture
def paper(review):
    return final(review, scanned.SECOND)


@pytest.fixture
def other_copy(review):
    return final(review, scanned.OTHER_COPY, copy=PaperCopy.COUNTERPART)


@pytest.fixture
def bring(paper, by):
    """Bring a file as its copy; a scan is read at once."""

    def brought(upload, of=None):
        return signed_copies.bring(paper=of or paper, upload=upload, declared=True, by=by)

    return brought


def read_now(copy):
    """What the worker does."""
    scans.read(copy_id=copy.pk)
    copy.refresh_from_db()
    return copy


@pytest.fixture
def people(unit):
    home = make.PostFactory(unit=unit, title="Chủ tịch")
    across = make.PostFactory(title="Chủ tịch huyện")
    return {"home": home.person, "counterpart": across.person}


DAY = date(2025, 2, 1)
