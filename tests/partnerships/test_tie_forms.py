"""The form of a tie with its parties and events, through the pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.basis import Basis
from partnerships.choices import PartnershipEventKind, PartnershipStatus, Side
from partnerships.models import Partnership
from tests.factories import (
    OrganisationFactory,
    PaperFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

NEW = "partnerships:partnership-create"


def rows(name, *given):
    """What the browser sends of the rows of one kind."""
    sent = {f"{name}-TOTAL_FORMS": len(given), f"{name}-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        sent |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return sent


def party(side, who, **more):
    return {"side": side, "unit": str(who.uuid)} | more


def filled(unit, **changed):
    lao = UnitFactory(country__code="LA", name="bản Lơi")
    facts = {
        "title": "bản Na Mèo – bản Lơi",
        "kind": "twinning",
        "level": "village",
        "basis": Basis.REPORTED,
        "paper_languages": ["lo"],
        "submission": str(uuid4()),
    }
    parties = changed.pop("parties", None) or [party("home", unit), party("counterpart", lao)]
    events = changed.pop("events", [])
    return facts | rows("parties", *parties) | rows("events", *events) | changed


def words_of(page):
    return page.content.decode()


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_a_tie_is_entered_with_its_parties_and_events(at_work, unit):
    page = at_work.get(reverse(NEW))
    assert page.status_code == 200
    events = [
        {"kind": "established", "since": "12/2015"},
        {"kind": "suspended", "since": "từ năm 2020", "reason": "dịch bệnh"},
    ]
    answer = at_work.post(reverse(NEW), filled(unit, events=events))
    tie = Partnership.objects.get()
    assert answer.url == tie.get_absolute_url()
    assert (tie.code, tie.paper_languages) == ("LA-001", ["vi", "lo"])
    assert [str(event) for event in tie.changes.all()] == [
        "Established 12/2015",
        "Suspended từ năm 2020",
    ]
    assert tie.parties.get(side=Side.HOME).unit == unit
    assert "Suspended since 2020" in words_of(at_work.get(answer.url))


def test_the_same_form_sent_twice_makes_one_tie(at_work, unit):
    sent = filled(unit)
    first, second = at_work.post(reverse(NEW), sent), at_work.post(reverse(NEW), sent)
    assert first.url == second.url
    assert Partnership.objects.count() == 1


def test_rows_are_added_without_a_script_too(at_work, unit):
    page = at_work.post(reverse(NEW), filled(unit, add_row="parties"))
    assert 'name="parties-2-side"' in words_of(page)
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Fill this in."),
        ({"title": "x" * 300}, "at most 255"),
        ({"kind": "marriage"}, "Select a valid choice"),
        ({"events": [{"kind": "ended", "since": "2024"}]}, "Say why the tie was"),
        ({"events": [{"kind": "established", "since": "31/02/2020"}]}, "There is no such day"),
        ({"events": [{"kind": "established", "until": "2020"}]}, "Only a suspension"),
        ({"basis": Basis.MADE_HERE}, "full day on which it was established"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_kept(at_work, unit, changed, words):
    page = at_work.post(reverse(NEW), filled(unit, fields_of_work="văn hóa", **changed))
    assert page.status_code == 422
    assert words in words_of(page)
    assert "văn hóa" in words_of(page)
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"side": "home"}, "Name either a unit or an organisation."),
        ({"side": "home", "unit": "no-uuid"}, "Choose again"),
        ({"side": "home", "unit": str(uuid4())}, "not in the register"),
        ({"side": "home", "unit_q": "không có nơi này"}, "Nothing is called"),
    ],
)
def test_a_party_is_somebody_known(at_work, unit, row, words):
    page = at_work.post(reverse(NEW), filled(unit, parties=[party("home", unit), row]))
    assert page.status_code == 422
    assert words in words_of(page)
    assert not Partnership.objects.exists()


def test_a_party_leaves_after_it_joined(at_work, unit):
    row = party("home", unit, since="01/07/2025", until="30/06/2025")
    page = at_work.post(reverse(NEW), filled(unit, parties=[row]))
    assert "A party leaves the tie after it joined it." in words_of(page)


def test_a_side_in_the_wrong_country_is_refused_in_words(at_work, unit):
    page = at_work.post(reverse(NEW), filled(unit, parties=[party("counterpart", unit)]))
    assert page.status_code == 422
    assert "The home side is in Vietnam" in words_of(page)


def test_an_officer_enters_no_tie_of_another_area(at_work, unit):
    page = at_work.post(reverse(NEW), filled(unit, parties=[party("home", UnitFactory())]))
    assert "Name a party of your own area" in words_of(page)
    assert not Partnership.objects.exists()


def test_a_frame_out_of_scope_cannot_be_named(at_work, unit):
    away = PartnershipFactory()
    page = at_work.post(reverse(NEW), filled(unit, frame=str(away.uuid)))
    assert page.status_code == 422
    assert not Partnership.objects.filter(frame=away).exists()


def test_a_party_found_by_words_without_tone_marks(at_work, unit):
    station = OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=unit)
    row = {"side": "home", "organisation_q": "don bien phong na meo"}
    at_work.post(reverse(NEW), filled(unit, parties=[row]))
    assert Partnership.objects.get().parties.get().organisation == station


def test_odd_letters_are_tidied(at_work, unit):
    at_work.post(reverse(NEW), filled(unit, title="ba\u0309n Na\u200b Me\u0300o \u202eba\u0309n"))
    assert Partnership.objects.get().title == "bản Na Mèo bản"


# Editing


def as_shown(tie):
    """The edit form exactly as the browser shows it."""
    parties = [
        {
            "uuid": str(one.uuid),
            "side": one.side,
            "unit": str(one.unit.uuid) if one.unit else "",
            "since": f"{one.since:%d/%m/%Y}" if one.since else "",
            "until": f"{one.until:%d/%m/%Y}" if one.until else "",
        }
        for one in tie.parties.all()
    ]
    events = [
        {"uuid": str(one.uuid), "kind": one.kind, "since": str(one.since), "reason": one.reason}
        for one in tie.changes.all()
    ]
    sent = {"title": tie.title, "kind": tie.kind, "level": tie.level, "paper_languages": ["lo"]}
    sent |= rows("parties", *parties) | rows("events", *events)
    return sent | {
        "parties-INITIAL_FORMS": len(parties),
        "events-INITIAL_FORMS": len(events),
    }


def edit_url(tie):
    return reverse("partnerships:partnership-edit", args=[tie.uuid])


def with_version(client, tie):
    return as_shown(tie) | {"version": client.get(edit_url(tie)).context["version"]}


def test_a_decision_fills_the_hole(at_work, partnership, unit):
    unit.valid_to = date(2025, 7, 1)
    unit.save()
    PartnershipEventFactory(partnership=partnership)
    paper = PaperFactory()
    commune = UnitFactory(name="xã Quan Sơn")
    sent = with_version(at_work, partnership)
    sent |= {
        "parties-TOTAL_FORMS": 3,
        "parties-2-side": "home",
        "parties-2-unit": str(commune.uuid),
        "parties-2-since": "01/01/2026",
        "parties-2-carried_over_by": str(paper.uuid),
        "parties-0-until": "01/07/2025",
    }
    assert partnership.status_on(date(2026, 1, 2)) == PartnershipStatus.VACANT
    answer = at_work.post(edit_url(partnership), sent)
    assert answer.status_code == 302, words_of(answer)
    joined = partnership.parties.get(unit=commune)
    assert joined.carried_over_by == paper
    assert partnership.status_on(date(2026, 1, 2)) == PartnershipStatus.ACTIVE
    assert partnership.changes.get().kind == PartnershipEventKind.ESTABLISHED


def test_the_second_of_two_people_is_told_and_loses_nothing(at_work, client, partnership):
    seen = with_version(at_work, partnership)
    at_work.post(edit_url(partnership), seen | {"title": "người thứ nhất"})
    page = at_work.post(edit_url(partnership), seen | {"title": "người thứ hai"})
    assert page.status_code == 422
    for words in ("changed this record", "người thứ hai", "người thứ nhất"):
        assert words in words_of(page)
    partnership.refresh_from_db()
    assert partnership.title == "người thứ nhất"


def test_a_row_taken_out_goes(at_work, partnership):
    PartnershipEventFactory(partnership=partnership)
    sent = with_version(at_work, partnership) | {"events-0-DELETE": "on"}
    assert at_work.post(edit_url(partnership), sent).status_code == 302
    assert not partnership.changes.exists()


def test_a_tie_out_of_scope_is_not_edited(at_work):
    tie = PartnershipFactory()
    assert at_work.get(edit_url(tie)).status_code == 404
    assert at_work.post(edit_url(tie), as_shown(tie)).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.LIAISON, Role.HEAD, Role.ADMINISTRATOR])
def test_only_an_officer_enters_and_edits_ties(client, unit, partnership, role):
    client.force_login(UserFactory(role=role, units=[unit]))
    for url in (reverse(NEW), edit_url(partnership)):
        assert client.get(url).status_code == 403
        assert client.post(url, filled(unit)).status_code == 403
    assert not Partnership.objects.exclude(pk=partnership.pk).exists()


def test_what_a_tie_names_out_of_scope_is_not_shown_and_stays(at_work, partnership, unit):
    frame = PartnershipFactory(title="Kết nghĩa hai tỉnh nơi khác")
    decision = PaperFactory(title="Quyết định không công bố", published=False, unit=UnitFactory())
    partnership.frame = frame
    partnership.save()
    ours = partnership.parties.get(side=Side.HOME)
    ours.carried_over_by = decision
    ours.save()
    url = reverse("partnerships:partnership-edit", args=[partnership.uuid])
    page = at_work.get(url)
    assert frame.title not in words_of(page)
    assert decision.title not in words_of(page)
    theirs = partnership.parties.get(side=Side.COUNTERPART)
    sent = filled(
        unit,
        version=page.context["version"],
        title="Tên mới",
        parties=[
            party("home", ours.unit, uuid=str(ours.uuid)),
            party("counterpart", theirs.unit, uuid=str(theirs.uuid)),
        ],
    )
    assert at_work.post(url, sent | {"parties-INITIAL_FORMS": 2}).status_code == 302
    partnership.refresh_from_db()
    ours.refresh_from_db()
    assert (partnership.title, partnership.frame) == ("Tên mới", frame)
    assert ours.carried_over_by == decision


def test_a_form_that_borrows_the_uuid_of_a_tie_out_of_scope_does_not_lead_there(at_work, unit):
    elsewhere = PartnershipFactory()
    answer = at_work.post(reverse(NEW), filled(unit, submission=str(elsewhere.uuid)))
    assert answer.status_code == 422
    assert str(elsewhere.title) not in words_of(answer)
