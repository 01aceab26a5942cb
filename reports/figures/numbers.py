"""Published figures beside what the register counts: never one instead of the other."""

from collections import Counter

from django.db.models import Prefetch, Q

from core.fields import Amount
from exchanges.choices import AgreedItemStatus
from partnerships.choices import Level, Measure, PartnershipStatus, Side
from partnerships.models import BorderProfile, Partnership, PartnershipParty, StatedFigure
from reports.figures.agreed import Agreed
from reports.figures.aid import Gifts
from reports.figures.books import Books
from reports.figures.meetings import Held
from reports.figures.shapes import amount, count, partial, ref, text
from reports.figures.subject import Subject, side_of

# The paper's measure and unit for ours; those of other kinds print under their own title.
MEASURES = {
    Measure.VILLAGE_TIES: ("twinned_villages", "cặp"),
    Measure.COMMUNE_TIES: ("twinned_communes", "cặp"),
    Measure.DISTRICT_TIES: ("twinned_districts", "cặp"),
    Measure.MEETINGS: ("exchanges_held", "cuộc"),
    Measure.TRADE: ("trade_value", ""),
    Measure.PATIENTS: ("patients", "lượt"),
}
COUNTED = {Measure.VILLAGE_TIES, Measure.COMMUNE_TIES, Measure.DISTRICT_TIES, Measure.AGENCY_TIES}
LEVELS = {
    Level.VILLAGE: "twinned_villages",
    Level.CLUSTER: "twinned_villages",
    Level.COMMUNE: "twinned_communes",
    Level.DISTRICT: "twinned_districts",
}
BORDER = (
    ("border_communes", "communes", "xã"),
    ("border_villages", "villages", "thôn, bản"),
)


def figures(
    subject: Subject,
    below: list[Partnership],
    held: Held,
    agreed: Agreed,
    gifts: Gifts,
    books: Books,
    patrolled: dict[str, dict],
) -> list[dict]:
    computed = _computed(below, held, agreed, gifts) | patrolled
    rows = [*_of_the_border(subject, books), *_stated(subject, below, computed, books)]
    beside = {row["measure"] for row in rows if row.get("computed")}
    own = [
        {"measure": code, "subject": [], "unit": said["unit"], "computed": said, "stated": []}
        for code, said in computed.items()
        if code not in beside
    ]
    return [*own, *rows]


def _computed(
    below: list[Partnership], held: Held, agreed: Agreed, gifts: Gifts
) -> dict[str, dict]:
    found = {
        "meetings_held": count(len(held.in_period), "cuộc"),
        "aid_projects": count(len(gifts.dated), "lần"),
    }
    if agreed.items:
        found["agreed_items"] = count(len(agreed.items), "việc")
        found["agreed_items_done"] = count(agreed.counts()[AgreedItemStatus.DONE], "việc")
    gone = PartnershipStatus.ENDED
    levels = Counter(LEVELS.get(tie.level) for tie in below if tie.status != gone)
    return found | {code: count(many, "cặp") for code, many in levels.items() if code}


def _stated(subject: Subject, below: list[Partnership], computed: dict, books: Books) -> list[dict]:
    rows = {}
    for figure in _published(subject.with_ties_below(below)):
        measure, unit = MEASURES.get(figure.measure, (None, ""))
        about = (figure.partnership_id, figure.unit_id, figure.organisation_id)
        key = (measure or figure.title, about)
        if key not in rows:
            beside = computed.get(measure) if _is_of_the_whole(figure, subject) else None
            rows[key] = {
                "measure": measure,
                "label": None if measure else text(figure.title),
                "subject": _about(figure, books),
                "unit": figure.value.unit or unit,
                "computed": beside,
                "not_computed": beside is None,
                "stated": [],
            }
        rows[key]["stated"].append(_said(figure, books))
    return list(rows.values())


def _published(subject: Subject):
    """Figures about the period, or that name none; counts of ties as of an earlier day too."""
    mine = (
        Q(partnership__in=subject.ties)
        | Q(unit__in=subject.units)
        | Q(organisation__in=subject.organisations)
        | Q(organisation__seat__in=subject.units)
    )
    in_time = (
        Q(when_days__isnull=True)
        | Q(when_days__overlap=subject.period)
        | Q(measure__in=COUNTED, when_days__endswith__lte=subject.period.upper)
    )
    found = StatedFigure.objects.filter(mine, in_time)
    parties = PartnershipParty.objects.select_related("unit", "organisation")
    about = Prefetch("partnership__parties", parties)
    return found.select_related("organisation").prefetch_related(about).order_by("pk")


def _is_of_the_whole(figure: StatedFigure, subject: Subject) -> bool:
    """What the register counts is of the review; a figure of a part of it stands by itself."""
    if figure.unit_id:
        return subject.side_of_unit(figure.unit_id) is not None
    return figure.partnership_id in subject.tie_ids


def _about(figure: StatedFigure, books: Books) -> list[dict]:
    if figure.unit_id:
        return [books.unit(figure.unit_id)]
    if figure.organisation_id:
        return [books.organisation(figure.organisation)]
    every = list(figure.partnership.parties.all())
    sides = (side_of([one for one in every if one.side == name], books.on) for name in Side)
    return [books.unit(one.unit_id) for side in sides for one in side.shown if one.unit_id]


def _said(figure: StatedFigure, books: Books) -> dict:
    return ref(figure) | {
        "amount": amount(figure.value),
        "when": partial(figure.when),
        "held": figure.held,
        "source": books.source(figure),
    }


def _of_the_border(subject: Subject, books: Books) -> list[dict]:
    """Length of the border and places on it, of the units of the review themselves."""
    own = subject.home.units | ({subject.unit.pk} if subject.unit else set())
    rows = []
    for profile in BorderProfile.objects.filter(unit__in=own).order_by("pk"):
        found = [
            (code, amount(Amount(many, unit)), unit)
            for code, name, unit in BORDER
            if (many := getattr(profile, name)) is not None
        ]
        if length := amount(profile.length):
            found.append(("border_length", length, "km"))
        source = books.source(profile) if found else []
        rows += [
            {
                "measure": code,
                "subject": [books.unit(profile.unit_id)],
                "unit": unit,
                "computed": None,
                "not_computed": True,
                "stated": [
                    ref(profile)
                    | {"amount": said, "when": partial(profile.as_of), "source": source}
                ],
            }
            for code, said, unit in found
        ]
    return rows
