"""bin/bench lists its benches, keeps what they find, and counts what became of an order."""

import subprocess
from hashlib import sha256

import pytest
from django.conf import settings

from benches import fault_rounds
from benches.customer import said
from benches.faults import FAULTS, one_by_one
from benches.results import Results, with_part
from house.bench import benches
from reports.choices import PaperStatus
from reports.models import ReviewPaper
from tests.factories import BuildFactory, ReviewPaperFactory


def test_without_a_name_it_lists_the_benches():
    done = subprocess.run([settings.BASE_DIR / "bin/bench"], capture_output=True, text=True)
    assert done.returncode == 0
    for name, words in benches().items():
        assert f"  {name:10} {words}" in done.stdout
    assert set(benches()) >= {"faults", "reviews"}


def test_a_bench_that_is_none_is_refused():
    command = [settings.BASE_DIR / "bin/bench", "weather"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "There is no bench weather. There are: faults" in done.stderr


def test_what_was_found_is_kept_and_takes_the_place_of_what_was_found_before(tmp_path):
    found = Results("faults")
    found.add("lost", 0, "0", kept=True)
    assert found.passed
    found.add("doubled", 1, "0", kept=False)
    assert not found.passed
    assert '"found": "1"' in found.keep(tmp_path / "bench").read_text()

    page = with_part("# Benchmarks\n", "faults", "before")
    page = with_part(f"{page}\nmore\n", "faults", found.table())
    assert "before" not in page
    assert page.startswith("# Benchmarks\n")
    assert page.endswith("\nmore\n")
    assert "| doubled | 1 | 0 | **no** |" in page


def test_every_kill_of_a_full_run_is_a_line_beside_the_page(tmp_path):
    paper = {"attempts": 1, "late": 0.0} | dict.fromkeys(FAULTS, False)
    again, lost = paper | {"attempts": 2, "late": 17.5}, paper | {"lost": True}
    kill = {"killed": "one child of the worker", "before": "building 3, built"}
    found = Results("faults", "--kills 2")
    kills = [kill | {"papers": [paper, again]}, kill | {"papers": [lost, paper]}]
    found.files = {"kills.tsv": one_by_one(kills)}
    page = tmp_path / "page.md"
    page.write_text("# Benchmarks\n")

    found.write(page)

    assert "`bin/bench faults --kills 2`, " in page.read_text()
    _heads, first, second = (tmp_path / "kills.tsv").read_text().splitlines()
    assert first.split("\t")[3:] == ["1", "17.5", "none"]
    assert second.split("\t")[3:] == ["0", "0.0", "lost"]


# What became of an order


@pytest.fixture
def media(tmp_path):
    (tmp_path / "review-papers").mkdir()
    return tmp_path


def built(media, **facts):
    paper = ReviewPaperFactory(**facts)
    (media / "review-papers" / f"{paper.uuid}.pdf").write_bytes(b"%PDF")
    digest = sha256(b"%PDF").hexdigest()
    kept = ReviewPaper.objects.filter(pk=paper.pk)
    kept.update(status=PaperStatus.BUILT, pdf="x.pdf", pdf_sha256=digest)
    return paper


def order(paper, **facts):
    return {"submission": str(paper.uuid), "seen": {}, "attempts": 1, "tries": 1} | facts


def faults(given, media, recovered=100.0):
    found = fault_rounds.counted(given, recovered, media)
    return {name for name in ("refused", "lost", "failed", "doubled", "wrong hash") if found[name]}


def test_a_paper_that_is_there_once_has_no_fault(db, media):
    assert faults(order(built(media), built=90.0), media) == set()


def test_each_fault_is_seen(db, media):
    assert faults({"seen": {}, "attempts": 0}, media) == {"lost"}
    waiting = BuildFactory().paper
    assert faults(order(waiting), media) == {"lost"}
    ReviewPaper.objects.filter(pk=waiting.pk).update(status=PaperStatus.FAILED)
    assert faults(order(waiting, refused="422"), media) == {"lost", "failed", "refused"}
    twice = built(media)
    (media / "review-papers" / f"{twice.uuid}_x.pdf").write_bytes(b"%PDF 2")
    assert faults(order(twice), media) == {"doubled", "wrong hash"}


def test_late_is_what_passes_between_recovery_and_the_worker_that_delivers(db, media):
    paper = built(media)
    given = order(paper, seen={"a": 95.0, "b": 117.0}, built=125.0, ordered=90.0)
    assert fault_rounds.counted(given, 100.0, media)["late"] == 17.0
    given = order(paper, seen={"a": 95.0}, built=99.0, ordered=90.0)
    assert fault_rounds.counted(given, 100.0, media)["late"] == 0


def test_what_an_answer_says_is_told_without_its_markup():
    assert said("<html><main class='x'><p>No\n <b>such</b></p></main>") == "No such"
