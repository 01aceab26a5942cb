"""What prints of meetings, minutes, letters and patrols take from the register."""

from datetime import date, time

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from core.basis import Basis
from core.fields import PartialDate
from exchanges.choices import (
    DelegationRole,
    LetterKind,
    MeetingStatus,
    MinutesStatus,
    Outcome,
)
from exchanges.models import AgendaItem, AgreedItemProgress, Minutes, MinutesSignature
from partnerships.choices import HostRule, Side
from reports.contents import official
from reports.contents.minutes import minutes
from reports.contents.patrol import patrol
from reports.contents.protocol import protocol
from reports.contents.series import series
from reports.services import prints
from tests import factories as make

TODAY = date(2026, 11, 22)
BOTH = {
    "vi": {"text": "Hai bên đánh giá kết quả.", "state": "agreed", "rev": 1},
    "lo": {"text": "ສອງຝ່າຍປະເມີນຜົນ.", "state": "checked", "rev": 1},
}
YEARS = DateRange(date(2024, 1, 1), date(2026, 1, 1))


@pytest.fixture
def meeting(tie):
    return make.MeetingFactory(partnerships=[tie], host=Side.HOME, begins=time(8, 0))


@pytest.fixture
def record(meeting):
    """Minutes of which both sides agreed the text."""
    record = make.MinutesFactory(
        meeting=meeting, status=MinutesStatus.TEXT_AGREED, outcome=Outcome.AGREED
    )
    make.MinutesItemFactory(minutes=record, text=BOTH)
    make.AgreedItemFactory(meeting=meeting, text=BOTH)
    return record


def said(record, **more):
    asked = {"languages": ["vi", "lo"], "mottos": True, "as_draft": False} | more
    return minutes(record, today=TODAY, **asked)


def typed(**more):
    empty = dict.fromkeys(("unit", "authority", "head", "post", "signer", "number"), "")
    return {
        **empty,
        "recipients": [],
        "date": None,
        "languages": ["vi", "lo"],
        "layout": "consecutive",
        "as_draft": False,
    } | more


# minutes


def test_minutes_are_marked_until_their_text_is_agreed(record):
    for status in (MinutesStatus.DRAFT, MinutesStatus.SUBMITTED):
        Minutes.objects.filter(pk=record.pk).update(status=status)
        assert said(record)["mark"] == "draft"
    Minutes.objects.filter(pk=record.pk).update(status=MinutesStatus.TEXT_AGREED)
    assert said(record)["mark"] == ""
    assert said(record, as_draft=True)["mark"] == "draft"
    Minutes.objects.filter(pk=record.pk).update(basis=Basis.REPORTED)
    assert said(record)["mark"] == "transcript"


def test_a_language_that_nobody_checked_is_not_printed_for_signing(record):
    assert prints.refused(said(record)) == []
    make.MinutesItemFactory(minutes=record, text={"vi": BOTH["vi"]})
    [refusal] = prints.refused(said(record))
    assert refusal.startswith("Not checked in Lao: item 2. Print it with a watermark")
    assert prints.refused(said(record, as_draft=True)) == []
    assert prints.refused(said(record, languages=["vi"])) == []
    empty = make.MinutesFactory(outcome=Outcome.AGREED)
    assert "no item of these minutes" in prints.refused(said(empty))[0]


def test_who_signed_is_printed_else_the_head_of_the_delegation(record, meeting):
    head = make.AttendanceFactory(meeting=meeting, role=DelegationRole.HEAD)
    make.AttendanceFactory(meeting=meeting, person__name="Vắng mặt", present=False)
    content = said(record)
    assert content["meeting"]["heads"]["home"]["name"]["vi"] == head.person.name
    assert [one["name"]["vi"] for one in content["delegations"]["home"]] == [head.person.name]
    other = make.PersonFactory(name="Người ký thay")
    MinutesSignature.objects.create(
        minutes=record, side=Side.HOME, person=other, signed_on=date(2025, 3, 28)
    )
    Minutes.objects.filter(pk=record.pk).update(status=MinutesStatus.SIGNED_BY_ONE)
    assert said(record)["meeting"]["heads"]["home"]["name"]["vi"] == "Người ký thay"


