"""Head and end of what the office issues alone, in the form of Decree 30/2020."""

import re
from datetime import date

from reports.papers.printer import Printer

ISSUER = 24  # capitals that the left block holds on a line
PROVINCE = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ) )")


def head(report: dict) -> dict:
    """Who issues it, number and day; what the registry has not given yet is left in dots."""
    issued = report.get("date")
    day = date.fromisoformat(issued) if issued else None
    return {
        "superior": [part for line in report.get("superior") or [] for part in issuer(line)],
        "office": issuer(report.get("office") or ""),
        **numbered(str(report.get("number") or ""), report.get("code")),
        "place": report.get("place") or "",
        # Decree 30: two digits for days below 10 and for the months 1 and 2 only
        "day": padded(day.day) if day else None,
        "month": (padded(day.month) if day.month < 3 else str(day.month)) if day else None,
        "year": day.year if day else None,
        "addressee": report.get("addressee") or "",
    }


def numbered(given: str, code: str | None) -> dict[str, str | None]:
    """A number alone is followed by the symbol of the office; a full one stands as it is."""
    symbol = f"/BC-{code}" if code else "/BC"
    if not given.isdecimal():
        return {"number": given or None, "symbol": "" if given else symbol}
    return {"number": padded(int(given)), "symbol": symbol}


def issuer(name: str) -> list[str]:
    """A long name in capitals breaks before its province, not within it."""
    said = name.upper()
    return PROVINCE.split(said, maxsplit=1) if len(said) > ISSUER else [said]


def padded(number: int) -> str:
    return f"{number:02d}"


def end(printer: Printer, report: dict) -> dict:
    recipients = report.get("recipients") or []
    return {
        "recipients": [printer.typesetter.set(line, "vi") for line in recipients],
        "file_unit": report.get("file_unit"),
        "authority": report.get("authority") or "",
        "post": (report.get("post") or "").upper(),
        "signer": report.get("signer"),
    }
