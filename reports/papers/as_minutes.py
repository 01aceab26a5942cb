"""The joint paper that is the minutes of the yearly meeting: one text, signed once.

What the meeting said, agreed and reserved comes from its minutes, as they were when the review was
frozen; the figures stand beside it. The blocks are those of minutes and of reviews.
"""

from reports.papers import agreed, ending, meeting, minutes, names, opening, plan, results, titles
from reports.papers.outline import Part, outlined, sections
from reports.papers.printer import Printer, is_written


def is_one_text(content: dict) -> bool:
    return bool(content.get("minutes"))


def of_meeting(printer: Printer) -> Printer:
    """The same paper with names, people and hours as the meeting had them."""
    content = printer.content | printer.content["minutes"]
    return Printer(content, printer.languages, printer.typesetter)


def of_review(printer: Printer) -> Printer:
    """The same paper without what its minutes say already."""
    content = printer.content
    told = content["minutes"]
    said = {words(one["text"]) for one in told["items"]}
    twice = {*told["own_items"], *told["taken_up_items"]}
    kept = {
        "facts": [one for one in content.get("facts") or [] if words(one["text"]) not in said],
        "agreed_items": [one for one in agreed.items(printer) if one.get("id") not in twice],
    }
    return Printer(content | kept, printer.languages, printer.typesetter)


def words(text: dict | None) -> str:
    return ((text or {}).get("vi") or {}).get("text") or ""


def title(printer: Printer) -> list[dict]:
    """That of minutes; the period where the meeting does not say which years it speaks of."""
    return [of_language(printer, code) for code in printer.languages]


def of_language(printer: Printer, code: str) -> dict:
    content = of_meeting(printer).content
    name = meeting.years(content, code)
    name = name or names.capital(opening.period_words(printer.content, code))
    kind = meeting.kind_of(content, "min")
    return meeting.title(printer, kind, titles.between(printer, code), code, name)


def parts(printer: Printer) -> list:
    met, review = of_meeting(printer), of_review(printer)
    undated = results.undated(review)
    outline: list[Part] = [
        ("h_min_facts", {}, meeting.facts(met)),
        ("h_min_who", {}, meeting.delegations(met)),
        ("h_min_agenda", {}, meeting.agenda(met)),
        ("h_min_grounds", {}, opening.grounds(review)),
        ("h_situation", {}, opening.situation(review)),
        ("h_results", {}, sections(review, results.results(review))),
        (
            *results.undated_heading(review),
            sections(review, undated, first=[results.undated_note(review)]),
        ),
        ("", {}, results.sources(review)),
        ("h_min_open", {}, minutes.taken_up(met)),
        ("h_min_items", {}, minutes.items(met)),
        ("h_assessment", {}, ending.assessment(review)),
        ("h_min_directions", {}, directions(review)),
        ("h_min_agreed", {}, minutes.agreed(met)),
        ("h_min_proposals", {}, ending.asked_of_both(review, "proposals")),
        ("h_min_reserved", {}, reserved(met)),
    ]
    return outlined(printer, outline)


def directions(printer: Printer) -> list:
    """What is to be done, and what of earlier meetings is still open."""
    open_items = [agreed.ahead(printer)] if agreed.waiting(printer) else []
    return [*ending.direction(printer), *open_items, *plan.ahead(printer)]


def reserved(printer: Printer) -> list:
    """What the minutes have of it, and what a side wrote in the review."""
    narrative = printer.content.get("narrative") or {}
    written = [
        block
        for side in printer.order
        if is_written(narrative.get(f"reserved_{side}"))
        for block in ending.asked_of(printer, "reserved", side)
    ]
    return [*minutes.reserved(printer), *written]


def final(printer: Printer) -> list:
    return minutes.end(of_meeting(printer))


def signatures(printer: Printer) -> list[dict]:
    return ending.signatures(of_meeting(printer))
