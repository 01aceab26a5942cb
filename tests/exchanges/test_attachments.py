"""Files of aid and deliveries: the same rules; liaison officers bring them too."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.models import Attachment, Delivery
from partnerships.choices import FileKind
from partnerships.services import files
from tests import uploads
from tests.factories import AidProjectFactory, AttachmentFactory, UserFactory


@pytest.fixture
def project(partnership):
    return AidProjectFactory(
        partnership=partnership, title="Nhà văn hóa", basis="reported", status="handed_over"
    )


@pytest.fixture
def delivery(project):
    given = PartialDate.read("20/12/2024")
    return Delivery.objects.create(project=project, basis="reported", given=given, what="Xi măng")


@pytest.fixture
def liaison(client, unit):
    user = UserFactory(role=Role.LIAISON, units=[unit])
    client.force_login(user)
    return client


def page(name, record):
    return reverse(f"exchanges:{name}", args=[record.uuid])


def sent(client, name, record, upload, **typed):
    typed = {"file": upload, "kind": "hand_over", "declared": "on"} | typed
    return client.post(page(name, record), typed, headers={"HX-Request": "true"})


@pytest.mark.parametrize("name", ["aid-project", "delivery"])
def test_a_liaison_officer_brings_the_record_of_the_hand_over(liaison, project, delivery, name):
    record = {"aid-project": project, "delivery": delivery}[name]
    scan = uploads.upload("biên bản.pdf", uploads.pdf("Biên bản bàn giao"))

    answer = sent(liaison, f"{name}-file-add", record, scan)

    assert answer.status_code == 302
    assert "biên bản.pdf" in liaison.get(answer["Location"]).text
    kept = Attachment.objects.get()
    assert (kept.record, kept.pages) == (record, 1)
    assert AuditEvent.objects.filter(action="file.attached", target=kept.uuid).exists()


def test_the_photo_of_a_delivery_is_seen_small_and_taken_whole(liaison, delivery):
    data = uploads.picture("JPEG", (1500, 1000))
    sent(liaison, "delivery-file-add", delivery, uploads.upload("ảnh.jpg", data), kind="photo")
    photo = Attachment.objects.get()

    assert liaison.get(page("attachment-detail", photo)).status_code == 200
    assert liaison.get(page("attachment-page", photo)).content[:4] == b"RIFF"
    taken = liaison.get(page("attachment-download", photo))
    assert b"".join(taken.streaming_content) == data
    assert "Xi%20m%C4%83ng%20-%20Photo%20-%202024-12-20.jpg" in taken["Content-Disposition"]


def test_a_stamped_file_is_refused_without_a_place_to_point_to(liaison, project):
    scan = uploads.upload("a.pdf", uploads.pdf("MẬT"))
    answer = sent(liaison, "aid-project-file-add", project, scan)
    assert answer.status_code == 422
    assert "the stamp MẬT" in answer.text
    assert "kept outside" not in answer.text


def test_the_same_bytes_once_for_each_record(project, delivery, officer):
    def attach(**of):
        return files.attach(
            model=Attachment,
            of=of,
            upload=uploads.upload("a.pdf", data),
            kind=FileKind.HAND_OVER,
            declared=True,
            by=officer,
        )

    data = uploads.pdf("Biên bản")
    assert attach(project=project).sha256 == attach(delivery=delivery).sha256
    with pytest.raises(RuleViolation, match="here already"):
        attach(project=project)


@pytest.mark.parametrize("name", ["attachment-detail", "attachment-page", "attachment-download"])
def test_nobody_out_of_scope_gets_page_picture_or_bytes(client, project, name):
    photo = AttachmentFactory(project=project)
    client.force_login(UserFactory(role=Role.OFFICER))
    assert client.get(page(name, photo)).status_code == 404


def test_a_reader_brings_nothing(client, unit, project):
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    assert client.get(page("aid-project-file-add", project)).status_code == 403
    assert "Add a file" not in client.get(page("aid-project-files", project)).text


SQL = [
    ("DELETE FROM exchanges_attachment", "Cannot delete"),
    ("UPDATE exchanges_attachment SET sha256 = repeat('0', 64)", "Cannot update"),
    ("UPDATE exchanges_attachment SET uploaded_by_id = uploaded_by_id + 1", "Cannot update"),
    ("UPDATE exchanges_attachment SET is_master = true", "master_is_a_signed_copy"),
    ("UPDATE exchanges_attachment SET project_id = NULL", "attachment_has_one_record"),
]


@pytest.mark.parametrize(("sql", "rule"), SQL)
def test_plain_sql_is_refused_too(project, sql, rule):
    AttachmentFactory(project=project)
    with (
        pytest.raises((IntegrityError, ProgrammingError), match=rule),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_pages_of_files_cost_the_same_for_one_and_for_many(
    liaison, project, django_assert_max_num_queries
):
    for number in (1, 30):
        photos = AttachmentFactory.create_batch(number, project=project)
        for url in (page("aid-project-files", project), photos[0].get_absolute_url()):
            with django_assert_max_num_queries(8):
                assert liaison.get(url).status_code == 200
