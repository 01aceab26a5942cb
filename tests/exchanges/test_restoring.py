"""An earlier text of minutes comes back as a new revision, before anybody signs; the page of open
agreed items.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.fields import PartialDate
from exchanges.services import agreed_items
from tests.exchanges.minutes import row, write
from tests.factories import AgreedItemFactory, MeetingFactory


@pytest.fixture
def item(draft):
    return draft.items.get()


@pytest.fixture
def versions(draft):
    return reverse("exchanges:minutes-revisions", args=[draft.uuid])


def restore(client, draft, item, **said):
    url = reverse("exchanges:minutes-restore", args=[draft.uuid])
    typed = {"line": str(item.uuid), "language": "vi", "version": "1", "rev": "2"} | said
    return client.post(url, typed, follow=True)


def reads(item) -> dict:
    item.refresh_from_db()
    return item.text["vi"]


@pytest.mark.django_db(transaction=True)
def test_an_earlier_text_comes_back_as_a_new_revision(client, draft, liaison, item, versions):
    first = item.text["vi"]["text"]
    write(draft, liaison, row("Viết lại cả", item.uuid, rev=1))
    client.force_login(liaison)
    page = client.get(versions)
    assert "Restore the text of version 1" in page.text
    assert f'name="line" value="{item.uuid}"' in page.text

    assert "Restored" in restore(client, draft, item).text
    assert reads(item) == {"text": first, "state": "unchecked", "rev": 3}
    assert len(client.get(versions).context["versions"]) == 3

    stale = restore(client, draft, item, version="2", rev="2")
    assert "Somebody else has changed this text" in stale.text
    assert reads(item)["text"] == first

    write(draft, liaison, row("Mục khác"), removed=[item.uuid])
    restore(client, draft, item)
    assert [one.text["vi"]["text"] for one in draft.items.all()] == ["Mục khác", first]

    one = agreed_items.record(meeting=draft.meeting, title="Tuần tra", owner="both", by=liaison)
    number = len(client.get(versions).context["versions"])
    agreed_items.remove(item=one, by=liaison)
    restore(client, draft, one, version=str(number))
    back = draft.meeting.agreed_items.get()
    assert (back.title, back.owner) == ("Tuần tra", "both")


@pytest.mark.parametrize(
    "said",
    [
        {"version": "99"},
        {"version": "x"},
        {"line": "x"},
        {"language": "zh"},
        {"line": "5b3cf851-cd97-42db-b48c-0430ab9ca036"},
    ],
)
def test_nothing_else_is_restored(client, draft, liaison, item, said):
    client.force_login(liaison)
    assert "Choose the version" in restore(client, draft, item, **said).text
    assert reads(item)["rev"] == 1


def test_nothing_is_restored_once_it_was_submitted(client, submitted, liaison, versions):
    client.force_login(liaison)
    assert "Restore the text" not in client.get(versions).text
    answer = restore(client, submitted, submitted.items.get(), rev="1")
    assert "must be returned first" in answer.text


# All that is still open, by owner and age


@pytest.fixture
def opened(partnership):
    def make(days, **facts):
        held = timezone.localdate() - timedelta(days=days)
        met = MeetingFactory(partnerships=[partnership], held=PartialDate.read(f"{held:%d/%m/%Y}"))
        return AgreedItemFactory(meeting=met, **facts)

    return make


def titles(client, **asked):
    page = client.get(reverse("exchanges:agreed-item-open"), asked)
    return [row["cells"][0].text for row in page.context["table"].rows]


def test_open_items_stand_by_age_and_owner(
    client, officer, partnership, opened, django_assert_max_num_queries
):
    late = timezone.localdate() - timedelta(days=1)
    opened(100, title="Cũ nhất", owner="home", due=late)
    opened(10, title="Mới", owner="both", due=timezone.localdate())
    opened(50, title="Chưa rõ ai")
    opened(400, title="Đã xong", status="done", closed=late, proof="Ảnh")
    AgreedItemFactory(title="Ngoài địa bàn")
    client.force_login(officer)

    assert titles(client) == ["Cũ nhất", "Chưa rõ ai", "Mới"]
    assert titles(client, owner="both") == ["Mới"]
    assert titles(client, owner="none") == ["Chưa rõ ai"]
    assert titles(client, due="late") == ["Cũ nhất"]
    assert titles(client, due="none") == ["Chưa rõ ai"]
    assert titles(client, tie=partnership.title) == ["Cũ nhất", "Chưa rõ ai", "Mới"]
    assert not titles(client, tie="cặp khác")
    with django_assert_max_num_queries(6):
        page = client.get(reverse("exchanges:agreed-item-open"))
    assert "overdue" in page.text
    assert ">100<" in page.text
    assert partnership.title in page.text
