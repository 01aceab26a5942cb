"""A long list as a workbook: ordered from its page, built by a worker, taken by who ordered it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.exports import answers
from reports import tasks
from reports.choices import ExportState
from reports.models import ListExport
from reports.models.build import ATTEMPTS
from reports.services import list_exports
from tests.factories import ListExportFactory, MeetingFactory, UserFactory

LIST = reverse("exchanges:meeting-list")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rung(monkeypatch):
    """Whom the doorbell called; the tests do the work themselves."""
    called = []
    monkeypatch.setattr(tasks.build_export, "delay", lambda export_id: called.append(export_id))
    return called


@pytest.fixture
def meetings(partnership):
    MeetingFactory(title="Hội đàm A", partnerships=[partnership])
    MeetingFactory(title="Hội đàm B", partnerships=[partnership])
    MeetingFactory(title="Ngoài phạm vi")


def ordered(by, query="q=Hội&columns=title", kind="xlsx"):
    return list_exports.order(page=LIST, query=query, kind=kind, by=by)


def built(by, **asked):
    export = ordered(by, **asked)
    assert list_exports.build(export_id=export.pk)
    export.refresh_from_db()
    return export


@pytest.mark.usefixtures("meetings", "rung")
def test_from_the_list_to_the_file(client, officer, monkeypatch):
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    client.force_login(officer)

    page = client.get(f"{LIST}?as=xlsx&columns=title&sort=title", follow=True)
    assert "The list has more than" in page.text
    form = {"page": LIST, "query": "columns=title&sort=title", "kind": "xlsx"}
    assert all(f'value="{escape(words)}"' in page.text for words in form.values())
    client.post(reverse("export-order"), form)
    assert "0 of 2 records are written" in client.get(reverse("export-list")).text
    list_exports.build(export_id=ListExport.objects.get().pk)
    page = client.get(reverse("export-progress"), headers={"HX-Request": "true"}).text
    assert "2 records" in page
    answer = client.get(f"{reverse('export-file')}?export={ListExport.objects.get().uuid}")

    rows = load_workbook(BytesIO(answer.getvalue())).worksheets[0].iter_rows(values_only=True)
    assert [row[0] for row in rows] == ["Meeting", "Hội đàm A", "Hội đàm B"]
    acts = list(AuditEvent.objects.values_list("action", flat=True))
    assert acts == ["list.taken", "list.ordered"]


@pytest.mark.usefixtures("meetings")
def test_it_holds_what_its_owner_sees_with_the_filters_of_the_page(officer, rung):
    export = built(officer)

    assert (export.state, export.rows, export.total) == (ExportState.DONE, 2, 2)
    assert rung == [export.pk]
    details = AuditEvent.objects.get().details
    assert details["filters"] == {"q": "…"}


@pytest.mark.usefixtures("meetings", "rung")
def test_the_very_same_is_built_once(officer):
    first = ordered(officer)
    assert ordered(officer) == first
    assert ordered(officer, kind="ods") != first
    with pytest.raises(IntegrityError), transaction.atomic():
        ListExport.objects.create(user=officer, page=LIST, query=first.query, kind="xlsx")


@pytest.mark.usefixtures("rung")
@pytest.mark.parametrize(
    ("page", "words"),
    [("/account/", "no such list"), ("/nowhere/", "no such list"), ("/" + "x" * 3000, "no such")],
)
def test_only_a_list_can_be_ordered(officer, page, words):
    with pytest.raises(RuleViolation, match=words):
        list_exports.order(page=page, query="", kind="xlsx", by=officer)
    with pytest.raises(RuleViolation, match="no such kind"):
        list_exports.order(page=LIST, query="", kind="exe", by=officer)
    with pytest.raises(RuleViolation, match="no such list"):  # three bytes a letter
        list_exports.order(page=LIST, query=f"q={'宁' * 1500}", kind="xlsx", by=officer)
    assert not ListExport.objects.exists()


@pytest.mark.usefixtures("meetings", "rung")
def test_a_list_that_no_worker_could_write_is_refused(officer, client, monkeypatch):
    monkeypatch.setattr(list_exports, "MOST", 1)
    client.force_login(officer)
    form = {"page": LIST, "query": "", "kind": "xlsx"}
    page = client.post(reverse("export-order"), form, follow=True)
    assert "more than 1 records" in page.text


def test_a_page_that_one_may_not_open_cannot_be_ordered(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    form = {"page": LIST, "query": "", "kind": "xlsx"}
    assert client.post(reverse("export-order"), form).status_code == 403
    page = client.get(reverse("export-list"), {"page": LIST, "as": "xlsx"})
    assert "Build the file" not in page.text


@pytest.mark.usefixtures("meetings", "rung")
def test_nobody_else_takes_the_file(client, officer, unit):
    export = built(officer)
    client.force_login(UserFactory(units=[unit]))
    for name in (str(export.uuid), "x", ""):
        answer = client.get(f"{reverse('export-file')}?export={name}", follow=True)
        assert "not kept any more" in answer.text
    with pytest.raises(RuleViolation, match="has changed"):
        list_exports.handed_out(export=export, by=UserFactory(units=[unit]))


@pytest.mark.usefixtures("meetings", "rung")
def test_who_sees_less_than_before_takes_it_no_more(client, officer):
    export, waiting = built(officer), ordered(officer, kind="ods")
    officer.units.clear()
    client.force_login(officer)
    answer = client.get(f"{reverse('export-file')}?export={export.uuid}", follow=True)
    assert "has changed since" in answer.text
    list_exports.build(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rows) == (ExportState.FAILED, 0)


@pytest.mark.usefixtures("meetings", "rung")
def test_a_lost_file_is_told(client, officer):
    export = built(officer)
    default_storage.delete(export.file.name)
    client.force_login(officer)
    answer = client.get(f"{reverse('export-file')}?export={export.uuid}", follow=True)
    assert "lost from the storage" in answer.text


@pytest.mark.usefixtures("meetings", "rung")
def test_a_worker_that_was_replaced_keeps_nothing(officer):
    export = ordered(officer)
    late = list_exports.claim(export_id=export.pk)
    assert list_exports.claim(export_id=export.pk) is None
    ListExport.objects.update(heartbeat=export.ordered_at - timedelta(minutes=1))
    token = list_exports.claim(export_id=export.pk)
    told = {"export_id": export.pk, "file": ContentFile(b"x"), "rows": 1}
    assert not list_exports.finish(token=late, **told)
    assert list_exports.finish(token=token, **told)


@pytest.mark.usefixtures("rung")
def test_the_sweep_sends_again_and_gives_up_in_the_end(monkeypatch):
    sent = []
    send = lambda kwargs, expires: sent.append(kwargs["export_id"])  # noqa: E731
    monkeypatch.setattr(tasks.build_export, "apply_async", send)
    waiting = ListExportFactory()
    dead = ListExportFactory(query="x")
    list_exports.claim(export_id=dead.pk)
    ListExport.objects.filter(pk=dead.pk).update(
        attempts=ATTEMPTS, heartbeat=waiting.user.date_joined - timedelta(minutes=1)
    )
    list_exports.sweep()

    dead.refresh_from_db()
    assert sent == [waiting.pk]
    assert (dead.state, dead.error) == (ExportState.FAILED, "3 workers were lost over it.")


@pytest.mark.usefixtures("meetings", "rung")
def test_after_a_day_file_and_order_are_gone(officer):
    export = built(officer)
    list_exports.drop_old()
    assert ListExport.objects.exists()
    ListExport.objects.update(ordered_at=export.ordered_at - timedelta(days=1, minutes=1))
    list_exports.drop_old()
    assert not ListExport.objects.exists()
    assert not default_storage.exists(export.file.name)


@pytest.mark.parametrize(
    "wrong",
    ["state = 'building'", "state = 'failed'", "state = 'done'", "heartbeat = now()"],
)
def test_the_database_refuses_a_state_that_cannot_be(wrong):
    ListExportFactory()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_listexport SET {wrong}")
