"""Minutes out to a translator by Word and back in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from exchanges.choices import Outcome
from exchanges.services import minutes, words
from tests.core.word_files import LAO, filled, opened, saved
from tests.exchanges.translated import address, row, to_translate
from tests.factories import MeetingFactory, MinutesFactory, UserFactory

LAO_2 = "ຈັດກອງປະຊຸມປະຈໍາປີ"


@pytest.fixture
def liaison(unit):
    return UserFactory(role=Role.LIAISON, units=[unit])


@pytest.fixture
def record(partnership, liaison):
    return to_translate(partnership, liaison)


@pytest.fixture
def page(client, liaison):
    client.force_login(liaison)
    return client


def downloaded(page, record, language="lo") -> bytes:
    answer = page.get(address(record, "word-out"), {"language": language})
    return b"".join(answer.streaming_content)


def upload(page, record, data, name="dịch.docx", **how):
    return page.post(address(record, "word-in"), {"file": SimpleUploadedFile(name, data)}, **how)


def sent(answer) -> dict:
    """What the page of the decision would send, ticked as it is shown."""
    form = answer.context["form"]
    boxes = {box.html_name: box.value() for box in form}
    ticked = {name: "on" for name, value in boxes.items() if value is True or value == "on"}
    return {name: value for name, value in boxes.items() if name.startswith("rev_")} | ticked


def texts(record, language="lo") -> list[str]:
    lines = [*record.items.all(), *record.meeting.agreed_items.all()]
    return [one.text.get(language, {}).get("text", "") for one in lines]


def test_the_file_has_the_items_and_what_was_agreed(page, record):
    answer = page.get(address(record, "word-out"))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''h%E1%BB%99i-")
    _document, table = opened(b"".join(answer.streaming_content))
    assert [line.cells[1].text for line in table.rows[1:]] == [
        "Hai bên đánh giá năm 2024.",
        "Tăng cường tuần tra.",
        "Tuần tra song phương",
    ]
    event = AuditEvent.objects.get(action="minutes.word_out")
    assert (event.target, event.details) == (record.uuid, {"language": "lo"})


def test_a_round_trip_writes_what_was_ticked(page, record, liaison):
    answer = upload(page, record, filled(downloaded(page, record), LAO, None, LAO_2), follow=True)
    assert texts(record) == ["", "", ""]  # nothing is written before somebody decided

    answer = page.post(address(record, "word-check"), sent(answer), follow=True)

    assert "2 texts were taken over." in answer.text
    assert texts(record) == [LAO, "", LAO_2]
    assert record.items.first().text["lo"] == {"text": LAO, "state": "unchecked", "rev": 1}
    assert texts(record, "vi")[0] == "Hai bên đánh giá năm 2024."
    assert not liaison.drafts.exists()
    event = AuditEvent.objects.get(action="minutes.word_in")
    assert (event.by, event.details) == (liaison.username, {"language": "lo", "lines": 2})


def test_what_is_not_ticked_stays(page, record):
    answer = upload(page, record, filled(downloaded(page, record), LAO, LAO_2), follow=True)
    data = sent(answer)
    del data[next(name for name in data if name.startswith("take_"))]
    page.post(address(record, "word-check"), data)
    assert texts(record) == ["", LAO_2, ""]


def test_nothing_ticked_is_said_and_the_file_stays(page, record, liaison):
    answer = upload(page, record, filled(downloaded(page, record), LAO), follow=True)
    data = {name: value for name, value in sent(answer).items() if "take_" not in name}
    answer = page.post(address(record, "word-check"), data)
    assert answer.status_code == 422
    assert "Tick what is to be taken over" in answer.text
    assert liaison.drafts.exists()


def test_a_changed_vietnamese_text_is_taken_over_only_if_ticked(page, record):
    document, table = opened(downloaded(page, record))
    table.rows[1].cells[1].text = "Hai bên đánh giá năm 2025."
    table.rows[1].cells[2].text = LAO
    answer = upload(page, record, saved(document), follow=True)
    assert "The Vietnamese column was changed in the file." in answer.text

    data = sent(answer)
    page.post(address(record, "word-check"), data)
    assert texts(record, "vi")[0] == "Hai bên đánh giá năm 2024."
    assert texts(record)[0] == LAO


def test_a_text_written_while_one_looks_is_not_overwritten(page, record, officer):
    item = record.items.first()
    answer = upload(page, record, filled(downloaded(page, record), LAO, LAO_2), follow=True)
    data = sent(answer)
    theirs = row("ຂໍ້ຄວາມ", item.uuid, language="lo")
    minutes.write(minutes=record, outcome=Outcome.AGREED, items=[theirs], by=officer)

    answer = page.post(address(record, "word-check"), data)

    assert answer.status_code == 422
    assert "was changed by somebody else while you were looking" in answer.text
    assert "This text was changed in the register after the file was made." in answer.text
    assert texts(record) == ["ຂໍ້ຄວາມ", "", ""]  # all or nothing
    again = sent(answer)
    taken = [name for name in again if name.startswith("take_")]
    assert len(taken) == 1  # what was overtaken lost its tick

    page.post(address(record, "word-check"), again)
    assert texts(record) == ["ຂໍ້ຄວາມ", LAO_2, ""]


def test_submitted_minutes_take_nothing_and_the_file_stays(page, record, liaison):
    data = filled(downloaded(page, record), LAO)
    answer = upload(page, record, data, follow=True)
    minutes.submit(minutes=record, by=liaison)

    refused = page.post(address(record, "word-check"), sent(answer))
    assert refused.status_code == 422
    assert "The minutes have been submitted. They must be returned first." in refused.text
    assert texts(record) == ["", "", ""]
    assert liaison.drafts.exists()

    refused = upload(page, record, data)
    assert refused.status_code == 422
    assert "They must be returned first" in refused.text


def test_a_discarded_file_changes_nothing(page, record, liaison):
    upload(page, record, filled(downloaded(page, record), LAO))
    assert "is waiting for your decision" in page.get(address(record, "word-in")).text
    answer = page.post(address(record, "word-check"), {"discard": "1"}, follow=True)
    assert "The file was discarded. Nothing has changed." in answer.text
    assert not liaison.drafts.exists()
    assert texts(record) == ["", "", ""]


def test_a_file_that_changes_nothing_says_so(page, record):
    answer = upload(page, record, downloaded(page, record), follow=True)
    assert "The file changes nothing" in answer.text
    assert "3 lines are as they are in the register." in answer.text
    assert '<button class="btn btn-primary">' not in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF under another name"),
        (b"", "The file is empty"),
        (b"PK\x03\x04 cut off", "The file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_box(page, record, data, words):
    answer = upload(page, record, data)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["file"])


def test_no_file_is_told_at_the_box(page, record):
    answer = page.post(address(record, "word-in"), {})
    assert answer.context["form"].errors["file"] == ["Fill this in."]


def test_the_file_of_other_minutes_is_refused(page, record, partnership):
    other = MinutesFactory(meeting=MeetingFactory(partnerships=[partnership]))
    minutes.write(minutes=other, outcome="", items=[row("Khác")], by=UserFactory())
    answer = upload(page, record, filled(downloaded(page, other), LAO))
    assert "file of another text" in str(answer.context["form"].errors["file"])


def test_without_a_file_the_decision_asks_for_one(page, record):
    answer = page.get(address(record, "word-check"), follow=True)
    assert answer.redirect_chain[-1][0] == address(record, "word-in")
    assert "No file is waiting" in answer.text


def test_a_language_that_the_minutes_do_not_have_gives_no_file(page, record):
    answer = page.get(address(record, "word-out"), {"language": "km"}, follow=True)
    assert "no other language to translate into" in answer.text
    assert not AuditEvent.objects.filter(action="minutes.word_out").exists()


def test_the_page_of_the_minutes_leads_out_and_back(page, record, liaison):
    text = page.get(record.get_absolute_url()).text
    assert f"{address(record, 'word-out')}?language=lo" in text
    assert address(record, "word-in") in text
    minutes.submit(minutes=record, by=liaison)
    assert address(record, "word-in") not in page.get(record.get_absolute_url()).text


def test_somebody_who_only_reads_sees_no_way_out(client, record, unit):
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    assert "/word/" not in client.get(record.get_absolute_url()).text


def test_pages_cost_few_queries(page, record, django_assert_max_num_queries):
    upload(page, record, filled(downloaded(page, record), LAO, LAO_2))
    for name in ("word-in", "word-check"):
        with django_assert_max_num_queries(10):
            assert page.get(address(record, name)).status_code == 200


# The service itself


def test_the_service_refuses_lines_and_languages_that_are_not_there(record, liaison):
    change = {"text": "x", "state": "", "rev": 0}
    item = str(record.items.first().uuid)
    with pytest.raises(RuleViolation, match="taken out an item"):
        words.take_back(minutes=record, changes={"x": {"lo": change}}, language="lo", by=liaison)
    with pytest.raises(RuleViolation, match="not written in this language"):
        words.take_back(minutes=record, changes={item: {"km": change}}, language="km", by=liaison)


def test_all_lines_or_none_and_no_trail_of_a_refusal(record, liaison):
    first, second = (str(item.uuid) for item in record.items.all())
    changes = {
        first: {"lo": {"text": LAO, "state": "", "rev": 0}},
        second: {"lo": {"text": LAO, "state": "", "rev": 7}},
    }
    with pytest.raises(RuleViolation, match="Somebody else has changed this text"):
        words.take_back(minutes=record, changes=changes, language="lo", by=liaison)
    assert texts(record) == ["", "", ""]
    assert not AuditEvent.objects.filter(action="minutes.word_in").exists()
