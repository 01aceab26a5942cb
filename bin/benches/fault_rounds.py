"""One kill after another: orders come in, a part dies, all comes back, papers are counted."""

import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from threading import Thread
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection
from django.urls import reverse

from benches.content import narrative
from benches.customer import Customer
from benches.faulty_site import KINDS, Running
from benches.ground import Ground
from house.errors import Broken
from reports import figures
from reports.models import AnnualReview, Build, ReviewPaper
from tests import factories as make

PASSWORD = "a bench orders papers"
POINTS = (-1, 0, 1, 2, 3, 4)  # a kill comes when a build is there: -1 on its way, 0 waiting
LONGEST = 180  # seconds after which an order counts as lost
WAYS = (  # what the two orders of a round ask for, and whether the review is sent
    ({"kind": "joint", "copy": "home"}, True),
    ({"kind": "joint", "copy": "counterpart"}, False),
)


class Rounds:
    """The same seed kills the same parts after the same waits; what they hit depends."""

    def __init__(self, ground: Ground, chance: Random, *, name: str):
        self.chance, self.name, self.media = chance, name, Path(ground.environment["MEDIA_ROOT"])
        self.running = Running(ground, chance)
        self.customer = Customer(port=ground.port)
        self.unit = make.UnitFactory(name="xã Na Mèo")
        self.tie = make.PartnershipFactory(home__unit=self.unit, paper_languages=["vi", "lo"])
        self.officer = make.UserFactory(username="bench", role="officer", units=[self.unit])
        self.officer.set_password(PASSWORD)
        self.officer.save()

    def play(self, kills: int) -> list[dict]:
        self.running.start()
        try:
            self.customer.sign_in(name="bench", password=PASSWORD)
            self._warm_up()
            kinds = [KINDS[at % len(KINDS)] for at in range(kills)]
            self.chance.shuffle(kinds)
            return [self._round(at, kind) for at, kind in enumerate(kinds)]
        finally:
            self.running.stop()

    def stray_files(self) -> list[str]:
        known = set(ReviewPaper.objects.exclude(pdf="").values_list("pdf", flat=True))
        files = (path for path in self.media.rglob("*") if path.is_file())
        return sorted({path.relative_to(self.media).as_posix() for path in files} - known)

    def _warm_up(self) -> None:
        """Both papers once with nothing killed: what fails here is no fault of a kill."""
        orders = self._orders()
        if not self.running.until(orders.are_built, within=LONGEST):
            raise Broken(f"Nothing was killed, and nothing was built: {orders.states()}")

    def _orders(self) -> "Orders":
        return Orders(self.customer, [(self._review(sent), told) for told, sent in WAYS])

    def _review(self, sent: bool) -> AnnualReview:
        series = make.ReviewSeriesFactory(partnerships=[self.tie])
        known = figures.collect(make.AnnualReviewFactory.build(series=series)) if sent else {}
        review = make.AnnualReviewFactory(
            series=series, narrative=narrative(paragraphs=1, parts=8), figures=known, sent=sent
        )
        return review

    def _round(self, at: int, kind: str) -> dict:
        self._until_database_answers()
        orders = self._orders()
        step, wait = self.chance.choice(POINTS), self.chance.uniform(0, 1)
        self.running.until(lambda: orders.furthest() >= step, within=LONGEST)
        time.sleep(wait)
        orders.look()
        before, killed = orders.states(), self.running.kill(kind)
        self.running.until(lambda: not self.running.is_alive() or kind == "child", within=5)
        sound = self.running.until(self.running.is_healthy, within=LONGEST)
        recovered = time.monotonic()
        self.running.until(orders.are_built, within=LONGEST)
        self._until_database_answers()
        papers = orders.counted(recovered, self.media)
        worst = max(paper["late"] for paper in papers)
        line = f"{self.name} {at + 1}: {killed}; {before} -> worst {worst:.1f} s, {papers}"
        sys.stderr.write(line + "\n")
        return {"kind": kind, "killed": killed, "before": before, "sound": sound, "papers": papers}

    def _until_database_answers(self) -> None:
        self.running.until(lambda: safely(Build.objects.count) is not None, within=LONGEST)


class Orders:
    """Some orders that are on their way at the same time, and what was seen of them."""

    def __init__(self, customer: Customer, wishes: list):
        self.given, self.threads = [], []
        for review, told in wishes:
            told = told | {"layout": "columns", "language": "lo", "number": ""}
            page = reverse("reports:review-paper-create", args=[review.uuid])
            given = {"seen": {}, "attempts": 0, "status": "not ordered"}
            thread = Thread(
                target=customer.order, args=(page, told), kwargs={"given": given}, daemon=True
            )
            thread.start()
            self.given.append(given)
            self.threads.append(thread)

    def look(self) -> None:
        """Note how far each is, and when its last worker took it."""
        for given in self.given:
            if "submission" in given and "built" not in given:
                safely(lambda given=given: self._look_at(given))

    def _look_at(self, given: dict) -> None:
        now, uuid = time.monotonic(), UUID(given["submission"])
        status = ReviewPaper.objects.filter(uuid=uuid).values_list("status", flat=True).first()
        build = Build.objects.filter(paper__uuid=uuid).first()
        given["status"] = f"{status} {build.step if build else ''}".strip()
        given["step"] = build.step if build else -1
        if build and build.token:
            given["seen"].setdefault(build.token, now)
            given["attempts"] = max(given["attempts"], build.attempts)
        if status == "built":
            given["built"] = now

    def furthest(self) -> int:
        """The step of the order that is furthest: -1 while none is known, 99 once one is built."""
        self.look()
        return max(99 if "built" in one else one.get("step", -1) for one in self.given)

    def are_built(self) -> bool:
        self.look()
        ended = ("built" in one or "refused" in one for one in self.given)
        return all(ended) and not any(thread.is_alive() for thread in self.threads)

    def states(self) -> str:
        return ", ".join(one["status"] for one in self.given)

    def counted(self, recovered: float, media: Path) -> list[dict]:
        return [counted(given, recovered, media) for given in self.given]


def counted(given: dict, recovered: float, media: Path) -> dict:
    """What became of one order. `late`: seconds after recovery and its own build; 0 if before."""
    uuid = given.get("submission")
    papers = list(ReviewPaper.objects.filter(uuid=uuid)) if uuid else []
    files = list(media.rglob(f"{uuid}*")) if uuid else []
    rivals = [
        ReviewPaper.objects.filter(
            review=one.review, kind=one.kind, copy=one.copy, final=one.final
        ).count()
        for one in papers
    ]
    built = [paper for paper in papers if paper.status == "built"]
    hashes = {sha256(file.read_bytes()).hexdigest() for file in files}
    late = 0.0
    if "built" in given:
        taken = max(given["seen"].values(), default=given["built"])
        late = max(0.0, min(taken, given["built"]) - max(recovered, given.get("ordered", 0)))
    return {
        "tries": given.get("tries", 0),
        "attempts": given["attempts"],
        "late": round(late, 1),
        "refused": "refused" in given,
        "lost": not built,
        "failed": any(paper.status == "failed" for paper in papers),
        "doubled": len(papers) > 1 or len(files) > 1 or any(count > 1 for count in rivals),
        "wrong hash": any(hashes != {paper.pdf_sha256} for paper in built),
        "why": given.get("refused") or [*map(str, errors(papers))],
    }


def errors(papers: list) -> list[str]:
    return list(Build.objects.filter(paper__in=papers).values_list("error", flat=True))


def safely(ask):
    """What the database says; nothing while it is away."""
    try:
        return ask()
    except (DatabaseError, InterfaceError):
        connection.close()
        return None
