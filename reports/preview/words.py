"""The small shapes of a review in words: the same wording that papers use."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.choices import Side
from reports.papers import names, values, wording

WORDED = ("vi", "en")


class Words:
    """Names, dates and amounts of a review in the language of the page."""

    def __init__(self, known: dict):
        self.known = known or {}
        language = (get_language() or "vi")[:2]
        self.language = language if language in WORDED else "vi"
        self.cited = {one["key"]: n for n, one in enumerate(self.known.get("sources") or [], 1)}

    # Words

    def name(self, value: dict | None) -> str:
        return names.spelled(value, self.language) if value else ""

    def names(self, several: list[dict]) -> str:
        return names.joined([self.name(one) for one in several], self.language)

    def text(self, value: dict | None) -> str:
        value = value or {}
        entry = value.get(self.language) or {}
        return (entry.get("text") or (value.get("vi") or {}).get("text") or "").strip()

    def date(self, value: dict | None) -> str:
        return values.partial_date(value, self.language, short=True) if value else _("not stated")

    def day(self, iso: str | None) -> str:
        return values.short_day(date.fromisoformat(iso), self.language) if iso else ""

    def last_day(self, after: str) -> str:
        return values.short_day(date.fromisoformat(after) - timedelta(days=1), self.language)

    def said(self, key: str) -> str:
        """The word that papers use, if they have one."""
        return wording.word(key, self.language) if wording.knows(key) else _("not known")

    def amount(self, value: dict | None) -> str:
        return values.amount(value, self.language) if value else _("not stated")

    def place(self, value: dict | None) -> str:
        if not value:
            return ""
        return self.name(value) if isinstance(value.get("vi"), str) else self.text(value)

    def side(self, value: str | None) -> str:
        return str(Side(value).label) if value in Side.values else _("not known")

    def marks(self, row: dict) -> str:
        numbers = sorted({self.cited[ref["key"]] for ref in row.get("source") or []})
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""
