"""A signed text completed, put right, ended, given into somebody's care: each by its form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from core.fields import PartialDate
from partnerships.choices import MemorandumStatus, Side
from partnerships.models import Correction, Memorandum
from tests.factories import (
    MemorandumFactory,
    SignatoryFactory,
)
from tests.partnerships.text_form import edited


@pytest.fixture
def text(partnership):
    return MemorandumFactory(partnerships=[partnership], signed=PartialDate())


def test_a_gap_is_filled_with_a_reason(at_work, officer, text):
    answer = edited(at_work, text, signed="28/03/2022", reason="tìm được bản quét")
    assert answer.status_code == 302
    text.refresh_from_db()
    assert str(text.signed) == "28/03/2022"
    found = Correction.objects.get()
    assert (found.memorandum, found.reason, found.by) == (text, "tìm được bản quét", officer)
    act = AuditEvent.objects.get(action="memorandum.corrected")
    assert act.details["changed"] == ["signed"]
    assert "tìm được bản quét" in at_work.get(answer.url).text


def test_without_a_reason_nothing_changes(at_work, text):
    answer = edited(at_work, text, place="Na Mèo")
    assert answer.context["form"].errors["reason"] == ["Fill this in."]
    text.refresh_from_db()
    assert text.place == ""


def test_rows_stay_change_and_go(at_work, text, unit):
    home = SignatoryFactory(memorandum=text, post="Phó Chủ tịch")
    gone = SignatoryFactory(memorandum=text, side=Side.COUNTERPART, post="nhầm")
    answer = edited(
        at_work,
        text,
        reason="chép nhầm",
        **{"signatories-0-post": "Chủ tịch", "signatories-1-DELETE": "on"},
    )
    assert answer.status_code == 302
    home.refresh_from_db()
    assert home.post == "Chủ tịch"
    assert not text.signatories.filter(pk=gone.pk).exists()


def test_a_text_neither_renews_itself_nor_one_that_follows_from_it(at_work, partnership, text):
    later = MemorandumFactory(partnerships=[partnership], renews=text)
    answer = edited(at_work, text, renews=text.uuid, reason="thử")
    assert "cannot renew or amend itself" in str(answer.context["form"].errors["renews"])
    answer = edited(at_work, text, amends=later.uuid, reason="thử")
    assert "follows from it" in str(answer.context["form"].errors["amends"])


def test_a_renewal_named_by_mistake_is_taken_back(at_work, partnership, text):
    old = MemorandumFactory(partnerships=[partnership], status=MemorandumStatus.RENEWED)
    text.renews = old
    text.save()
    assert edited(at_work, text, renews="", reason="nhầm văn bản").status_code == 302
    old.refresh_from_db()
    assert old.status == MemorandumStatus.SIGNED


def test_the_second_of_two_who_edit_is_told(at_work, officer, text):
    url = reverse("partnerships:memorandum-edit", args=[text.uuid])
    seen = at_work.get(url).context["version"]
    Memorandum.objects.filter(pk=text.pk).update(place="Viêng Xay")
    answer = edited(at_work, text, place="Na Mèo", reason="sửa", version=seen)
    assert answer.status_code == 422
    assert "while you were writing" in answer.text
    assert "Viêng Xay" in answer.text


# Its end, and who looks after it


def test_a_text_is_ended_with_a_day_and_a_reason(at_work, text):
    url = reverse("partnerships:memorandum-terminate", args=[text.uuid])
    answer = at_work.post(url, {"ended": "2024", "reason": "hai bên thống nhất"})
    assert answer.status_code == 302
    text.refresh_from_db()
    assert (text.status, str(text.ended)) == (MemorandumStatus.TERMINATED, "2024")
    assert "hai bên thống nhất" in at_work.get(answer.url).text
    assert at_work.post(url, {"ended": "2024", "reason": "lần nữa"}).status_code == 422

    late = timezone.localdate() + timedelta(days=3)
    other = MemorandumFactory(partnerships=list(text.partnerships.all()))
    url = reverse("partnerships:memorandum-terminate", args=[other.uuid])
    answer = at_work.post(url, {"ended": f"{late:%d/%m/%Y}", "reason": "sẽ hết"})
    assert "has not come yet" in str(answer.context["form"].errors["ended"])
