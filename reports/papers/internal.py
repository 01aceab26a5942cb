"""The internal report in Vietnamese, in the form of Decree 30/2020: its head, its end, and between
them an annual review or the report on agreements.
"""

from reports.papers import agreements, annual
from reports.papers.issued import end, head
from reports.papers.joint import watermark
from reports.papers.names import never_broken
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter


def internal(content: dict) -> dict:
    content = content | {"copy": "home", "kind": "internal"}
    printer = Printer(content, ["vi"], Typesetter(never_broken(content)))
    report = content.get("report") or {}
    form = agreements if agreements.is_of_agreements(content) else annual
    return {
        "content": content,
        "languages": ["vi"],
        "title": form.document_title(content),
        "watermark": watermark(content, ["vi"]),
        "foot": {
            "copy": printer.say("foot_internal", edition=content["edition"]),
            "code": content["code"],
            "digest": content["hash"][:12],
        },
        "head": head(report),
        "subject": form.subject(printer),
        "blocks": form.parts(printer, report),
        "end": end(printer, report) | {"closing": form.closing(printer, report)},
    }
