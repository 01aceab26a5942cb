"""The forms and the page of aid, as people fill them in."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from core.basis import Basis
from core.fields import Amount, PartialDate
from exchanges.choices import AidStatus
from exchanges.forms.aid_rows import LineRow
from exchanges.models import AidProject, ExchangeRate
from partnerships.models import Paper
from tests.exchanges.aid import approve, handed_over, propose
from tests.factories import (
    AidLineFactory,
    AidProjectFactory,
    AidStageFactory,
    AidStepFactory,
    ExchangeRateFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

ROWS = ("givers", "receivers", "items", "results", "passages", "stages")
NO_ROWS = {f"{name}-{key}": "0" for name in ROWS for key in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def amount(number, unit="VND"):
    parts = ("exact", number, unit, "", "")
    names = [f"amount_{part}" for part in ("bound", "number", "unit", "estimate", "words")]
    return dict(zip(names, parts, strict=True))


def filled(**changes):
    said = {
        "title": "Trạm y tế bản Đoạn",
        "direction": "outbound",
        "sector": "health",
        "modality": "project",
        "occasion": "Đề nghị của bên đối tác",
    }
    return NO_ROWS | amount("1,3 tỷ") | said | changes


def giver(unit):
    return {"givers-TOTAL_FORMS": "1", "givers-0-unit": str(unit.uuid)}


def send(browser, name, data, *args):
    return browser.post(reverse(f"exchanges:aid-project-{name}", args=args), data)


def errors(answer) -> str:
    return str(answer.context["form"].errors)


def test_aid_is_proposed_with_an_amount_as_it_is_said(browser, unit, rules):
    answer = send(browser, "create", filled(**giver(unit)))
    project = AidProject.objects.get()
    assert answer.url == project.get_absolute_url()
    assert (project.status, project.basis) == (AidStatus.PROPOSED, Basis.MADE_HERE)
    assert (project.amount.number, project.amount.unit) == (1_300_000_000, "VND")
    assert project.steps.count() == 3


def test_defence_is_offered_only_to_be_turned_away_with_the_reason(browser, unit):
    page = browser.get(reverse("exchanges:aid-project-create"))
    assert "Defence or security" in page.text
    answer = send(browser, "create", filled(**giver(unit), sector="defence"))
    assert answer.status_code == 422
    assert "Decree 305/2025/ND-CP leaves it out" in str(answer.context["form"].errors["sector"])
    assert answer.context["form"]["title"].value() == "Trạm y tế bản Đoạn"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (amount("nhiều"), "is not a number"),
        (amount("500", ""), "Say the unit or the currency"),
        (amount("10,5", "LAK"), "is a whole number"),
        (amount(""), "Enter the amount"),
        ({"occasion": ""}, "Name the commitment it keeps"),
        ({"direction": ""}, "Choose one"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(browser, unit, changes, words):
    answer = send(browser, "create", filled(**giver(unit)) | changes)
    assert answer.status_code == 422
    assert words in errors(answer)
    assert str(unit) in answer.text
    assert not AidProject.objects.exists()


def test_a_party_is_a_unit_or_an_organisation(browser, unit):
    rows = {"givers-TOTAL_FORMS": "1", "givers-0-unit_q": "không có nơi này"}
    answer = send(browser, "create", filled(**rows))
    assert "Nothing is called" in answer.text


def test_non_project_aid_in_the_short_form(browser, unit, rules):
    data = filled(giver_unit=str(unit.uuid), modality="non_project", direction="inbound")
    assert send(browser, "short", data).status_code == 302
    project = AidProject.objects.get()
    assert [party.who for party in project.parties.all()] == [unit]
    assert project.steps.count() == 2


def test_past_aid_is_entered_in_the_state_it_has_and_edited(browser, unit):
    data = filled(**giver(unit), status="closed", basis="reported", handed_over="2023")
    data |= amount("") | {"occasion": "", "modality": ""}
    data |= {
        "results-TOTAL_FORMS": "1",
        "results-0-what": "Diện tích",
        "results-0-amount_bound": "exact",
        "results-0-amount_number": "60",
        "results-0-amount_unit": "ha",
    }
    assert send(browser, "past", data).status_code == 302
    project = AidProject.objects.get()
    assert project.missing() == ["receiver", "amount", "day of the hand-over"]
    assert [str(line.amount) for line in project.lines.all()] == ["60 ha"]

    party = project.parties.get()
    data |= {"givers-INITIAL_FORMS": "1", "givers-0-uuid": str(party.uuid), "place": "bản Lơi"}
    data |= {"results-INITIAL_FORMS": "1", "results-0-uuid": str(project.lines.get().uuid)}
    assert send(browser, "edit", data, project.uuid).status_code == 302
    project.refresh_from_db()
    assert (project.place, project.parties.get()) == ("bản Lơi", party)
    assert project.lines.count() == 1


def test_the_same_past_aid_is_asked_about_before_it_is_entered_twice(browser, unit):
    data = filled(**giver(unit), status="closed", basis="reported")
    send(browser, "past", data)
    assert send(browser, "past", data).status_code == 422
    assert AidProject.objects.count() == 1
    send(browser, "past", data | {"another_one": "1"})
    assert AidProject.objects.count() == 2


def test_future_days_of_the_past_are_told_at_the_box(browser, unit):
    data = filled(**giver(unit), status="closed", basis="reported", handed_over="1/1/2199")
    assert "still to come" in errors(send(browser, "past", data))


def test_a_proposal_is_edited_and_after_its_approval_only_what_is_open(
    browser, proposed, head, paper
):
    rows = {"givers-INITIAL_FORMS": "1", "givers-0-uuid": str(proposed.parties.get().uuid)}
    data = filled(**giver(proposed.parties.get().unit), **rows, title="Trạm y tế mới")
    send(browser, "edit", data, proposed.uuid)
    proposed.refresh_from_db()
    assert proposed.title == "Trạm y tế mới"

    approve(proposed, head, paper)
    page = browser.get(reverse("exchanges:aid-project-edit", args=[proposed.uuid]))
    assert "title" not in page.context["form"].fields
    send(browser, "edit", {"occasion": "Theo đề nghị", "place": "bản Đoạn"}, proposed.uuid)
    proposed.refresh_from_db()
    assert (proposed.place, proposed.amount.number) == ("bản Đoạn", 1_300_000_000)


def test_a_head_approves_with_a_new_paper(client, head, proposed):
    client.force_login(head)
    assert "Approve" in client.get(proposed.get_absolute_url()).text
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert "Name the paper" in errors(send(client, "approve", {"on": day}, proposed.uuid))
    send(client, "approve", {"on": day, "paper_number": "12/QĐ-UBND"}, proposed.uuid)
    proposed.refresh_from_db()
    assert proposed.approval == Paper.objects.get(number="12/QĐ-UBND")
    assert "12/QĐ-UBND" in client.get(proposed.get_absolute_url()).text


def test_a_new_paper_is_kept_where_who_entered_it_finds_it_again(client, head, officer, unit):
    far = UnitFactory()
    project = propose(officer, unit, givers=[far], receivers=[unit])
    client.force_login(head)
    day = f"{timezone.localdate():%d/%m/%Y}"
    send(client, "approve", {"on": day, "paper_number": "15/QĐ-UBND"}, project.uuid)
    assert Paper.objects.get(number="15/QĐ-UBND").unit == unit
    assert "15/QĐ-UBND" in client.get(project.get_absolute_url()).text


def test_an_officer_sees_no_approval_and_a_liaison_records_the_hand_over(
    client, officer, unit, approved
):
    client.force_login(officer)
    labels = [act.label for act in client.get(approved.get_absolute_url()).context["actions"]]
    assert "Approve" not in labels
    assert "Work has begun" in labels
    client.force_login(UserFactory(role=Role.LIAISON, units=[unit]))
    day = f"{timezone.localdate():%d/%m/%Y}"
    send(client, "hand-over", {"handed_over": day, "giver_name": "Lò Văn Thủy"}, approved.uuid)
    accepted = {"acceptance": "with_remarks", "accepted_on": day}
    assert "Write the remarks" in errors(send(client, "accept", accepted, approved.uuid))
    send(client, "accept", accepted | {"remarks": "Thiếu một cánh cửa"}, approved.uuid)
    page = client.get(approved.get_absolute_url())
    assert "Lò Văn Thủy" in page.text
    assert "Thiếu một cánh cửa" in page.text


def test_the_page_of_aid_costs_the_same_with_much_on_it(
    browser, officer, approved, partnership, django_assert_max_num_queries
):
    AidProject.objects.filter(pk=approved.pk).update(partnership=partnership)
    ExchangeRateFactory()
    project = handed_over(approved, officer)
    for _ in range(3):
        AidStageFactory(project=project)
        AidStepFactory(project=project)
        AidLineFactory(project=project)
    with django_assert_max_num_queries(10):
        browser.get(project.get_absolute_url())


def test_a_tie_out_of_the_users_area_is_not_named(browser, proposed):
    elsewhere = PartnershipFactory(title="cặp ở xa")
    AidProject.objects.filter(pk=proposed.pk).update(partnership=elsewhere)
    assert "cặp ở xa" not in browser.get(proposed.get_absolute_url()).text


def test_a_sum_is_converted_only_by_a_rate_that_is_shown(browser, partnership):
    ExchangeRateFactory()
    project = AidProjectFactory(
        partnership=partnership,
        basis=Basis.REPORTED,
        amount=Amount(Decimal(100), "USD"),
        handed_over=PartialDate.read("01/03/2024"),
    )
    page = browser.get(project.get_absolute_url())
    assert "= 2,435,000 VND at 1 USD = 24,350 VND on 02/01/2024 (Ngân hàng Nhà nước)" in page.text
    ExchangeRate.objects.update(on=date(2024, 3, 2))
    assert "Ngân hàng Nhà nước" not in browser.get(project.get_absolute_url()).text


def test_gaps_of_aid_lead_to_the_form_that_fills_them(browser, unit, partnership):
    AidProjectFactory(partnership=partnership, basis=Basis.REPORTED)
    page = browser.get(reverse("gap-list"), {"kind": "aid"})
    url = reverse("exchanges:aid-project-edit", args=[AidProject.objects.get().uuid])
    assert url in page.text


def test_what_an_item_is_counted_in_is_not_taken_for_granted():
    assert LineRow()["amount"].field.widget.decompress(None)[2] == ""
    wrong = LineRow({"what": "Máy tính", "amount_number": "12"})
    assert "Say the unit" in wrong.errors["amount"][0]


def test_boxes_of_which_one_is_filled_are_not_called_unknown(browser, officer):
    """“(if known)” stands beside facts; a choice, a reason and a doubt are none."""
    page = browser.get(reverse("exchanges:aid-project-create")).text
    for name in ("occasion", "doubt"):
        label = re.search(rf'<label[^>]*for="id_{name}[^"]*">(.*?)</label>', page, re.DOTALL)
        assert label, name
        assert "if known" not in label[1], name
    assert "if known" in page


def test_a_delivery_is_not_offered_before_the_approval(browser, officer, unit, partnership):
    waiting = propose(officer, unit)
    told = AidProjectFactory(partnership=partnership, basis=Basis.REPORTED)
    offered = "Enter a delivery"
    assert offered not in browser.get(reverse("exchanges:aid-deliveries", args=[waiting.uuid])).text
    assert offered in browser.get(reverse("exchanges:aid-deliveries", args=[told.uuid])).text


def test_a_step_says_once_when_it_applies(browser, officer, unit):
    project = propose(officer, unit)
    AidStepFactory(project=project, title="Cho ý kiến (khi nội dung có liên quan)", required=False)
    page = browser.get(project.get_absolute_url()).text
    assert "khi nội dung có liên quan" in page
    assert "(if it applies)" not in page
    AidStepFactory(project=project, title="Thẩm định", required=False)
    assert "(if it applies)" in browser.get(project.get_absolute_url()).text
