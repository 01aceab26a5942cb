"""The pages of a merge, the log of a record, and where a merged record is seen no more."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from partnerships.figures import ties_of
from partnerships.services import merging
from reports.overview import Overview
from tests.factories import (
    ChargeFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

KINDS = ("unit", "organisation", "partnership")


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def pair(request, unit):
    """A record to keep and its duplicate, of the kind that the test names."""
    if request.param == "unit":
        return [UnitFactory(name=name, parent=unit) for name in ("Na Mèo", "Na Meo")]
    if request.param == "organisation":
        return [OrganisationFactory(name=name, seat=unit) for name in ("Đồn Na Mèo", "Đồn NM")]
    return [
        PartnershipFactory(title=title, home__unit=UnitFactory(parent=unit))
        for title in ("Na Mèo – Lơi", "Na Meo - Loi")
    ]


def page_of(kind, record, name="merge"):
    return reverse(f"partnerships:{kind}-{name}", args=[record.uuid])


def kind_of(record):
    return record._meta.model_name


@pytest.mark.parametrize("pair", KINDS, indirect=True)
def test_two_records_are_merged_step_by_step(at_work, pair):
    kept, twin = pair
    kind = kind_of(kept)
    assert page_of(kind, twin) in at_work.get(twin.get_absolute_url()).text
    url = page_of(kind, twin)
    assert at_work.get(url).status_code == 200
    answer = at_work.post(url, {"other": str(kept.uuid)})
    assert answer.url == f"{url}?into={kept.uuid}"
    preview = at_work.get(answer.url).text
    assert "What will move" in preview
    assert f"{page_of(kind, kept)}?into={twin.uuid}" in preview  # the other way round
    refused = at_work.post(answer.url, {"reason": ""})
    assert refused.status_code == 422
    done = at_work.post(answer.url, {"reason": "Nhập hai lần."})
    assert done.url == kept.get_absolute_url()
    twin.refresh_from_db()
    assert twin.merged_into == kept
    page = at_work.get(twin.get_absolute_url())
    assert page.status_code == 200
    assert "This record is a duplicate." in page.text
    assert "Merge…" not in page.text
    assert twin.get_absolute_url() in at_work.get(kept.get_absolute_url()).text


def test_the_preview_counts_what_will_move_and_names_what_differs(at_work, unit):
    kept = OrganisationFactory(name="Đồn Na Mèo", seat=unit)
    twin = OrganisationFactory(name="Đồn NM", seat=unit, kind="command")
    ChargeFactory.create_batch(2, organisation=twin)
    UserFactory(organisation=twin)
    page = at_work.get(f"{page_of('organisation', twin)}?into={kept.uuid}").text
    for words in (
        "Charges: <b>2</b>",
        "Users: <b>1</b>",
        "Border guard station or company",
        "Border guard or military command",
    ):
        assert words in page


@pytest.mark.parametrize("pair", KINDS, indirect=True)
def test_a_merged_record_is_no_more_in_lists_searches_and_choices(at_work, officer, pair):
    kept, twin = pair
    kind = kind_of(kept)
    merging.merge(kept=kept, duplicate=twin, reason="Nhập hai lần.", by=officer)
    listed = at_work.get(reverse(f"partnerships:{kind}-list"))
    names = {row["uuid"] for row in listed.context["table"].rows}
    assert kept.uuid in names
    assert twin.uuid not in names
    found = at_work.get(reverse(f"partnerships:{kind}-picker"), {"q": str(twin), "name": "x"})
    assert str(twin.uuid) not in found.text
    assert str(kept.uuid) in found.text  # it goes by that name too


def test_counts_leave_merged_ties_out(officer, unit):
    frame = PartnershipFactory(home__unit=unit)
    kept, twin = (
        PartnershipFactory(home__unit=UnitFactory(parent=unit), frame=frame) for _each in range(2)
    )
    today = date(2026, 11, 21)
    before = Overview(officer, today).ties.count()
    merging.merge(kept=kept, duplicate=twin, reason="Nhập hai lần.", by=officer)
    assert Overview(officer, today).ties.count() == before - 1
    assert set(ties_of(frame, today)) == {kept}


@pytest.mark.parametrize("pair", KINDS, indirect=True)
def test_the_log_tells_both_histories_newest_first(
    at_work, officer, pair, django_assert_max_num_queries
):
    kept, twin = pair
    kind = kind_of(kept)
    for record in pair:
        AuditEvent.objects.create(
            action=f"{kind}.recorded",
            target_model=record._meta.label,
            target=record.uuid,
            by="ai.do",
        )
    merging.merge(kept=kept, duplicate=twin, reason="Nhập hai lần.", by=officer)
    url = page_of(kind, kept, "history")
    with django_assert_max_num_queries(8):
        page = at_work.get(url)
    acts = page.context["rows"]
    assert [act["of"] for act in acts] == [str(twin), "", str(twin), ""]
    assert [act["by"] for act in acts] == [officer.name, officer.name, "ai.do", "ai.do"]
    assert acts[1]["reason"] == "Nhập hai lần."
    assert "Merged another" in page.text
    assert f"in the duplicate “{twin}”" in page.text
    assert at_work.get(page_of(kind, twin, "history")).status_code == 200


def test_a_page_costs_the_same_with_many_duplicates(
    at_work, officer, unit, django_assert_max_num_queries
):
    kept = OrganisationFactory(seat=unit)
    for number in range(12):
        twin = OrganisationFactory(name=f"Đồn {number}", seat=unit)
        merging.merge(kept=kept, duplicate=twin, reason="Nhập hai lần.", by=officer)
    with django_assert_max_num_queries(10):
        at_work.get(kept.get_absolute_url())
    with django_assert_max_num_queries(10):
        at_work.get(twin.get_absolute_url())
