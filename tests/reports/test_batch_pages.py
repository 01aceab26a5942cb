"""The pages of batches: what they show to whom, and at which cost."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from partnerships.choices import Level
from reports import tasks
from reports.choices import BatchState
from reports.models import BatchItem, ReviewBatch
from tests import factories as make
from tests.reports.batched import tie_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    monkeypatch.setattr(tasks, "send_batch", lambda *, items: None)


@pytest.fixture
def province():
    return make.UnitFactory(level=Level.PROVINCE, name="Sơn La")


@pytest.fixture
def officer(province):
    return make.UserFactory(role=Role.OFFICER, units=[province])


@pytest.fixture
def batch(province, officer):
    ties = [tie_of(province, f"Cặp {name}") for name in "ABC"]
    return make.ReviewBatchFactory(unit=province, ordered_by=officer, ties=ties)


def url(page, batch):
    return reverse(f"reports:review-batch-{page}", args=[batch.uuid])


def finished(batch, *, but=()):
    """Every tie has its paper, those named failed; the volume is there."""
    for item in batch.items.of_ties().select_related("tie"):
        if item.tie.title in but:
            wrong = "Chưa thống nhất tiếng Lào."
            BatchItem.objects.filter(pk=item.pk).update(state=BatchState.FAILED, error=wrong)
            continue
        series = make.ReviewSeriesFactory(partnerships=[item.tie])
        paper = make.IssuedPaperFactory(review__series=series)
        BatchItem.objects.filter(pk=item.pk).update(
            state=BatchState.DONE, review=paper.review, paper=paper
        )
    batch.items.filter(tie=None).update(state=BatchState.DONE)
    name = batch.volume.storage.save("volume.pdf", ContentFile(b"%PDF-1.7 volume"))
    ReviewBatch.objects.filter(pk=batch.pk).update(volume=name, volume_sha256="a" * 64)


def test_the_page_says_in_words_how_far_it_is(client, batch, officer, django_assert_num_queries):
    client.force_login(officer)
    finished(batch, but=["Cặp B"])
    with django_assert_num_queries(7):
        page = client.get(url("detail", batch)).text

    assert "Of 3 ties: 2 built, 1 failed, 0 being built, 0 waiting, 0 stopped." in page
    assert "Chưa thống nhất tiếng Lào." in page
    assert url("progress", batch) not in page
    assert "Download the volume" in page
    BatchItem.objects.filter(tie=None).update(state=BatchState.WAITING)
    page = client.get(url("detail", batch)).text
    assert 'data-hx-trigger="every 2s"' in page
    assert "Download the volume" not in page
    piece = client.get(url("progress", batch), headers={"HX-Request": "true"}).text
    assert piece.startswith('<div id="batch"')


def test_the_list_costs_the_same_for_one_and_for_many(
    client, officer, province, django_assert_num_queries
):
    client.force_login(officer)
    for number in (1, 5):
        make.ReviewBatchFactory.create_batch(number, unit=province)
        with django_assert_num_queries(5):
            client.get(reverse("reports:review-batch-list"))


def test_an_order_is_made_once_stopped_and_taken_up_again(client, batch, officer, province):
    client.force_login(officer)
    form = {"unit": province.uuid, "preset": "report", "year": "2025", "kind": "joint"}
    same = form | {"submission": str(batch.uuid)[::-1].replace("-", "")[:32]}
    for _time in range(2):
        answer = client.post(reverse("reports:review-batch-create"), same)
    made = ReviewBatch.objects.latest("pk")
    assert answer["Location"] == made.get_absolute_url()
    assert ReviewBatch.objects.count() == 2
    assert (made.period.lower.isoformat(), made.items.count()) == ("2024-11-15", 4)

    assert "Order again" in client.get(url("detail", made)).text
    assert "is stopped" in client.post(url("cancel", made), follow=True).text
    assert "nothing to stop" in client.post(url("cancel", made), follow=True).text
    assert "is built again" in client.post(url("retry", made), follow=True).text
    refused = client.post(url("retry", made), {"item": "x"}, follow=True).text
    assert "nothing is built again" in refused
    nowhere = client.post(reverse("reports:review-batch-create"), form | {"unit": ""})
    assert nowhere.status_code == 422


def test_the_volume_is_for_whoever_sees_every_tie_in_it(client, batch, officer, province):
    finished(batch)
    client.force_login(officer)
    answer = client.get(url("volume", batch))
    assert answer.getvalue().startswith(b"%PDF")
    event = AuditEvent.objects.get(action="batch.downloaded")
    assert (event.target, event.by) == (batch.uuid, officer.get_username())
    assert "A working print" in client.get(f"/verify/{event.details['code']}").text

    foreign = make.PartnershipFactory(title="Cặp nơi khác")
    paper = make.IssuedPaperFactory()
    BatchItem.objects.create(
        batch=batch, tie=foreign, state=BatchState.DONE, paper=paper, review=paper.review
    )
    answer = client.get(url("volume", batch), follow=True)
    assert "holds ties of other areas" in answer.text
    assert "1 tie lies outside your area" in answer.text
    assert "Cặp nơi khác" not in answer.text
    ministry = make.UserFactory(role=Role.OFFICER, sees_all=True)
    client.force_login(ministry)
    assert client.get(url("volume", batch)).getvalue().startswith(b"%PDF")
    ReviewBatch.objects.get().volume.delete(save=False)
    assert "lost from the storage" in client.get(url("volume", batch), follow=True).text


def test_a_head_looks_and_orders_nothing(client, batch, province):
    client.force_login(make.UserFactory(role=Role.HEAD, units=[province]))
    page = client.get(url("detail", batch)).text
    assert "Stop what is waiting" not in page
    assert client.post(url("cancel", batch)).status_code == 403
