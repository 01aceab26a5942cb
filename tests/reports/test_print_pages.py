"""The pages of prints: made once by a worker, watched, taken away with a trace."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from reports import rendering, tasks
from reports.services import prints
from reports.views.prints import file_name
from tests import factories as make
from tests.reports.printed import AGREED, CHOICES, cleared, said


@pytest.fixture
def officer(district):
    return make.UserFactory(role=Role.OFFICER, units=[district], office=make.OfficeFactory())


@pytest.fixture
def ordered(monkeypatch):
    """What was sent to the workers."""
    sent = []
    monkeypatch.setattr(tasks.build_print, "delay", lambda **what: sent.append(what))
    return sent


def url(name, record):
    return reverse(f"reports:{name}", args=[record.uuid])


def get(client, address, capture, **query):
    with capture(execute=True):
        return client.get(address, query)


# the pages


def test_both_copies_say_the_same_and_carry_the_same_hash(client, text, officer):
    client.force_login(officer)
    page = client.get(url("memorandum-prints", text), CHOICES)
    home, other = page.context["copies"]
    assert home.content["hash"] == other.content["hash"] == said(text)["hash"]
    assert home.content["code"] == f"VB-{text.uuid.hex[:8].upper()}.DT"
    assert other.content["code"] == f"VB-{text.uuid.hex[:8].upper()}-B.DT"
    assert (home.content["copy"], other.content["copy"]) == ("home", "counterpart")


def test_a_print_is_ordered_once_watched_and_taken_with_a_trace(
    client, text, officer, ordered, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    capture, page = django_capture_on_commit_callbacks, url("memorandum-prints", text)
    assert "Not made yet" in get(client, page, capture).text
    for _twice in range(2):
        shown = get(client, page, capture, **CHOICES, make="home")
        assert "0 of 4 parts" in shown.text
        assert 'hx-trigger="every 1500ms"' in shown.text
    assert len(ordered) == 1

    tasks.build_print.apply(kwargs=ordered[0], throw=True)
    shown = get(client, page, capture, **CHOICES)
    assert "every 1500ms" not in shown.text
    copy = shown.context["copies"][0]
    answer = client.get(copy.url)
    assert answer.headers["Content-Type"] == "application/pdf"
    pdf = b"".join(answer.streaming_content)
    assert pdf.startswith(b"%PDF")
    prints.build(**ordered[0])
    assert b"".join(client.get(copy.url).streaming_content) == pdf
    trace = AuditEvent.objects.filter(action="print.downloaded").last()
    assert (trace.by, trace.target) == (officer.get_username(), text.uuid)
    assert trace.details["code"] == copy.content["code"]
    assert trace.details["content"] == copy.content["hash"]


def test_without_javascript_the_file_comes_after_a_page_that_waits(
    client, text, officer, ordered, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    address = url("memorandum-print", text)
    page = get(client, address, django_capture_on_commit_callbacks, **CHOICES, copy="counterpart")
    assert page.headers["Refresh"] == "2"
    assert "0 of 4 parts" in page.text
    tasks.build_print.apply(kwargs=ordered[0], throw=True)
    answer = client.get(address, CHOICES | {"copy": "counterpart"})
    name = f"VB-{text.uuid.hex[:8].upper()}-B.DT Thỏa thuận kết nghĩa (vi-lo).pdf"
    assert file_name(ordered[0]["content"]) == name
    assert "attachment" in answer.headers["Content-Disposition"]
    seen = client.get(address, CHOICES | {"copy": "counterpart", "view": "1"})
    assert "inline" in seen.headers["Content-Disposition"]


def test_a_print_that_failed_says_why_and_is_made_again_only_when_asked(
    client, text, officer, ordered, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    article = text.articles.first()
    article.text = {**AGREED, "vi": {**AGREED["vi"], "text": "\u0628"}}  # no face of ours has it
    article.save()
    capture, address = django_capture_on_commit_callbacks, url("memorandum-print", text)
    get(client, address, capture, **CHOICES)
    with pytest.raises(rendering.RenderingError):
        tasks.build_print.apply(kwargs=ordered[0], throw=True)
    page = get(client, address, capture, **CHOICES)
    assert "\u0628" in page.text  # the character that no face has is named
    assert "Refresh" not in page.headers
    assert len(ordered) == 1
    get(client, address, capture, **CHOICES, again="1")
    assert len(ordered) == 2


def test_what_cannot_be_printed_says_so_and_orders_nothing(
    client, text, officer, ordered, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    capture, page = django_capture_on_commit_callbacks, url("memorandum-prints", text)
    three = {"shown": "1", "languages": ["lo", "en"], "layout": "columns", "make": "home"}
    assert "Two columns hold two languages. Print three" in get(client, page, capture, **three).text
    none = {"shown": "1", "layout": "columns", "make": "home"}
    assert "Choose one" in get(client, page, capture, **none).text
    file = get(client, url("memorandum-print", text), capture, **three)
    assert file.url == text.get_absolute_url()
    missing = get(client, url("memorandum-print", text), capture, **CHOICES, copy="third")
    assert missing.status_code == 404
    assert ordered == []


def test_a_final_that_is_refused_is_not_made(
    client, text, officer, ordered, django_capture_on_commit_callbacks
):
    text.articles.filter(position=1).update(text={"vi": AGREED["vi"]})
    cleared(text)
    client.force_login(officer)
    page = url("memorandum-prints", text)
    shown = get(client, page, django_capture_on_commit_callbacks, **CHOICES, make="home")
    assert "Not agreed in Lao: 1." in shown.text
    assert ordered == []
    draft = get(
        client, page, django_capture_on_commit_callbacks, **CHOICES, make="home", as_draft="on"
    )
    assert "0 of 4 parts" in draft.text


def test_prints_are_of_what_one_may_see(client, text, tie):
    aid = make.AidProjectFactory(partnership=tie)
    step = make.ClearanceFactory(memorandum=text)
    client.force_login(make.UserFactory(role=Role.OFFICER, units=[make.UnitFactory()]))
    for name, record in (
        ("memorandum-prints", text),
        ("memorandum-print", text),
        ("aid-prints", aid),
        ("aid-print", aid),
        ("clearance-letter", step),
        ("clearance-letter-file", step),
    ):
        assert client.get(url(name, record)).status_code == 404


@pytest.mark.parametrize("articles", [1, 12])
def test_the_part_of_the_page_costs_the_same_for_short_texts_and_long(
    client, text, officer, articles, django_assert_max_num_queries
):
    for position in range(articles):
        make.ArticleFactory(memorandum=text, position=10 + position, text=AGREED)
    client.force_login(officer)
    client.get(url("memorandum-prints", text))
    with django_assert_max_num_queries(20):
        client.get(url("memorandum-prints", text))


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_the_file(client, live_worker, text, officer):
    client.force_login(officer)
    address = url("memorandum-print", text)
    assert client.get(address, CHOICES).headers["Refresh"] == "2"
    started = time.monotonic()
    while True:
        answer = client.get(address, CHOICES)
        if answer.headers["Content-Type"] == "application/pdf":
            break
        assert time.monotonic() - started < 120, cache.keys("print-*")
        time.sleep(0.3)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_the_copies_follow_the_choices(sign_in, text, officer, monkeypatch):
    monkeypatch.setattr(tasks.build_print, "delay", lambda **what: prints.build(**what))
    page = sign_in(officer)
    page.goto(url("memorandum-prints", text))
    page.get_by_role("button", name="Make the file: Copy of the counterpart side").click()
    page.get_by_role("link", name="Download PDF").wait_for()
    page.get_by_label("Layout").select_option("consecutive")
    page.get_by_role("link", name="Download PDF").wait_for(state="detached")
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url("memorandum-prints", text))
        found = Axe().run(page).response["violations"]
        assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
