from datetime import date

import factory
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from reports.choices import PaperKind, ReviewStatus
from reports.models import (
    AnnualReview,
    Build,
    DocumentNumber,
    NumberCounter,
    ReviewComment,
    ReviewPaper,
    ReviewSeries,
)
from tests.factories.accounts import OfficeFactory, UserFactory
from tests.factories.partnerships import PartnershipFactory

YEAR_2024 = DateRange(date(2024, 1, 1), date(2025, 1, 1))
HASH = "0123456789ab" + "0" * 52


def text(words: str, state: str = "agreed", *codes: str) -> dict:
    return {code: {"text": words, "state": state, "rev": 1} for code in codes or ("vi", "lo")}


def content(**more) -> dict:
    """What a small paper prints."""
    return {
        "schema": 1,
        "kind": "internal",
        "copy": "home",
        "layout": "columns",
        "languages": ["vi"],
        "draft": True,
        "code": "T-2024/1-BC.DT1",
        "edition": 1,
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
        "period": {"from": "2024-01-01", "until": "2025-01-01"},
        "sides": {
            "home": {"country": "VN", "parties": [{"level": "xã", "vi": "Na Mèo"}]},
            "counterpart": {"country": "LA", "parties": [{"level": "bản", "vi": "Lơi"}]},
        },
        "narrative": {"directions": text("Đã họp hai lần.", "checked", "vi")},
        "report": {},
    } | more


class ReviewSeriesFactory(factory.django.DjangoModelFactory):
    """A series of one tie of its own; `partnerships=[…]` or `unit=` says what else is reviewed."""

    class Meta:
        model = ReviewSeries

    code = factory.Sequence(lambda n: f"S-{n:03}")
    title = factory.Sequence(lambda n: f"bản Việt {n} – bản Lào {n}")
    partnerships = None

    @classmethod
    def _create(cls, model, *args, partnerships=None, **kwargs):
        if partnerships is None and not kwargs.get("unit"):
            partnerships = [PartnershipFactory(paper_languages=["vi", "lo"])]
        with transaction.atomic():  # at commit a series has its ties
            series = super()._create(model, *args, **kwargs)
            series.partnerships.set(partnerships or [])
        return series


class AnnualReviewFactory(factory.django.DjangoModelFactory):
    """A draft; `sent=True` makes it an issued one, which readers see too."""

    class Meta:
        model = AnnualReview

    class Params:
        sent = factory.Trait(
            status=ReviewStatus.SENT, figures_hash=HASH, issued_on=date(2025, 1, 15)
        )

    series = factory.SubFactory(ReviewSeriesFactory)
    period = YEAR_2024
    edition = 1
    languages = ("vi", "lo")


class ReviewPaperFactory(factory.django.DjangoModelFactory):
    """A draft of an internal report, waiting to be built (with `build`)."""

    class Meta:
        model = ReviewPaper

    review = factory.SubFactory(AnnualReviewFactory)
    kind = PaperKind.INTERNAL
    languages = ("vi",)
    final = False
    code = factory.Sequence(lambda n: f"T-{n}-2024/1-BC.DT1")
    content = factory.LazyFunction(content)
    content_hash = HASH


class BuildFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Build

    paper = factory.SubFactory(ReviewPaperFactory)


class ReviewCommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReviewComment

    review = factory.SubFactory(AnnualReviewFactory)
    text = factory.Sequence(lambda n: f"Xem lại số liệu {n}.")
    written_by = factory.SubFactory(UserFactory)


class NumberCounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NumberCounter

    office = factory.SubFactory(OfficeFactory)
    kind = "BC"
    year = 2025


class DocumentNumberFactory(factory.django.DjangoModelFactory):
    """A number that the registry clerk gave to the final internal report of a review."""

    class Meta:
        model = DocumentNumber

    office = factory.SubFactory(OfficeFactory)
    kind = "BC"
    year = 2025
    number = factory.Sequence(lambda n: n + 1)
    own = False
    dated = date(2025, 1, 20)
    paper = factory.SubFactory(ReviewPaperFactory, review__sent=True, final=True)
    given_by = factory.SubFactory(UserFactory)
