"""The pages on which a text is signed and its copy is sent."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.choices import MemorandumStatus, Side
from partnerships.models import Document
from partnerships.services import clearances
from tests.factories import PostFactory
from tests.partnerships.texts_here import (
    ARTICLE_3,
    ready,
    signed,
    with_copy,
)
from tests.uploads import picture, upload


def address(name, record=None):
    return reverse(f"partnerships:{name}", args=[record.uuid] if record else [])


def rows(name, *rows, initial=0):
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data


def draft_form(tie, **more):
    return {
        "title": "Thỏa thuận kết nghĩa",
        "route": "commune",
        "kind": "agreement",
        "languages": ["lo"],
        "partnerships": str(tie.uuid),
        **rows("parties"),
    } | more


def sign_form(**more):
    signatories = rows(
        "signatories",
        {"side": Side.HOME, "post": "Chủ tịch"},
        {"side": Side.COUNTERPART, "post": "Trưởng cụm"},
    )
    facts = ARTICLE_3 | {"not_binding": "on"}
    day = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "signed": day,
        "place": "Na Mèo",
        "term": "từ 01/01/2030",
        "term_words": "năm năm",
        **facts,
        **signatories,
    } | more


@pytest.fixture
def waits_for_signing(partnership, officer, head):
    text = ready(partnership, officer)
    return clearances.clear(text=text, on=timezone.localdate(), by=head)


def test_who_heads_the_sides_today_is_offered(at_work, waits_for_signing, unit):
    PostFactory(unit=unit, person__name="Lò Thị Hương", title="Chủ tịch xã", heads=True)
    page = at_work.get(address("memorandum-sign", waits_for_signing)).text
    assert "Lò Thị Hương" in page
    assert "Chủ tịch xã" in page
    assert "The signed copy is not there yet" in page


def test_an_untouched_offer_is_who_signed(at_work, waits_for_signing, unit, partnership):
    them = partnership.parties.get(side=Side.COUNTERPART).unit
    posts = [
        PostFactory(unit=unit, title="Chủ tịch xã", heads=True),
        PostFactory(unit=them, title="Cụm trưởng", heads=True),
    ]
    with_copy(waits_for_signing)
    offered = [
        {
            "uuid": str(post.uuid),
            "side": side,
            "person": str(post.person.uuid),
            "post": post.title,
        }
        for post, side in zip(posts, Side, strict=True)
    ]
    form = sign_form() | rows("signatories", *offered, initial=2)
    answer = at_work.post(address("memorandum-sign", waits_for_signing), form)
    assert answer.status_code == 302
    signatories = waits_for_signing.signatories.order_by("pk")
    assert [one.person for one in signatories] == [post.person for post in posts]


def test_signing_without_the_copy_or_what_article_3_asks_is_told_at_the_box(
    at_work, waits_for_signing
):
    url = address("memorandum-sign", waits_for_signing)
    answer = at_work.post(url, sign_form())
    assert answer.status_code == 422
    assert answer.context["form"].errors["signed_copy"]
    answer = at_work.post(url, sign_form(mode=""))
    assert "Điều 3" in answer.context["form"].errors["mode"][0]
    answer = at_work.post(url, sign_form(signed="2/2026"))
    assert answer.context["form"].errors["signed"]
    assert "Na Mèo" in answer.text


def test_the_signed_copy_may_come_with_the_form(at_work, waits_for_signing):
    url = address("memorandum-sign", waits_for_signing)
    form = sign_form(signed_copy=upload("ký.png", picture()))
    answer = at_work.post(url, form)
    assert answer.context["form"].errors["declared"]
    assert not Document.objects.exists()
    form = sign_form(signed_copy=upload("ký.png", picture()), declared="on")
    assert at_work.post(url, form).status_code == 302
    waits_for_signing.refresh_from_db()
    assert waits_for_signing.status == MemorandumStatus.SIGNED
    assert waits_for_signing.documents.get().is_master


def test_a_copy_that_is_late_is_marked_until_it_is_sent(at_work, partnership, officer, head):
    text = signed(partnership, officer, head)
    piece = at_work.get(address("memorandum-clearance", text)).text
    assert "overdue" in piece
    assert "due by 06/04/2026" in piece  # 4 April is a Saturday
    at_work.post(address("memorandum-copy", text), {"on": "3/4/2026"})
    assert "sent on 03/04/2026" in at_work.get(address("memorandum-clearance", text)).text
    answer = at_work.post(address("memorandum-copy", text), {"on": "1/1/2026"})
    assert answer.context["form"].errors["on"]
