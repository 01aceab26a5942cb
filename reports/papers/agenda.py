"""The agenda of a meeting in all its languages: nobody signs it."""

from reports.papers import meeting, sheets
from reports.papers.blocks import Fill
from reports.papers.names import never_broken
from reports.papers.plates import foot
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter

EMPTY = 4


def agenda(content: dict) -> dict:
    shown = sheets.sheets(content, one_text)
    printer = Printer(content, ["vi"], Typesetter(never_broken(content)))
    return shown | {"form": "minutes", "foot": foot(printer)}  # of an agenda nobody keeps a copy


def one_text(printer: Printer) -> dict:
    points = meeting.agenda(printer, hours_too=True)
    if not points:
        points = [
            Fill(printer.plain(dict.fromkeys(printer.languages, f"{n}.")), more=1)
            for n in range(1, EMPTY + 1)
        ]
    outline = [
        ("h_min_facts", meeting.facts(printer)),
        ("h_min_agenda", points),
        ("h_min_who", meeting.delegations(printer)),
    ]
    return {
        "languages": printer.languages,
        "mottos": [],
        "title": [title(printer, code) for code in printer.languages],
        "blocks": [*sheets.unread_note(printer), *meeting.outlined(printer, outline)],
        "final": [],
        "signatures": [],
    }


def title(printer: Printer, code: str) -> dict:
    return meeting.title(
        printer,
        "agenda_title",
        sheets.between(printer, code),
        code,
        meeting.kind_said(printer.content, code),
    )
