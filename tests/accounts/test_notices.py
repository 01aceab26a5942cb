"""Notices: who is told of what, the bell, the list, marking."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.choices import NoticeKind, Role, Telling
from accounts.models import AuditEvent, MailChoice, Notice, NoticeChoice, User
from accounts.services import audit, notices
from tests.factories import (
    NoticeChoiceFactory,
    NoticeFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

LIST, MARK = "/notices/", "/notices/mark/"


def unread(user) -> int:
    return User.objects.values_list("unread_notices", flat=True).get(pk=user.pk)


def tell(target, to, by=None, **said):
    said = {"kind": NoticeKind.RETURNED, "occasion": "1"} | said
    return notices.tell(target=target, to=to, by=by, **said)


def test_only_others_who_may_see_the_record_are_told_and_once(officer, head, partnership):
    stranger = UserFactory(units=[UnitFactory()])
    gone = UserFactory(units=officer.units.all(), is_active=False)
    for _time in range(2):
        tell(partnership, [officer, head, stranger, gone, None], by=head)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [officer.pk]
    assert (unread(officer), unread(head)) == (1, 0)


def test_a_choice_decides_whether(officer, head, partnership):
    NoticeChoiceFactory(user=officer, telling=Telling.NEVER)
    NoticeChoiceFactory(user=head, telling=Telling.HERE)
    tell(partnership, [officer, head])
    assert list(Notice.objects.values_list("recipient", flat=True)) == [head.pk]
    tell(partnership, [officer], kind=NoticeKind.APPROVED)
    assert Notice.objects.get(recipient=officer).kind == NoticeKind.APPROVED


def test_checkers_are_those_of_the_place_with_the_role(officer, head, unit, partnership):
    UserFactory(role=Role.HEAD, sees_all=True)
    UserFactory(role=Role.HEAD, units=[UnitFactory()])
    assert notices.checkers(target=partnership, roles=[Role.HEAD]) == [head]


def test_the_number_beside_the_bell_is_kept_by_the_database(officer):
    told = NoticeFactory.create_batch(3, recipient=officer)
    assert unread(officer) == 3
    Notice.objects.filter(pk=told[0].pk).update(read_at="2026-01-01T00:00Z")
    assert unread(officer) == 2
    notices.mark(user=officer, uuids=None, read=True)
    assert unread(officer) == 0
    notices.mark(user=officer, uuids=[told[0].uuid, told[1].uuid], read=False)
    assert unread(officer) == 2
    Notice.objects.filter(recipient=officer).delete()
    assert unread(officer) == 0
    assert officer.events.filter(pgh_label="update").count() == 0


def test_plain_sql_cannot_tell_twice_or_of_an_unknown_kind(officer):
    NoticeFactory(recipient=officer)
    NoticeChoiceFactory()
    for change, rule in (
        ("accounts_notice SET kind = 'gossip'", "notice_of_a_known_kind"),
        ("accounts_noticechoice SET telling = 'pigeon'", "choice_of_a_known_kind_and_way"),
    ):
        with (
            pytest.raises(IntegrityError, match=rule),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {change}")
    with (
        pytest.raises(IntegrityError, match="an_act_is_told_to_a_user_once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO accounts_notice (uuid, recipient_id, kind, target_model, target,"
            " occasion) SELECT gen_random_uuid(), recipient_id, kind, target_model,"
            " target, occasion FROM accounts_notice"
        )


@pytest.mark.django_db
def test_an_act_that_is_gathered_with_others_is_not_told(officer, partnership):
    with audit.gathered():
        act = audit.record(action="minutes.returned", target=partnership, by=officer)
        with pytest.raises(ValueError, match="not written among many"):
            notices.tell_of(
                event=act,
                table={act.action: (NoticeKind.RETURNED, [])},
                target=partnership,
                by=None,
            )


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_once_are_both_counted():
    user, start = UserFactory(), threading.Barrier(4)

    def work(number):
        try:
            start.wait(timeout=20)
            NoticeFactory(recipient=user, actor=None, occasion=f"at-once-{number}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert unread(user) == Notice.objects.count() == 4


def test_the_page_tells_and_marks(client, officer, head, partnership):
    client.force_login(officer)
    assert "Nothing yet" in client.get(LIST).text
    tell(partnership, [officer], by=head)
    one = Notice.objects.get()
    page = client.get(LIST).text
    assert f"{head.name} returned what you filed" in page
    assert partnership.title in page
    sent = {"notice": str(one.uuid), "do": "open"}
    assert client.post(MARK, sent)["Location"] == partnership.get_absolute_url()
    one.refresh_from_db()
    assert one.read_at
    assert partnership.title not in client.get(LIST, {"show": "unread"}).text
    client.post(MARK, sent | {"do": "unread"})
    assert partnership.title in client.get(LIST, {"show": "unread", "kind": "returned"}).text
    assert partnership.title not in client.get(LIST, {"kind": "approved"}).text
    client.post(MARK, {"do": "all", "next": "https://elsewhere.example/"})
    assert unread(officer) == 0


def test_nobody_marks_the_notices_of_another(client, officer, head):
    other = NoticeFactory(recipient=head)
    client.force_login(officer)
    client.post(MARK, {"notice": str(other.uuid), "do": "read"})
    client.post(MARK, {"notice": "nonsense", "do": "open"})
    client.post(MARK, {"do": "all"})
    other.refresh_from_db()
    assert other.read_at is None


def test_a_record_that_went_out_of_sight_is_not_named(client, officer):
    away = PartnershipFactory()
    NoticeFactory(recipient=officer, record=away)
    NoticeFactory(recipient=officer, target_model="nothing.here")
    client.force_login(officer)
    page = client.get(LIST).text
    assert away.title not in page
    assert "a record that is not shown to you" in page
    sent = {"notice": str(Notice.objects.first().uuid), "do": "open"}
    assert "not shown to you any more" in client.post(MARK, sent, follow=True).text


def test_the_list_costs_the_same_for_one_and_for_a_page(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for number in (1, 60):
        NoticeFactory.create_batch(number, recipient=officer, record=partnership)
        with django_assert_num_queries(5):  # who is signed in (2), notices, reach, ties
            page = client.get(LIST)
    assert "Older" in page.text
    last = Notice.objects.filter(recipient=officer).order_by("-pk")[49]
    assert len(client.get(LIST, {"after": str(last.uuid)}).context["told"]) == 11
    assert client.get(LIST, {"after": "x", "kind": "x"}).status_code == 200


def test_a_page_with_the_bell_asks_nothing_for_it(client, officer, django_assert_num_queries):
    client.force_login(officer)
    with django_assert_num_queries(4):
        client.get(reverse("accounts:account"))
    NoticeFactory.create_batch(120, recipient=officer)
    with django_assert_num_queries(4):
        page = client.get(reverse("accounts:account")).text
    assert "99+" in page


def test_one_chooses_how_to_be_told(client, officer):
    client.force_login(officer)
    url = reverse("notices:settings")
    assert 'name="returned"' in client.get(url).text
    choices = dict.fromkeys(NoticeKind.values, "here") | {"by_mail": "on", "hour": "16"}
    assert client.post(url, choices).status_code == 302
    assert set(NoticeChoice.objects.values_list("telling", flat=True)) == {"here"}
    assert client.post(url, choices | {"returned": "pigeon"}).status_code == 422
    assert client.post(url, choices | {"hour": "25"}).status_code == 422
    assert MailChoice.objects.values_list("by_mail", "hour").get(user=officer) == (True, 16)
    assert client.post(url, {"hour": "6"} | dict.fromkeys(NoticeKind.values, "mail")).status_code
    assert MailChoice.objects.values_list("by_mail", "hour").get(user=officer) == (False, 6)
    assert AuditEvent.objects.filter(action="notices.chosen").count() == 2


def test_the_page_of_choices_says_what_is_usual_and_where_an_address_is_missing(client, officer):
    client.force_login(officer)
    page = client.get(reverse("notices:settings")).text
    assert "No e-mail address is entered for you" in page
    assert '<option value="mail" selected>Here and by e-mail</option>' in page
    assert '<option value="7" selected>07:00</option>' in page
    User.objects.filter(pk=officer.pk).update(email="canbo@example.vn")
    page = client.get(reverse("notices:settings")).text
    assert "No e-mail address is entered for you" not in page
