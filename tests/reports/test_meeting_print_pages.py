"""The pages of prints around a meeting: choices, files, refusals, who may, what they cost."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from exchanges.choices import DelegationRole, LetterDirection, LetterKind, MinutesStatus, Outcome
from exchanges.models import Minutes, Patrol
from partnerships.choices import Side
from reports import tasks
from reports.services import prints
from reports.views.prints import file_name
from tests import factories as make
from tests.reports.printed import AGREED

CHOICES = {"shown": "1", "languages": "lo", "layout": "columns"}


@pytest.fixture
def officer(db, district):
    return make.UserFactory(role=Role.OFFICER, units=[district], office=make.OfficeFactory())


@pytest.fixture
def meeting(tie):
    met = make.MeetingFactory(partnerships=[tie], host=Side.HOME, title="Hội nghị giao ban")
    make.AttendanceFactory(meeting=met, role=DelegationRole.HEAD)
    make.LetterFactory(partnership=tie, meeting=met, kind=LetterKind.INVITATION, text=AGREED)
    return met


@pytest.fixture
def record(meeting):
    record = make.MinutesFactory(
        meeting=meeting, status=MinutesStatus.TEXT_AGREED, outcome=Outcome.AGREED
    )
    make.MinutesItemFactory(minutes=record, text=AGREED)
    return record


@pytest.fixture
def records(meeting, record, tie):
    """Each kind of record with the part of its page, its file and how many files it offers."""
    letter = make.LetterFactory(partnership=tie, text=AGREED)
    return (
        ("meeting-prints", "meeting-print", meeting, 3),
        ("meeting-invitation", "meeting-invitation-file", meeting, 1),
        ("minutes-prints", "minutes-print", record, 2),
        ("letter-prints", "letter-print", letter, 1),
        ("patrol-prints", "patrol-print", make.PatrolFactory(partnership=tie), 2),
        ("tie-series", "tie-series-file", tie, 1),
    )


@pytest.fixture
def at_once(monkeypatch):
    """A worker that is there at once; what it was sent is told."""
    sent = []

    def build(**what):
        sent.append(what["content"])
        prints.build(**what)

    monkeypatch.setattr(tasks.build_print, "delay", build)
    return sent


def url(name, record):
    return reverse(f"reports:{name}", args=[record.uuid])


def test_each_record_offers_its_papers(client, officer, records, django_assert_max_num_queries):
    client.force_login(officer)
    for page, _file, record, copies in records:
        with django_assert_max_num_queries(31):
            shown = client.get(url(page, record))
        assert shown.status_code == 200
        assert len(shown.context["copies"]) == copies, page
        assert not shown.context["form"].errors, page


def test_out_of_scope_there_is_no_print(client, records):
    client.force_login(make.UserFactory(role=Role.OFFICER, units=[make.UnitFactory()]))
    for page, file, record, _copies in records:
        assert client.get(url(page, record)).status_code == 404
        assert client.get(url(file, record)).status_code == 404


def test_only_whoever_writes_letters_prints_them(client, records, district):
    client.force_login(make.UserFactory(role=Role.READER, units=[district]))
    answers = {page: client.get(url(page, record)).status_code for page, _f, record, _n in records}
    assert {page for page, code in answers.items() if code == 403} == {
        "meeting-invitation",
        "letter-prints",
    }


def test_minutes_are_made_in_both_copies_and_taken_with_a_trace(
    client, officer, record, at_once, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    page = url("minutes-prints", record)
    with django_capture_on_commit_callbacks(execute=True):
        client.get(page, {**CHOICES, "mottos": "on", "make": "counterpart"})
    home, other = client.get(page, {**CHOICES, "mottos": "on"}).context["copies"]
    assert home.content["hash"] == other.content["hash"]
    assert (home.made.pdf, other.made.pdf[:5]) == (None, b"%PDF-")
    assert other.unchecked == ["Lao"]
    taken = client.get(other.url)
    assert b"".join(taken.streaming_content) == other.made.pdf
    code = f"BB-{record.uuid.hex[:8].upper()}-B"
    assert file_name(at_once[0]) == f"{code} Hội nghị giao ban minutes (vi-lo).pdf"
    trace = AuditEvent.objects.filter(action="print.downloaded").last()
    assert (trace.target, trace.details["code"]) == (record.uuid, code)


def test_minutes_that_are_not_checked_say_so_and_order_nothing(client, officer, record, at_once):
    make.MinutesItemFactory(minutes=record, text={"vi": AGREED["vi"]})
    client.force_login(officer)
    shown = client.get(url("minutes-prints", record), {**CHOICES, "make": "home"})
    assert "Not checked in Lao: item 2." in shown.text
    file = client.get(url("minutes-print", record), CHOICES)
    assert file.url == record.get_absolute_url()
    assert at_once == []


def test_a_unilateral_record_is_one_file_without_a_choice_of_language(client, officer, record):
    Minutes.objects.filter(pk=record.pk).update(
        outcome=Outcome.UNILATERAL, status=MinutesStatus.SUBMITTED
    )
    client.force_login(officer)
    page = client.get(url("minutes-prints", record))
    [copy] = page.context["copies"]
    assert copy.content["kind"] == "record"
    assert list(page.context["form"].fields) == ["as_draft"]


def test_what_is_not_printed_says_why(client, officer, tie, meeting):
    client.force_login(officer)

    def told(name, record):
        return client.get(url(name, record)).context["nothing"]

    meeting.host = Side.COUNTERPART
    meeting.save()
    assert told("meeting-invitation", meeting).startswith("The other side hosts this meeting")
    held = make.MeetingFactory(partnerships=[tie])
    assert told("meeting-invitation", held).startswith("No invitation to this meeting")
    came = make.LetterFactory(partnership=tie, direction=LetterDirection.IN)
    assert told("letter-prints", came).startswith("This letter came from the other side")
    back = make.LetterFactory(partnership=tie, withdrawn_reason="Ghi nhầm")
    assert told("letter-prints", back) == "This letter was taken back; it is not printed."
    incident = make.IncidentFactory(partnership=tie, sensitive=True, filed_by=officer)
    about = make.LetterFactory(partnership=tie, incident=incident)
    assert told("letter-prints", about).startswith("The incident is sensitive")
    file = client.get(url("letter-print", about))
    assert file.url == about.get_absolute_url()
    gone = make.PatrolFactory(partnership=tie, withdrawn_reason="Ghi nhầm")
    assert told("patrol-prints", gone) == "This patrol was taken back; it is not printed."
    assert Patrol.objects.filter(pk=gone.pk).exists()
    officer.office = None
    officer.save()
    assert "names no office" in told("letter-prints", make.LetterFactory(partnership=tie))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"since": "31/02/2025"}, "since"),
        ({"since": "2025"}, "since"),
        ({"since": "01/01/2025", "until": "01/01/2024"}, "until"),
        ({"languages": ["lo", "en"]}, "languages"),
        ({"languages": ["xx"]}, "languages"),
        ({"since": ""}, "since"),
    ],
)
def test_a_bad_period_is_answered_at_its_field(client, officer, tie, typed, said):
    client.force_login(officer)
    asked = {"shown": "1", "since": "01/01/2024", "until": "31/12/2025", "languages": "lo"} | typed
    page = client.get(url("tie-series", tie), asked)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [said]


def test_a_period_without_minutes_is_refused_with_a_sentence(client, officer, tie, record):
    client.force_login(officer)
    asked = {"shown": "1", "since": "01/01/2020", "until": "31/12/2020", "make": "series"}
    assert (
        "There are no minutes of this tie in that period"
        in client.get(url("tie-series", tie), asked).text
    )
    found = client.get(
        url("tie-series", tie), asked | {"since": "01/01/2025", "until": "31/12/2025"}
    )
    [copy] = found.context["copies"]
    assert copy.refused == []
    assert copy.content["cut_off"] == date(2026, 1, 1).isoformat()


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_a_meeting_and_its_tie_offer_their_papers(
    sign_in, officer, record, meeting, tie, at_once
):
    page = sign_in(officer)
    page.goto(meeting.get_absolute_url())
    papers = page.locator("#part-prints")
    papers.get_by_role("button", name="Make the file: Seating plan").click()
    papers.get_by_role("link", name="Download PDF").wait_for()
    invitation = page.locator("#part-invitation")
    invitation.get_by_role("button", name="Make the file: Letter of invitation").click()
    invitation.get_by_role("link", name="Download PDF").wait_for()
    assert papers.get_by_role("link", name="Download PDF").count() == 1
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (meeting.get_absolute_url(), record.get_absolute_url()):
            page.goto(path)
            page.locator("#part-prints button").first.wait_for()
            found = Axe().run(page).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0
