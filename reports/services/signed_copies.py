"""Papers that come back signed: brought, vouched for, marked as the master, handed out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from partnerships.choices import FileKind, MediaType
from partnerships.files import store
from partnerships.files.inspection import Findings, inspect
from partnerships.services import files
from partnerships.services.rules import require
from reports.choices import HowSigned, ReviewStatus, ScanState, Verdict
from reports.models import PaperSignature, ReviewPaper, SignedCopy, TrustedCertificate
from reports.services import scans
from reports.signing import sheets

TAKEN = {MediaType.PDF, MediaType.JPEG, MediaType.PNG}
SPARE_SHEETS = 20  # empty sides and sheets beside those of the paper, twice over


@transaction.atomic
def bring(
    *, paper: ReviewPaper, upload: UploadedFile, declared: bool, by: User, uuid: UUID | None = None
) -> SignedCopy:
    """Keep what came back: our very PDF with digital signatures, or the scan of the signed paper,
    whose sheets are then read in the background.

    Raises RuleViolation at "file" or "declared" with what to do instead; then nothing is kept.
    """
    require(declared, _("Say that the file contains nothing that is a state secret."), "declared")
    paper = ReviewPaper.objects.select_related("review").get(pk=paper.pk)
    _require_open(paper)
    # Before the lock: looking at a large file takes a minute, and others would wait that long.
    found = inspect(upload, name=upload.name or "", size=upload.size, signatures=False)
    require(found.media_type in TAKEN, _("Bring a PDF, or a picture in JPEG or PNG."), "file")
    facts = _facts(paper, upload, found)
    paper = ReviewPaper.objects.locked_with_review().get(pk=paper.pk)
    _require_open(paper)
    copy = files.attach(
        model=SignedCopy,
        of={"paper": paper},
        upload=upload,
        kind=FileKind.SIGNED_COPY,
        declared=declared,
        by=by,
        uuid=uuid,
        found=Findings(
            found.sha256, found.size, found.media_type, found.pages, facts.pop("signatures", [])
        ),
        facts=facts,
    )
    if copy.how == HowSigned.SCAN:
        scans.start(copy=copy)
    return copy


def _require_open(paper: ReviewPaper) -> None:
    require(
        paper.final and paper.is_built, _("Only a final paper that is built comes back signed.")
    )
    require(
        paper.review.status != ReviewStatus.ARCHIVED,
        _("The review is archived with its master. Nothing is added any more."),
    )


def _facts(paper: ReviewPaper, upload: BinaryIO, found: Findings) -> dict:
    """How it was signed; of a scan the verdict comes later."""
    if found.media_type == MediaType.PDF:
        # Here, because the library takes a second to load and most processes never need it.
        from reports.signing import digital

        with _issued(paper) as ours:
            if digital.is_same(upload, ours):
                raise digital.refused("unsigned")
            if digital.begins_with(upload, ours) or digital.carries_signatures(upload):
                signed = digital.checked(upload, ours, roots=_roots(), received=timezone.now())
                return {
                    "how": HowSigned.DIGITAL,
                    "state": ScanState.READ,
                    "verdict": Verdict.COMPLETE,
                    "signatures": signed,
                }
        sheets.require_a_scan(upload)
    _require_few(paper, found.pages or 1)
    return {"how": HowSigned.SCAN}


def _issued(paper: ReviewPaper) -> BinaryIO:
    try:
        return paper.pdf.open()
    except FileNotFoundError:
        raise RuleViolation(
            _("The file is lost from the storage. Tell the administrator.")
        ) from None


def _require_few(paper: ReviewPaper, pages: int) -> None:
    most = 2 * (paper.pages or 0) + SPARE_SHEETS
    require(
        pages <= most,
        _(
            "This scan has %(pages)s pages, the paper has %(own)s. Up to %(most)s are taken: scan "
            "this paper alone."
        )
        % {"pages": pages, "own": paper.pages, "most": most},
        "file",
    )


def _roots() -> list[str]:
    return list(TrustedCertificate.objects.standing().values_list("pem", flat=True))


@transaction.atomic
def vouch(*, copy: SignedCopy, reason: str, by: User) -> SignedCopy:
    """Somebody looked at the pages without a readable code, and says how. Never for pages that
    are missing or of another paper.
    """
    copy = _locked(copy)
    require(reason.strip(), _("Say how the pages without a code were checked."), "reason")
    require(
        copy.verdict == Verdict.UNREAD and not copy.vouched_reason,
        _("Only pages without a readable code can be vouched for."),
    )
    copy.vouched_by, copy.vouched_reason = by, reason.strip()[:500]
    copy.save(update_fields=["vouched_by", "vouched_reason"])
    audit.record(action="signed_copy.vouched", target=copy, by=by, reason=copy.vouched_reason)
    return copy


@transaction.atomic
def make_master(*, copy: SignedCopy, by: User) -> SignedCopy:
    """The copy that counts from now on, and that readers get."""
    copy = _locked(copy)
    require(copy.is_whole, _("Only a copy with every page of this paper can be the master."))
    return files.make_master(document=copy, by=by)


@transaction.atomic
def check_again(*, copy: SignedCopy, by: User) -> SignedCopy:
    """Ask the list of trusted certificates of today about the signatures of a stored copy."""
    from reports.signing import digital

    require(copy.how == HowSigned.DIGITAL, _("This copy carries no digital signature."))
    arrived: datetime = copy.uploaded_at
    with _issued(copy.paper) as ours, store.opened(copy.sha256) as file:  # slow: before the lock
        signatures = digital.checked(file, ours, roots=_roots(), received=arrived)
    copy = _locked(copy)
    copy.signatures = signatures
    copy.save(update_fields=["signatures"])
    doubted = [one["signer"] for one in copy.signatures if one["doubts"]]
    audit.record(action="signed_copy.checked", target=copy, by=by, doubted=doubted)
    return copy


def _locked(copy: SignedCopy) -> SignedCopy:
    ReviewPaper.objects.select_for_update(of=("self",)).get(pk=copy.paper_id)
    copy = SignedCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    require(
        not copy.withdrawn_reason,
        _("“%(name)s” is withdrawn. Bring the file once more instead.") % {"name": copy},
    )
    return copy


def master_of(paper: ReviewPaper) -> SignedCopy | None:
    """The copy that counts, which readers get instead of the issued PDF."""
    return paper.signed_copies.masters().select_related("paper__review__series").first()


def handed_to(paper: ReviewPaper, user: User) -> SignedCopy | None:
    """Readers get the master, as long as there is one; the others ask for either by its name."""
    return master_of(paper) if user.role == Role.READER else None


@dataclass
class Signing:
    """How far the signing of one final paper is."""

    paper: ReviewPaper
    copies: list[SignedCopy] = field(default_factory=list)
    signed: list[PaperSignature] = field(default_factory=list)

    @property
    def master(self) -> SignedCopy | None:
        return next((one for one in self.copies if one.is_master), None)

    @property
    def waiting_for(self) -> list[str]:
        """The sides that have not signed yet."""
        have = {one.side for one in self.signed}
        return [side for side in self.paper.sides if side not in have]

    @property
    def is_done(self) -> bool:
        return self.master is not None and not self.waiting_for


def signing_state(paper: ReviewPaper) -> Signing:
    return states_of([paper])[0]


def states_of(papers: list[ReviewPaper]) -> list[Signing]:
    """Of several papers in two queries."""
    found = {paper.pk: Signing(paper) for paper in papers}
    copies = SignedCopy.objects.standing().filter(paper__in=papers).select_related("reading")
    for copy in copies.order_by("-is_master", "-pk"):
        found[copy.paper_id].copies.append(copy)
    signed = PaperSignature.objects.standing().filter(paper__in=papers)
    for one in signed.select_related("person", "post").order_by("signed_on", "pk"):
        found[one.paper_id].signed.append(one)
    return list(found.values())
