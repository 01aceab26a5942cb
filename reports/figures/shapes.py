"""Small shapes of what papers print: texts, dates known in part, amounts."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation

from core.fields import Amount, PartialDate


def ref(record) -> dict:
    """By what a later look finds a record again: its uuid and its kind."""
    return {"id": str(record.uuid), "model": record._meta.label_lower}


def text(words: str) -> dict | None:
    """What the office wrote in Vietnamese and nobody translated."""
    return {"vi": {"text": str(words), "state": "checked"}} if str(words).strip() else None


def in_languages(value: dict, otherwise: str = "") -> dict | None:
    """A text in several languages as it is; where none is written, the plain words."""
    written = {code: entry for code, entry in (value or {}).items() if entry.get("text")}
    return written if "vi" in written else (text(otherwise) or {}) | written or None


def label(words) -> dict:
    """A word of ours, known in Vietnamese and English."""
    said = {}
    for code in ("vi", "en"):
        with translation.override(code):
            said[code] = {"text": str(words), "state": "checked"}
    return said


def days_of(period) -> dict:
    """A period, half-open."""
    return {"from": iso(period.lower), "until": iso(period.upper)}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def partial(value: PartialDate) -> dict | None:
    """A date known in part; None where neither days nor words are known."""
    if not value.days and not value.words:
        return None
    days = value.days
    return {
        "from": iso(days.lower) if days else None,
        "until": iso(days.upper) if days else None,
        "words": value.words,
    }


def day(value: date | None) -> dict | None:
    """A full day."""
    if value is None:
        return None
    return {"from": iso(value), "until": iso(value + timedelta(days=1)), "words": ""}


def number(value: Decimal | int) -> str:
    """Without zeros after the sign of decimals: 64, 5.4."""
    said = f"{Decimal(value):f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def amount(value: Amount) -> dict | None:
    """None where neither a number nor words are known."""
    if value.number is None and not value.words:
        return None
    said = asdict(value)
    said["number"] = None if value.number is None else number(value.number)
    return said | {"bound": str(value.bound)}


def count(value: int, unit: str) -> dict:
    return amount(Amount(Decimal(value), unit))
