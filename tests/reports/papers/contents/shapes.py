"""The small shapes of a content, for tests to write it down briefly."""

HASH = "4709de51b3c0a8f2" * 4


def text(vi: str, state: str = "checked", **others) -> dict:
    """A text: Vietnamese, and other languages as (text, state)."""
    value = {"vi": {"text": vi, "state": state, "rev": 1}}
    for code, (other, other_state) in others.items():
        value[code] = {"text": other, "state": other_state, "rev": 1}
    return value


def unit(level: str, vi: str, within: dict | None = None, **others) -> dict:
    return {"level": level, "vi": vi, "in": within, **others}


def amount(number, unit, bound="exact", *, estimate=False, words="") -> dict:
    return {
        "number": None if number is None else str(number),
        "unit": unit,
        "bound": bound,
        "estimate": estimate,
        "words": words,
    }


def days(first: str, after: str, words: str = "") -> dict:
    return {"from": first, "until": after, "words": words}


def year(number: int) -> dict:
    return days(f"{number}-01-01", f"{number + 1}-01-01")


def source(key: str, paragraph: int) -> dict:
    return {"key": key, "paragraph": paragraph}


def frame(code: str, languages: list[str], period: dict, **rest) -> dict:
    return {
        "schema": 1,
        "kind": "joint",
        "copy": "home",
        "layout": "columns",
        "languages": languages,
        "draft": True,
        "code": code,
        "edition": 1,
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
        "period": period,
        **rest,
    }