def test_items_taken_up_and_the_next_host_are_as_the_meeting_left_them(record, meeting, tie):
    earlier = make.MeetingFactory(partnerships=[tie], held=PartialDate.read("20/03/2024"))
    item = make.AgreedItemFactory(meeting=earlier, title="Khám bệnh", status="in_hand")
    AgreedItemProgress.objects.create(item=item, meeting=meeting, status="in_hand", text=BOTH)
    content = said(record)
    [taken] = content["taken_up"]
    assert (taken["what"]["vi"]["text"], taken["status"]) == ("Khám bệnh", "in_hand")
    assert taken["from_meeting"]["from"] == "2024-03-20"
    assert content["next_host"] is None  # nothing tells that the sides take turns
    make.CadenceFactory(partnership=tie, host_rule=HostRule.ALTERNATING)
    assert said(record)["next_host"] == "counterpart"
    make.MeetingFactory(  # what came later does not change what these minutes said
        partnerships=[tie], held=PartialDate.read("20/03/2026"), host=Side.COUNTERPART
    )
    assert said(record)["next_host"] == "counterpart"


def test_places_are_named_as_on_the_day_of_the_meeting(record, across):
    make.UnitNameFactory(
        unit=across, language="vi", text="Viêng Xay cũ", kind="former", until=date(2025, 6, 1)
    )
    assert said(record)["sides"]["counterpart"]["parties"][0]["vi"] == "Viêng Xay cũ"


def test_a_unilateral_record_is_vietnamese_issued_by_the_office_and_marked_until_filed(record):
    Minutes.objects.filter(pk=record.pk).update(
        outcome=Outcome.UNILATERAL, status=MinutesStatus.DRAFT
    )
    content = said(record, office=make.OfficeFactory(name="Sở Ngoại vụ"))
    assert (content["kind"], content["languages"], content["mark"]) == ("record", ["vi"], "draft")
    assert content["letter"]["office"] == "Sở Ngoại vụ"
    Minutes.objects.filter(pk=record.pk).update(status=MinutesStatus.SUBMITTED)
    assert said(record)["mark"] == ""


def test_a_meeting_that_no_tie_covers_is_of_its_unit(db, district):
    met = make.MeetingFactory(unit=district, partnerships=None)
    content = said(make.MinutesFactory(meeting=met, outcome=Outcome.AGREED))
    assert content["sides"]["home"]["parties"][0]["vi"] == "Quan Sơn"
    assert content["sides"]["counterpart"]["parties"] == []


# papers of a meeting


def test_agenda_plates_and_plan_say_the_same_facts(meeting):
    AgendaItem.objects.create(meeting=meeting, text=BOTH, starts=time(8, 30))
    head = make.AttendanceFactory(meeting=meeting, side=Side.COUNTERPART, role=DelegationRole.HEAD)
    papers = protocol(meeting, languages=["vi", "lo"], layout="columns", today=TODAY)
    assert [papers[kind]["code"][:2] for kind in papers] == ["CT", "BT", "SD"]
    assert len({paper["hash"] for paper in papers.values()}) == 3
    agenda = papers["agenda"]
    assert agenda["agenda"][0]["starts"] == "2025-03-28T08:30:00+07:00"
    assert agenda["meeting"]["starts"] == "2025-03-28T08:00:00+07:00"
    assert agenda["delegations"]["counterpart"][0]["name"]["vi"] == head.person.name
    assert prints.refused(agenda) == prints.refused(papers["seating"]) == []


def test_plates_of_nobody_are_not_printed(meeting):
    papers = protocol(meeting, languages=["vi", "lo"], layout="columns", today=TODAY)
    assert prints.refused(papers["plates"])[0].startswith("Nobody is named")


def test_a_plan_that_is_not_held_yet_names_everybody_expected(tie):
    met = make.MeetingFactory(
        partnerships=[tie],
        status=MeetingStatus.PLANNED,
        held=PartialDate(),
        planned=date(2026, 12, 1),
        begins=time(8, 0),
    )
    make.AttendanceFactory(meeting=met, present=False)
    plan = protocol(met, languages=["vi", "lo"], layout="columns", today=TODAY)["seating"]
    assert len(plan["delegations"]["home"]) == 1
    assert plan["meeting"]["starts"] == "2026-12-01T08:00:00+07:00"


# letters


