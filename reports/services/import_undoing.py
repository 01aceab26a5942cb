"""A whole import taken back while nothing was built on it: just what it made goes.

What it made are the records of its rows, and every row of other tables that names them and came
in the same transaction. Whatever else names them, or changed them since, stands on it.
"""

from collections import defaultdict
from collections.abc import Iterator

import pghistory.models
from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import CASCADE, DO_NOTHING
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import AuditEvent
from accounts.readers import Scope
from accounts.services import audit
from core.errors import RuleViolation
from core.records import seen_by
from partnerships.models import Paper, Source
from reports.choices import ImportState
from reports.imports.kinds import KINDS
from reports.models import Import
from reports.services.import_work import ROWS, Work

TOLD = 8  # of what stands on it

Made = dict[type[Model], set[int]]


@transaction.atomic
def undo(brought: Import, work: Work) -> None:
    """Raises RuleViolation with what stands on it; then everything stays."""
    made = _locked(brought)
    standing = [*_named_elsewhere(made, brought), *_changed_since(made, brought)]
    if standing:
        said = "; ".join(dict.fromkeys(standing[:TOLD]))
        raise RuleViolation(
            _("Something stands on what this import made, so it stays: %(what)s.") % {"what": said}
        )
    rows = brought.rows.exclude(record=None)
    count = rows.count()
    _delete(made, work)
    rows.update(record=None)
    audit.record(action="import.undone", target=brought, by=brought.brought_by, rows=count)
    work.finish(ImportState.UNDONE)


def _locked(brought: Import) -> Made:
    """The records of the rows, their paper and its passages; whoever edits one now, waits."""
    model = KINDS[brought.kind].model
    uuids = brought.rows.exclude(record=None).values("record")
    paper = Paper.objects.filter(uuid=brought.uuid)
    found = {
        model: model._base_manager.filter(uuid__in=uuids),
        Paper: paper,
        Source: Source.objects.filter(paper__in=paper),
    }
    made: Made = defaultdict(set)
    for of, rows in found.items():
        locked = rows.order_by("pk").select_for_update(of=("self",))
        made[of] = set(locked.values_list("pk", flat=True))
    return made


def _named_elsewhere(made: Made, brought: Import) -> list[str]:
    """Adds to `made` what came in the same transaction; tells what else names it."""
    standing: list[str] = []
    waiting = {model: set(keys) for model, keys in made.items()}
    while waiting:
        model, keys = waiting.popitem()
        for relation in _relations(model):
            of = relation.related_model
            new = _naming(relation, keys) - made.get(of, set())
            if not new:
                continue
            came = _came_with(of, new, brought) if not relation.many_to_many else set()
            others = new - came
            if others and not _is_derived(of, relation):
                standing += _called(of, others, brought)
            if came:
                made[of] |= came
                waiting[of] = waiting.get(of, set()) | came
    return standing


def _relations(model: type[Model]) -> Iterator:
    """Every way in which rows of other tables name rows of this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        backwards = relation.auto_created and not relation.concrete and relation.is_relation
        if not backwards:
            continue
        of = relation.related_model
        if not (issubclass(of, pghistory.models.Event) or of._meta.auto_created):
            yield relation


def _naming(relation, keys: set[int]) -> set[int]:
    """Keys of the rows that name one of these."""
    name = relation.field.name
    found: set[int] = set()
    for some in _parts(keys):
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": some})
        found |= set(rows.values_list("pk", flat=True))
    return found


def _parts(keys: set) -> Iterator[list]:
    ordered = sorted(keys)
    for first in range(0, len(ordered), ROWS):
        yield ordered[first : first + ROWS]


def _history(model: type[Model]) -> type[Model] | None:
    try:
        return apps.get_model(f"{model._meta.label}History")
    except LookupError:
        return None


def _came_with(model: type[Model], keys: set[int], brought: Import) -> set[int]:
    """Those that came into being in the transaction of the import."""
    history = _history(model)
    if history is None:
        return set()
    found: set[int] = set()
    for some in _parts(keys):
        rows = history.objects.filter(
            pgh_obj__in=some, pgh_label="insert", pgh_created_at=brought.written_at
        )
        found |= set(rows.values_list("pgh_obj", flat=True))
    return found


def _is_derived(model: type[Model], relation) -> bool:
    """Kept by triggers out of other tables, as the reach of a tie: it goes with its record."""
    return _history(model) is None and relation.on_delete in (CASCADE, DO_NOTHING)


def _changed_since(made: Made, brought: Import) -> list[str]:
    """What was edited, in words. The acts of the audit trail tell of what only names others."""
    told: list[str] = []
    for model, keys in made.items():
        history = _history(model)
        for some in _parts(keys):
            later = history.objects.filter(
                pgh_obj__in=some, pgh_label="update", pgh_created_at__gt=brought.written_at
            )
            changed = set(later.values_list("pgh_obj", flat=True)[:TOLD])
            uuids = model._base_manager.filter(pk__in=some).values_list("uuid", flat=True)
            acts = AuditEvent.objects.filter(target__in=list(uuids), pk__gt=brought.last_act)
            acts = acts.exclude(target=brought.uuid)
            changed_by = set(acts.values_list("target", flat=True)[:TOLD])
            rows = model._base_manager
            found = {*changed, *rows.filter(uuid__in=changed_by).values_list("pk", flat=True)}
            called = _called(model, found, brought)
            told += [_("%(record)s was changed") % {"record": one} for one in called]
    return told


def _called(model: type[Model], keys: set[int], brought: Import) -> list[str]:
    """What records are called. It is read by everybody of the area of the import, so a record that
    not all of them see, such as a sensitive incident, has no name here.
    """
    units = frozenset({brought.unit_id} - {None})
    area = Scope(Role.OFFICER, brought.unit_id is None, False, None, units)
    seen = list(seen_by(area, model).filter(pk__in=keys)[:TOLD])
    told = [f"{model._meta.verbose_name} “{one}”" for one in seen]
    hidden = len(seen) < min(len(keys), TOLD)
    return [*told, _("a record that is not shown to you")] if hidden else told


def _delete(made: Made, work: Work) -> None:
    """What names others goes before what is named."""
    left = {model: keys for model, keys in made.items() if keys}
    while left:
        gone = [model for model in left if _went(model, left[model])]
        if not gone:
            names = ", ".join(str(model._meta.verbose_name_plural) for model in left)
            raise RuleViolation(
                _("Something stands on what this import made, so it stays: %(what)s.")
                % {"what": names}
            )
        for model in gone:
            work.step(len(left.pop(model)))


def _went(model: type[Model], keys: set[int]) -> bool:
    try:
        for some in _parts(keys):
            model._base_manager.filter(pk__in=some).delete()
    except ProtectedError:  # raised before anything of this part was deleted
        return False
    return True
