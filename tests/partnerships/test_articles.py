"""Articles of a text: written line by line in each language, frozen from clearance on."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.languages import TextState
from partnerships.models import Article
from partnerships.readiness import by_language
from partnerships.services import articles
from tests.factories import ArticleFactory, MemorandumFactory
from tests.partnerships.texts_here import both, cleared, drafted, new, written


@pytest.fixture
def text(partnership, officer):
    return written(partnership, officer)


def numbers(text):
    return list(text.articles.values_list("number", flat=True))


def write(text, officer, *items, **more):
    return articles.write(memorandum=text, items=items, **more, by=officer)


def test_a_line_is_added_written_and_taken_out(text, officer):
    first, second = text.articles.all()
    write(
        text,
        officer,
        {"uuid": first.uuid, "changes": {"lo": new("ໃໝ່", rev=1)}},
        both(3, kind="closing") | {"number": ""},
        removed=[second.uuid],
    )
    kept, added = text.articles.all()
    assert kept.text["lo"] == {"text": "ໃໝ່", "state": TextState.UNCHECKED, "rev": 2}
    assert kept.text["vi"]["rev"] == 1
    assert (added.kind, added.position) == ("closing", 2)
    assert AuditEvent.objects.filter(action="memorandum.articles_written").exists()


@pytest.mark.parametrize(
    ("line", "place", "order"),
    [
        ("1", 3, ["2", "3", "1", "4"]),
        ("1", 4, ["2", "3", "4", "1"]),
        ("4", 1, ["4", "1", "2", "3"]),
        ("3", 2, ["1", "3", "2", "4"]),
        ("2", 99, ["1", "3", "4", "2"]),
    ],
)
def test_a_line_moves_to_the_place_that_was_typed(text, officer, line, place, order):
    write(text, officer, both(3), both(4))
    moved = text.articles.get(number=line)
    write(text, officer, {"uuid": moved.uuid, "position": place, "changes": {}})
    assert numbers(text) == order
    assert [one.position for one in text.articles.all()] == [1, 2, 3, 4]


def test_a_new_line_takes_the_place_it_asks_for_and_articles_are_numbered_anew(text, officer):
    write(text, officer, both(9, kind="preamble", position=1), both(7, position=2), renumber=True)
    kinds = list(text.articles.values_list("kind", "number"))
    assert kinds == [("preamble", ""), ("article", "1"), ("article", "2"), ("article", "3")]
    assert "thống nhất 7" in text.articles.get(number="1").text["vi"]["text"]


def test_two_who_write_two_languages_both_keep_theirs(text, officer):
    first = text.articles.first()
    write(text, officer, {"uuid": first.uuid, "changes": {"vi": new("Mới", rev=1)}})
    write(text, officer, {"uuid": first.uuid, "changes": {"lo": new("ໃໝ່", rev=1)}})
    first.refresh_from_db()
    assert (first.text["vi"]["text"], first.text["lo"]["text"]) == ("Mới", "ໃໝ່")


def test_nobody_overwrites_a_language_unseen_and_nothing_is_half_written(text, officer):
    first, second = text.articles.all()
    write(text, officer, {"uuid": first.uuid, "changes": {"vi": new("Của người kia", rev=1)}})
    with pytest.raises(RuleViolation, match="Somebody else has changed"):
        write(
            text,
            officer,
            {"uuid": second.uuid, "changes": {"vi": new("Ghi dở", rev=1)}},
            {"uuid": first.uuid, "changes": {"vi": new("Của tôi", rev=1)}},
        )
    second.refresh_from_db()
    assert second.text["vi"]["text"] == "Hai bên thống nhất 2."


def test_a_line_that_somebody_took_out_is_told(text, officer):
    with pytest.raises(RuleViolation, match="taken out an article"):
        write(text, officer, {"uuid": uuid4(), "changes": {"vi": new("?")}})


def test_typing_never_makes_a_text_checked(text, officer):
    first = text.articles.first()
    write(text, officer, {"uuid": first.uuid, "changes": {"lo": new("ອື່ນ", rev=1)}})
    first.refresh_from_db()
    assert first.text["lo"]["state"] == TextState.UNCHECKED


def test_what_is_missing_and_not_agreed_is_told_per_language(partnership, officer):
    text = drafted(partnership, officer)
    write(text, officer, both(1), {"kind": "article", "number": "2", "changes": {"vi": new("Hai")}})
    vietnamese, lao = by_language(list(text.articles.all()), text.languages)
    assert (vietnamese.missing, vietnamese.open) == ([], ["Article 2"])
    assert (lao.missing, lao.open, lao.written) == (["Article 2"], [], 1)
    assert not lao.is_ready


def test_a_person_says_that_a_whole_language_is_agreed(partnership, officer):
    text = drafted(partnership, officer)
    write(text, officer, both(1), {"kind": "article", "number": "2", "changes": {"vi": new("Hai")}})
    articles.write(memorandum=text, agreed=["vi", "lo"], by=officer)
    vietnamese, lao = by_language(list(text.articles.all()), text.languages)
    assert vietnamese.is_ready
    assert (lao.missing, lao.open) == (["Article 2"], [])


def test_articles_of_a_cleared_text_stay(partnership, officer, head):
    text = cleared(partnership, officer, head)
    with pytest.raises(RuleViolation, match="do not change any more"):
        write(text, officer, both(3))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partnerships_article SET number = '9'",
        "UPDATE partnerships_article SET text = '{}'",
        "DELETE FROM partnerships_article",
        "INSERT INTO partnerships_article (uuid, memorandum_id, position, kind, number, text)"
        " SELECT gen_random_uuid(), memorandum_id, 9, 'article', '9', '{}'"
        " FROM partnerships_article LIMIT 1",
    ],
)
def test_plain_sql_does_not_change_them_either(partnership, officer, head, statement):
    cleared(partnership, officer, head)
    with pytest.raises(IntegrityError, match="articles_stay"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_article_does_not_move_into_a_cleared_text(partnership, officer, head):
    text = cleared(partnership, officer, head)
    other = ArticleFactory()
    with pytest.raises(IntegrityError, match="articles_stay"):
        Article.objects.filter(pk=other.pk).update(memorandum=text)


def test_a_past_text_is_transcribed_whatever_its_state(partnership, officer):
    past = MemorandumFactory(partnerships=[partnership])
    write(past, officer, both(1))
    write(past, officer, {"uuid": past.articles.get().uuid, "number": "2", "changes": {}})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_article SET number = '3'")
    assert past.articles.get().number == "3"
