"""The pages of minutes: both languages, returning and submitting, scope."""

from datetime import date

import pytest
from django.urls import reverse

from exchanges.choices import MinutesStatus
from tests.exchanges.filing import errors, untouched
from tests.factories import (
    AgreedItemFactory,
    MinutesFactory,
)


def test_the_page_of_minutes_shows_both_languages_with_their_states(
    client, officer, submitted, django_assert_num_queries
):
    AgreedItemFactory.create_batch(5, meeting=submitted.meeting)
    client.force_login(officer)
    with django_assert_num_queries(10):
        page = client.get(submitted.get_absolute_url())
    assert "Hai bên đánh giá năm 2024." in page.text
    assert page.text.count("no translation yet") == 6
    assert [action.label for action in page.context["actions"]] == [
        "The text is agreed",
        "Return with a reason",
    ]


def test_the_filer_is_not_offered_to_check_their_own(client, submitted, liaison, draft):
    client.force_login(liaison)
    assert not client.get(submitted.get_absolute_url()).context["actions"]
    assert client.post(reverse("exchanges:minutes-agree", args=[draft.uuid])).status_code == 403


def test_officer_returns_and_liaison_submits_again_from_the_pages(
    client, submitted, liaison, officer
):
    client.force_login(officer)
    url = reverse("exchanges:minutes-return", args=[submitted.uuid])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Thiếu bản Lào"}).status_code == 302

    client.force_login(liaison)
    page = client.get(submitted.get_absolute_url())
    assert "Thiếu bản Lào" in page.text
    assert (
        client.post(reverse("exchanges:minutes-submit", args=[submitted.uuid])).status_code == 302
    )
    client.force_login(officer)
    client.post(reverse("exchanges:minutes-agree", args=[submitted.uuid]))
    submitted.refresh_from_db()
    assert submitted.status == MinutesStatus.TEXT_AGREED


def test_out_of_scope_is_404(client, officer):
    record = MinutesFactory()
    item = AgreedItemFactory(meeting=record.meeting)
    client.force_login(officer)
    for name in ("detail", "edit", "return", "reopen"):
        url = reverse(f"exchanges:minutes-{name}", args=[record.uuid])
        assert client.get(url).status_code == 404
    for name in ("submit", "agree"):
        url = reverse(f"exchanges:minutes-{name}", args=[record.uuid])
        assert client.post(url).status_code == 404
    for name in ("detail", "edit"):
        url = reverse(f"exchanges:agreed-item-{name}", args=[item.uuid])
        assert client.get(url).status_code == 404


def test_the_form_of_submitted_minutes_leads_back(client, submitted, liaison):
    client.force_login(liaison)
    url = reverse("exchanges:minutes-edit", args=[submitted.uuid])
    assert client.get(url)["Location"] == submitted.get_absolute_url()


def test_agreed_items_are_listed_with_what_they_lack(
    client, officer, meeting, django_assert_num_queries
):
    AgreedItemFactory.create_batch(30, meeting=meeting)
    AgreedItemFactory(meeting=meeting, owner="both", due=date(2026, 1, 1))
    client.force_login(officer)
    with django_assert_num_queries(5):
        page = client.get(reverse("exchanges:agreed-item-list"), {"lacking": "due"})
    assert page.context["table"].count == "30"


def test_an_agreed_item_is_closed_from_its_page(
    client, officer, meeting, django_assert_num_queries
):
    item = AgreedItemFactory(meeting=meeting)
    client.force_login(officer)
    url = reverse("exchanges:agreed-item-edit", args=[item.uuid])
    page = client.get(url)
    typed = {
        "owner": "home", "due": "", "status": "done", "closed": "", "proof": "",
        "text_vi": item.title, "initial-text_vi": item.title, "rev_vi": 1, "state_vi": "",
        "text_lo": "ລາດຕະເວນ", "initial-text_lo": "", "rev_lo": 0, "state_lo": "unchecked",
        "version": page.context["version"],
    }  # fmt: skip
    page = client.post(url, typed)
    assert set(page.context["form"].errors) == {"closed", "proof"}
    assert "ລາດຕະເວນ" in page.text
    typed |= {"closed": "01/09/2025", "proof": "Biên bản tuần tra"}
    assert client.post(url, typed).status_code == 302
    item.refresh_from_db()
    assert (item.status, item.owner, item.text["lo"]["text"]) == ("done", "home", "ລາດຕະເວນ")
    with django_assert_num_queries(7):
        client.get(item.get_absolute_url())


@pytest.mark.parametrize(
    ("state", "typed", "told"),
    [
        ({}, {"proof": "Biên bản tuần tra"}, {"proof"}),
        ({}, {"status": "in_hand", "closed": "01/09/2025"}, {"closed"}),
        (
            {"status": "done", "closed": date(2025, 9, 1), "proof": "Biên bản"},
            {"proof": "Biên bản khác"},
            {"proof"},
        ),
    ],
)
def test_a_proof_that_is_not_kept_is_told(client, officer, meeting, state, typed, told):
    item = AgreedItemFactory(meeting=meeting, **state)
    client.force_login(officer)
    url = reverse("exchanges:agreed-item-edit", args=[item.uuid])
    answer = client.post(url, untouched(client.get(url)) | typed)
    assert set(errors(answer)) == told


def test_lines_that_nobody_checked_are_told_before_a_side_signs(client, officer, submitted):
    client.force_login(officer)
    page = client.get(submitted.get_absolute_url())
    assert "Lines that nobody has checked: Vietnamese, Lao." in page.text
    for item in submitted.items.all():
        item.text = {code: {"text": "x", "state": "checked", "rev": 2} for code in ("vi", "lo")}
        item.save()
    submitted.meeting.agreed_items.update(text=item.text)
    assert "nobody has checked" not in client.get(submitted.get_absolute_url()).text
