"""Papers ordered from a running site by an officer of the demonstration, over HTTP."""

import json
from threading import Thread

from benches.customer import Customer
from exchanges.demo.accounts import DEMO_PASSWORD
from tests.ops.house import until

OFFICER = "canbo.thanhhoa"
DRAFT = f"""
from datetime import date
from django.db.backends.postgresql.psycopg_any import DateRange
from accounts.models import User
from partnerships.models import Partnership
from reports.services import annual_reviews, review_series
by = User.objects.get(username="{OFFICER}")
tie = Partnership.objects.get(code="QSN-VXA")
series = review_series.of_ties(ties=[tie], by=by)
period = DateRange(date(2023, 1, 1), date(2024, 1, 1))
review = annual_reviews.draft(series=series, period=period, languages=["vi", "lo"], by=by)
print(review.uuid)
"""
LOOK = """
import json, time
from hashlib import sha256
from pathlib import Path
from django.conf import settings
from reports.models import Build, ReviewPaper
end = time.monotonic() + 120
while Build.objects.filter(error="").exists() and time.monotonic() < end:
    time.sleep(0.2)
found = {}
for paper in ReviewPaper.objects.filter(review__uuid="%s"):
    files = list(Path(settings.MEDIA_ROOT).rglob(f"{paper.uuid}*"))
    hashes = {sha256(file.read_bytes()).hexdigest() for file in files}
    found[str(paper.uuid)] = [paper.status, len(files), hashes == {paper.pdf_sha256}]
print(json.dumps(found))
"""


class Orders:
    """What was ordered, by what was killed next; each order is sent until it is answered."""

    def __init__(self, site):
        self.site, self.given, self.threads = site, {}, []
        self.all_papers = 0
        self.review = self._told(DRAFT)
        self.customer = Customer(port=site.port)
        self.customer.sign_in(name=OFFICER, password=DEMO_PASSWORD)

    def place(self, name: str) -> None:
        """Begin to order a paper; returns while the order is on its way, or just taken."""
        given = self.given[name] = {}
        wish = {"kind": "joint", "copy": "home", "layout": "columns", "language": "lo"}
        page = f"/annual-reviews/{self.review}/papers/new/"
        thread = Thread(
            target=self.customer.order, args=(page, wish), kwargs={"given": given}, daemon=True
        )
        thread.start()
        self.threads.append(thread)
        until(lambda: "submission" in given, within=60)

    def kept(self) -> dict:
        """Of each order: the state of its paper, how many files it has, whether the hash fits."""
        for thread in self.threads:
            thread.join(timeout=120)
        found = json.loads(self._told(LOOK % self.review))
        self.all_papers = len(found)
        return {name: found.get(given.get("submission")) for name, given in self.given.items()}

    def _told(self, script: str) -> str:
        done = self.site.command("bin/manage", "shell", "--no-imports", "-c", script)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]
