"""The one who writes the lines of a paper: fixed wording, names, numbers and texts, in each
printed language and in the order of the copy.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.papers import names, values, wording
from reports.papers.blocks import Line
from reports.papers.typography import Typesetter

TOKEN = 0xE100  # private characters that stand for markup while a sentence is set
UNREAD = {"machine", "unchecked"}


class Printer:
    def __init__(self, content: dict, languages: list[str], typesetter: Typesetter):
        self.content = content
        self.languages = languages
        self.typesetter = typesetter
        self.cited = {s["key"]: n for n, s in enumerate(content.get("sources") or [], start=1)}

    @property
    def order(self) -> list[str]:
        """The sides in the order of this copy: the keeper of the copy comes first everywhere."""
        sides = ["home", "counterpart"]
        return sides if self.content["copy"] == "home" else sides[::-1]

    # lines

    def say(self, key: str, /, **gaps) -> Line:
        """A fixed wording; a gap is a string, or a dictionary with one per language."""
        return [(code, self.sentence(key, code, gaps)) for code in self.languages]

    def plain(self, said: dict[str, str]) -> Line:
        return [(code, self.typesetter.set(said[code], code)) for code in self.languages]

    def ready(self, said: dict[str, str | SafeString]) -> Line:
        """Strings are set; what has been set already stays."""
        return [
            (code, text if isinstance(text, SafeString) else self.typesetter.set(text, code))
            for code, text in ((code, said[code]) for code in self.languages)
        ]

    def same(self, text) -> Line:
        """Something that is the same in all languages is printed once."""
        first = self.languages[0]
        return [(first, self.typesetter.set(str(text), first))]

    def once(self, said: dict[str, str]) -> Line:
        different = {said[code] for code in self.languages}
        return self.same(different.pop()) if len(different) == 1 else self.plain(said)

    def sentence(self, key: str, language: str, gaps: dict) -> SafeString:
        filled, markup = {}, {}
        for name, gap in gaps.items():
            value = gap[language] if isinstance(gap, dict) else gap
            if isinstance(value, SafeString):
                token = chr(TOKEN + len(markup))
                markup[token] = value
                value = token
            filled[name] = value
        said = self.typesetter.set(wording.word(key, language, **filled), language)
        for token, value in markup.items():
            said = said.replace(token, value)
        return mark_safe(said)  # both the sentence and the gaps were set

    def word(self, key: str, /, **gaps) -> dict[str, str]:
        """A fixed wording not yet set, to fill a gap of another."""
        return {
            code: wording.word(
                key,
                code,
                **{n: gap[code] if isinstance(gap, dict) else gap for n, gap in gaps.items()},
            )
            for code in self.languages
        }

    # texts that people wrote

    def text(self, value: dict | str | None) -> list[Line]:
        """A text in its paragraphs; each language says by itself that it is missing or unread."""
        set_texts = {code: self.paragraphs(value, code) for code in self.languages}
        longest = max(len(paragraphs) for paragraphs in set_texts.values())
        empty = mark_safe("")
        return [
            [(code, (set_texts[code] + [empty] * longest)[n]) for code in self.languages]
            for n in range(longest)
        ]

    def text_line(self, value: dict | str | None) -> Line:
        """A short text on one line, as for a table."""
        joined = {code: self.in_short(value, code) for code in self.languages}
        return [(code, joined[code]) for code in self.languages]

    def cited_line(self, value: dict | str | None, sources: list | dict | None) -> Line:
        """A short text with the number of its source."""
        number = self.typesetter.set(f"\u00a0{self.marks(sources)}".rstrip(), "vi")
        return [(code, mark_safe(text + number)) for code, text in self.text_line(value)]

    def in_short(self, value, language: str) -> SafeString:
        return mark_safe("<br>".join(self.paragraphs(value, language)))

    def gap(self, value) -> dict[str, SafeString]:
        return {code: self.in_short(value, code) for code in self.languages}

    def paragraphs(self, value: dict | str | None, language: str) -> list[SafeString]:
        entry = as_text(value).get(language) or {}
        written = (entry.get("text") or "").strip()
        if not written:
            return [self.remark("untranslated", language)]
        parts = [part for part in written.split("\n") if part.strip()]
        done = [self.typesetter.set(part, language) for part in parts]
        unread = entry.get("state") in (UNREAD if language != "vi" else {"machine"})
        if unread:
            done[-1] = format_html("{} [{}]", done[-1], self.remark("unchecked", language))
        return done

    def remark(self, key: str, language: str) -> SafeString:
        """In the language of the column and in Vietnamese, for the office that keeps the text."""
        own = self.typesetter.set(wording.word(key, language), language)
        if language == "vi":
            return own
        vietnamese = self.typesetter.set(wording.word(key, "vi"), "vi")
        return format_html('{} <span class="w" lang="vi">({})</span>', own, vietnamese)

    # names, dates, amounts: one string per language

    def name(self, value: dict) -> dict[str, str]:
        return {code: names.spelled(value, code) for code in self.languages}

    def names(self, several: list[dict]) -> dict[str, str]:
        return {
            code: names.joined([names.spelled(name, code) for name in several], code)
            for code in self.languages
        }

    def place(self, value: dict | None) -> dict[str, str | SafeString] | None:
        """A place is a name or a text."""
        if not value:
            return None
        return self.name(value) if isinstance(value.get("vi"), str) else self.gap(value)

    def date(self, value: dict | None, *, short: bool = False) -> dict[str, str]:
        return {code: values.partial_date(value, code, short=short) for code in self.languages}

    def amount(self, value: dict, *, with_unit: bool = True) -> dict[str, str]:
        return {code: values.amount(value, code, with_unit=with_unit) for code in self.languages}

    def number(self, value) -> dict[str, str]:
        return {code: values.number(value, code) for code in self.languages}

    # the two sides

    def country(self, side: str) -> str:
        return self.content["sides"][side]["country"]

    def countries(self, side: str) -> list[str]:
        return names.countries(self.content["sides"][side])

    def state(self, side: str, language: str, *, full: bool = False) -> str:
        return names.states(self.content["sides"][side], language, full=full)

    def party(self, side: str) -> dict[str, str]:
        if len(self.countries(side)) == 1:
            return {code: wording.party(self.country(side), code) for code in self.languages}
        return {
            code: wording.word("party", code, country=self.state(side, code))
            for code in self.languages
        }

    def parties(self, side: str, *, with_past: bool = False) -> dict[str, str]:
        """Who stands on a side. `with_past`: with what stood there before and, of a vacant side,
        since when nobody does.
        """
        spell = names.spelled_with_past if with_past else names.spelled
        own = self.content["sides"][side]
        said = {
            code: names.joined([spell(name, code) for name in own.get("parties") or []], code)
            for code in self.languages
        }
        if with_past and own.get("vacant_since"):
            for code in said:
                day = names.plain_day(own["vacant_since"], code)
                said[code] += names.remark(wording.word("vacant_since", code, day=day), code)
        return said

    # sources

    def marks(self, sources: list | dict | None) -> str:
        """The numbers of the sources in the list of this paper: "[1, 2]"."""
        refs = sources if isinstance(sources, list) else [sources] if sources else []
        numbers = sorted({self.cited[ref["key"]] for ref in refs if ref["key"] in self.cited})
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""


SPOKEN = {"VN": "vi", "LA": "lo", "CN": "zh", "KH": "km"}


def printed_order(content: dict) -> list[str]:
    """The languages of the paper: that of the keeper of this copy, that of the other side, and a
    third one, if any, last in both copies.
    """
    others = [code for code in content["languages"] if code != "vi"]
    theirs = SPOKEN.get(content["sides"]["counterpart"]["country"])
    others.sort(key=lambda code: code != theirs)
    if content["copy"] == "home":
        return ["vi", *others]
    return [*others[:1], "vi", *others[1:]]


def as_text(value: dict | str | None) -> dict:
    if isinstance(value, str):
        return {"vi": {"text": value, "state": "checked"}}
    return value or {}


def is_written(value: dict | str | None) -> bool:
    return any((entry.get("text") or "").strip() for entry in as_text(value).values())
