"""Who is told before a text ends: searched for by name, and several texts handed over at once."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from partnerships.choices import MemorandumStatus
from partnerships.models import Memorandum
from tests.factories import (
    MemorandumFactory,
    OfficeFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def text(partnership):
    return MemorandumFactory(partnerships=[partnership])


def test_the_owner_is_one_of_the_office_who_sees_the_text(at_work, officer, text, unit):
    officer.office = OfficeFactory()
    officer.save()
    facts = {"office": officer.office, "last_name": "Trần Thị", "first_name": "Hường"}
    mate = UserFactory(role=Role.HEAD, units=[unit], **facts)
    far = UserFactory(role=Role.OFFICER, units=[UnitFactory()], **facts)
    gone = UserFactory(role=Role.OFFICER, units=[unit], is_active=False, **facts)
    reader = UserFactory(role=Role.READER, units=[unit], **facts)
    stranger = UserFactory(role=Role.OFFICER, units=[unit], last_name="Trần Thị Hường")
    url = reverse("partnerships:memorandum-owner", args=[text.uuid])
    search = reverse("partnerships:memorandum-owner-picker", args=[text.uuid])
    assert f'data-hx-get="{search}"' in at_work.get(url).text

    found = at_work.get(search, {"name": "owner", "owner_q": "tran thi huong"}).text
    assert str(mate.uuid) in found
    for other in (far, gone, reader, stranger):
        assert str(other.uuid) not in found
        answer = at_work.post(url, {"owner": other.uuid})
        assert answer.status_code == 422
        assert answer.context["form"].errors["owner"]
    assert at_work.post(url, {"owner": mate.uuid}).status_code == 302
    text.refresh_from_db()
    assert text.owner == mate
    assert f'value="{mate.uuid}" checked' in at_work.get(url).text
    assert at_work.post(url, {"owner": ""}).status_code == 302
    text.refresh_from_db()
    assert text.owner is None


def test_without_scripts_the_name_of_the_owner_is_looked_up_when_the_form_is_sent(
    at_work, officer, text, unit
):
    officer.office, officer.last_name, officer.first_name = OfficeFactory(), "Lê Văn", "Nam"
    officer.save()
    facts = {"office": officer.office, "units": [unit], "last_name": "Lê Thị"}
    hoa, _hoai = (UserFactory(first_name=name, **facts) for name in ("Hoa", "Hoài"))
    url = reverse("partnerships:memorandum-owner", args=[text.uuid])

    several = at_work.post(url, {"owner_q": "le thi"})
    assert several.status_code == 422
    assert 'value="le thi"' in several.text  # what was typed is still there
    assert f'value="{hoa.uuid}"' in several.text
    none = at_work.post(url, {"owner_q": "không ai"})
    assert "Nothing is called “không ai”." in none.text
    assert at_work.post(url, {"owner_q": "Lê Thị Hoài"}).status_code == 302
    text.refresh_from_db()
    assert text.owner.first_name == "Hoài"


def test_whoever_enters_a_text_is_offered_colleagues_and_no_text_out_of_sight_is_told_of(
    at_work, officer, unit
):
    officer.office = OfficeFactory()
    officer.save()
    mate = UserFactory(office=officer.office, last_name="Vi", first_name="Thanh")
    left = UserFactory(office=officer.office, last_name="Vi", first_name="Xa", is_active=False)
    asked = {"name": "owner", "owner_q": "vi"}
    offered = at_work.get(reverse("partnerships:owner-picker"), asked).text
    assert (str(mate.uuid) in offered, str(left.uuid) in offered) == (True, False)
    former = at_work.get(reverse("partnerships:former-owner-picker"), asked).text
    assert (str(mate.uuid) in former, str(left.uuid) in former) == (True, True)
    hidden = MemorandumFactory(partnerships=[PartnershipFactory()])
    search = reverse("partnerships:memorandum-owner-picker", args=[hidden.uuid])
    assert at_work.get(search, asked).status_code == 404


def test_texts_of_somebody_are_handed_over_together_or_not_at_all(
    at_work, officer, partnership, unit
):
    officer.office = OfficeFactory()
    officer.save()
    former = UserFactory(office=officer.office, units=[unit], is_active=False)
    heir = UserFactory(office=officer.office, units=[unit])
    theirs = MemorandumFactory.create_batch(2, partnerships=[partnership], owner=former)
    MemorandumFactory(partnerships=[partnership], owner=officer)
    ended = MemorandumFactory(
        partnerships=[partnership], owner=former, status=MemorandumStatus.RENEWED
    )
    listed = at_work.get(reverse("partnerships:memorandum-list"), {"owner": former.uuid})
    assert listed.context["table"].count == "3"
    url = reverse("partnerships:memorandum-own-chosen")
    assert f'href="{url}?owner={former.uuid}"' in listed.text
    page = at_work.get(url, {"owner": former.uuid})
    assert [one.record for one in page.context["candidates"]] == theirs[::-1]

    rows = {"row": [text.uuid for text in theirs]}
    elsewhere = UserFactory(office=officer.office)  # sees none of them
    refused = at_work.post(url, rows | {"owner": elsewhere.uuid})
    assert refused.status_code == 422
    assert "may not see this text" in str(refused.context["form"].errors["owner"])
    assert set(Memorandum.objects.exclude(owner=officer).values_list("owner", flat=True)) == {
        former.pk
    }
    nobody = at_work.post(url, rows)
    assert nobody.context["form"].errors["owner"] == ["Choose one."]
    assert at_work.post(url, rows | {"owner": heir.uuid}).status_code == 302
    assert set(Memorandum.objects.filter(owner=heir)) == set(theirs)
    (over,) = at_work.get(url, {"row": ended.uuid}).context["candidates"]
    assert not over.can_be_ticked
    trail = AuditEvent.objects.filter(action="memorandum.entrusted")
    assert sorted(trail.values_list("target", flat=True)) == sorted(text.uuid for text in theirs)