def test_an_invitation_takes_the_words_of_the_letter_that_was_sent(meeting, tie):
    office = make.OfficeFactory()
    bare = official.invitation(meeting, None, office=office, typed=typed(number="9"), today=TODAY)
    assert (bare["text"], bare["letter"]["number"]) == ({}, "9")
    assert bare["meeting"]["host"] == "home"
    assert prints.refused(bare) == []
    sent = make.LetterFactory(
        partnership=tie, kind=LetterKind.INVITATION, meeting=meeting, number="12", text=BOTH
    )
    assert official.invited_by(meeting) == sent
    content = official.invitation(meeting, sent, office=office, typed=typed(), today=TODAY)
    assert content["letter"]["number"] == "12"
    assert content["text"]["lo"]["text"] == BOTH["lo"]["text"]
    sent.incident = make.IncidentFactory(partnership=tie, sensitive=True)
    sent.save()
    assert official.invited_by(meeting) is None


def test_a_letter_is_printed_once_it_is_written_and_checked(tie):
    letter = make.LetterFactory(partnership=tie, text={})
    office = make.OfficeFactory()

    def content(**more):
        return official.official(letter, office=office, typed=typed(**more), today=TODAY)

    assert "the text of this letter is not written" in prints.refused(content())[0]
    letter.text = {**BOTH, "lo": {**BOTH["lo"], "state": "machine"}}
    assert "not checked in: Lao" in prints.refused(content())[0]
    assert prints.refused(content(as_draft=True)) == []
    letter.text = BOTH
    assert prints.refused(content()) == []
    assert content()["sides"]["counterpart"]["parties"][0]["lo"] == "ເມືອງວຽງໄຊ"


# patrols and series


def test_what_belongs_to_a_sensitive_incident_is_on_no_patrol_record(tie):
    found = make.PatrolFactory(partnership=tie, station__people=7)
    make.PatrolFindingFactory(patrol=found, what="Mốc nguyên vẹn")
    secret = make.IncidentFactory(partnership=tie, sensitive=True)
    make.PatrolFindingFactory(patrol=found, what="Việc nhạy cảm", incident=secret)
    open_one = make.IncidentFactory(partnership=tie)
    make.PatrolFindingFactory(patrol=found, what="Việc thường", incident=open_one)
    content = patrol(found, languages=["vi", "lo"], today=TODAY)
    assert [row["what"] for row in content["findings"]] == ["Mốc nguyên vẹn", "Việc thường"]
    assert "nhạy cảm" not in str(content)
    assert content["people"] == {"home": [7], "counterpart": []}
    assert content["sides"]["counterpart"]["country"] == found.border.neighbour_id


def test_a_series_has_a_chapter_for_each_meeting_held_in_the_period(record, meeting, tie):
    item = meeting.agreed_items.get()
    item.status, item.closed, item.proof = "done", date(2026, 3, 20), "Biên bản tuần tra"
    item.save()
    make.MeetingFactory(partnerships=[tie], held=PartialDate.read("20/03/2024"))
    make.MeetingFactory(partnerships=[tie], held=PartialDate.read("20/03/2023"))
    make.MeetingFactory(held=PartialDate.read("20/03/2025"))
    content = series(tie, period=YEARS, languages=["vi", "lo"])
    first, second = content["chapters"]
    assert (first["status"], second["status"]) == (None, "text_agreed")
    assert second["agreed_items"][0]["proof"] == "Biên bản tuần tra"
    assert (second["agreed_items"][0]["status"], second["is_agreed"]) == ("done", True)
    assert prints.refused(content) == []
    early = DateRange(date(2024, 1, 1), date(2025, 1, 1))
    [refusal] = prints.refused(series(tie, period=early, languages=["vi"]))
    assert refusal.startswith("There are no minutes of this tie in that period")


def test_a_series_costs_the_same_for_one_meeting_and_for_many(
    record, tie, django_assert_max_num_queries
):
    for year in (2024, 2025):
        for month in range(4, 10):
            met = make.MeetingFactory(
                partnerships=[tie], held=PartialDate.read(f"10/{month:02}/{year}")
            )
            make.MinutesItemFactory(minutes__meeting=met, text=BOTH)
            make.AttendanceFactory(meeting=met)
            make.AgreedItemFactory(meeting=met)
    with django_assert_max_num_queries(16):
        content = series(tie, period=YEARS, languages=["vi", "lo"])
    assert len(content["chapters"]) == 13
