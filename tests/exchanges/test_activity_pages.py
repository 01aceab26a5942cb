"""The short form of an activity, its page, its list; entered one after the other, taken back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.fields import Amount, PartialDate
from exchanges.models import Activity
from tests.exchanges.filing import errors, untouched
from tests.exchanges.happenings import activity_form
from tests.factories import (
    ActivityFactory,
    ActivityFigureFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEW = reverse("exchanges:activity-create")
LIST = reverse("exchanges:activity-list")


@pytest.fixture
def at_work(client, liaison):
    client.force_login(liaison)
    return client


@pytest.fixture
def tie(partnership):
    return {"partnership": str(partnership.uuid)}


def shown(answer) -> list[str]:
    """The titles of the list."""
    return [row["cells"][0].text for row in answer.context["table"].rows]


def test_it_is_entered_from_the_tie_with_its_figures(at_work, tie, partnership):
    form = at_work.get(f"{NEW}?tie={partnership.uuid}").context["form"]
    assert form["partnership"].value() == partnership
    figures = [("patients", "gần 1.200", "", ""), ("", "30", "lá cờ", "Cờ Tổ quốc")]
    answer = at_work.post(NEW, activity_form(*figures, done_by="both", **tie))
    made = Activity.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    said = [(str(one), str(one.amount)) for one in made.figures.all()]
    assert said == [("Patients", "nearly 1,200 lượt"), ("Cờ Tổ quốc", "30 lá cờ")]
    assert (made.partnership, made.done_by) == (partnership, "both")


def test_it_is_entered_from_a_unit_and_from_an_organisation(at_work, unit, partnership):
    station = OrganisationFactory(seat=unit)
    for name, record, box in (("unit", unit, "unit"), ("organiser", station, "organiser")):
        form = at_work.get(f"{NEW}?{name}={record.uuid}").context["form"]
        assert form[box].value() == record
        data = activity_form(**{box: str(record.uuid)})
        assert at_work.post(NEW, data).status_code == 302
    assert at_work.get(f"{NEW}?tie={PartnershipFactory().uuid}&unit=x&kind=x").status_code == 200


@pytest.mark.parametrize(
    ("typed", "counted", "measure", "kept"),
    [
        ("500", "", "people", Amount(500, "người")),
        ("2 triệu", "", "money", Amount(2_000_000, "VND")),
        ("2 triệu", "", "", None),
        ("2 triệu đồng", "", "money", Amount(2_000_000, "VND")),
        ("12", "", "sessions", Amount(12, "buổi")),
        ("trên 40", "hộ", "people", Amount(40, "hộ", "over")),
    ],
)
def test_a_number_without_a_unit_is_in_the_usual_one(at_work, tie, typed, counted, measure, kept):
    answer = at_work.post(NEW, activity_form((measure, typed, counted, ""), **tie))
    if kept is None:
        assert "Say the unit" in errors(answer)["figures-0-amount"]
        assert 'value="2 triệu"' in answer.text
    else:
        assert Activity.objects.get().figures.get().amount == kept


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"happened": "05/04/2100"}, "happened", "still to come"),
        ({"happened": "31/02/2026"}, "happened", "no such day"),
        ({"kind": ""}, "kind", "Choose one"),
        ({"partnership": ""}, "partnership", "Name a tie, a unit or an organiser"),
        ({"note": "TUYỆT MẬT"}, "note", "stamp TUYỆT MẬT"),
    ],
)
def test_bad_input_is_told_at_its_box_and_nothing_typed_is_lost(at_work, tie, typed, box, words):
    data = activity_form(("gifts", "50", "", ""), place="bản Pa Hốc", **{**tie, **typed})
    answer = at_work.post(NEW, data)
    assert words in errors(answer)[box]
    assert 'value="bản Pa Hốc"' in answer.text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("figure", "box", "words"),
    [
        (("", "5", "cây", ""), "figures-0-what", "Say what the figure counts"),
        (("gifts", "", "", "quà Tết"), "figures-0-amount", "Say how much"),
        (("money", "5", "lượt", ""), "figures-0-amount", "Money is in a currency"),
        (("gifts", "năm mươi", "", ""), "figures-0-amount", "is not a number"),
    ],
)
def test_a_figure_that_says_too_little(at_work, tie, figure, box, words):
    assert words in errors(at_work.post(NEW, activity_form(figure, **tie)))[box]


def test_the_next_one_keeps_tie_kind_place_and_day(at_work, tie, partnership):
    data = activity_form(("patients", "120", "", ""), place="Trạm y tế", next="1", **tie)
    answer = at_work.post(NEW, data)
    assert parse_qs(urlsplit(answer["Location"]).query) == {
        "tie": [str(partnership.uuid)],
        "kind": ["clinic"],
        "place": ["Trạm y tế"],
        "happened": ["05/04/2026"],
        "measure": ["patients"],
    }
    page = at_work.get(answer["Location"])
    assert "Enter the next one." in page.text
    again = untouched(page)
    kept = {name: again[name] for name in ("kind", "place", "happened", "partnership")}
    assert kept == {"kind": "clinic", "place": "Trạm y tế", "happened": "05/04/2026", **tie}
    assert "figures-0-amount_number" not in again
    assert again["submission"] != data["submission"]


def test_the_same_form_sent_twice_makes_one(at_work, tie):
    data = activity_form(**tie)
    first, second = (at_work.post(NEW, data) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


def test_it_is_edited_and_taken_back(at_work, partnership):
    one = ActivityFactory(
        partnership=partnership, title="Khám bệnh", happened=PartialDate.read("2025")
    )
    figure = ActivityFigureFactory(activity=one, measure="patients", what="")
    edit = reverse("exchanges:activity-edit", args=[one.uuid])
    data = untouched(at_work.get(edit)) | {"title": "Khám, chữa bệnh"}
    data["figures-0-amount_number"] = "650"
    answer = at_work.post(edit, data)
    assert answer.status_code == 302, errors(answer)
    assert answer["Location"] == one.get_absolute_url()
    figure.refresh_from_db()
    assert (figure.amount.number, figure.activity.title) == (650, "Khám, chữa bệnh")
    withdraw = reverse("exchanges:activity-withdraw", args=[one.uuid])
    assert "Fill this in" in errors(at_work.post(withdraw, {"reason": ""}))["reason"]
    at_work.post(withdraw, {"reason": "Nhập hai lần"})
    page = at_work.get(one.get_absolute_url())
    assert "Nhập hai lần" in page.text
    assert not page.context["actions"]
    assert shown(at_work.get(LIST)) == []
    assert shown(at_work.get(f"{LIST}?standing=no")) == ["Khám, chữa bệnh"]
    assert shown(at_work.get(f"{LIST}?standing=all")) == ["Khám, chữa bệnh"]
    for name, record in (("tie", partnership), ("unit", partnership.parties.get(side="home").unit)):
        piece = at_work.get(reverse(f"exchanges:{name}-activities", args=[record.uuid]))
        assert not piece.context["rows"]


def test_a_second_writer_is_told_and_overwrites_nothing(at_work, partnership):
    one = ActivityFactory(partnership=partnership, title="Khám bệnh")
    edit = reverse("exchanges:activity-edit", args=[one.uuid])
    data = untouched(at_work.get(edit))
    Activity.objects.update(place="Trạm y tế")
    answer = at_work.post(edit, data | {"place": "Trường học"})
    assert answer.status_code == 422
    assert "changed by somebody else" in answer.text or "changed this record" in answer.text
    assert Activity.objects.get().place == "Trạm y tế"


def test_the_list_is_cut_by_tie_place_and_days(at_work, partnership, unit):
    village = UnitFactory(parent=unit)
    facts = {"partnership": None, "unit": village}
    ActivityFactory(title="của bản", happened=PartialDate.read("05/2025"), **facts)
    ActivityFactory(title="của cặp", partnership=partnership, happened=PartialDate.read("2024"))
    for query, titles in (
        (f"tie={partnership.uuid}", {"của cặp"}),
        (f"unit={unit.uuid}", {"của bản", "của cặp"}),
        (f"unit={village.uuid}", {"của bản"}),
        ("since=01/01/2025", {"của bản"}),
        ("since=01/01/2024&until=31/12/2024", {"của cặp"}),
        ("since=02/05/2025&until=31/12/2025", set()),
        ("since=02/05/2025&until=31/12/2025&time=unsure", {"của bản"}),
        ("tie_q=khong+co&unit_q=khong+co&since=x", {"của bản", "của cặp"}),
    ):
        assert set(shown(at_work.get(f"{LIST}?{query}"))) == titles, query
    hidden = PartnershipFactory()
    ActivityFactory(partnership=hidden)
    assert set(shown(at_work.get(f"{LIST}?tie={hidden.uuid}"))) == {"của bản", "của cặp"}


def test_who_reads_sees_no_way_to_enter(client, unit, partnership):
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    one = ActivityFactory(partnership=partnership)
    assert NEW not in client.get(LIST).text
    assert not client.get(one.get_absolute_url()).context["actions"]
    assert client.get(NEW).status_code == 403


def test_a_tie_out_of_sight_is_not_shown_and_stays(at_work, unit):
    strange = PartnershipFactory(title="cặp của tỉnh khác")
    one = ActivityFactory(partnership=strange, unit=unit)
    edit = reverse("exchanges:activity-edit", args=[one.uuid])
    page = at_work.get(edit)
    assert strange.title not in page.text
    sent = untouched(page) | {"place": "Trạm y tế", "partnership": ""}
    answer = at_work.post(edit, sent)
    assert answer.status_code == 302, errors(answer)
    one.refresh_from_db()
    assert (one.place, one.partnership) == ("Trạm y tế", strange)
