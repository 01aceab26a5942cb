"""Why a paper is not printed like this. A language is printed for signing only where its words
are settled; a draft and a transcript show how far each line is.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.languages import NAMES, TextState
from reports.contents.series import MOST

SETTLED = {TextState.CHECKED, TextState.AGREED}


def refused(content: dict) -> list[str]:
    return REFUSALS.get(content["kind"], lambda _content: [])(content)


def _text(content: dict) -> list[str]:
    """A language of a memorandum is printed where both sides agreed every line of it."""
    if not content["articles"]:
        return [_("There is nothing to print yet: no article of this text is written.")]
    if content["mark"]:
        return []
    return [sentence for code in content["languages"] for sentence in _not_agreed(content, code)]


def _not_agreed(content: dict, code: str) -> list[str]:
    waiting = [
        part["number"] or str(at)
        for at, part in enumerate(content["articles"], start=1)
        if part["text"].get(code, {}).get("state") != TextState.AGREED
    ]
    if not waiting:
        return []
    words = {"language": NAMES[code][0], "articles": ", ".join(waiting)}
    return [
        _(
            "Not agreed in %(language)s: %(articles)s. Print it with a watermark, or return the "
            "text to draft and record what both sides agreed."
        )
        % words
    ]


def _minutes(content: dict) -> list[str]:
    if not content["items"] and not content["agreed_items"]:
        return [_("There is nothing to print yet: no item of these minutes is written.")]
    if content["mark"]:
        return []
    return [
        _(
            "Not checked in %(language)s: %(texts)s. Print it with a watermark, or have the text "
            "checked and record that."
        )
        % {"language": NAMES[code][0], "texts": ", ".join(waiting)}
        for code in content["languages"]
        if (waiting := _unsettled(content, code))
    ]


def _unsettled(content: dict, code: str) -> list[str]:
    """Which lines of minutes are not settled in a language."""
    return [
        f"{words} {at}"
        for words, texts in _texts(content)
        for at, text in enumerate(texts, start=1)
        if not _is_settled(text, code)
    ]


def _texts(content: dict) -> Iterator[tuple[str, list[dict]]]:
    yield _("agenda"), [one["text"] for one in content["agenda"]]
    yield _("item"), [one["text"] for one in content["items"]]
    yield _("agreed item"), [one["what"] for one in content["agreed_items"]]
    progress = [one["text"] for one in content["taken_up"]]
    yield _("progress"), [text for text in progress if any(e["text"] for e in text.values())]


def _is_settled(text: dict | None, code: str) -> bool:
    entry = (text or {}).get(code) or {}
    return bool(entry.get("text")) and entry.get("state") in SETTLED


def _official(content: dict) -> list[str]:
    text = content["text"]
    written = any(entry["text"].strip() for entry in text.values())
    if not written and content["meeting"] is None:
        return [_("There is nothing to print yet: the text of this letter is not written.")]
    if not written or content["mark"]:
        return []
    waiting = [str(NAMES[code][0]) for code in content["languages"] if not _is_settled(text, code)]
    if not waiting:
        return []
    return [
        _("The letter is not checked in: %(languages)s. Have it checked, or print it as a draft.")
        % {"languages": ", ".join(waiting)}
    ]


def _plates(content: dict) -> list[str]:
    if any(content["delegations"].values()):
        return []
    return [_("Nobody is named in the delegations yet. Name them first.")]


def _series(content: dict) -> list[str]:
    if not any(chapter["status"] for chapter in content["chapters"]):
        return [_("There are no minutes of this tie in that period. Choose other days.")]
    if content["found"] > MOST:
        return [
            _("One file holds %(most)s meetings; there are %(found)s. Choose a shorter period.")
            % {"most": MOST, "found": content["found"]}
        ]
    return []


REFUSALS = {
    "memorandum": _text,
    "minutes": _minutes,
    "record": _minutes,
    "official": _official,
    "plates": _plates,
    "series": _series,
}
