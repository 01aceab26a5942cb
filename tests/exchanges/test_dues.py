"""The page of what is due, missed, held early, and of ties that never met."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.access import Reach
from core.fields import PartialDate
from exchanges.choices import MeetingStatus
from exchanges.due_reading import never_met, standings
from exchanges.dues import DueState
from exchanges.models import Meeting
from partnerships.choices import CadenceSubject, CadenceUnit, PartnershipEventKind
from partnerships.models import Cadence, Partnership
from tests.factories import (
    ActivityFactory,
    CadenceFactory,
    MeetingFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)

TODAY = date(2026, 6, 15)


def on(day: date) -> PartialDate:
    return PartialDate.read(f"{day:%d/%m/%Y}")


def of(user, **facts):
    found = standings(Reach(user), Cadence.objects.filter(**facts), today=TODAY)
    return {one.cadence: {due.day: due.state for due in one.dues} for one in found}


@pytest.fixture
def quarterly(partnership):
    return CadenceFactory(
        partnership=partnership, every=3, each=CadenceUnit.MONTH, starts=date(2025, 12, 1)
    )


def test_a_held_meeting_of_the_tie_answers(quarterly, partnership, officer):
    MeetingFactory(partnerships=[partnership], held=on(date(2026, 3, 5)))
    MeetingFactory(
        partnerships=[partnership], held=PartialDate(), status=MeetingStatus.PLANNED,
        planned=date(2026, 6, 20),
    )  # fmt: skip
    found = of(officer)[quarterly]
    assert found[date(2026, 3, 1)] == DueState.HELD
    assert found[date(2025, 12, 1)] == found[date(2026, 6, 1)] == DueState.MISSED
    assert found[date(2026, 9, 1)] == DueState.DUE
    (standing,) = standings(Reach(officer), Cadence.objects.all(), today=TODAY)
    planned = {due.day: due.planned for due in standing.dues}
    assert planned[date(2026, 6, 1)].planned == date(2026, 6, 20)


def test_one_meeting_of_several_ties_answers_for_each(officer, unit):
    ties = [PartnershipFactory(home__unit=unit) for _tie in range(2)]
    made = [CadenceFactory(partnership=tie, starts=date(2026, 3, 1)) for tie in ties]
    MeetingFactory(partnerships=ties, held=on(date(2026, 3, 1)))
    found = of(officer)
    assert [found[one][date(2026, 3, 1)] for one in made] == [DueState.HELD] * 2


def test_a_meeting_that_names_a_cadence_answers_no_other(quarterly, partnership, officer):
    other = CadenceFactory(partnership=partnership, starts=date(2026, 3, 1))
    MeetingFactory(partnerships=[partnership], held=on(date(2026, 3, 1)), cadence=other)
    found = of(officer)
    assert found[quarterly][date(2026, 3, 1)] == DueState.MISSED
    assert found[other][date(2026, 3, 1)] == DueState.HELD


def test_counted_from_the_first_meeting_known(partnership, officer):
    made = CadenceFactory(partnership=partnership, every=6, each=CadenceUnit.MONTH)
    assert of(officer)[made] == {}
    MeetingFactory(partnerships=[partnership], held=on(date(2025, 12, 10)))
    assert list(of(officer)[made])[:3] == [
        date(2025, 12, 10),
        date(2026, 6, 10),
        date(2026, 12, 10),
    ]


def test_activities_answer_for_what_is_done_and_not_for_meetings(partnership, officer):
    visit = CadenceFactory(
        partnership=partnership, subject=CadenceSubject.ACTIVITY, days=["03-01"],
        starts=date(2026, 1, 1),
    )  # fmt: skip
    meeting = CadenceFactory(partnership=partnership, days=["03-01"], starts=date(2026, 1, 1))
    ActivityFactory(partnership=partnership, happened=on(date(2026, 2, 27)))
    withdrawn = {"happened": on(date(2026, 3, 1)), "withdrawn_reason": "nhập nhầm"}
    ActivityFactory(partnership=partnership, **withdrawn)
    found = of(officer)
    assert found[visit][date(2026, 3, 1)] == DueState.EARLY
    assert found[meeting][date(2026, 3, 1)] == DueState.MISSED


def test_who_succeeds_a_unit_meets_for_it(officer, unit):
    made = CadenceFactory(partnership=None, unit=unit, starts=date(2026, 3, 1))
    heir = UnitFactory(name="xã Na Mèo mới")
    UnitSuccessionFactory(predecessor=unit, successor=heir)
    MeetingFactory(unit=heir, partnerships=[], held=on(date(2026, 3, 1)))
    assert of(UserFactory(sees_all=True))[made][date(2026, 3, 1)] == DueState.HELD


def test_nothing_is_due_while_the_tie_rests(quarterly, partnership, officer):
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        until=on(date(2026, 5, 1)),
        reason="dịch bệnh",
    )
    assert min(of(officer)[quarterly]) == date(2026, 6, 1)


def test_ties_that_never_met_are_found_and_those_that_rest_are_not(officer, unit):
    met, strange, resting = (PartnershipFactory(home__unit=unit) for _tie in range(3))
    MeetingFactory(partnerships=[met])
    MeetingFactory(
        partnerships=[strange], held=PartialDate(), status=MeetingStatus.PLANNED, planned=TODAY
    )
    PartnershipEventFactory(
        partnership=resting, kind=PartnershipEventKind.SUSPENDED, reason="dịch bệnh"
    )
    found = never_met(Partnership.objects.visible_to(officer), today=TODAY)
    assert list(found) == [strange]


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return lambda **asked: client.get(reverse("exchanges:due-list"), asked)


def test_the_page_leads_to_planning_the_meeting(page, partnership):
    soon = timezone.localdate() + timedelta(days=20)
    made = CadenceFactory(partnership=partnership, starts=soon, host_rule="counterpart")
    MeetingFactory(partnerships=[partnership])
    html = page().text
    plan = reverse("exchanges:tie-meeting-plan", args=[partnership.uuid])
    assert f"{plan}?planned={soon:%d}%2F{soon:%m}%2F{soon:%Y}&amp;host=counterpart" in html
    assert f"cadence={made.uuid}" in html


def test_the_page_is_cut_down_by_state_words_tie_and_unit(page, unit):
    long_ago = timezone.localdate() - timedelta(days=400)
    late = PartnershipFactory(home__unit=unit, title="Na Mèo – Lơi")
    CadenceFactory(partnership=late, starts=long_ago)
    MeetingFactory(partnerships=[late], held=PartialDate.read("01/03/2015"))
    never = PartnershipFactory(home__unit=unit, title="Sông Mã – Mường Ét")
    own = CadenceFactory(partnership=None, unit=unit, starts=long_ago, title="Sơ kết 4 cụm")

    def shown(**asked):
        return [str(row.about) for row in page(**asked).context["rows"]]

    assert shown() == [str(never), str(late), str(unit)]
    assert shown(state="never") == [str(never)]
    assert shown(state="missed") == [str(late), str(unit)]
    assert shown(q="song ma") == [str(never)]
    assert shown(tie=str(late.uuid)) == [str(late)]
    assert shown(unit=str(own.unit.uuid)) == [str(unit)]
    assert shown(state="nonsense") == shown()
    assert shown(tie="nonsense") == shown()


def test_ties_out_of_sight_are_not_on_the_page(page, partnership):
    beyond = CadenceFactory()
    html = page().text
    assert str(partnership) in html
    assert str(beyond.partnership) not in html


def test_the_page_costs_the_same_for_one_tie_and_for_many(page, unit, django_assert_num_queries):
    for ties in (1, 60):
        for _tie in range(ties):
            tie = PartnershipFactory(home__unit=unit)
            CadenceFactory(partnership=tie, starts=date(2025, 1, 1))
            CadenceFactory(partnership=tie, subject=CadenceSubject.ACTIVITY)
            MeetingFactory(partnerships=[tie])
        with django_assert_num_queries(6):  # who is signed in (2), reach, cadences, met, never
            answer = page()
    assert len(answer.context["rows"]) == 50
    last = answer.context["next_page"]
    again = page(after=last)
    assert again.context["first"] == 51
    assert answer.context["rows"][-1].key == last


def test_the_page_of_a_tie_tells_its_due_days(client, officer, quarterly, partnership):
    held = MeetingFactory(partnerships=[partnership], held=on(date(2026, 2, 27)))
    client.force_login(officer)
    url = reverse("exchanges:tie-dues", args=[partnership.uuid])
    html = client.get(url).text
    assert url in client.get(partnership.get_absolute_url()).text
    assert held.get_absolute_url() in html
    assert "2 days early" in html
    assert "Missed" in html


def test_the_piece_of_a_tie_costs_the_same_for_many_cadences(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    url = reverse("exchanges:tie-dues", args=[partnership.uuid])
    for _round in range(2):
        CadenceFactory(partnership=partnership, starts=date(2025, 1, 1))
        with django_assert_num_queries(6):
            client.get(url)


def test_meetings_out_of_sight_answer_nothing_for_this_user(officer, unit):
    """Of a unit the user reaches only through a tie, meetings elsewhere stay unknown."""
    made = CadenceFactory(partnership=None, unit=unit, starts=date(2026, 3, 1))
    beyond = UnitFactory()
    MeetingFactory(unit=beyond, partnerships=[], held=on(date(2026, 3, 1)), cadence=made)
    assert of(officer)[made][date(2026, 3, 1)] == DueState.MISSED
    assert Meeting.objects.visible_to(officer).count() == 0
