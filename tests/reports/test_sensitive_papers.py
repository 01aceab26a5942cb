"""An internal report that tells of a sensitive incident is for those with that right alone."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.choices import Role
from reports.choices import PaperKind, PaperStatus
from reports.models import ReviewPaper
from reports.services import year_files
from tests import factories as make
from tests.factories.reports import content
from tests.meta.records import tie

pytestmark = pytest.mark.django_db

INCIDENT = {"kind": {"vi": {"text": "buôn lậu", "state": "checked"}}, "when": None}


@pytest.fixture
def unit():
    return make.UnitFactory()


def paper_of(unit, **told):
    series = make.ReviewSeriesFactory(partnerships=[tie(unit)])
    review = make.AnnualReviewFactory(series=series, sent=True)
    known = content(code=f"{series.code}-BC", draft=False, **told)
    paper = make.ReviewPaperFactory(
        review=review, final=True, kind=PaperKind.INTERNAL, content=known, code=known["code"]
    )
    paper.pdf.save(f"{paper.uuid}.pdf", ContentFile(b"%PDF-1.7 small"), save=False)
    paper.status, paper.pdf_sha256 = PaperStatus.BUILT, "ab" * 32
    paper.save()
    return paper


def taken(client, paper) -> int:
    answer = client.get(paper.get_pdf_url())
    b"".join(answer)  # read to its end, a file is closed
    return answer.status_code


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.READER])
def test_the_file_is_not_there_for_others(client, unit, role):
    secret = paper_of(unit, sensitive={"incidents": [INCIDENT]})
    plain = paper_of(unit, sensitive={"incidents": []})
    user = make.UserFactory(role=role, units=[unit])
    client.force_login(user)

    assert taken(client, secret) == 404
    assert taken(client, plain) == 200
    assert secret.code not in client.get(secret.get_absolute_url()).content.decode()
    assert [entry.paper for entry in year_files.of_year(user, 2024)] == [plain]

    user.sees_sensitive = True
    user.save()
    assert taken(client, secret) == 200
    assert {entry.paper for entry in year_files.of_year(user, 2024)} == {plain, secret}


def test_neither_its_signed_copy_nor_its_signature_is_there_for_others(client, unit):
    secret = paper_of(unit, sensitive={"incidents": [INCIDENT]})
    copy = make.SignedCopyFactory(paper=secret, master=True)
    signed = make.PaperSignatureFactory(copy=copy)
    user = make.UserFactory(role=Role.OFFICER, units=[unit])
    client.force_login(user)
    named = [
        *(("signed-copy-" + page, copy) for page in ("detail", "page", "progress")),
        ("paper-signature-create", copy),
        ("paper-signature-take-back", signed),
    ]
    pages = [reverse(f"reports:{name}", args=[row.uuid]) for name, row in named]
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.get(reverse("reports:signed-copy-download", args=[copy.uuid])).status_code == 404

    user.sees_sensitive = True
    user.save()
    assert client.get(pages[-1]).status_code == 200


def test_papers_of_the_first_schema_tell_of_none(unit):
    assert not paper_of(unit).is_sensitive
    assert ReviewPaper.objects.filter(is_sensitive=False).count() == 1
