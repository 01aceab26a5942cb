"""The reading of a scan: claim, look at each sheet, judge. One verdict, however many workers try.

As builds.py does: `durable` keeps every transaction short, and Redis only rings the bell.
"""

import logging
from datetime import timedelta
from functools import partial
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from partnerships.choices import MediaType
from partnerships.files import store
from partnerships.services.rules import require
from reports import tasks
from reports.choices import ScanState
from reports.models import ReviewPaper, ScanReading, SignedCopy
from reports.models.build import ATTEMPTS, STALE, SWEEP
from reports.services.claims import AWAY, if_the_database_is_there, lost, signs_of_life
from reports.signing import codes, sheets
from reports.signing.verdicts import Expected, Sheet, judged

CLOSER_LOOKS = 40  # sheets that are looked at again, finer: a scan with more needs scanning anew


def read(*, copy_id: int) -> bool:
    """Read every sheet, unless another worker is at it or it is read. Says whether it was us."""
    token = claim(copy_id=copy_id)
    if token is None:
        return False
    copy = SignedCopy.objects.get(pk=copy_id)
    try:
        with signs_of_life(token=token, of=ScanReading), store.opened(copy.sha256) as file:
            found = _looked_at(file, copy, token)
        return finish(copy_id=copy_id, token=token, found=found)
    except RuleViolation as refused:
        give_up(copy_id=copy_id, token=token, reason=str(refused))
        return False
    except AWAY:  # says nothing about the scan: its claim grows old, and the sweep sends it again
        raise
    except Exception as error:
        fault = {"fault": f"{type(error).__name__}: {error}"[:500]}
        reason = _("An unexpected fault (%(fault)s).") % fault
        give_up(copy_id=copy_id, token=token, reason=reason)
        raise


@transaction.atomic(durable=True)
def claim(*, copy_id: int) -> UUID | None:
    token = uuid4()
    taken = _claimable().filter(copy_id=copy_id)
    got = taken.update(token=token, heartbeat=Now(), attempts=F("attempts") + 1, page=0)
    return token if got else None


def _claimable():
    """Readings that wait for a worker, and those whose worker fell silent."""
    silent = Q(heartbeat__lt=Now() - timedelta(seconds=STALE))
    return ScanReading.objects.filter(Q(token=None) | silent, error="")


def _looked_at(file: BinaryIO, copy: SignedCopy, token: UUID) -> list[Sheet]:
    """One sheet after the other, so that no more than one is in memory."""
    closer, found = CLOSER_LOOKS, []
    for place in range(pages_of(copy)):
        sheet = _sheet(file, copy.media_type, place, closer=closer > 0)
        found.append(sheet)
        if not sheet.codes and not sheet.blank:
            closer -= 1
        with if_the_database_is_there():
            ScanReading.objects.filter(token=token).update(page=place + 1, heartbeat=Now())
    return found


def pages_of(copy: SignedCopy) -> int:
    return (copy.pages or 0) if copy.media_type == MediaType.PDF else 1


def _sheet(file: BinaryIO, media_type: str, place: int, *, closer: bool) -> Sheet:
    drawn = sheets.drawn(file, media_type, place)
    seen = codes.codes_on(drawn)
    if seen:
        return Sheet(place + 1, seen)
    if codes.is_blank(drawn):
        return Sheet(place + 1, blank=True)
    if closer:
        seen = codes.codes_on(drawn, thorough=True)
        if not seen:
            fine = sheets.drawn(file, media_type, place, dpi=sheets.FINE)
            seen = codes.codes_on(fine, thorough=True)
    return Sheet(place + 1, seen)


@transaction.atomic(durable=True)
def finish(*, copy_id: int, token: UUID, found: list[Sheet]) -> bool:
    """Keep the verdict if the claim stands; what a replaced worker found is dropped."""
    kept, _rows = ScanReading.objects.filter(copy_id=copy_id, token=token).delete()
    if kept:
        copy = SignedCopy.objects.select_related("paper").get(pk=copy_id)
        copy.verdict, copy.findings = judged(expected(copy.paper), found)
        copy.findings["papers"] = _named(copy)
        copy.state = ScanState.READ
        copy.save(update_fields=["state", "verdict", "findings"])
    return bool(kept)


def expected(paper: ReviewPaper) -> Expected:
    site = paper.content.get("site_url", "")
    return Expected(site=site, paper=paper.code, pages=paper.pages or 0)


def _named(copy: SignedCopy) -> dict[str, dict]:
    """What the foreign pages belong to: another edition, copy or draft of ours, or nothing."""
    own = copy.paper
    names = {row["code"] for row in copy.findings["pages"] if row["what"] == "foreign"}
    known = ReviewPaper.objects.filter(code__in=names).select_related("review").defer("content")
    papers = {paper.code: paper for paper in known}
    return {name: _kin(own, papers.get(name)) for name in sorted(names)}


def _kin(own: ReviewPaper, other: ReviewPaper | None) -> dict:
    if other is None:
        return {"kin": "unknown"}
    if other.pk == own.pk:
        return {"kin": "page"}
    if not other.final:
        return {"kin": "draft"}
    same = (other.review.series_id, other.review.period) == (
        own.review.series_id,
        own.review.period,
    )
    if same and other.review.edition != own.review.edition:
        return {"kin": "edition", "edition": other.review.edition}
    if same and other.kind == own.kind:
        return {"kin": "copy", "copy": other.copy}
    return {"kin": "paper"}


@transaction.atomic(durable=True)
def give_up(*, copy_id: int, token: UUID | None, reason: str) -> None:
    """Mark a scan as one that cannot be read, with the reason, if the claim stands."""
    reading = ScanReading.objects.filter(copy_id=copy_id, token=token)
    if reading.update(token=None, heartbeat=None, error=reason[:2000]):
        SignedCopy.objects.filter(pk=copy_id).update(state=ScanState.FAILED)


@transaction.atomic
def retry(*, copy: SignedCopy, by: User) -> SignedCopy:
    """Read a scan again whose reading failed."""
    copy = SignedCopy.objects.select_for_update().get(pk=copy.pk)
    require(
        copy.state == ScanState.FAILED and not copy.withdrawn_reason,
        _("Only a scan that could not be read is read again."),
    )
    copy.state = ScanState.WAITING
    copy.save(update_fields=["state"])
    ScanReading.objects.filter(copy=copy).delete()
    start(copy=copy)
    audit.record(action="signed_copy.read_again", target=copy, by=by)
    return copy


def start(*, copy: SignedCopy) -> None:
    """Inside the transaction that brings the scan."""
    ScanReading.objects.create(copy=copy)
    # Robust: while the broker is away the scan waits, and the sweep rings again.
    transaction.on_commit(partial(tasks.read_scan.delay, copy_id=copy.pk), robust=True)


def sweep() -> None:
    """Send again what the broker lost or a killed worker left. Beat calls it every 10 seconds."""
    waiting = _claimable().values_list("copy_id", "token", "attempts")
    for copy_id, token, attempts in waiting:
        if attempts >= ATTEMPTS:
            logging.getLogger(__name__).warning("the scan %s is given up", copy_id)
            give_up(copy_id=copy_id, token=token, reason=lost(attempts))
        else:
            tasks.read_scan.apply_async(kwargs={"copy_id": copy_id}, expires=SWEEP)
