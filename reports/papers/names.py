"""Names of units, organisations and people in the languages of a paper.

A name carries its recorded form per language; where none is recorded, the Latin letters stay.
"""

from collections.abc import Iterator
from datetime import date

from reports.papers import values, wording

# Endings that say by themselves what kind of place a Chinese name is.
CHINESE_KINDS = ("省", "自治区", "县", "市", "镇", "乡", "社区", "村", "屯")


def spelled(name: dict, language: str) -> str:
    """The name with what it lies in: "bản Lơi, huyện Viêng Xay"."""
    own = with_level(name, language)
    parent = name.get("in")
    if not parent:
        return own
    return wording.word("within", language, name=own, parent=spelled(parent, language))


def with_level(name: dict, language: str) -> str:
    """The name with the word for its kind, where each language puts it."""
    level = name.get("level") or ""
    own = name.get(language) or name["vi"]
    if language == "vi":
        return f"{level} {own}".strip()
    kind = wording.LANGUAGES[language].LEVELS.get(level, "")
    if not kind:  # nobody has said how this kind is called: it stays as it is
        return own if name.get(language) else f"{level} {own}".strip()
    if language == "zh":
        return own if own.endswith((kind, *CHINESE_KINDS)) else own + kind
    if language == "en":
        return own if kind in own.lower() else f"{own} {kind}"
    if own.startswith(kind):
        return own
    return f"{kind}{own}" if name.get(language) else f"{kind} {own}"


def spelled_with_past(name: dict, language: str) -> str:
    """The name and, in brackets, what it was called before: a title names today's unit first."""
    said = spelled(name, language)
    for former in name.get("formerly") or []:
        day, before = plain_day(former["until"], language), spelled(former["name"], language)
        said += remark(wording.word("formerly", language, day=day, name=before), language)
    return said


def remark(words: str, language: str) -> str:
    """In the brackets of the language, behind what it is about."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def plain_day(day: str, language: str) -> str:
    """1/7/2025, as titles have it; the Chinese form in Chinese."""
    found = date.fromisoformat(day)
    if language == "zh":
        return values.full_day(found, language)
    return f"{found.day}/{found.month}/{found.year}"


def joined(said: list[str], language: str) -> str:
    """One or several, with "and" before the last."""
    if len(said) < 2:
        return "".join(said)
    return wording.word(
        "and",
        language,
        first=wording.word("comma", language).join(said[:-1]),
        last=said[-1],
    )


def countries(side: dict) -> list[str]:
    """The codes of the states of a side: a unit may have partners in several."""
    return side.get("countries") or [side.get("country") or ""]


def states(side: dict, language: str, *, full: bool = False) -> str:
    """The state of a side by name, or each of them."""
    named = [wording.country(code, language, full=full) for code in countries(side)]
    return joined(named, language)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def never_broken(content: dict) -> dict[str, set[str]]:
    """Per language, the names of this paper that a line break must not part."""
    found = {code: set(more) for code, more in (content.get("names") or {}).items()}
    for name in all_names(content):
        for code in wording.LANGUAGES:
            if isinstance(name.get(code), str):
                found.setdefault(code, set()).add(name[code])
    found.setdefault("vi", set()).update(
        short for short, _full in wording.LANGUAGES["vi"].COUNTRIES.values()
    )
    return found


def all_names(value) -> Iterator[dict]:
    """Every name anywhere in the content; a text has dictionaries where a name has strings."""
    if isinstance(value, dict):
        if isinstance(value.get("vi"), str):
            yield value
        for part in value.values():
            yield from all_names(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_names(part)
