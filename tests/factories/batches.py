"""A batch of reviews, and issued papers with their files: what volumes, the ZIP of a year and the
public page of checks are about.
"""

from datetime import date
from hashlib import sha256
from io import BytesIO

import factory
from django.core.files.base import ContentFile

from partnerships.choices import FileKind, MediaType, Side
from partnerships.files import store
from reports.choices import HowSigned, PaperKind, PaperStatus, ScanState, Verdict
from reports.models import BatchItem, PaperSignature, ReviewBatch, ReviewPaper, SignedCopy
from tests.factories.accounts import UserFactory
from tests.factories.partnerships import PartnershipFactory, PersonFactory, UnitFactory
from tests.factories.reports import HASH, YEAR_2024, AnnualReviewFactory, content


class ReviewBatchFactory(factory.django.DjangoModelFactory):
    """With one tie that waits, unless `ties=` says which, and its volume."""

    class Meta:
        model = ReviewBatch
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    period = YEAR_2024
    kind = PaperKind.JOINT
    ordered_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def ties(self, created, named, **kwargs):
        if named is None:
            named = [PartnershipFactory(home__unit=self.unit)]
        for tie in (*named, None):
            BatchItem.objects.create(batch=self, tie=tie)
        self.refresh_from_db()


class IssuedPaperFactory(factory.django.DjangoModelFactory):
    """The final paper of a review that was sent; its file holds `data`."""

    class Meta:
        model = ReviewPaper

    class Params:
        data = factory.Sequence(lambda n: b"%%PDF-1.7 paper %d" % n)

    review = factory.SubFactory(AnnualReviewFactory, sent=True)
    kind = PaperKind.JOINT
    languages = ("vi", "lo")
    final = True
    status = PaperStatus.BUILT
    code = factory.LazyAttribute(lambda paper: paper.review.code)
    content = factory.LazyFunction(
        lambda: content(kind="joint", draft=False, narrative={}, languages=["vi", "lo"])
    )
    content_hash = HASH
    pages = 12
    pdf = factory.LazyAttributeSequence(lambda paper, n: ContentFile(paper.data, f"issued-{n}.pdf"))
    pdf_sha256 = factory.LazyAttribute(lambda paper: sha256(paper.data).hexdigest())


def signed_copy(paper, *, data=b"%PDF-1.7 scan", name="quét.pdf", master=True) -> SignedCopy:
    """A whole scan of the paper, by itself its master."""
    digest = sha256(data).hexdigest()
    store.keep(BytesIO(data), sha256=digest)
    return SignedCopy.objects.create(
        paper=paper,
        how=HowSigned.SCAN,
        state=ScanState.READ,
        verdict=Verdict.COMPLETE,
        kind=FileKind.SIGNED_COPY,
        media_type=MediaType.PDF,
        name=name,
        sha256=digest,
        size=len(data),
        is_master=master,
        uploaded_by=UserFactory(),
    )


def signature(copy, *, side=Side.HOME, name="Nguyễn Văn A", on=date(2025, 2, 1)) -> PaperSignature:
    return PaperSignature.objects.create(
        paper=copy.paper, copy=copy, side=side, person=PersonFactory(name=name), signed_on=on
    )
