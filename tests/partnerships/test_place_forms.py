"""Places as officers write them: the form, its rows, what it refuses and where it says so."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Level, NameKind, SuccessionKind
from partnerships.models import Unit, UnitName, UnitParent, UnitSuccession
from partnerships.services import places
from tests.factories import (
    CountryFactory,
    PaperFactory,
    UnitFactory,
    UnitNameFactory,
    UnitParentFactory,
    UnitSuccessionFactory,
    UserFactory,
)
from tests.partnerships.place_form import REFORM, above, became, edit, filled, revised, told

TODAY = date(2026, 11, 21)
NEW = reverse("partnerships:unit-create")


# Entering


def test_a_place_enters_with_its_names_units_above_and_what_became_of_it(at_work, unit):
    heir = UnitFactory(parent=unit, name="Quan Sơn", word="xã")
    country = unit.country
    sent = filled(
        country=country.uuid,
        code="15019",
        latitude="20.3",
        longitude="104.9",
        parents=[above(unit, since="01/01/1996", until="01/07/2025")],
        names=[
            {"text": "ຕາມລື", "language": "lo", "kind": "official", "checked": "on"},
            {"text": "Tam Lu", "language": "vi", "kind": "alias"},
        ],
        successions=[became("merged", "01/07/2025", heir)],
        submission=uuid4(),
    )
    answer = at_work.post(NEW, sent)
    assert answer.status_code == 302, told(answer)
    made = Unit.objects.get(code="15019")
    assert answer.url == made.get_absolute_url()
    assert (made.parent, made.valid_to) == (unit, REFORM)  # the succession says when it ended
    assert set(made.names.values_list("language", "text", "checked")) == {
        ("lo", "ຕາມລື", True),
        ("vi", "Tam Lu", False),
    }
    assert made.successions.get().successor == heir
    assert AuditEvent.objects.filter(action="unit.recorded", target=made.uuid).exists()
    assert at_work.post(NEW, sent).url == answer.url  # sent twice, made once
    assert Unit.objects.filter(name="Tam Lư").count() == 1


def test_a_place_abroad_is_entered_by_any_officer(at_work, db):
    answer = at_work.post(NEW, filled(country=CountryFactory(code="LA").uuid))
    assert answer.status_code == 302
    assert Unit.objects.get(name="Tam Lư").country_id == "LA"


def test_whoever_enters_a_place_that_is_there_already_is_asked_first(at_work, unit):
    UnitFactory(name="Tam Lư", level=Level.COMMUNE, parent=unit)
    sent = filled(country=unit.country.uuid, parents=[above(unit)])
    answer = at_work.post(NEW, sent)
    assert answer.status_code == 422
    assert [one.title for one in answer.context["lookalikes"]] == ["Tam Lư"]
    assert at_work.post(NEW, sent | {"another_one": "1"}).status_code == 302


def test_a_place_at_home_lies_in_the_area_of_whoever_enters_it(at_work, unit):
    elsewhere = UnitFactory(name="Nghệ An")
    for parents in ([], [above(elsewhere)]):
        answer = at_work.post(NEW, filled(country=unit.country.uuid, parents=parents))
        words = [one for said in told(answer).values() for one in said]
        assert any("outside your area" in one for one in words)
    assert not Unit.objects.filter(name="Tam Lư").exists()


# Putting right


def test_the_form_shows_what_is_there_and_saves_it_unchanged(at_work, below, unit):
    UnitNameFactory(unit=below)
    UnitSuccessionFactory(predecessor=below, successor=UnitFactory(parent=unit), kind="kept")
    page = at_work.get(edit(below))
    assert page.status_code == 200
    form, rowsets = page.context["form"], page.context["rowsets"]
    sent = {box.html_name: box.value() or "" for box in form}
    for formset in rowsets.values():
        sent |= {f"{formset.prefix}-TOTAL_FORMS": 1, f"{formset.prefix}-INITIAL_FORMS": 1}
        for box in formset.forms[0]:
            value = box.value()
            value = str(value.uuid) if hasattr(value, "uuid") else value
            sent |= {box.html_name: box.field.prepare_value(value) or ""}
    before = [list(model.objects.order_by("pk").values()) for model in (Unit, UnitName, UnitParent)]
    answer = at_work.post(edit(below), sent | {"version": page.context["version"]})
    assert answer.status_code == 302, told(answer)
    after = [list(model.objects.order_by("pk").values()) for model in (Unit, UnitName, UnitParent)]
    assert after == before
    assert UnitSuccession.objects.count() == 1


def test_a_boundary_between_two_units_above_is_moved_either_way(officer, below, unit):
    second = UnitFactory(parent=unit)
    first = below.parents.get()
    first.until = date(2020, 1, 1)
    first.save()
    later = UnitParentFactory(unit=below, parent=second, since=date(2020, 1, 1))
    for day in (date(2021, 1, 1), date(2019, 1, 1)):
        revised(
            officer,
            below,
            parents=[
                {"uuid": first.uuid, "parent": unit, "since": None, "until": day},
                {"uuid": later.uuid, "parent": second, "since": day, "until": None},
            ],
        )
        first.refresh_from_db()
        later.refresh_from_db()
        assert (first.until, later.since) == (day, day)
    assert Unit.objects.get(pk=below.pk).parent == second


def test_a_row_taken_out_goes_and_its_history_stays(officer, below):
    name = UnitNameFactory(unit=below)
    revised(officer, below, names=[])
    assert not UnitName.objects.exists()
    assert name.events.model.objects.filter(uuid=name.uuid).exists()


def test_a_divided_unit_has_a_row_for_each_successor_and_ends(officer, below, unit):
    heirs = [UnitFactory(parent=unit) for _ in range(2)]
    steps = [
        {"kind": SuccessionKind.DIVIDED, "on": REFORM, "successor": heir, "paper": None}
        for heir in heirs
    ]
    revised(officer, below, successions=steps)
    below.refresh_from_db()
    assert below.valid_to == REFORM
    assert {step.successor for step in below.successions.all()} == set(heirs)


# Renaming


def renamed(by, unit, name, on, **more):
    return places.rename(unit=unit, name=name, on=on, today=TODAY, by=by, **more)


def test_a_renamed_place_stays_and_keeps_its_name_of_before(officer, below):
    paper = PaperFactory()
    renamed(officer, below, "Bo Hiềng Mới", REFORM, paper=paper)
    below.refresh_from_db()
    assert below.name == "Bo Hiềng Mới"
    former = below.names.get()
    assert (former.text, former.kind, former.until) == ("Bo Hiềng", NameKind.FORMER, REFORM)
    assert below.name_on(date(2025, 6, 30)) == "Bo Hiềng"
    assert below.name_on(REFORM) == "Bo Hiềng Mới"
    assert below.sources.get().paper == paper
    assert not UnitSuccession.objects.exists()
    renamed(officer, below, "Bo Hiềng Ba", date(2026, 1, 1))
    assert below.names.get(text="Bo Hiềng Mới").since == REFORM


def test_a_former_name_without_days_gets_them(officer, below):
    UnitNameFactory(unit=below, language="vi", text="Bo Hiềng", kind=NameKind.FORMER)
    renamed(officer, below, "Mới", REFORM)
    assert below.names.get().until == REFORM


@pytest.mark.parametrize(
    ("name", "on", "words"),
    [
        ("Bo Hiềng", REFORM, "called so already"),
        ("Mới", date(2027, 1, 1), "from the day on which it holds"),
        ("Mới", date(1990, 1, 1), "Give a later day"),
        ("Mới", date(2026, 6, 1), "no more on that day"),
    ],
)
def test_what_a_renaming_cannot_be(officer, below, name, on, words):
    below.valid_from, below.valid_to = date(1996, 1, 1), date(2026, 6, 1)
    below.save()
    with pytest.raises(RuleViolation, match=words):
        renamed(officer, below, name, on)
    assert not UnitName.objects.exists()


def test_the_form_of_a_renaming(at_work, below):
    page = reverse("partnerships:unit-rename", args=[below.uuid])
    assert "Rename bản Bo Hiềng" in at_work.get(page).content.decode()
    errors = told(at_work.post(page, {"name": "Bo Hiềng", "on": "01/07/2025"}))
    assert "called so already" in errors["name"][0]
    assert at_work.post(page, {"name": "Mới", "on": "01/07/2025"}).status_code == 302
    below.refresh_from_db()
    assert below.name == "Mới"


# Who may


def test_forms_of_a_place_outside_the_area_are_not_there(client, unit):
    away, abroad = UnitFactory(), UnitFactory(country__code="LA")
    pages = [
        reverse(f"partnerships:unit-{verb}", args=[one.uuid])
        for one in (unit, away, abroad)
        for verb in ("edit", "rename")
    ]
    expected = {
        Role.OFFICER: [200, 200, 404, 404, 200, 200],
        Role.READER: [403] * 6,
        Role.HEAD: [403] * 6,
        Role.LIAISON: [403] * 6,
    }
    for role, answers in expected.items():
        client.force_login(UserFactory(role=role, units=[unit]))
        assert [client.get(page).status_code for page in pages] == answers, role
    client.force_login(UserFactory(role=Role.OFFICER, sees_all=True))
    assert {client.get(page).status_code for page in pages} == {200}


def test_a_duplicate_is_not_written_any_more(at_work, below, unit):
    below.merged_into = UnitFactory(parent=unit)
    below.save()
    assert at_work.get(edit(below)).status_code == 404
    shown = at_work.get(below.get_absolute_url()).content.decode()
    assert edit(below) not in shown
    assert below.merged_into.get_absolute_url() in shown


def test_the_page_of_a_place_offers_its_forms_only_to_whom_they_are_open(client, unit):
    away = UnitFactory()
    for role, sees in ((Role.OFFICER, True), (Role.READER, False)):
        client.force_login(UserFactory(role=role, units=[unit]))
        assert (edit(unit) in client.get(unit.get_absolute_url()).content.decode()) is sees
        assert edit(away) not in client.get(away.get_absolute_url()).content.decode()


def test_no_service_writes_a_place_outside_the_area(officer):
    away = UnitFactory()
    with pytest.raises(RuleViolation, match="outside your area"):
        revised(officer, away)
    with pytest.raises(RuleViolation, match="outside your area"):
        renamed(officer, away, "Mới", REFORM)


def test_nobody_widens_their_own_area_by_a_succession(officer, below):
    """Reach follows successions: a successor elsewhere would open all that lies below it."""
    away = UnitFactory(name="Nghệ An")
    step = {"kind": SuccessionKind.KEPT, "on": REFORM, "successor": away, "paper": None}
    with pytest.raises(RuleViolation, match="outside your area"):
        revised(officer, below, successions=[step])


def test_the_page_and_the_form_of_a_place_cost_the_same_for_few_rows_and_many(
    at_work, below, unit, django_assert_num_queries
):
    """The form is read twice: to be shown, and to know later what was shown."""
    costs = {below.get_absolute_url(): 8, edit(below): 12}
    for _more in range(2):
        for _row in range(3):
            UnitNameFactory(unit=below)
            UnitSuccessionFactory(predecessor=below, kind="part_transferred")
            UnitSuccessionFactory(successor=below, kind="part_transferred")
        for page, queries in costs.items():
            with django_assert_num_queries(queries):
                at_work.get(page)
