"""What the pages of promises, aid and talks keep from people of another area."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from exchanges.models import Delivery
from partnerships.models import Commitment, Instalment
from tests.exchanges.test_delivery_forms import typed, vnd
from tests.factories import (
    CommitmentFactory,
    CommitmentReceiverFactory,
    DeliveryFactory,
    InstalmentFactory,
    MemorandumFactory,
    OrganisationFactory,
    PaperFactory,
    PartnershipFactory,
    SourceFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_delivery_of_a_promise_out_of_sight_is_put_right_and_stays_with_it(client):
    tie, receiver = PartnershipFactory(), UnitFactory(name="bản Pa Hốc", country__code="LA")
    promise = CommitmentFactory(partnership=tie, interval_months=12)  # it names no receiver
    due = InstalmentFactory(commitment=promise, amount=vnd(500))
    given = DeliveryFactory(
        commitment=promise, instalment=due, unit=receiver, amount=vnd(500), what="Tiền mặt"
    )
    client.force_login(UserFactory(role=Role.OFFICER, units=[receiver]))
    edit = reverse("exchanges:delivery-edit", args=[given.uuid])

    page = client.get(edit)
    assert page.status_code == 200
    assert "instalment" not in page.context["form"].fields
    assert [words for _key, words in page.context["form"].fields["receiver"].choices][1:] == [
        str(receiver)
    ]

    sent = typed(receiver=str(receiver.uuid)) | {"version": page.context["version"]}
    answer = client.post(edit, sent | {"what": "Tiền mặt đợt một"})
    assert answer.status_code == 302, answer.context["form"].errors
    given = Delivery.objects.get(pk=given.pk)
    assert (given.what, given.instalment, given.commitment) == (
        *("Tiền mặt đợt một", due, promise),
    )


def test_who_sees_an_agencys_text_sees_its_promises(client):
    """A text between two agencies binds no tie: its parties lead to what was promised in it."""
    office = OrganisationFactory()
    text = MemorandumFactory(partnerships=[])
    text.parties.create(side="home", organisation=office)
    promise = CommitmentFactory(memorandum=text, giver=UnitFactory(), interval_months=12)
    who = CommitmentReceiverFactory(commitment=promise, unit=UnitFactory())
    due = InstalmentFactory(commitment=promise, receiver=who)
    given = DeliveryFactory(commitment=promise, instalment=due, unit=who.unit)
    user, stranger = (
        UserFactory(role=Role.OFFICER, organisation=office),
        UserFactory(role=Role.OFFICER, units=[UnitFactory()]),
    )
    for model, row in ((Commitment, promise), (Instalment, due), (Delivery, given)):
        assert list(model.objects.visible_to(user)) == [row], model
        assert not model.objects.visible_to(stranger).exists(), model
    client.force_login(user)
    assert client.get(promise.get_absolute_url()).status_code == 200


def test_a_paper_that_is_not_published_is_named_to_its_own_area_only(client, officer, partnership):
    report = PaperFactory(title="Báo cáo nội bộ", published=False, unit=UnitFactory())
    promise = CommitmentFactory(partnership=partnership)
    given = DeliveryFactory(commitment=promise)
    given.sources.set([SourceFactory(paper=report), SourceFactory(paper__title="Điểm sáng 12")])
    url = given.get_absolute_url()

    client.force_login(officer)
    page = client.get(url).text
    assert "Điểm sáng 12" in page
    assert "Báo cáo nội bộ" not in page
    officer.units.add(report.unit)
    assert "Báo cáo nội bộ" in client.get(url).text
