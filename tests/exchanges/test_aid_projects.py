"""Aid: what is refused, and the sums on the page of a tie (DESIGN.md, section 9)."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from exchanges.choices import AidDirection, AidStatus
from exchanges.models import AidProject
from exchanges.services import aid_projects
from partnerships.choices import Level
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)


def given(by, title, amount=None, **facts):
    number, bound = amount if isinstance(amount, tuple) else (amount, Bound.EXACT)
    said = Amount(number * 1_000_000, "VND", bound) if number else Amount()
    return aid_projects.record_past(
        title=title, direction=AidDirection.OUTBOUND, amount=said, by=by, **facts
    )


@pytest.fixture
def quan_son(db):
    return UnitFactory(name="Quan Sơn", word="huyện", level=Level.DISTRICT)


@pytest.fixture
def vieng_xay(db):
    return UnitFactory(name="Viêng Xay", word="huyện", level=Level.DISTRICT, country__code="LA")


@pytest.fixture
def tie(quan_son, vieng_xay):
    return PartnershipFactory(
        title="huyện Quan Sơn – huyện Viêng Xay", home__unit=quan_son, counterpart__unit=vieng_xay
    )


@pytest.fixture
def officer(quan_son):
    return UserFactory(units=[quan_son])


@pytest.fixture
def gifts(officer, quan_son, vieng_xay):
    """Seven facts of the first article."""
    na_meo = UnitFactory(name="Na Mèo", word="bản", parent=quan_son)
    station = OrganisationFactory(name="Đồn Biên phòng Cửa khẩu Quốc tế Na Mèo", seat=na_meo)
    na_cay = UnitFactory(name="Na Cay", word="bản", country__code="LA", parent=vieng_xay)
    loi = UnitFactory(name="Lơi", word="bản", country__code="LA", parent=vieng_xay)
    sam_to = UnitFactory(name="Sầm Tớ", word="huyện", level=Level.DISTRICT, country__code="LA")
    district = {"givers": [quan_son]}
    given(officer, "Nhà văn hóa bản Lơi", 180, givers=[station, na_meo], receivers=[loi])
    given(officer, "Trường mầm non bản Na Cay", 1300, **district, receivers=[na_cay])
    given(officer, "1 ha cây có múi", (400, Bound.UNDER), **district, receivers=[vieng_xay])
    given(officer, "Thiết bị y tế", (400, Bound.OVER), **district, receivers=[vieng_xay])
    given(officer, "Nhà công vụ Sốp Phưa", 500, **district, receivers=[sam_to])
    given(officer, "Cán bộ học lý luận chính trị", **district, receivers=[sam_to])
    given(
        officer,
        "Mô hình lúa nước mùa khô",
        **district,
        lines=[("Diện tích", Amount(60, "ha")), ("Năng suất", Amount(54, "tạ/ha"))],
    )


# Sums


def test_aid_of_a_tie_is_summed_as_it_was_said(client, officer, tie, gifts):
    client.force_login(officer)
    context = client.get(reverse("exchanges:tie-aid", args=[tie.uuid])).context

    (total,) = context["totals"]
    assert [(part.bound, int(part.number)) for part in total.parts] == [
        ("exact", 1_480_000_000),
        ("under", 400_000_000),
        ("over", 400_000_000),
    ]
    assert total.number == 2_280_000_000
    (own,) = context["own"]
    assert str(own["who"]) == "huyện Quan Sơn"
    assert (own["totals"][0].number, own["totals"][0].exact) == (2_100_000_000, 1_300_000_000)
    assert [str(project) for project in context["undecided"]] == ["Mô hình lúa nước mùa khô"]
    assert len(context["rows"]) == 4


def test_the_page_says_that_the_time_is_not_known(client, officer, tie, gifts):
    client.force_login(officer)
    page = client.get(reverse("exchanges:tie-aid", args=[tie.uuid]))
    assert page.text.count("time not known") == 4
    assert "Sum of the numbers stated" in page.text


def test_the_aid_of_a_tie_costs_the_same_for_few_and_many(
    client, officer, tie, gifts, quan_son, vieng_xay, django_assert_num_queries
):
    client.force_login(officer)
    url = reverse("exchanges:tie-aid", args=[tie.uuid])
    for _ in range(2):
        with django_assert_num_queries(9):
            client.get(url, headers={"HX-Request": "true"})
        for number in range(20):
            given(officer, f"Quà {number}", 1, givers=[quan_son], receivers=[vieng_xay])


def test_aid_between_the_sides_is_of_the_tie_both_ways(officer, tie, quan_son, vieng_xay):
    given(officer, "Quà tặng lại", 10, givers=[vieng_xay], receivers=[quan_son])
    assert AidProject.objects.of_tie(tie).count() == 1


def test_aid_of_a_unit_is_on_its_page(client, officer, tie, gifts, quan_son):
    client.force_login(officer)
    page = client.get(reverse("exchanges:unit-aid", args=[quan_son.uuid]))
    assert len(page.context["rows"]) == 7


# Rules


def test_a_past_project_is_entered_in_the_state_it_has_and_says_what_it_lacks(unit, officer):
    project = given(officer, "Trường", 1300, receivers=[unit], handed_over=PartialDate.read("2023"))
    project.refresh_from_db()
    assert (project.status, project.approved_by) == (AidStatus.HANDED_OVER, None)
    assert project.missing() == ["giver", "day of the hand-over"]
    assert AuditEvent.objects.get().details == {"basis": "reported"}


def test_what_is_made_here_is_not_recorded_as_past(unit, officer):
    with pytest.raises(RuleViolation, match="What is made here is proposed"):
        given(officer, "Trường", basis=Basis.MADE_HERE, receivers=[unit])


def test_aid_of_nobody_is_refused(officer):
    with pytest.raises(RuleViolation, match="Name a tie, a giver or a receiver"):
        given(officer, "Trường")


def test_nobody_gives_aid_to_themselves(unit, officer):
    with pytest.raises(RuleViolation, match="Nobody gives aid to themselves"):
        given(officer, "Trường", givers=[unit], receivers=[unit])


def test_aid_and_its_audit_event_are_written_together(unit, officer, monkeypatch):
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        given(officer, "Trường", receivers=[unit])
    assert not AidProject.objects.exists()


# What PostgreSQL refuses


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("amount_number = -1, amount_unit = 'VND'", "is_not_negative"),
        ("amount_number = 5, amount_unit = ''", "has_a_unit"),
        ("amount_number = 5.5, amount_unit = 'LAK'", "of_dong_or_kip_is_whole"),
        ("amount_bound = 'maybe'", "has_a_bound"),
        ("status = 'approved'", "aid_made_here_is_approved_by"),
        ("status = 'closed', approved_on = now()", "aid_made_here_is_approved_by"),
        ("handed_over_days = 'empty'", "may_be_some_day"),
    ],
)
def test_plain_sql_is_refused_too(partnership, change, rule):
    AidProjectFactory(partnership=partnership)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_aidproject SET {change}")


def test_plain_sql_cannot_make_a_giver_the_receiver(partnership):
    project = AidProjectFactory(partnership=partnership)
    giver = AidPartyFactory(project=project)
    AidPartyFactory(project=project, role="receiver")
    with (
        pytest.raises(IntegrityError, match="nobody gives aid to themselves"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE exchanges_aidparty SET unit_id = {giver.unit_id}")


@pytest.mark.django_db(transaction=True)
def test_plain_sql_cannot_leave_aid_to_nobody(db):
    project = AidProjectFactory()
    with (
        pytest.raises(DatabaseError, match="aid names a tie, a giver or a receiver"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE exchanges_aidproject SET partnership_id = NULL WHERE id = %s", [project.pk]
        )


# Pages


def test_list_costs_the_same_for_1_row_and_a_full_page(
    client, officer, quan_son, django_assert_num_queries
):
    client.force_login(officer)
    for rows in (1, 59):
        for number in range(rows):
            given(officer, f"Quà {number}", 1, givers=[quan_son])
        # who is signed in (2), reach (of the rows, of their ties), count, page
        with django_assert_num_queries(6):
            page = client.get(reverse("exchanges:aid-project-list"))
    assert "huyện Quan Sơn" in page.text


def test_the_page_of_aid(client, officer, gifts, django_assert_num_queries):
    project = AidProject.objects.get(title__startswith="Mô hình")
    client.force_login(officer)
    with django_assert_num_queries(9):
        page = client.get(project.get_absolute_url())
    assert "receiver, amount, day of the hand-over" in page.text
    assert "tạ/ha" in page.text


def test_out_of_scope_is_404(client, officer):
    project = AidProjectFactory()
    client.force_login(officer)
    assert client.get(project.get_absolute_url()).status_code == 404
    tie = PartnershipFactory()
    for name in ("aid", "meetings", "agreed-items", "activities", "incidents"):
        assert client.get(reverse(f"exchanges:tie-{name}", args=[tie.uuid])).status_code == 404
