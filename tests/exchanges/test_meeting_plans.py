"""A meeting to come: whose turn it is, its agenda, its invitation, and what is entered wrongly."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import MeetingKind, MeetingPlace, MeetingStatus
from exchanges.models import AgendaItem, Meeting
from exchanges.services import agendas, meetings
from partnerships.choices import CadenceSubject, HostRule, Side
from partnerships.models import Cadence
from tests.exchanges.filing import errors, row, step, untouched, with_rows
from tests.factories import (
    AgendaItemFactory,
    BorderMarkerFactory,
    MeetingFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
)


@pytest.fixture
def url(partnership):
    return reverse("exchanges:tie-meeting-plan", args=[partnership.uuid])


@pytest.fixture
def plan(at_work, url):
    """Sends the form with what was typed into it."""
    data = untouched(at_work.get(url))
    return lambda **typed: at_work.post(url, data | {"kind": "review"} | typed)


def said(page) -> list[str]:
    return [str(one) for one in get_messages(page.wsgi_request)]


# Whose turn


def took_turns(tie):
    MeetingFactory(partnerships=[tie], host=Side.COUNTERPART, held=PartialDate.read("10/02/2024"))
    return MeetingFactory(partnerships=[tie], host=Side.HOME, held=PartialDate.read("28/03/2025"))


def test_the_form_proposes_the_next_host_and_says_why(at_work, url, partnership):
    took_turns(partnership)
    form = at_work.get(url).context["form"]
    assert form["host"].value() == Side.COUNTERPART
    assert form["host"].help_text == (
        "By turn: Counterpart side. Last host: Home side (28/03/2025)."
    )


def test_without_a_known_turn_nothing_is_proposed(at_work, url):
    form = at_work.get(url).context["form"]
    assert not form["host"].value()
    assert form["host"].help_text == ""


def test_a_due_day_of_the_calendar_fills_the_form(at_work, url, partnership):
    cadence = Cadence.objects.create(
        partnership=partnership,
        subject=CadenceSubject.MEETING,
        title="Hằng năm",
        host_rule=HostRule.HOME,
    )
    page = at_work.get(url, {"planned": "02/09/2027", "cadence": str(cadence.uuid), "host": "home"})
    assert untouched(page)["planned"] == "02/09/2027"
    assert at_work.post(url, untouched(page) | {"kind": "review"}).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.cadence, meeting.host) == (cadence, Side.HOME)


def test_a_broken_turn_is_told_and_asked_for_its_reason(plan, at_work, partnership):
    took_turns(partnership)
    words = f"Out of turn for {partnership}: the host is the Home side."
    page = plan(planned="20/05/2027", host="home")
    assert said(page) == [f"{words} Reason not given."]
    meeting = Meeting.objects.get(status=MeetingStatus.PLANNED)
    piece = at_work.get(step(meeting, "turns"))
    assert "Reason not given." in piece.text
    assert "Write the reason" in piece.text

    edit = step(meeting, "edit")
    typed = untouched(at_work.get(edit)) | {"host_reason": "Lũ ở Mường Ét"}
    page = at_work.post(edit, typed)
    assert said(page)[-1] == f"{words} Lũ ở Mường Ét"
    assert "Lũ ở Mường Ét" in at_work.get(step(meeting, "turns")).text


def test_the_tie_shows_the_next_host_and_what_was_out_of_turn(at_work, partnership):
    took_turns(partnership)
    MeetingFactory(partnerships=[partnership], host=Side.HOME, held=PartialDate.read("01/02/2026"))
    page = at_work.get(reverse("exchanges:tie-meetings", args=[partnership.uuid]))
    assert page.context["turn"].next_host == ""
    assert page.text.count("Out of turn.") == 1


def test_the_pieces_of_a_meeting_cost_few_queries(
    at_work, planned, partnership, django_assert_max_num_queries
):
    planned.partnerships.add(*(PartnershipFactory() for _ in range(3)))
    AgendaItemFactory.create_batch(5, meeting=planned)
    for name in ("turns", "agenda", "log"):
        with django_assert_max_num_queries(10):
            assert at_work.get(step(planned, name)).status_code == 200


# Holidays


def test_a_holiday_of_either_side_is_a_warning(plan, at_work):
    page = plan(planned="02/12/2027", host="counterpart")
    assert page.status_code == 302
    (words,) = said(page)
    assert words.startswith("02/12/2027 is a holiday in")
    assert words in at_work.get(step(Meeting.objects.get(), "turns")).text


# Agenda


def test_the_agenda_is_planned_in_the_languages_of_the_tie(plan, at_work, partnership):
    typed = with_rows({}, agenda=2) | {"planned": "20/05/2027"}
    typed |= row("agenda", 0, text_vi="Đánh giá năm 2026", text_lo="ປະເມີນ", starts="8h30")
    typed |= row("agenda", 1, text_vi="Kế hoạch năm 2027")
    assert plan(**typed).status_code == 302
    meeting = Meeting.objects.get()
    points = list(meeting.agenda.all())
    assert [str(one) for one in points] == ["Đánh giá năm 2026", "Kế hoạch năm 2027"]
    assert points[0].text["lo"]["text"] == "ປະເມີນ"
    shown = at_work.get(step(meeting, "agenda")).text
    assert "08:30" in shown
    assert "ປະເມີນ" in shown

    edit = step(meeting, "edit")
    data = untouched(at_work.get(edit))
    page = at_work.post(edit, data | {"move_row": "agenda-1"})
    assert page.status_code == 200
    page = at_work.post(edit, untouched(page))
    assert page.status_code == 302, page.context["problems"]
    assert [str(one) for one in meeting.agenda.all()] == ["Kế hoạch năm 2027", "Đánh giá năm 2026"]
    assert set(meeting.agenda.all()) == set(points)


def test_a_point_without_words_is_told_at_its_row(plan):
    page = plan(**row("agenda", 0, starts="09:00"))
    assert errors(page) == {"agenda-0-text_vi": "Write the point, in Vietnamese first."}
    assert not AgendaItem.objects.exists()


def test_a_stamp_of_secrecy_is_told_at_its_point(plan):
    page = plan(**row("agenda", 0, text_vi="TỐI MẬT\nPhương án đàm phán"))
    assert "carries the stamp" in errors(page)["agenda-0-text_vi"]
    assert not Meeting.objects.exists()


def test_what_somebody_else_wrote_of_the_agenda_is_not_overwritten(planned, officer):
    point = AgendaItemFactory(meeting=planned)
    late = {"uuid": point.uuid, "changes": {"vi": {"text": "Khác", "state": "", "rev": 0}}}
    with pytest.raises(RuleViolation, match="Somebody else has changed"):
        agendas.write(meeting=planned, rows=[late], by=officer)
    agendas.write(meeting=planned, rows=[], removed=[point.uuid], by=officer)
    assert not planned.agenda.exists()
    assert AuditEvent.objects.latest("pk").action == "meeting.agenda_written"


# Entered wrongly: told at the field, and nothing typed is lost


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"begins": "10:00", "ends": "09:00"}, {"ends": "The meeting ends after it begins."}),
        ({"ends": "09:00"}, {"begins": "Say when it begins too."}),
        ({"begins": "sáng"}, {"begins": "Enter the time as 08:30 or 8h30."}),
    ],
)
def test_times_in_disorder(plan, typed, wrong):
    page = plan(place="Nhà văn hóa bản Nhài", **typed)
    assert errors(page) == wrong
    assert "Nhà văn hóa bản Nhài" in page.text
    assert not Meeting.objects.exists()


def test_a_marker_asks_for_a_meeting_at_a_marker(plan, at_work):
    marker = BorderMarkerFactory()
    page = plan(place_marker=str(marker.uuid), place="Chân mốc")
    assert list(errors(page)) == ["place_kind"]
    assert "Chân mốc" in page.text
    page = plan(place_marker=str(marker.uuid), place_kind="marker")
    assert page.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.place_kind, meeting.place_marker) == (MeetingPlace.MARKER, marker)
    assert str(marker) in at_work.get(meeting.get_absolute_url()).text


def test_a_marker_of_another_border_is_told_at_its_box(plan):
    marker = BorderMarkerFactory(border__neighbour__code="CN")
    page = plan(place_marker=str(marker.uuid), place_kind="marker")
    assert "and the sides that meet lie on another" in errors(page)["place_marker"]


def test_of_several_parties_one_hosts(at_work, url, partnership, unit):
    second = PartnershipPartyFactory(
        partnership=partnership, side=Side.HOME, unit=UnitFactory(word="xã", name="Hai")
    )
    typed = untouched(at_work.get(url)) | {"kind": "review", "host_party": str(second.uuid)}
    page = at_work.post(url, typed | {"host": "counterpart"})
    assert errors(page) == {"host_party": "This party is not of the side that hosts."}
    assert at_work.post(url, typed | {"host": "home"}).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.host_party == second
    edit = step(meeting, "edit")
    assert untouched(at_work.get(edit))["host_party"] == str(second.uuid)


def test_the_cadence_is_one_of_who_meets(partnership, officer):
    other = Cadence.objects.create(
        partnership=PartnershipFactory(), subject=CadenceSubject.MEETING, title="Khác"
    )
    facts = {"kind": MeetingKind.REVIEW, "partnerships": [partnership], "cadence": other}
    with pytest.raises(RuleViolation, match="one of the ties that meet"):
        meetings.plan(planned=None, by=officer, **facts)


def test_clocks_over_there_are_told_on_form_and_page(at_work, unit):
    tie = PartnershipFactory(
        home__unit=unit,
        counterpart__unit__country__code="CN",
        counterpart__unit__country__time_zone="Asia/Shanghai",
    )
    url = reverse("exchanges:tie-meeting-plan", args=[tie.uuid])
    page = at_work.get(url)
    assert "08:30 here is 09:30 in" in page.context["form"]["begins"].help_text
    typed = untouched(page) | {"planned": "20/05/2027", "begins": "14:00", "ends": "16h30"}
    at_work.post(url, typed | row("agenda", 0, text_vi="Trao đổi", starts="14:15"))
    meeting = Meeting.objects.get()
    shown = " ".join(at_work.get(meeting.get_absolute_url()).text.split())
    assert "14:00 (Vietnamese time) · 15:00" in shown
    assert "16:30 (Vietnamese time) · 17:30" in shown
    assert "· 15:15" in at_work.get(step(meeting, "agenda")).text
    form = at_work.get(step(meeting, "edit")).context["form"]
    assert "14:00 here is 15:00 in" in form["begins"].help_text
