"""Rows of record pages, with all their words in one query: texts, promises, figures, ties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat, JSONObject, Trim
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.badges import Badge
from core.fields import Bound
from core.search import Folded, fold
from partnerships import badges, figures
from partnerships.choices import CommitmentStatus, MemorandumStatus
from partnerships.cited import with_sources
from partnerships.lists.texts import interval, term
from partnerships.models import (
    Commitment,
    CommitmentReceiver,
    Decision,
    DecisionHeir,
    Memorandum,
    MemorandumParty,
    Partnership,
    StatedFigure,
    TieReach,
    Unit,
)

WHO = Case(
    When(unit__isnull=True, then=F("organisation__name")),
    default=Trim(Concat("unit__word", Value(" "), "unit__name")),
)


def with_receivers(promises: QuerySet) -> QuerySet:
    """Adds `each`, the names of those who are each to receive."""
    receivers = CommitmentReceiver.objects.filter(commitment=OuterRef("pk")).order_by("pk")
    return promises.annotate(each=ArraySubquery(receivers.values(who=WHO)))


def with_passed(texts: QuerySet) -> QuerySet:
    """Adds `passed_rows`: to whom a text was passed on, or under which names it was amended."""
    heirs = DecisionHeir.objects.filter(decision=OuterRef("pk")).order_by("pk")
    standing = Decision.objects.standing().filter(memorandum=OuterRef("pk")).order_by("on", "pk")
    said = JSONObject(
        uuid=F("uuid"), kind=F("kind"), on=F("on"), to=ArraySubquery(heirs.values(who=WHO))
    )
    return texts.annotate(passed_rows=ArraySubquery(standing.values(said=said)))


def passed(text: Memorandum) -> list[dict]:
    """Those of a text read by with_passed()."""
    return [row | {"on": date.fromisoformat(row["on"])} for row in text.passed_rows]


def with_bound(texts: QuerySet, ties: QuerySet) -> QuerySet:
    """Adds `bound`: the ties among these that a text binds, then the parties it names itself."""
    named = ties.filter(memoranda=OuterRef("pk")).order_by("title").values("title")
    own = MemorandumParty.objects.filter(memorandum=OuterRef("pk")).order_by("pk")
    return texts.annotate(
        bound_ties=ArraySubquery(named), bound_parties=ArraySubquery(own.values(who=WHO))
    )


@dataclass(frozen=True)
class ShownText:
    """A memorandum as a row: its term in words, its state on a day, and what it follows or what
    follows it, each with how.
    """

    record: Memorandum
    term: str
    badge: Badge
    links: tuple[tuple[str, Memorandum], ...] = ()


def shown_text(text: Memorandum, on: date, links: Iterable = ()) -> ShownText:
    until = text.term.upper if text.term else None
    badge = badges.of_text(MemorandumStatus(text.status), until, on)
    return ShownText(text, term(text.term_words, text.term), badge, tuple(links))


@dataclass(frozen=True)
class ShownPromise:
    """A commitment as a row. An interval nobody stated is never multiplied."""

    record: Commitment
    interval: str
    badge: Badge


def shown_promise(promise: Commitment) -> ShownPromise:
    badge = badges.state(CommitmentStatus(promise.status))
    return ShownPromise(promise, interval(promise.interval_months), badge)


def promises_of(tie: Partnership) -> QuerySet:
    """What was promised in the tie or in a text that binds it."""
    bound = Memorandum.objects.filter(partnerships=tie)
    rows = Commitment.objects.filter(Q(partnership=tie) | Q(memorandum__in=bound))
    rows = rows.select_related("giver", "giver_organisation", "memorandum")
    return with_receivers(with_sources(rows)).order_by("pk")


def missing_of(tie: Partnership, texts: list[Memorandum]) -> list[str]:
    """What the office would still look for, the texts among it."""
    found = tie.missing()
    return found if texts else [*found, _("a signed text")]


@dataclass(frozen=True)
class ShownFigure:
    """A published figure, the register's own count, and their difference in words."""

    figure: StatedFigure
    counted: str
    badge: Badge


def figures_of(seen: QuerySet, subjects: list[Model]) -> list[ShownFigure]:
    """Every figure of these subjects, each beside what the register counts of its subject today."""
    found = list(with_sources(seen).select_related("partnership", "border", "country"))
    shown = []
    for subject in subjects:
        own = [figure for figure in found if figure.subject == subject]
        pairs = figures.compared(own, subject, timezone.localdate()) if own else []
        shown += [ShownFigure(pair.figure, number(pair.counted), against(pair)) for pair in pairs]
    return shown


def number(value: Decimal | None) -> str:
    return "" if value is None else number_format(value, 0, force_grouping=True)


def against(pair: figures.Compared) -> Badge:
    if pair.counted is None:
        return Badge(_("only published"), "ring")
    if pair.difference is None:
        return Badge(_("not comparable"), "ring")
    if not pair.difference:
        return Badge(_("the same"), "tick", "ok")
    if pair.agrees:
        return Badge(_("fits what was published"), "tick", "ok")
    gap = {"number": number(abs(pair.difference))}
    return Badge(_gap(pair) % gap, "triangle", "warn")


def _gap(pair: figures.Compared) -> str:
    """Counted less published, in words."""
    fewer = {
        Bound.EXACT: _("%(number)s fewer counted"),
        Bound.OVER: _("at least %(number)s fewer counted"),
        Bound.UNDER: _("at most %(number)s fewer counted"),
        Bound.ABOUT: _("about %(number)s fewer counted"),
    }
    more = {
        Bound.EXACT: _("%(number)s more counted"),
        Bound.OVER: _("at least %(number)s more counted"),
        Bound.ABOUT: _("about %(number)s more counted"),
    }
    return (fewer if pair.difference < 0 else more)[pair.known_as]


def ties_reached_from(unit: Unit) -> Q:
    """The ties of a place and of the places in its reach."""
    return Q(pk__in=TieReach.objects.filter(unit=unit).values("tie"))


def entitled(records: QuerySet, typed: str) -> QuerySet:
    """Records with a title like this, typed with or without tone marks: few, so folded now."""
    folded = records.annotate(folded_now=Folded(F("title")))
    return folded.filter(folded_now__contains=fold(typed))
