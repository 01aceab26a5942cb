"""Records that print as sentences: notes, cadences, activities, the border, what minutes tell."""

from django.db.models import Q

from exchanges.choices import ItemKind
from partnerships.models import BorderProfile, Cadence, Note
from reports.figures import sentences
from reports.figures.activities import Activities
from reports.figures.books import Books
from reports.figures.meetings import Held
from reports.figures.shapes import in_languages, ref, text
from reports.figures.subject import Subject

OF_MINUTES = {ItemKind.REVIEW: "assessment", ItemKind.DISCUSSION: "directions"}


def facts(subject: Subject, held: Held, activities: Activities, books: Books) -> list[dict]:
    return [
        *_border(subject, books),
        *_notes(subject, books),
        *_cadences(subject, books),
        *(fact(section, **said) for section, said in activities.told(books)),
        *_minutes(held, books),
    ]


def fact(section: str, text: dict | None, of=None, **more) -> dict:
    """`when` of a standing fact is not asked for; an event without its day is `undated`. It is told
    of the record `of`.
    """
    plain = {"section": section, "text": text, "when": None, "undated": False, "side": None}
    return (ref(of) if of else {}) | plain | more


def _of_units(subject: Subject) -> Q:
    return Q(partnership__in=subject.ties) | Q(unit__in=subject.units)


def _placed(section: str, side: str | None) -> dict:
    """The situation is told side by side; what belongs to no side is told of the tie."""
    return {"section": section if side or section != "situation" else "twinning", "side": side}


def _border(subject: Subject, books: Books) -> list[dict]:
    own = [unit for unit in subject.units if subject.side_of_unit(unit)]
    rows = BorderProfile.objects.filter(unit__in=own).select_related("unit").order_by("pk")
    rows = rows.prefetch_related("faces", "border_districts")
    return [
        fact(
            "situation",
            text(said),
            side=subject.side_of_unit(row.unit_id),
            source=books.source(row),
            of=row,
        )
        for row in rows
        if (said := sentences.border(row))
    ]


def _notes(subject: Subject, books: Books) -> list[dict]:
    of_them = _of_units(subject) | Q(organisation__in=subject.organisations)
    of_them |= Q(organisation__seat__in=subject.units)
    rows = []
    for note in Note.objects.filter(of_them).order_by("topic", "pk"):
        side = subject.side_of_unit(note.unit_id)
        section = sentences.section_of(note.topic, note.text, otherwise="situation")
        rows.append(
            fact(section, text(sentences.note(note)), note)
            | _placed(section, side)
            | {"source": books.source(note)}
        )
    return rows


def _cadences(subject: Subject, books: Books) -> list[dict]:
    rows = []
    kept = Q(ends__isnull=True) | Q(ends__gt=subject.period.lower)  # not ended before the period
    for found in Cadence.objects.filter(kept, _of_units(subject)).order_by("pk"):
        section = sentences.section_of(found.title, otherwise="twinning")
        said = text(sentences.cadence(found))
        rows.append(fact(section, said, found, source=books.source(found)))
    return rows


def _minutes(held: Held, books: Books) -> list[dict]:
    meeting = held.review_meeting
    return [
        fact(OF_MINUTES[item.kind], in_languages(item.text), item, source=books.source(meeting))
        for item in held.said()
        if in_languages(item.text)
    ]
