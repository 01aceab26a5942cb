from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.languages import TextState, merged
from core.together import check
from partnerships.choices import ArticleKind, MemorandumStatus
from partnerships.models import Article, Memorandum
from partnerships.services.rules import require

LAST = 32_000  # a line that names no place stands behind those that do


@transaction.atomic
def write(
    *,
    memorandum: Memorandum,
    items: Iterable[dict] = (),
    removed: Iterable[UUID] = (),
    renumber: bool = False,
    agreed: Iterable[str] = (),
    by: User,
) -> Memorandum:
    """Write articles line by line: each item has `changes` per language (core.languages.merged)
    and the uuid of the article it changes, or None for a new one; kind, number and position (its
    place in the order, from 1) where they change too. Articles not named stay as they are.

    `renumber` numbers the articles 1, 2, 3 … in their order; opening and closing words have no
    number. `agreed` are languages in which both sides agree on every line that is written.

    Raises RuleViolation unless the text is a draft made here or one from before, or if
    somebody else wrote the same language of an article since; then nothing is written.
    """
    memorandum = Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk)
    require_writable(memorandum)
    items, removed = list(items), list(removed)
    memorandum.articles.filter(uuid__in=removed).delete()
    there = {article.uuid: article for article in memorandum.articles.select_for_update()}
    moved = {}
    for number, item in enumerate(items):
        article = _write(there, memorandum, item, behind=LAST + number)
        if item.get("position") and item["position"] != article.position:
            moved[article.pk] = item["position"]
    _in_order(memorandum, moved, renumber)
    _agree(memorandum, set(agreed))
    audit.record(
        action="memorandum.articles_written",
        target=memorandum,
        by=by,
        articles=len(items),
        removed=len(removed),
    )
    return memorandum


def closed(memorandum: Memorandum) -> str:
    """Why the articles cannot be written now; empty if they can."""
    here = memorandum.basis == Basis.MADE_HERE
    if here and memorandum.status != MemorandumStatus.DRAFT:
        return _("The text is cleared or signed; its articles do not change any more.")
    return ""


def require_writable(memorandum: Memorandum) -> None:
    words = closed(memorandum)
    require(not words, words)


def copied(articles: Iterable[Article], languages: Iterable[str]) -> list[dict]:
    """The articles of an earlier text as the facts of new ones, in the languages of the new text.
    What both sides agreed then they have not agreed yet.
    """
    languages = set(languages)
    return [
        {
            "position": article.position,
            "kind": article.kind,
            "number": article.number,
            "text": {
                code: entry | {"state": _state_of_a_copy(entry["state"]), "rev": 1}
                for code, entry in article.text.items()
                if code in languages and entry["text"]
            },
        }
        for article in articles
    ]


def _state_of_a_copy(state: str) -> str:
    return TextState.CHECKED if state == TextState.AGREED else state


def _write(there: dict, memorandum: Memorandum, item: dict, *, behind: int) -> Article:
    article = there.get(item["uuid"]) if item.get("uuid") else Article(memorandum=memorandum)
    if article is None:
        raise RuleViolation(_("Somebody else has taken out an article that you were writing."))
    article.text = merged(article.text, item.get("changes", {}))
    for name in ("kind", "number"):
        if name in item:
            setattr(article, name, item[name])
    if article.pk is None:
        article.position = behind
    check(article, exclude=["text"])
    article.save()
    return article


def _agree(memorandum: Memorandum, languages: set[str]) -> None:
    """A person says it of a whole language; lines without words stay missing."""
    for article in memorandum.articles.all():
        open_ = {
            code: entry | {"state": TextState.AGREED, "rev": entry["rev"] + 1}
            for code, entry in article.text.items()
            if code in languages and entry["text"] and entry["state"] != TextState.AGREED
        }
        if open_:
            article.text = article.text | open_
            article.save(update_fields=["text"])


def _in_order(memorandum: Memorandum, moved: dict[int, int], renumber: bool) -> None:
    """Places are 1, 2, 3 …: what moves takes its place, and the others make room."""
    found = {line.pk: line for line in memorandum.articles.order_by("position", "pk")}
    lines = [line for key, line in found.items() if key not in moved]
    for key, place in sorted(moved.items(), key=lambda pair: pair[1]):
        lines.insert(place - 1, found[key])
    number = 0
    for place, article in enumerate(lines, 1):
        said = article.number
        if renumber:
            number += article.kind == ArticleKind.ARTICLE
            said = str(number) if article.kind == ArticleKind.ARTICLE else ""
        if (article.position, article.number) != (place, said):
            article.position, article.number = place, said
            article.save(update_fields=["position", "number"])
