"""The issued reviews of a year as ZIP: which files, for whom, and what the trail says of it."""

import csv
import tracemalloc
from copy import copy
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from partnerships.files import store
from reports.services import year_files
from tests import factories as make
from tests.factories.batches import signature, signed_copy

pytestmark = pytest.mark.django_db


def review_of(unit, title, **more):
    tie = make.PartnershipFactory(home__unit=unit)
    series = make.ReviewSeriesFactory(code=title, title=title, partnerships=[tie])
    return make.AnnualReviewFactory(series=series, sent=True, **more)


@pytest.fixture
def reader(unit):
    return make.UserFactory(role=Role.READER, units=[unit])


@pytest.fixture
def take(client):
    def taken(user, **query):
        client.force_login(user)
        return client.get(reverse("reports:review-zip-file"), query)

    return taken


def unpacked(answer) -> tuple[dict[str, bytes], list[dict]]:
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = files.pop("contents.csv")
    assert listed.startswith(b"\xef\xbb\xbf")
    return files, list(csv.DictReader(StringIO(listed.decode("utf-8-sig"))))


def test_the_master_is_taken_else_the_issued_pdf(take, reader, unit):
    signed = make.IssuedPaperFactory(review=review_of(unit, "=A/1"))
    signature(signed_copy(signed, data=b"%PDF scan"))
    plain = make.IssuedPaperFactory(review=review_of(unit, "B"), data=b"%PDF issued")
    answer = take(reader, year=2024)
    files, listed = unpacked(answer)

    assert answer["Content-Disposition"] == 'attachment; filename="annual-reviews-2024.zip"'
    assert list(files) == [row["Name of the file"].removeprefix("'") for row in listed]
    assert list(files.values()) == [b"%PDF scan", b"%PDF issued"]
    assert [row["SHA-256"] for row in listed] == [sha256(f).hexdigest() for f in files.values()]
    assert listed[0]["Code"] == f"'{signed.code}"  # a spreadsheet would run it
    assert listed[0]["Signed by"] == "Home side: Nguyễn Văn A, 01/02/2025"
    assert listed[1]["Which file"] == "PDF as it was issued"
    assert listed[1]["Issued on"] == "15/01/2025"
    assert all("/" not in name for name in files)
    acts = AuditEvent.objects.order_by("pk").values_list("action", "target", "by")
    who = reader.get_username()
    assert list(acts)[-3:] == [
        ("paper.downloaded", signed.uuid, who),
        ("paper.downloaded", plain.uuid, who),
        ("reviews.zipped", reader.uuid, who),
    ]


def test_nobody_takes_what_they_may_not_see(take, reader, unit):
    own = make.IssuedPaperFactory(review=review_of(unit, "A"))
    other = make.IssuedPaperFactory(review=review_of(make.UnitFactory(), "B"))
    make.ReviewPaperFactory(review=own.review, code="draft")
    names = "".join(unpacked(take(reader, year=2024))[0])
    assert (own.code in names.replace("-2024-1", "-2024/1"), "B-2024" in names) == (True, False)

    elsewhere = make.UserFactory(role=Role.OFFICER, units=[make.UnitFactory()])
    answer = take(elsewhere, year=2024)
    assert answer.status_code == 302
    assert not AuditEvent.objects.filter(target=other.uuid).exists()
    assert not AuditEvent.objects.filter(by=elsewhere.get_username()).exists()


def test_superseded_editions_and_other_years_are_left_out(take, reader, unit):
    first = review_of(unit, "A")
    make.IssuedPaperFactory(review=first)
    second = make.AnnualReviewFactory(series=first.series, sent=True, edition=2)
    make.IssuedPaperFactory(review=second, data=b"%PDF second")
    by_report = DateRange(date(2023, 11, 15), date(2024, 11, 15))  # the year in which it ends
    make.IssuedPaperFactory(review=review_of(unit, "B", period=by_report), data=b"%PDF report")
    before = DateRange(date(2023, 1, 1), date(2024, 1, 1))
    make.IssuedPaperFactory(review=review_of(unit, "C", period=before))

    files, _listed = unpacked(take(reader, year=2024))
    assert list(files.values()) == [b"%PDF second", b"%PDF report"]
    assert year_files.years(reader) == [2024, 2023]


def test_a_country_or_a_place_narrows_it(take, unit):
    everywhere = make.UserFactory(role=Role.READER, sees_all=True)
    lao = make.IssuedPaperFactory(review=review_of(unit, "A"))
    tie = make.PartnershipFactory(counterpart__unit__country__code="CN")
    chinese = make.AnnualReviewFactory(
        series=make.ReviewSeriesFactory(code="Z", title="Z", partnerships=[tie]), sent=True
    )
    make.IssuedPaperFactory(review=chinese, data=b"%PDF zh")
    china = tie.parties.get(side="counterpart").unit.country

    files, _listed = unpacked(take(everywhere, year=2024, country=china.uuid))
    assert list(files.values()) == [b"%PDF zh"]
    _files, listed = unpacked(take(everywhere, year=2024, unit=unit.uuid))
    assert [row["Code"] for row in listed] == [lao.code]


def test_a_lost_or_changed_file_is_said_in_the_list(take, reader, unit):
    lost = make.IssuedPaperFactory(review=review_of(unit, "A"))
    lost.pdf.storage.delete(lost.pdf.name)
    changed = make.IssuedPaperFactory(review=review_of(unit, "B"))
    scan = signed_copy(changed)
    path = store.documents().path(store.path_of(scan.sha256))
    with open(path, "r+b") as file:
        file.write(b"%PDX")

    files, listed = unpacked(take(reader, year=2024))
    assert len(files) == 1
    assert "lost from the storage" in listed[0]["Remark"]
    assert "not the bytes that were kept" in listed[1]["Remark"]


def test_an_empty_year_is_a_sentence(client, take, reader, unit):
    client.force_login(reader)
    page = client.get(reverse("reports:review-zip"))
    assert "nothing to take" in page.text
    make.IssuedPaperFactory(review=review_of(unit, "A"))
    page = client.get(reverse("reports:review-zip"), {"year": 2024})
    assert "1 paper of issued reviews" in page.text
    assert (
        "no issued review of that year"
        in client.get(page.request["PATH_INFO"], {"year": 1999}).text
    )
    for query in ({"year": 1999}, {"year": "x"}, {}):
        assert take(reader, **query).status_code == 302


def test_it_takes_no_more_memory_for_many_than_for_one(reader, unit):
    """Pieces go out as they are read; a file is never held whole."""
    paper = make.IssuedPaperFactory(review=review_of(unit, "A"), data=b"x" * 8_000_000)
    (entry,) = year_files.of_year(reader, 2024)
    entries = [copy(entry) for _time in range(5)]
    for number, one in enumerate(entries):
        one.name = f"{number}.pdf"
    pieces = year_files.zipped(entries)
    tracemalloc.start()
    total = sum(len(piece) for piece in pieces)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert total > 40_000_000
    assert peak < 4_000_000
    assert paper.pdf_sha256 == entry.sha256
