"""The administrator's pages of procedures and moved days off."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from partnerships.models import DayOff, StepRule
from tests.factories import CountryFactory, DayOffFactory, StepRuleFactory, UserFactory


@pytest.fixture
def administrator(db, client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


def admin(page, record=None):
    return reverse(f"admin:partnerships_{page}", args=[record.pk] if record else [])


def rule(**more):
    return {
        "procedure": "memorandum_commune",
        "position": 10,
        "title": "Xem xét hồ sơ",
        "asked_of": "Cơ quan ngoại vụ cấp tỉnh",
        "limit_days": 4,
        "working_days": "on",
        "required": "on",
        "law": "",
        "since": "",
        "until": "",
    } | more


def test_a_limit_is_changed_by_a_new_dated_row(administrator):
    old = StepRuleFactory(position=10, limit_days=7)
    administrator.post(admin("steprule_change", old), rule(until="2026-06-01", title="Khác"))
    old.refresh_from_db()
    assert (old.limit_days, old.title, old.until) == (7, "Khác", date(2026, 6, 1))
    answer = administrator.post(admin("steprule_add"), rule(since="2026-06-01"))
    assert answer.status_code == 302
    assert StepRule.objects.get(since=date(2026, 6, 1)).limit_days == 4


def test_the_same_place_twice_without_a_day_is_refused_in_words(administrator):
    StepRuleFactory(position=10)
    assert administrator.post(admin("steprule_add"), rule()).status_code == 200
    assert StepRule.objects.count() == 1


def test_a_step_is_never_deleted_and_a_moved_day_may_be(administrator):
    step, day = StepRuleFactory(), DayOffFactory()
    assert administrator.post(admin("steprule_delete", step), {"post": "yes"}).status_code == 403
    administrator.post(admin("dayoff_delete", day), {"post": "yes"})
    assert StepRule.objects.exists()
    assert not DayOff.objects.exists()


def test_a_moved_day_is_entered(administrator):
    CountryFactory(code="VN")
    form = {"country": "VN", "day": "2026-01-02", "words": "Thông báo hoán đổi"}
    administrator.post(admin("dayoff_add"), form)
    assert not DayOff.objects.get().works


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_nobody_else_opens_them(client, db, role):
    client.force_login(UserFactory(role=role))
    assert client.get(admin("steprule_changelist")).status_code == 302
