"""The issued reviews of a year, to take away as one ZIP: of each paper the master of the signed
copies, else the PDF as it was issued; and a list that says which. Made while it is sent, so it
takes no more memory for a thousand papers than for one.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from io import StringIO
from pathlib import PurePath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.exports.cells import safe
from partnerships.choices import Side
from partnerships.files import store
from partnerships.models import Country, PartnershipParty, TieReach, Unit, UnitReach
from reports.choices import ISSUED, PaperStatus
from reports.models import AnnualReview, PaperSignature, ReviewPaper, ReviewSeries, SignedCopy

CHUNK = 256 * 1024
LONGEST = 100  # letters of a title in the name of a file


@dataclass
class Entry:
    """One file of the ZIP."""

    paper: ReviewPaper
    master: SignedCopy | None
    found: str = ""  # what is wrong with it, once it was read
    name: str = field(init=False)

    def __post_init__(self):
        what = _("signed copy") if self.master else _("issued")
        end = PurePath(self.master.name).suffix.lower() if self.master else ".pdf"
        title = str(self.paper.review.series)[:LONGEST]
        name = f"{self.paper.code} {title} ({what}){end or '.pdf'}"
        self.name = "".join("-" if one in '/\\:*?"<>|' else one for one in name)

    @property
    def sha256(self) -> str:
        return self.master.sha256 if self.master else self.paper.pdf_sha256

    @property
    def is_there(self) -> bool:
        if self.master:
            return store.documents().exists(store.path_of(self.sha256))
        return self.paper.pdf.storage.exists(self.paper.pdf.name)

    def chunks(self) -> Iterator[bytes]:
        if self.master:
            yield from store.chunks(self.sha256)
            return
        with self.paper.pdf.storage.open(self.paper.pdf.name) as pdf:
            yield from iter(partial(pdf.read, CHUNK), b"")


def years(user: User) -> list[int]:
    """The years of which the user may see issued reviews, the latest first."""
    issued = AnnualReview.objects.visible_to(user).filter(status__in=ISSUED).order_by()
    ends = issued.values_list("period__endswith", flat=True).distinct()
    return sorted({(end - timedelta(days=1)).year for end in ends}, reverse=True)


def of_year(
    user: User, year: int, *, country: Country | None = None, unit: Unit | None = None
) -> list[Entry]:
    """What the user may take: papers of the last issued edition of each review of a period that
    ends in that year.
    """
    newer = AnnualReview.objects.filter(
        status__in=ISSUED,
        series=OuterRef("series"),
        period=OuterRef("period"),
        edition__gt=OuterRef("edition"),
    )
    reviews = AnnualReview.objects.visible_to(user).filter(
        ~Exists(newer.order_by()),
        status__in=ISSUED,
        period__endswith__gt=date(year, 1, 1),
        period__endswith__lte=date(year + 1, 1, 1),
    )
    if country:
        reviews = reviews.filter(_across(country))
    if unit:
        reviews = reviews.filter(_within(unit))
    papers = ReviewPaper.objects.open_to(user).filter(
        review__in=list(reviews.values_list("pk", flat=True)), final=True, status=PaperStatus.BUILT
    )
    return [Entry(paper, next(iter(paper.masters), None)) for paper in _with_signatures(papers)]


def _with_signatures(papers):
    signatures = PaperSignature.objects.standing().select_related("person", "post")
    return (
        papers.select_related("review__series")
        .defer("content", "review__figures", "review__narrative")
        .prefetch_related(
            Prefetch("signed_copies", SignedCopy.objects.masters(), to_attr="masters"),
            Prefetch("signatures", signatures, to_attr="signed"),
        )
        .order_by("review__series__title", "code")
    )


def _across(country: Country) -> Q:
    """With somebody of that country on the other side."""
    there = Q(unit__country=country) | Q(organisation__country=country)
    ties = PartnershipParty.objects.filter(there, side=Side.COUNTERPART).values("partnership")
    units = TieReach.objects.filter(tie__in=ties).values("unit")
    return Q(series__in=_series_of(ties)) | Q(series__unit__in=units)


def _within(unit: Unit) -> Q:
    below = UnitReach.objects.filter(ancestor=unit).values("unit")
    ties = TieReach.objects.filter(unit=unit).values("tie")
    return Q(series__in=_series_of(ties)) | Q(series__unit__in=below)


def _series_of(ties):
    through = ReviewSeries.partnerships.through
    return through.objects.filter(partnership__in=ties).values("reviewseries")


@transaction.atomic
def handed_out(*, entries: list[Entry], year: int, by: User) -> None:
    """Somebody takes the papers of a year: in the trail of each of them as if taken by itself."""
    for entry in entries:
        audit.record(
            action="paper.downloaded", target=entry.paper, by=by, sha256=entry.sha256, zip=year
        )
    audit.record(action="reviews.zipped", target=by, by=by, year=year, papers=len(entries))


class Pipe:
    """Where the ZIP is written to, and taken from piece by piece. It cannot go back."""

    def __init__(self):
        self._pieces = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Everything is there at once."""

    def taken(self) -> bytes:
        data, self._pieces = b"".join(self._pieces), []
        return data


def zipped(entries: list[Entry]) -> Iterator[bytes]:
    """The ZIP as it is made. The list comes last: it says what was found of each file."""
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        for entry in entries:
            if not entry.is_there:
                entry.found = _("The file is lost from the storage. Tell the administrator.")
                continue
            digest = sha256()
            with archive.open(_member(entry.name, entry.paper.review.issued_on), "w") as member:
                for chunk in entry.chunks():
                    digest.update(chunk)
                    member.write(chunk)
                    yield pipe.taken()
            if digest.hexdigest() != entry.sha256:
                entry.found = _("These are not the bytes that were kept. Tell the administrator.")
        with archive.open(_member("contents.csv", None), "w") as member:
            member.write(contents(entries))
        yield pipe.taken()
    yield pipe.taken()


def _member(name: str, day: date | None) -> ZipInfo:
    return ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0) if day else (1980, 1, 1, 0, 0, 0))


def contents(entries: list[Entry]) -> bytes:
    """What is in it, for a spreadsheet: with a mark of UTF-8, and nothing that it would run."""
    out = StringIO()
    write = csv.writer(out).writerow
    write(
        [
            _("Code"),
            _("Review of"),
            _("Printed paper"),
            _("Period"),
            _("Edition"),
            _("Issued on"),
            _("Name of the file"),
            _("Which file"),
            "SHA-256",
            _("Signed by"),
            _("Remark"),
        ]
    )
    for entry in entries:
        write([safe(str(cell)) for cell in _row(entry)])
    return out.getvalue().encode("utf-8-sig")


def _row(entry: Entry) -> list:
    paper, review = entry.paper, entry.paper.review
    signed = "; ".join(
        f"{one.get_side_display()}: {one.person}{f', {one.post.title}' if one.post else ''}, "
        f"{one.signed_on:%d/%m/%Y}"
        for one in paper.signed
    )
    return [
        paper.code,
        review.series,
        f"{paper.get_kind_display()}, {paper.get_copy_display()}",
        review.period_words,
        review.edition,
        f"{review.issued_on:%d/%m/%Y}",
        entry.name,
        entry.master.get_how_display() if entry.master else _("PDF as it was issued"),
        entry.sha256,
        signed or _("nobody recorded"),
        entry.found,
    ]
