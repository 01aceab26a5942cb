"""bin/manage build_review: the annual review of a tie as a paper, through the worker."""

import re
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from celery import current_app
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.backends.postgresql.psycopg_any import DateRange
from kombu.exceptions import OperationalError

from accounts.models import User
from core.errors import RuleViolation
from core.languages import NAMES
from partnerships.models import Partnership
from reports.choices import PaperCopy, PaperKind, PaperStatus
from reports.models import Build, ReviewPaper
from reports.services import annual_reviews, review_papers, review_series

LOOK = 0.5  # seconds between two looks at the build
STEPS = (
    "waiting for the worker",
    "content read",
    "text composed",
    "pages laid out",
    "file written",
)


class Command(BaseCommand):
    help = (
        "Build the annual review of a tie as a watermarked joint paper, home copy, and write the "
        "PDF to a file. The draft review is found or made; nothing is frozen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--tie", required=True, metavar="CODE", help="code of the tie")
        parser.add_argument("--from", required=True, dest="first", metavar="DATE", help="first day")
        parser.add_argument("--to", required=True, dest="last", metavar="DATE", help="last day")
        parser.add_argument("--languages", metavar="vi,lo", help="default: those of the tie")
        parser.add_argument("--out", metavar="FILE", help="default: a name that says what it is")
        parser.add_argument(
            "--wait", type=float, default=180, metavar="SECONDS", help="for the worker (180)"
        )

    def handle(self, **options):
        tie = self._tie(options["tie"])
        period = period_of(options["first"], options["last"])
        out = Path(options["out"]) if options["out"] else None
        if out:
            self._require_folder(out)
        self._require_broker()
        try:
            paper = self._ordered(tie, period, options["languages"])
        except RuleViolation as refused:
            raise CommandError(str(refused)) from None
        self._wait(paper, options["wait"])
        path = out or Path(name_of(paper, tie))
        self._write(paper, path)
        self.stdout.write(str(path.resolve()))

    def _tie(self, code: str) -> Partnership:
        try:
            return Partnership.objects.get(code=code)
        except Partnership.DoesNotExist:
            near = Partnership.objects.order_by("code").values_list("code", flat=True)[:30]
            known = ", ".join(near) or "none"
            raise CommandError(f"No tie has the code {code}. There are: {known}.") from None
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {error}") from None

    def _require_broker(self) -> None:
        try:
            with current_app.connection_for_write() as broker:
                broker.ensure_connection(max_retries=1, interval_start=0, timeout=5)
        except OperationalError as error:
            raise CommandError(f"The broker does not answer, so no worker hears: {error}") from None

    def _require_folder(self, out: Path) -> None:
        if out.is_dir() or not out.resolve().parent.is_dir():
            raise CommandError(f"There is no folder to write {out} into.")

    def _ordered(self, tie: Partnership, period: DateRange, languages: str | None) -> ReviewPaper:
        by = User(username="build_review")  # the command line itself, no account
        series = review_series.of_ties(ties=[tie], by=by)
        wanted = read_languages(languages) or annual_reviews.usual_languages(series)
        review = annual_reviews.find_or_draft(series=series, period=period, languages=wanted, by=by)
        self._say(f"{review.code}: {review}")
        return review_papers.order(
            review=review, kind=PaperKind.JOINT, copy=PaperCopy.HOME, languages=wanted, by=by
        )

    def _wait(self, paper: ReviewPaper, seconds: float) -> None:
        """Look at the build until it is there; give up when the worker shows no sign of life."""
        said, last_sign = None, time.monotonic()
        while True:
            status = ReviewPaper.objects.values_list("status", flat=True).get(pk=paper.pk)
            if status == PaperStatus.BUILT:
                self._say("5 of 5: file kept")
                return
            build = Build.objects.filter(paper=paper.pk).first()
            if status == PaperStatus.FAILED:
                raise CommandError(f"The paper could not be built: {build.error}")
            sign = (build.step, build.token, build.heartbeat) if build else said
            if sign != said:
                if said is None or sign[0] != said[0]:
                    self._say(f"{sign[0]} of {build.steps}: {STEPS[sign[0]]}")
                said, last_sign = sign, time.monotonic()
            if time.monotonic() - last_sign > seconds:
                raise CommandError(
                    f"No worker took the paper within {seconds:g} seconds. Is the site running? "
                    f"The order {paper.code} stays and is built as soon as one does."
                )
            time.sleep(LOOK)

    def _write(self, paper: ReviewPaper, path: Path) -> None:
        paper.refresh_from_db()
        try:
            with paper.pdf.open() as pdf:
                path.write_bytes(pdf.read())
        except OSError as error:
            raise CommandError(f"The PDF could not be written to {path}: {error}") from None

    def _say(self, words: str) -> None:
        self.stderr.write(words)
        sys.stderr.flush()


def period_of(first: str, last: str) -> DateRange:
    """Both days are part of the period."""
    since, until = day_of(first, "--from"), day_of(last, "--to")
    if until < since:
        raise CommandError(f"--to {last} lies before --from {first}.")
    return DateRange(since, until + timedelta(days=1))


def day_of(typed: str, option: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        try:
            return date.fromisoformat(typed)
        except ValueError:
            pass
    raise CommandError(f"{option} {typed} is not a day. Write it as 2024-12-31.")


def read_languages(typed: str | None) -> list[str]:
    if not typed:
        return []
    codes = [code.strip().lower() for code in typed.split(",") if code.strip()]
    unknown = [code for code in codes if code not in NAMES]
    if unknown:
        known = ", ".join(NAMES)
        raise CommandError(f"No paper is printed in {', '.join(unknown)}. There are: {known}.")
    return codes


def name_of(paper: ReviewPaper, tie: Partnership) -> str:
    """QSN-VXA-2024-1.DT1 huyện Quan Sơn – huyện Viêng Xay (vi-lo).pdf"""
    title = re.sub(r"[/\\\x00]", "-", tie.title)[:120]
    return f"{paper.code.replace('/', '-')} {title} ({'-'.join(paper.languages)}).pdf"
