"""Files of meetings, minutes, agreed items, activities, patrols, incidents and letters."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.choices import Role
from core.fields import PartialDate
from exchanges.models import Attachment, Letter, Patrol, PatrolParty
from partnerships.services import files
from tests import uploads
from tests.factories import (
    ActivityFactory,
    AgreedItemFactory,
    AttachmentFactory,
    BorderFactory,
    IncidentFactory,
    MeetingFactory,
    MinutesFactory,
    UserFactory,
)


@pytest.fixture
def meeting(partnership):
    return MeetingFactory(partnerships=[partnership])


@pytest.fixture
def liaison(client, unit):
    client.user = UserFactory(role=Role.LIAISON, units=[unit])
    client.force_login(client.user)
    return client


def patrol(meeting):
    tie = meeting.partnerships.get()
    with transaction.atomic():
        made = Patrol.objects.create(
            basis="reported",
            partnership=tie,
            border=BorderFactory(),
            happened=PartialDate.read("2024"),
        )
        PatrolParty.objects.create(patrol=made, side="home", unit=tie.parties.get(side="home").unit)
    return made


RECORDS = {
    "meeting": (lambda meeting: meeting, "photo"),
    "minutes": (lambda meeting: MinutesFactory(meeting=meeting), "signed_copy"),
    "agreed-item": (lambda meeting: AgreedItemFactory(meeting=meeting), "proof"),
    "activity": (lambda meeting: ActivityFactory(partnership=meeting.partnerships.get()), "photo"),
    "patrol": (patrol, "sheet"),
    "incident": (lambda meeting: IncidentFactory(partnership=meeting.partnerships.get()), "letter"),
    "letter": (
        lambda meeting: Letter.objects.create(
            partnership=meeting.partnerships.get(), direction="in", kind="notice", gist="Mưa lũ"
        ),
        "translation",
    ),
}


def page(name, record):
    return reverse(f"exchanges:{name}", args=[record.uuid])


def sent(client, name, record, kind, **typed):
    scan = uploads.upload("bản quét.pdf", uploads.pdf("Biên bản"))
    typed = {"file": scan, "kind": kind, "declared": "on"} | typed
    return client.post(page(f"{name}-file-add", record), typed, headers={"HX-Request": "true"})


@pytest.mark.parametrize("name", RECORDS)
def test_a_file_goes_with_its_record(liaison, meeting, name, django_assert_max_num_queries):
    build, kind = RECORDS[name]
    record = build(meeting)

    answer = sent(liaison, name, record, kind)

    assert answer.status_code == 302
    with django_assert_max_num_queries(8):
        assert "bản quét.pdf" in liaison.get(answer["Location"]).text
    kept = Attachment.objects.get()
    assert (kept.record, kept.kind) == (record, kind)
    with django_assert_max_num_queries(8):
        assert str(record) in liaison.get(kept.get_absolute_url()).text


@pytest.mark.parametrize("name", RECORDS)
def test_a_kind_that_the_record_does_not_have_is_said_at_the_field(liaison, meeting, name):
    answer = sent(liaison, name, RECORDS[name][0](meeting), "hand_over")
    assert answer.status_code == 422
    assert not Attachment.objects.exists()


def test_the_files_of_a_sensitive_incident_are_not_there_without_the_right(
    client, liaison, partnership, unit
):
    incident = IncidentFactory(partnership=partnership, sensitive=True)
    letter = Letter.objects.create(
        partnership=partnership, direction="out", kind="protest", gist="Vụ việc", incident=incident
    )
    with_it = [AttachmentFactory(project=None, incident=incident)]
    with_it.append(AttachmentFactory(project=None, letter=letter))
    names = ("attachment-detail", "attachment-page", "attachment-download", "attachment-edit")
    pages = [page(name, file) for file in with_it for name in names]
    pages += [page("incident-files", incident), page("incident-file-add", incident)]

    assert {liaison.get(url).status_code for url in pages} == {404}
    for needing in ({"sees_sensitive": True}, {}):
        user = UserFactory(role=Role.LIAISON, units=[unit], **needing)
        if not needing:
            type(incident).objects.filter(pk=incident.pk).update(filed_by=user)
        client.force_login(user)
        assert {client.get(url).status_code for url in pages} == {200}


def test_minutes_have_one_master_whatever_its_language(liaison, meeting):
    minutes = MinutesFactory(meeting=meeting)
    sent(liaison, "minutes", minutes, "signed_copy", is_master="on", language="vi")
    first = Attachment.objects.get()

    scan = uploads.upload("hai.pdf", uploads.pdf("Bản thứ hai"))
    again = sent(
        liaison, "minutes", minutes, "signed_copy", file=scan, is_master="on", language="lo"
    )
    assert again.status_code == 422
    assert "is the master copy. Bring this file as its new version." in again.text
    scan.seek(0)
    sent(liaison, "minutes", minutes, "signed_copy", file=scan, language="lo")
    second = Attachment.objects.exclude(pk=first.pk).get()
    assert "Mark as the master" in liaison.get(second.get_absolute_url()).text
    liaison.post(page("attachment-master", second))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_master, second.is_master) == (False, True)


def test_a_photo_of_a_meeting_is_nobodys_master(liaison, meeting):
    photo = AttachmentFactory(project=None, meeting=meeting)
    liaison.post(page("attachment-master", photo))
    photo.refresh_from_db()
    assert not photo.is_master


SQL = [
    ("UPDATE exchanges_attachment SET meeting_id = NULL", "attachment_has_one_record"),
    (
        "UPDATE exchanges_attachment SET minutes_id = (SELECT id FROM exchanges_minutes)",
        "attachment_has_one_record",
    ),
    (
        """INSERT INTO exchanges_attachment (uuid, sha256, size, media_type, name, kind, language,
           note, is_master, signatures, uploaded_by_id, withdrawn_reason, minutes_id)
           SELECT gen_random_uuid(), repeat(n::text, 64), 9, 'application/pdf', 'a', 'signed_copy',
           '', '', true, '[]', uploaded_by_id, '', (SELECT id FROM exchanges_minutes)
           FROM exchanges_attachment, generate_series(1, 2) n""",
        "minutes_have_one_master",
    ),
]


@pytest.mark.parametrize(("sql", "rule"), SQL)
def test_plain_sql_is_refused_too(meeting, sql, rule):
    MinutesFactory(meeting=meeting)
    AttachmentFactory(project=None, meeting=meeting)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_new_version_takes_over_the_mark(meeting, officer):
    minutes = MinutesFactory(meeting=meeting)

    def attach(text, **facts):
        return files.attach(
            model=Attachment,
            of={"minutes": minutes},
            upload=uploads.upload("a.pdf", uploads.pdf(text)),
            kind="signed_copy",
            declared=True,
            is_master=True,
            by=officer,
            **facts,
        )

    first = attach("một")
    assert attach("hai", replaces=first).is_master
    first.refresh_from_db()
    assert not first.is_master
