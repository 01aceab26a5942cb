"""What became of a record: who changed what from what to what, when and why, act by act.

Row history (by database trigger) says what changed, the audit trail what was done and why. Rows
written in one transaction have one moment in both, and are one act here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.acts import in_words
from accounts.models import AuditEvent, User
from core import telling
from core.access import Reach, ScopedQuerySet
from core.records import seen_by

ACTS = 20  # on one page
DELETED, INSERTED = "delete", "insert"
RECORD, ADDED, CHANGED, REMOVED = "record", "added", "changed", "removed"


@dataclass
class Line:
    """One row that an act wrote: the record itself, or one that belongs to it."""

    kind: str
    words: str  # what kind of row it is
    title: str = ""
    fields: list[telling.Differing] = field(default_factory=list)


@dataclass
class Act:
    """What one person did at one moment."""

    at: datetime
    who: str = ""
    what: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """One page of acts, newest first; `next` is the moment from which the next one goes on."""

    acts: list[Act]
    next: str = ""


@dataclass(frozen=True)
class Rows:
    """A history table, and the column that leads to the record. `own`: of the record itself."""

    model: type[models.Model]
    column: str
    own: bool = False

    @property
    def kept(self) -> type[models.Model]:
        return apps.get_model(f"{self.model._meta.label}History")

    def of(self, record) -> QuerySet:
        return self.kept.objects.filter(**{self.column: record.pk}).order_by()

    def differing(self, before, now) -> list[tuple[telling.Facet, object, object]]:
        return telling.differing(self.model, self.kept, before, now, self.column)

    @property
    def is_guarded(self) -> bool:
        """Rows that not everybody may see who sees the record: a finding about a sensitive
        incident, a charge of a body that is known to all.
        """
        if self.own:
            return False
        paths = getattr(self.model, "scope_paths", ())
        rows = type(self.model._default_manager.all())
        special = rows.visible_to is not ScopedQuerySet.visible_to if paths else False
        owner = self.model._meta.get_field(self.column).related_model
        is_open = not isinstance(owner._default_manager.all(), ScopedQuerySet)
        through = any(path.split("__")[0] == self.column for path in paths)
        return bool(paths) and (special or is_open or not through)


@dataclass(frozen=True)
class Change:
    """What became of one row in one act: None before it was entered, None after it went."""

    rows: Rows
    at: datetime
    before: object
    now: object
    by: int | None

    @property
    def kind(self) -> str:
        if self.rows.own:
            return RECORD
        return ADDED if self.before is None else REMOVED if self.now is None else CHANGED


def tables(model: type[models.Model]) -> list[Rows]:
    """Its own history, then that of the rows told with it."""
    found = [Rows(model, "pgh_obj_id", own=True)]
    for other in apps.get_models():
        for name in getattr(other, "told_with", ()):
            if other._meta.get_field(name).related_model is model:
                found.append(Rows(other, name))
    return found


def shown(record, user, before: datetime | None = None) -> Shown:
    """The acts on a record that the user may see, those before a moment."""
    reach = Reach(user)
    own = tables(type(record))
    cut = record.history_for(reach) if hasattr(record, "history_for") else telling.Cut()
    found = _moments(record, own, before, cut)
    moments = sorted({moment for moment, _table in found}, reverse=True)
    more, moments = len(moments) > ACTS, moments[:ACTS]
    touched = {table for moment, table in found if moment in moments}
    changes = [
        change
        for number, rows in enumerate(own)
        if number in touched
        for change in _changes(rows, record, moments, reach)
    ]
    acts = _told(changes, _trail(record, changes, moments, cut), moments, reach)
    return Shown(acts, moments[-1].isoformat() if more else "")


def _moments(
    record, own: list[Rows], before: datetime | None, cut: telling.Cut
) -> list[tuple[datetime, int]]:
    """When something was written, and in which table; -1 is the audit trail. One query."""
    acts = AuditEvent.objects.filter(target=record.uuid).exclude(action__in=cut.without).order_by()
    parts = [
        acts.annotate(when=Coalesce("moment", "at"), table=Value(-1, models.IntegerField())),
        *(
            rows.of(record).annotate(
                when=models.F("pgh_created_at"), table=Value(number, models.IntegerField())
            )
            for number, rows in enumerate(own)
        ),
    ]
    if before is not None:
        parts = [part.filter(when__lt=before) for part in parts]
    if cut.since is not None:
        parts = [part.filter(when__gte=cut.since) for part in parts]
    first, *others = (part.values_list("when", "table") for part in parts)
    return list(first.union(*others).order_by("-when")[: (ACTS + 1) * len(parts)])


def _changes(rows: Rows, record, moments: list[datetime], reach: Reach) -> list[Change]:
    """Each row once an act, as it was before it and after it."""
    kept = rows.kept
    earlier = kept.objects.filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    ).order_by("-pgh_id")
    events = rows.of(record).filter(pgh_created_at__in=moments)
    events = events.annotate(before_id=Subquery(earlier.values("pgh_id")[:1]))
    events = list(events.select_related("pgh_context").order_by("pgh_id"))
    if rows.is_guarded:
        events = _seen(rows, record, events, reach)
    former = kept.objects.in_bulk({one.before_id for one in events if one.before_id})
    together = defaultdict(list)
    for event in events:
        together[event.pgh_created_at, event.pgh_obj_id].append(event)
    found = (_change(rows, at, own, former) for (at, _key), own in together.items())
    return [one for one in found if one.before is not None or one.now is not None]


def _change(rows: Rows, at: datetime, events: list, former: dict) -> Change:
    first, last = events[0], events[-1]
    before = None if first.pgh_label == INSERTED else former.get(first.before_id)
    if first.pgh_label == DELETED:
        before = first  # the row as it was when it went
    now = None if last.pgh_label == DELETED else last
    by = last.pgh_context.metadata.get("user") if last.pgh_context else None
    return Change(rows, at, before, now, by)


def _seen(rows: Rows, record, events: list, reach: Reach) -> list:
    """Rows in the user's scope. Of one that is gone nobody can say in whose it was: only those
    who see everything are told of it.
    """
    there = rows.model._default_manager.filter(pk__in={one.pgh_obj_id for one in events})
    there = set(there.values_list("pk", flat=True))
    seen = set(seen_by(reach, rows.model).filter(pk__in=there).values_list("pk", flat=True))
    whole = reach.sees_all and reach.sees_sensitive
    return [
        one for one in events if one.pgh_obj_id in seen or (whole and one.pgh_obj_id not in there)
    ]


def _told(
    changes: list[Change], trail: list[AuditEvent], moments: list[datetime], reach: Reach
) -> list[Act]:
    found = {moment: Act(moment) for moment in moments}
    differing = [one.rows.differing(one.before, one.now) for one in changes]
    names = _names(differing, reach)
    people = User.objects.filter(
        models.Q(pk__in={one.by for one in changes if one.by})
        | models.Q(username__in={one.by for one in trail})
    )
    by_key = {one.pk: one.name for one in people}
    by_login = {one.username: one.name for one in people}
    for event in trail:
        act = found[event.when]
        act.who = by_login.get(event.by, event.by)
        act.what.append(event.action)
        if event.reason:
            act.reasons.append(event.reason)
    for change, fields in zip(changes, differing, strict=True):
        line = _line(change, fields, names, reach)
        act = found[change.at]
        act.who = act.who or by_key.get(change.by, "")
        if line.fields or line.kind != CHANGED:
            act.lines.append(line)
    return [
        replace(act, who=act.who or _("not known"), what=_in_words(act.what))
        for act in found.values()
        if _says(act)
    ]


def _in_words(actions: list[str]) -> list[str]:
    """Each once, however often it was done in the act."""
    return [
        in_words(action)
        if number == 1
        else _("%(act)s (%(number)s times)") % {"act": in_words(action), "number": number}
        for action, number in Counter(actions).items()
    ]


def _says(act: Act) -> bool:
    return bool(act.what) or any(line.fields or line.kind != RECORD for line in act.lines)


def _line(change: Change, fields: list, names: telling.Names, reach: Reach) -> Line:
    words = str(change.rows.model._meta.verbose_name)
    needed = getattr(change.rows.model, "words_for", None)
    texts = needed is None or needed.held_by(reach)
    title = "" if change.rows.own else _title(change, names, texts)
    return Line(change.kind, words, title, telling.in_words(fields, names, texts))


def _title(change: Change, names: telling.Names, texts: bool) -> str:
    """What a row that belongs to the record is known by: whom it names, else what was written in
    it, else which of its kind it is.
    """
    row = change.now if change.now is not None else change.before
    all_of_it = change.rows.differing(None, row)
    said = telling.in_words(sorted(all_of_it, key=lambda one: one[0].rank), names, texts)
    return next((one.now for one in said if one.now), "")


def _trail(
    record, changes: list[Change], moments: list[datetime], cut: telling.Cut
) -> list[AuditEvent]:
    """The acts of the audit trail on the record and on the rows that it wrote."""
    rows = [one.now if one.now is not None else one.before for one in changes]
    targets = {record.uuid, *(row.uuid for row in rows)}
    acts = AuditEvent.objects.filter(target__in=targets).exclude(action__in=cut.without)
    return list(
        acts.annotate(when=Coalesce("moment", "at")).filter(when__in=moments).order_by("pk")
    )


def _names(differing: Iterable[list], reach: Reach) -> telling.Names:
    """What the records are called that the changes name: those that the user may see."""
    wanted = defaultdict(set)
    for fields in differing:
        for facet, *values in fields:
            if facet.related:
                wanted[facet.field.related_model].update(key for key in values if key is not None)
    found = {}
    for model, keys in wanted.items():
        rows = seen_by(reach, model).filter(pk__in=keys)
        beside = [one.name for one in model._meta.concrete_fields if one.related_model]
        for row in rows.select_related(*beside):
            called = row.name if isinstance(row, User) else str(row)
            found[model._meta.label_lower, row.pk] = called
    return found
