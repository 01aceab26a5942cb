"""Last parts of a joint paper: assessment, what comes next, opinions, final clause, signatures."""

from django.utils.safestring import SafeString

from reports.papers import agreed, plan, wording
from reports.papers.blocks import Fill, Line, Paragraph
from reports.papers.opening import labelled
from reports.papers.printer import Printer, is_written, printed_order
from reports.papers.results import written


def assessment(printer: Printer) -> list:
    blocks = written(printer, "assessment")
    for key in ("strengths", "shortcomings", "causes", "lessons"):
        blocks += asked(printer, key, printer.say(key))
    return blocks


def directions(printer: Printer) -> list:
    return [*direction(printer), agreed.ahead(printer), *plan.ahead(printer)]


def direction(printer: Printer) -> list:
    return written(printer, "directions") or [Fill(printer.say("directions"), more=1)]


def proposals(printer: Printer) -> list:
    return [*asked_of_both(printer, "proposals"), *asked_of_both(printer, "reserved")]


def asked_of_both(printer: Printer, key: str) -> list:
    return [block for side in printer.order for block in asked_of(printer, key, side)]


def asked_of(printer: Printer, key: str, side: str) -> list:
    label = printer.say(f"{key}_of", party=printer.party(side))
    return asked(printer, f"{key}_{side}", label)


def asked(printer: Printer, key: str, label: Line) -> list:
    """What the office wrote under this label, or dots to write it by hand."""
    text = (printer.content.get("narrative") or {}).get(key)
    if not is_written(text):
        return [Fill(label, more=1)]
    return [Paragraph(label), *(Paragraph(line) for line in printer.text(text))]


def final_clause(printer: Printer) -> list:
    """Copies, languages, next host, place and day; of these only the host may be known before."""
    named = [language_names(printer, code) for code in printed_order(printer.content)]
    said = printer.say("copies", first=named[0], last=named[-1])
    return [
        Paragraph(said),
        labelled(printer, printer.word("next_host"), next_host(printer)),
        Fill(printer.say("done_at")),
        Paragraph(printer.say("done_on")),
    ]


def language_names(printer: Printer, language: str) -> dict[str, str]:
    return {code: wording.LANGUAGES[code].LANGUAGES[language] for code in printer.languages}


def next_host(printer: Printer) -> dict | None:
    for meeting in printer.content.get("meetings") or []:
        if meeting.get("which") == "next" and meeting.get("host_name"):
            return printer.name(meeting["host_name"])
        if meeting.get("which") == "next" and meeting.get("host"):
            return printer.party(meeting["host"])
    return None


def signatures(printer: Printer) -> list[dict]:
    """One block per side, the keeper of the copy first and left."""
    blocks = []
    heads = (printer.content.get("meeting") or {}).get("heads") or {}
    for side in printer.order:
        person = heads.get(side) or {}
        country = {code: printer.state(side, code) for code in printer.languages}
        said = printer.party(side)
        for_whom = printer.say(
            "sign_for",
            COUNTRY={code: name.upper() for code, name in country.items()},
            PARTY={code: name.upper() for code, name in said.items()},
            party=said,
        )
        titles = [*for_whom, *printer.say("sign_as")]
        blocks.append(
            {
                "roles": sorted(titles, key=lambda title: printer.languages.index(title[0])),
                "people": [
                    {
                        "name": signed(printer, "sign_name", person.get("name")),
                        "post": signed(printer, "sign_post", person.get("post")),
                    }
                ],
            }
        )
    return blocks


def signed(printer: Printer, key: str, known: dict | None) -> dict:
    said = printer.place(known) if known else None
    is_name = said and not any(isinstance(own, SafeString) for own in said.values())
    line = printer.once(said) if is_name else said and printer.ready(said)
    return {"label": printer.say(key), "value": line}
