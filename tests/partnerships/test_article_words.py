"""The articles of a text out to a translator by Word and back in; their versions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import ArticleKind, MemorandumStatus, Route
from partnerships.services import article_words, articles
from tests.core.word_files import LAO, filled, opened
from tests.factories import MemorandumFactory, UserFactory


def new(text, rev=0):
    return {"text": text, "state": "", "rev": rev}


@pytest.fixture
def text(partnership, officer):
    made = MemorandumFactory(
        partnerships=[partnership],
        languages=["vi", "lo"],
        basis=Basis.MADE_HERE,
        status=MemorandumStatus.DRAFT,
        route=Route.COMMUNE,
        signed=PartialDate(),
    )
    items = [
        {"kind": ArticleKind.ARTICLE, "number": "1", "changes": {"vi": new("Hai bên kết nghĩa.")}},
        {
            "kind": ArticleKind.ARTICLE,
            "number": "2",
            "changes": {"vi": new("Mỗi năm họp một lần.")},
        },
    ]
    return articles.write(memorandum=made, items=items, by=officer)


def address(text, name):
    return reverse(f"partnerships:memorandum-{name}", args=[text.uuid])


def upload(client, text, data, **how):
    file = SimpleUploadedFile("dịch.docx", data)
    return client.post(address(text, "word-in"), {"file": file}, **how)


def downloaded(client, text) -> bytes:
    return b"".join(client.get(address(text, "word-out")).streaming_content)


def test_articles_leave_line_by_line_and_come_back(client, text, officer):
    client.force_login(officer)
    data = downloaded(client, text)
    _document, table = opened(data)
    assert table.rows[2].cells[0].text.startswith("2. Article 2\n")
    answer = upload(client, text, filled(data, None, LAO), follow=True)
    (offer,) = answer.context["proposal"].offers
    sent = {f"take_{offer.name}": "on", f"rev_{offer.name}": "0"}
    client.post(address(text, "word-check"), sent)

    first, second = text.articles.all()
    assert second.text["lo"] == {"text": LAO, "state": "unchecked", "rev": 1}
    assert "lo" not in first.text
    assert [one.number for one in (first, second)] == ["1", "2"]
    trail = AuditEvent.objects.filter(action__startswith="memorandum.word")
    assert {event.action for event in trail} == {"memorandum.word_out", "memorandum.word_in"}


def test_a_text_that_is_no_draft_any_more_takes_nothing(client, text, officer):
    client.force_login(officer)
    data = filled(downloaded(client, text), LAO)
    answer = upload(client, text, data, follow=True)
    (offer,) = answer.context["proposal"].offers
    text.status, text.end_reason = MemorandumStatus.GIVEN_UP, "Bên kia không đồng ý"
    text.save()

    sent = {f"take_{offer.name}": "on", f"rev_{offer.name}": "0"}
    refused = client.post(address(text, "word-check"), sent)
    assert refused.status_code == 422
    assert "its articles do not change any more" in refused.text
    assert officer.drafts.exists()
    assert address(text, "word-in") not in client.get(address(text, "articles")).text


def test_the_service_refuses_what_the_text_does_not_have(text, officer):
    article = str(text.articles.first().uuid)
    for changes, words in (
        ({"x": {"lo": new(LAO)}}, "taken out an article"),
        ({article: {"km": new("x")}}, "not written in this language"),
    ):
        with pytest.raises(RuleViolation, match=words):
            article_words.take_back(memorandum=text, changes=changes, language="lo", by=officer)
    assert not AuditEvent.objects.filter(action="memorandum.word_in").exists()


def test_the_articles_lead_out_back_and_to_their_versions(client, text, officer, unit):
    client.force_login(officer)
    shown = client.get(address(text, "articles")).text
    for name in ("word-out", "word-in", "revisions"):
        assert address(text, name) in shown
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    assert "/word/" not in client.get(address(text, "articles")).text


@pytest.mark.django_db(transaction=True)
def test_versions_of_articles_are_compared(client, text, officer):
    article = text.articles.first()
    changes = {"vi": new("Hai bên kết nghĩa lâu dài.", rev=1)}
    items = [{"uuid": article.uuid, "changes": changes}]
    articles.write(memorandum=text, items=items, renumber=True, by=officer)
    client.force_login(officer)

    answer = client.get(address(text, "revisions"))

    assert [one.number for one in answer.context["versions"]] == [2, 1]
    ((label, (compared,)),) = answer.context["differing"]
    assert label == "Article 1"
    assert [span.text for span in compared.spans if span.kind == "added"] == ["lâu dài"]


def test_pages_cost_few_queries(client, text, officer, django_assert_max_num_queries):
    client.force_login(officer)
    upload(client, text, filled(downloaded(client, text), LAO))
    for name in ("word-in", "word-check", "revisions"):
        with django_assert_max_num_queries(8):
            assert client.get(address(text, name)).status_code == 200
