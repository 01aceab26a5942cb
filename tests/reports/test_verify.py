"""The public page that checks papers: what it says of every kind of code, and what it keeps."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from accounts.services import audit
from partnerships.choices import Side
from reports.papers import qr
from reports.views import verify
from tests import factories as make
from tests.factories.batches import signature, signed_copy


@pytest.fixture
def series(db):
    tie = make.PartnershipFactory()
    return make.ReviewSeriesFactory(
        code="QSN-VXA", title="Quan Sơn – Viêng Xay", partnerships=[tie]
    )


@pytest.fixture
def paper(series):
    by = make.UserFactory(office=make.OfficeFactory(name="Sở Ngoại vụ"))
    review = make.AnnualReviewFactory(series=series, sent=True, drafted_by=by)
    return make.IssuedPaperFactory(review=review)


@pytest.fixture
def ask(client):
    def asked(code, **query):
        return client.get(reverse("verify-code", args=[code]), query)

    return asked


def test_a_valid_paper_is_told_with_who_signed_and_nothing_it_says(
    client, paper, django_assert_max_num_queries
):
    signature(signed_copy(paper), name="Nguyễn Văn A")
    printed = qr.address(site_url="https://house.example", code=paper.code, page=3)
    parts = urlsplit(printed)
    with django_assert_max_num_queries(10):
        answer = client.get(f"{parts.path}?{parts.query}")

    assert answer.status_code == 200
    page = answer.text
    for words in (
        "An issued paper, the edition that holds",
        "Joint paper, 2024, Quan Sơn – Viêng Xay",
        "QSN-VXA-2024/1",
        "15/01/2025",
        "Sở Ngoại vụ",
        "0123456789ab",
        "page 3 of 12",
        "Nguyễn Văn A, 01/02/2025",
        "signature not recorded yet",
        paper.pdf_sha256,
        'lang="lo"',
        'lang="zh"',
        "translation not checked",
    ):
        assert words in page, words
    assert "Điều bí mật" not in page
    assert not answer.cookies
    assert "noindex" in answer["X-Robots-Tag"]
    assert "noindex" in page


def test_a_page_that_the_paper_does_not_have_is_not_of_it(ask, paper):
    assert "does not belong to it" in ask(paper.code, p="13").text
    assert "square code" not in ask(paper.code, p="x").text.split("<form")[0]


def test_a_replaced_edition_names_only_the_number_of_the_newer_one(ask, paper, series):
    newer = make.AnnualReviewFactory(series=series, sent=True, edition=2)
    other = make.IssuedPaperFactory(review=newer)
    old, new = ask(paper.code).text, ask(other.code).text

    assert "Edition 2 has replaced this one" in old
    assert f'data-valid="{other.pdf_sha256}" data-replaced="{paper.pdf_sha256}"' in old
    assert f'data-valid="{other.pdf_sha256}" data-replaced="{paper.pdf_sha256}"' in new
    assert "the edition that holds" in new
    make.AnnualReviewFactory(series=series, edition=3)  # not sent: it replaces nothing
    assert "the edition that holds" in ask(other.code).text


def test_a_draft_is_answered_as_a_code_that_nobody_knows(ask, series):
    """Its code can be guessed: whether there is one is nobody's business."""
    review = make.AnnualReviewFactory(series=series, drafted_by=None)
    draft = make.ReviewPaperFactory(review=review, code="QSN-VXA-2024/1.DT1")
    known, unknown = ask(draft.code), ask("QSN-VXA-2024/1.DT2")

    assert known.status_code == unknown.status_code == 404
    assert known.text.replace(".DT1", ".DT2") == unknown.text
    assert "a draft is not valid, whatever is signed or stamped on it" in known.text


def test_only_whole_copies_that_stand_are_compared(ask, paper):
    kept = signed_copy(paper)
    withdrawn = signed_copy(paper, data=b"%PDF-1.7 other", master=False)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(withdrawn_reason="Nhầm.")
    page = ask(paper.code).text

    assert kept.sha256 in page
    assert withdrawn.sha256 not in page


def test_the_internal_report_names_our_side_alone(ask, paper):
    content = paper.content | {"report": {"office": "Ủy ban nhân dân"}, "kind": "internal"}
    report = make.IssuedPaperFactory(
        review=paper.review, kind="internal", code="QSN-VXA-2024/1-BC", content=content
    )
    page = ask(report.code).text
    assert "Ủy ban nhân dân" in page
    assert str(Side.HOME.label) in page
    assert str(Side.COUNTERPART.label) not in page


def test_a_working_print_is_known_by_the_trail(ask, officer):
    meeting = make.MeetingFactory()
    code = f"BB-{meeting.uuid.hex[:8].upper()}-B.DT"
    assert ask(code).status_code == 404
    audit.record(action="print.downloaded", target=meeting, by=officer, code=code)
    answer = ask(code)

    assert "A working print, not an issued paper" in answer.text
    assert meeting.title not in answer.text
    assert ask(code.removesuffix(".DT")).status_code == 404


def test_a_code_that_is_typed_leads_to_its_page(client, paper):
    answer = client.get(reverse("verify"), {"code": " qsn-vxa-2024/1 "}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/verify/QSN-VXA-2024/1")
    assert "the edition that holds" in answer.text
    assert 'name="code"' in client.get(reverse("verify")).text
    assert client.post(reverse("verify")).status_code == 405


@pytest.mark.parametrize("typed", ["..", ".", "../admin", "a/../b", "a//b", "-/./"])
def test_what_is_no_code_is_told_on_the_same_page(client, db, typed):
    """No address has such parts: a browser would leave the page for another one."""
    answer = client.get(reverse("verify"), {"code": typed})
    assert answer.status_code in {200, 404}
    assert "Compare the code letter by letter" in answer.text
    assert not answer.has_header("Location")


@pytest.mark.parametrize(
    "code",
    [
        "/",
        "%00",
        "%ff%fe",
        "..%2f..",
        "x" * 10_000,
        "ກ" * 50,
        "-%0d%0aSet-Cookie:a",
        "💥/1",
        "a//b",
    ],
)
def test_no_code_breaks_the_page(client, db, code):
    for address in (f"/verify/{code}", f"/verify/?code={code}", f"/verify/A-1?p={code}"):
        answer = client.get(address)
        assert answer.status_code in {200, 302, 404}
        assert not answer.cookies


def test_who_asks_too_often_is_put_off(client, paper, monkeypatch):
    monkeypatch.setattr(verify, "WRONG", 2)
    for _time in range(2):
        assert client.get("/verify/NONE-1").status_code == 404
    answer = client.get("/verify/NONE-1")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert client.get(reverse("verify-code", args=[paper.code])).status_code == 200
    assert client.get("/verify/NONE-1", REMOTE_ADDR="10.0.0.9").status_code == 404
    monkeypatch.setattr(verify, "ASKED", 1)
    assert client.get(reverse("verify-code", args=[paper.code])).status_code == 429


def test_without_redis_the_page_answers(client, paper, settings):
    lost = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
        "KEY_PREFIX": "nobody",
    }
    settings.CACHES = {"default": lost}
    assert client.get(reverse("verify-code", args=[paper.code])).status_code == 200


def test_the_page_speaks_vietnamese_first(client, paper, settings):
    settings.LANGUAGE_CODE = "vi"
    address = reverse("verify-code", args=[paper.code])
    assert '<html lang="vi">' in client.get(address).text
    assert '<html lang="en">' in client.get(address, {"lang": "en"}).text
    assert not client.get(address, {"lang": "en"}).cookies
    assert client.get(address, {"lang": "xx"}).status_code == 200
