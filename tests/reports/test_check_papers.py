"""bin/manage check_papers: final papers against their content and their hash."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import ReviewPaper
from reports.services import builds
from tests.factories import BuildFactory, ReviewPaperFactory

pytestmark = pytest.mark.django_db(transaction=True)


def checked(**options) -> str:
    out = StringIO()
    call_command("check_papers", stdout=out, **options)
    return out.getvalue()


def refused() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="not what was issued"):
        call_command("check_papers", stdout=out)
    return out.getvalue()


def test_a_paper_as_issued_is_identical_and_a_changed_or_lost_file_is_found():
    paper = BuildFactory(paper=ReviewPaperFactory(review__sent=True, final=True)).paper
    builds.build(paper_id=paper.pk)
    paper.refresh_from_db()
    said = checked(code=paper.code)
    assert f"{paper.code}: identical" in said
    assert "1 papers checked, 0 with faults." in said

    with open(paper.pdf.path, "ab") as file:
        file.write(b" ")
    said = refused()
    assert "its hash differs" in said
    assert "built once more" not in said

    paper.pdf.storage.delete(paper.pdf.name)
    assert "cannot be read" in refused()


def test_an_unknown_code_is_said():
    assert not ReviewPaper.objects.exists()
    with pytest.raises(CommandError, match="QSN-1"):
        checked(code="QSN-1")
