"""Comments on any record: who may write and read them, who is told."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import readers
from accounts.choices import NoticeKind, Role
from accounts.models import AuditEvent, Comment, Notice
from accounts.services import comments
from core.errors import RuleViolation
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    ChargeFactory,
    CommentFactory,
    IncidentFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def colleague(unit):
    return UserFactory(units=[unit], last_name="Hà", first_name="Thị Mừng", username="mung")


def here(name, record):
    return reverse(f"records:{name}", args=[record._meta.label_lower, record.uuid])


def test_a_comment_asks_a_colleague_and_tells_who_wrote_before(officer, colleague, partnership):
    first = comments.add(target=partnership, text="Đã kiểm tra.", by=colleague)
    comments.add(target=partnership, text="Nhờ xem lại.", by=officer, mentioned=[colleague])
    told = Notice.objects.get()
    assert (told.recipient, told.kind, told.actor) == (colleague, NoticeKind.MENTIONED, officer)
    third = UserFactory(units=colleague.units.all())
    comments.add(target=partnership, text="Vâng.", by=third)
    assert set(Notice.objects.filter(actor=third).values_list("recipient", "kind")) == {
        (officer.pk, "commented"),
        (colleague.pk, "commented"),
    }
    assert first.author == colleague
    assert AuditEvent.objects.filter(action="comment.added", target=partnership.uuid).count() == 3


def test_the_same_comment_sent_twice_is_one(officer, colleague, partnership):
    sent = {"target": partnership, "text": "Một lần.", "mentioned": [colleague], "by": officer}
    key = uuid.uuid4()
    first, again = (comments.add(**sent, uuid=key) for _time in range(2))
    assert first == again
    assert (Comment.objects.count(), Notice.objects.count()) == (1, 1)


def test_what_is_refused(officer, colleague, partnership):
    stranger = UserFactory(units=[UnitFactory()])
    for said, words in (
        ({"text": " \u200b "}, "Write the comment"),
        ({"text": "x" * 2001}, "at most 2000"),
        ({"mentioned": [stranger]}, "may not see this record"),
        ({"by": stranger}, "not in your area"),
    ):
        with pytest.raises(RuleViolation, match=words):
            comments.add(**{"target": partnership, "text": "Có.", "by": officer} | said)
    assert not Comment.objects.exists()
    own = comments.add(target=partnership, text="Của tôi.", by=officer)
    with pytest.raises(RuleViolation, match="Only who wrote"):
        comments.edit(comment=own, target=partnership, text="Khác", by=colleague)
    comments.remove(comment=own, target=partnership, by=officer)
    for verb in (
        lambda: comments.edit(comment=own, target=partnership, text="Lại", by=officer),
        lambda: comments.remove(comment=own, target=partnership, by=officer),
    ):
        with pytest.raises(RuleViolation, match="was removed"):
            verb()


def test_a_comment_is_put_right_and_removed_and_its_history_keeps_it(officer, partnership):
    own = comments.add(target=partnership, text="Mốc 1088", by=officer)
    comments.edit(comment=own, target=partnership, text="Mốc 1089", by=officer)
    comments.remove(comment=own, target=partnership, by=officer)
    own.refresh_from_db()
    assert (own.text, bool(own.edited_at), bool(own.removed_at)) == ("", True, True)
    said = list(own.events.order_by("pgh_id").values_list("text", flat=True))
    assert said == ["Mốc 1088", "Mốc 1089", ""]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM accounts_comment",
        "UPDATE accounts_comment SET target = gen_random_uuid()",
        "UPDATE accounts_comment SET author_id = (SELECT max(id) FROM accounts_user)",
        "UPDATE accounts_comment SET text = ' '",
        "UPDATE accounts_comment SET removed_at = now()",
    ],
)
def test_plain_sql_is_refused_too(officer, partnership, colleague, sql):
    CommentFactory(record=partnership, author=officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_act_and_audit_roll_back_together(officer, partnership, colleague):
    with transaction.atomic():
        comments.add(target=partnership, text="Thử", by=officer, mentioned=[colleague])
        transaction.set_rollback(True)
    assert not Comment.objects.exists()
    assert not Notice.objects.exists()
    assert not AuditEvent.objects.filter(action="comment.added").exists()


def test_only_colleagues_who_may_see_the_record_are_offered(client, officer, colleague, unit):
    tie = PartnershipFactory(home__unit=unit)
    UserFactory(units=[UnitFactory()], last_name="Hà", first_name="Thị Xa", username="xa")
    UserFactory(units=[unit], last_name="Hà", first_name="Đã nghỉ", is_active=False)
    UserFactory(sees_all=True, last_name="Hà", first_name="Bộ", role=Role.READER)
    client.force_login(officer)
    found = client.get(here("colleagues", tie), {"q": "ha", "name": "mentioned"}).text
    assert "Hà Thị Mừng (mung)" in found
    assert "Hà Bộ" in found
    assert "Thị Xa" not in found
    assert "Đã nghỉ" not in found
    assert "mung" in client.get(here("colleagues", tie), {"q": "mừng"}).text
    secret = IncidentFactory(partnership=tie, sensitive=True, filed_by=officer)
    assert "(mung)" not in client.get(here("colleagues", secret), {"q": "mung"}).text
    assert client.get(here("colleagues", PartnershipFactory()), {"q": "ha"}).status_code == 404


def test_who_may_see_is_asked_once_for_all_who_are_alike(
    unit, partnership, django_assert_num_queries
):
    for number in range(30):
        place = unit if number % 2 else UnitFactory()
        if place != unit:
            PartnershipPartyFactory(partnership=partnership, unit=place)
        UserFactory(units=[place], role=(Role.OFFICER, Role.READER)[number % 3 == 0])
    station = OrganisationFactory(seat=UnitFactory())
    ChargeFactory(organisation=station, unit=unit)
    UserFactory(organisation=station, role=Role.LIAISON)
    with django_assert_num_queries(3):  # where it belongs, who is there, what they may see
        assert len(readers.colleagues(partnership, "")) == 31


def test_what_is_sensitive_costs_the_same_for_one_and_for_many(
    unit, partnership, django_assert_num_queries
):
    filer, *others = (UserFactory(units=[unit], role=Role.LIAISON) for _number in range(9))
    knows = UserFactory(units=[unit], role=Role.HEAD, sees_sensitive=True)
    secret = IncidentFactory(partnership=partnership, sensitive=True, filed_by=filer)
    for asked, seen in (([filer], [filer]), ([filer, knows, *others], [filer, knows])):
        with django_assert_num_queries(4):  # as above, and who filed it
            assert readers.who_see(secret, asked) == seen


def test_near_and_scope_agree_for_every_way_to_a_record(unit, partnership):
    """Nobody who may see a record is left out by the quick look from its side."""
    meeting = MeetingFactory(partnerships=[partnership])
    province = UnitFactory()
    border = BorderFactory()
    markers = [BorderMarkerFactory(border=border) for _number in range(3)]
    at_marker = IncidentFactory(partnership=None, unit=None, marker=markers[1])
    stations = [OrganisationFactory(seat=UnitFactory()) for _number in range(5)]
    ended = date(2020, 1, 1)
    ChargeFactory(organisation=stations[0], unit=unit)
    ChargeFactory(organisation=stations[1], unit=unit, until=ended)
    ChargeFactory(organisation=stations[2], unit=None, partnership=partnership)
    for station, (first, last) in zip(stations[3:], ((0, 2), (2, 2)), strict=True):
        ChargeFactory(
            organisation=station, unit=None, from_marker=markers[first], to_marker=markers[last]
        )
    users = [
        UserFactory(units=[unit]),
        UserFactory(units=[province]),
        UserFactory(sees_all=True),
        UserFactory(units=[partnership.parties.get(side="counterpart").unit]),
        *(UserFactory(organisation=station) for station in stations),
    ]
    for record in (partnership, meeting, unit, stations[0], at_marker):
        model = type(record)
        rows = model.objects.all()
        seen = {
            user.pk
            for user in users
            if not hasattr(rows, "visible_to") or rows.visible_to(user).filter(pk=record.pk)
        }
        assert {one.pk for one in readers.who_see(record, users)} == seen
        assert seen == set(readers.near(record).values_list("pk", flat=True))


def test_the_page_shows_them_and_the_form_makes_one(client, officer, colleague, partnership):
    client.force_login(officer)
    page = client.get(here("comments", partnership))
    assert "Nobody has remarked" in page.text
    sent = {"text": "Nhờ xem <b>", "mentioned": str(colleague.uuid)}
    sent["submission"] = str(uuid.uuid4())
    for _time in range(2):
        answer = client.post(here("comments", partnership), sent)
        assert answer["Location"] == f"{partnership.get_absolute_url()}#remarks"
    one = Comment.objects.get()
    assert list(one.mentioned.all()) == [colleague]
    piece = client.get(here("comments", partnership), headers={"HX-Request": "true"}).text
    assert "<html" not in piece
    assert "Nhờ xem &lt;b&gt;" in piece
    client.post(here("comments", partnership), {"text": "Sửa", "edit": str(one.uuid)})
    one.refresh_from_db()
    assert one.text == "Sửa"
    client.post(here("comments", partnership), {"remove": str(one.uuid)})
    assert "removed by its author" in client.get(here("comments", partnership)).text
    for bad in ("x", str(uuid.uuid4())):
        assert client.post(here("comments", partnership), {"remove": bad}).status_code == 404


def test_a_refused_comment_keeps_what_was_typed(client, officer, partnership):
    stranger = UserFactory(units=[UnitFactory()])
    client.force_login(officer)
    answer = client.post(
        here("comments", partnership), {"text": "Rất dài", "mentioned": str(stranger.uuid)}
    )
    assert answer.status_code == 422
    assert "Rất dài" in answer.text
    assert not Comment.objects.exists()


def test_without_a_script_a_name_is_looked_up_when_the_form_is_sent(
    client, officer, colleague, partnership
):
    client.force_login(officer)
    client.post(here("comments", partnership), {"text": "Xem", "mentioned_q": "mung"})
    assert list(Comment.objects.get().mentioned.all()) == [colleague]


def test_comments_are_as_closed_as_their_record(client, officer, partnership):
    elsewhere = PartnershipFactory()
    client.force_login(officer)
    for record in (elsewhere, IncidentFactory(partnership=partnership, sensitive=True)):
        assert client.get(here("comments", record)).status_code == 404
        assert client.post(here("comments", record), {"text": "x"}).status_code == 404


def test_it_costs_the_same_for_one_comment_and_for_many(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for number in (1, 30):
        for _time in range(number):
            CommentFactory(record=partnership)
        with django_assert_num_queries(7):  # who (2), reach, record, its ends, comments, the asked
            client.get(here("comments", partnership), headers={"HX-Request": "true"})
