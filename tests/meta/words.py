"""What a page says: its words as a person meets them, and which of them are English.

English is what stands on the left side of the catalogues (ours, and those of the packages) and
never on the right: a word of our own sentences that no Vietnamese sentence uses.
"""

import re
from functools import cache
from html.parser import HTMLParser

from django.utils.translation import trans_real

# Read aloud or shown as they stand, wherever they are.
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
MACHINES = ("data-hx-", "data-bs-")  # words for scripts
SILENT = {"script", "style", "template"}
VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# The name of the language itself, and what a package has written into its page for good.
AS_IT_STANDS = {"English", "Search", "True", "GET"}
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\S*/\S*/\S*|[\w-]+\.[\w.]*\w")
WORD = re.compile(r"\w+")
GAP = re.compile(r"%\([a-z_]+\)[a-z]|%[sd]|\{[a-z_]*\}|<[^>]*>|&[a-z]+;")


class Said(HTMLParser):
    """Every visible or spoken text of a page that is not marked as another language."""

    def __init__(self, page: str, language: str = "vi"):
        super().__init__()
        self.language, self.found, self.stack = language, [], [("", language)]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        language = named.get("lang") or self.stack[-1][1]
        if language == self.language:
            self.found += [value for name, value in attrs if value and _is_spoken(tag, name, named)]
        if tag not in VOID:
            self.stack.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        opened = [at for at, (name, _language) in enumerate(self.stack) if name == tag]
        if opened:
            del self.stack[opened[-1] :]

    def handle_data(self, data):
        words = " ".join(data.split())
        hidden = any(tag in SILENT - {"template"} for tag, _language in self.stack)
        if words and not hidden and self.stack[-1][1] == self.language:
            self.found.append(words)


def _is_spoken(tag: str, name: str, named: dict) -> bool:
    if name == "value":
        return tag == "input" and named.get("type") in ("submit", "button", "reset")
    if name.startswith("data-") and not name.startswith(MACHINES):
        return " " in named[name].strip() or named[name][:1].isupper()
    return name in SPOKEN


def words_of(text: str) -> list[str]:
    """Its words in small letters, without numbers, gaps, addresses, names of files and codes."""
    plain = ADDRESS.sub(" ", GAP.sub(" ", text))
    return [word.lower() for word in WORD.findall(plain) if word.isalpha()]


def _catalogue(language: str) -> dict[str, str]:
    pairs = trans_real.translation(language)._catalog.items()
    plain = {(key[0] if isinstance(key, tuple) else key): said for key, said in pairs}
    return {key.rpartition("\x04")[2]: said for key, said in plain.items() if key}


@cache
def sentences() -> dict[str, str]:
    """Every sentence of ours and of the packages, and its Vietnamese; itself where it has none."""
    # French is complete in the packages: their sentences are the left side of it.
    return {said: said for said in _catalogue("fr")} | _catalogue("vi")


@cache
def english() -> frozenset[str]:
    """Words of the sentences that no Vietnamese sentence uses."""
    ours = {word for said in _catalogue("vi").values() for word in words_of(said)}
    theirs = {word for said in sentences() for word in words_of(said) if word.isascii()}
    return frozenset(word for word in theirs - ours if len(word) > 2)


@cache  # a menu says the same on every page
def english_in(text: str) -> list[str]:
    """The English of a text: the whole of it if it is one of our sentences, else its words."""
    if text in AS_IT_STANDS:
        return []
    meant = sentences().get(text, text)
    if meant != text and text not in _catalogue("vi").values():
        return [text]
    return [word for word in words_of(text) if word in english()]


def english_on(page: str) -> list[str]:
    """What a page says in English, each with the text around it."""
    said = Said(page).found
    return [f"{', '.join(found)} in: {text}" for text in said if (found := english_in(text))]


class Boxes(HTMLParser):
    """The named boxes of a form and what is in those that a person does not type in."""

    def __init__(self, page: str):
        super().__init__()
        self.typed_in, self.hidden = set(), {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        name, kind = named.get("name"), named.get("type", "")
        if not name or tag not in ("input", "textarea", "select"):
            return
        if kind == "hidden":
            self.hidden[name] = named.get("value") or ""
        elif kind != "file":
            self.typed_in.add(name)
