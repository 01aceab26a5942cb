import hashlib
from datetime import date

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.choices import FileKind, Side
from reports.choices import HowSigned, PaperStatus, ScanState, Verdict
from reports.models import PaperSignature, ScanReading, SignedCopy, TrustedCertificate
from tests import signatures
from tests.factories.accounts import UserFactory
from tests.factories.files import StoredFileBase
from tests.factories.partnerships import PersonFactory
from tests.factories.reports import AnnualReviewFactory, ReviewPaperFactory


def built(paper, pdf: bytes = b"%PDF-1.7 issued", pages: int = 3):
    """The paper with its PDF, as a build leaves it."""
    if paper.pdf_sha256:
        return paper
    path = f"review-papers/{paper.uuid}.pdf"
    paper.pdf = paper.pdf.storage.save(path, ContentFile(pdf))
    paper.pdf_sha256, paper.pages = hashlib.sha256(pdf).hexdigest(), pages
    paper.status = PaperStatus.BUILT
    paper.save(update_fields=["pdf", "pdf_sha256", "pages", "status"])
    return paper


class SignedCopyFactory(StoredFileBase):
    """A scan that was read and is whole; `master=True` makes it the one that counts."""

    class Meta:
        model = SignedCopy

    class Params:
        master = factory.Trait(is_master=True)
        waiting = factory.Trait(state=ScanState.WAITING, verdict="")

    paper = factory.SubFactory(
        ReviewPaperFactory, review=factory.SubFactory(AnnualReviewFactory, sent=True), final=True
    )
    kind = FileKind.SIGNED_COPY
    how = HowSigned.SCAN
    state = ScanState.READ
    verdict = Verdict.COMPLETE
    findings = factory.LazyFunction(
        lambda: {
            "pages": [],
            "missing": [],
            "foreign": [],
            "unread": [],
            "twice": [],
            "shuffled": False,
        }
    )

    @classmethod
    def _create(cls, model, *args, paper, **kwargs):
        return super()._create(model, *args, paper=built(paper), **kwargs)


class ScanReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ScanReading

    copy = factory.SubFactory(SignedCopyFactory, waiting=True)


class PaperSignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PaperSignature

    copy = factory.SubFactory(SignedCopyFactory)
    paper = factory.LazyAttribute(lambda signed: signed.copy.paper)
    side = Side.HOME
    person = factory.SubFactory(PersonFactory)
    signed_on = date(2025, 2, 1)


class TrustedCertificateFactory(factory.django.DjangoModelFactory):
    """The certificate of an authority made this minute; `whose=` gives another."""

    class Meta:
        model = TrustedCertificate

    class Params:
        whose = factory.LazyFunction(signatures.authority)

    name = "Ban Cơ yếu Chính phủ"
    issuer = "CN=Ban Cơ yếu Chính phủ"
    pem = factory.LazyAttribute(lambda row: signatures.pem(row.whose))
    fingerprint = factory.LazyAttribute(
        lambda row: hashlib.sha256(signatures.der(row.whose)).hexdigest()
    )
    valid_from = factory.LazyFunction(timezone.now)
    valid_until = factory.LazyAttribute(lambda row: row.whose.certificate.not_valid_after_utc)
    installed_by = factory.SubFactory(UserFactory)
