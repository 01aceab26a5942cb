"""The versions of the texts of minutes, compared word by word."""

import pytest

from accounts.choices import Role
from exchanges.choices import MinutesStatus, Outcome
from exchanges.services import minutes
from tests.core.word_files import LAO
from tests.exchanges.translated import address, row, to_translate
from tests.factories import MeetingFactory, MinutesFactory, UserFactory


@pytest.fixture
def liaison(unit):
    return UserFactory(role=Role.LIAISON, units=[unit])


@pytest.fixture
def record(partnership, liaison):
    return to_translate(partnership, liaison)


@pytest.mark.django_db(transaction=True)
def test_versions_are_told_apart_and_compared_word_by_word(client, record, liaison, officer):
    item = record.items.first()
    later = [row("Hai bên cùng đánh giá năm 2025.", item.uuid, rev=1)]
    minutes.write(minutes=record, outcome=Outcome.AGREED, items=later, by=officer)
    lao = [row(LAO, item.uuid, language="lo")]
    minutes.write(minutes=record, outcome=Outcome.AGREED, items=lao, by=liaison)
    minutes.submit(minutes=record, by=liaison)  # changes no text and makes no version
    client.force_login(officer)

    answer = client.get(address(record, "revisions"))
    versions = answer.context["versions"]
    assert [(one.number, one.languages) for one in versions] == [
        (4, "Lao"),
        (3, "Vietnamese"),
        (2, "Vietnamese"),
        (1, "Vietnamese"),
    ]
    assert answer.context["same"] == 2

    answer = client.get(address(record, "revisions"), {"older": 1, "newer": 3})
    ((label, (compared,)), *_agreed) = answer.context["differing"]
    assert label == "1. Review"
    assert [(span.kind, span.text) for span in compared.spans if span.kind != "kept"] == [
        ("added", "cùng "),
        ("removed", "2024"),
        ("added", "2025"),
    ]
    assert "removed:" in answer.text
    swapped = client.get(address(record, "revisions"), {"older": 3, "newer": 1})
    assert swapped.context["differing"] == answer.context["differing"]


@pytest.mark.django_db(transaction=True)
def test_an_item_taken_out_is_shown_as_removed(client, record, liaison, officer):
    item = record.items.first()
    minutes.write(minutes=record, outcome=Outcome.AGREED, items=[], removed=[item.uuid], by=liaison)
    client.force_login(officer)
    ((_label, (compared,)),) = client.get(address(record, "revisions")).context["differing"]
    assert [(span.kind, span.text) for span in compared.spans] == [
        ("removed", "Hai bên đánh giá năm 2024.")
    ]
    assert (compared.state, compared.state_now) == ("unchecked", "missing")


@pytest.mark.parametrize("asked", [{"older": "x"}, {"newer": "99"}, {"older": "-1", "newer": "٣"}])
def test_a_version_that_is_not_there_shows_the_newest(client, record, officer, asked):
    client.force_login(officer)
    answer = client.get(address(record, "revisions"), asked)
    assert answer.context["newer"].number == len(answer.context["versions"])


def test_versions_cost_few_queries(client, record, officer, django_assert_max_num_queries):
    client.force_login(officer)
    with django_assert_max_num_queries(8):
        client.get(address(record, "revisions"))


def test_minutes_without_a_word_have_no_version(client, partnership, officer):
    empty = MinutesFactory(
        meeting=MeetingFactory(partnerships=[partnership]), status=MinutesStatus.DRAFT
    )
    client.force_login(officer)
    assert "Nothing was written yet." in client.get(address(empty, "revisions")).text
