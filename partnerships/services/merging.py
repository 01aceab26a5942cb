"""Two records of one thing become one: everything that referred to the duplicate refers to the
record that is kept. The duplicate keeps its row, its page and its history.
"""

from collections import Counter

from django.db import DatabaseError, connection, transaction
from django.db.models import Field, ForeignKey, Model, ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.access import Reach, ScopedQuerySet
from core.errors import RuleViolation
from core.refusals import sentence
from partnerships.choices import NameKind
from partnerships.models import Organisation, Partnership, Unit, UnitName
from partnerships.services.areas import require_area, require_tie
from partnerships.services.rules import require, require_kept

# An end that the kept record does not have is not a gap: it stands.
NOT_COMPLETED = {"id", "uuid", "valid_to", "until", "basis"}
OWN = {"id", "uuid"}  # what tells two rows apart that say the same
DERIVED = {"partnerships.Unit.parent"}  # kept by the trigger of UnitParent


@transaction.atomic
def merge(
    *,
    kept: Unit | Organisation | Partnership,
    duplicate: Unit | Organisation | Partnership,
    reason: str,
    by: User,
) -> Unit | Organisation | Partnership:
    """The duplicate is found to be the same as the kept record.

    Rows that would then be there twice are dropped where they are identical. Raises RuleViolation,
    with nothing changed, if one was merged before, they are of two countries, one stands below or
    after the other, rows contradict each other, or a frozen record says no.
    """
    kept, duplicate = _locked(kept, duplicate)
    _require_both(kept, duplicate, reason, by)
    moved: Counter = Counter()
    _keep_one_official_name(kept, duplicate)
    _move(kept, duplicate, moved)
    # The name and the code of the duplicate are its own no more, before the kept one takes them.
    type(duplicate).objects.filter(pk=duplicate.pk).update(merged_into=kept)
    duplicate.merged_into = kept
    _complete(kept, duplicate)
    _name_it_so_too(kept, duplicate)
    _at_once(_("The register does not allow this merge:"))
    acts = (("merged", kept, duplicate), ("merged_away", duplicate, kept))
    for act, target, other in acts:
        audit.record(
            action=f"{kind_of(kept)}.{act}",
            target=target,
            by=by,
            reason=reason,
            other=str(other.uuid),
            title=str(other),
            moved=dict(moved),
        )
    return kept


def kind_of(record: Model) -> str:
    return record._meta.model_name


def references(record: Model) -> list[ForeignKey]:
    """Every foreign key to records of this type, those of many-to-many tables too. Without a
    constraint are only copies: row history, and reach, which its own triggers keep.
    """
    fields = [one.field for one in record._meta.get_fields(include_hidden=True) if _points(one)]
    return sorted(fields, key=lambda field: field.model._meta.label)


def _points(relation) -> bool:
    return (
        relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and relation.field.db_constraint
        and str(relation.field) not in DERIVED
    )


def counted(duplicate: Model, user: User) -> dict[str, int]:
    """How many rows of which kind refer to the record: what a merge would move, as far as the
    user may see it.
    """
    found, who = Counter(), Reach(user)
    for field in references(duplicate):
        rows = field.model._default_manager.filter(**{field.name: duplicate})
        rows = rows.visible_to(who) if isinstance(rows, ScopedQuerySet) else rows
        found[named(field)] += rows.count()
    return {name: number for name, number in found.items() if number}


def named(field: ForeignKey) -> str:
    """The kind of row in words; a row that only links two records is named after the other one."""
    model = field.model
    if model._meta.auto_created:
        ends = [one for one in model._meta.fields if one.is_relation and one.name != field.name]
        model = ends[0].related_model
    return model._meta.label


def differing(kept: Model, duplicate: Model) -> list[tuple[Field, object, object]]:
    """The facts of both records that are not the same: the field and both values."""
    fields = [one for one in kept._meta.concrete_fields if one.name not in OWN and one.editable]
    pairs = ((one, one.value_from_object(kept), one.value_from_object(duplicate)) for one in fields)
    return [(field, ours, theirs) for field, ours, theirs in pairs if ours != theirs]


def _locked(kept, duplicate):
    require(type(kept) is type(duplicate), _("Choose two records of one kind."))
    require(kept.pk != duplicate.pk, _("Choose another record: this is the same one."))
    rows = type(kept).objects.select_for_update().filter(pk__in=[kept.pk, duplicate.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[kept.pk], found[duplicate.pk]


def _require_both(kept, duplicate, reason: str, by: User) -> None:
    require(reason.strip(), _("Say why the two are the same."))
    for record in (kept, duplicate):
        require_kept(record)
        _require_area(record, by)
    if isinstance(kept, Unit | Organisation):
        require(
            kept.country_id == duplicate.country_id,
            _("The two lie in different countries: they are not the same."),
        )
    if isinstance(kept, Unit):
        require(
            kept.level == duplicate.level,
            _("The two are of different levels: a succession connects them, not a merge."),
        )
    _require_apart(kept, duplicate)
    _require_apart(duplicate, kept)


def _move(kept: Model, duplicate: Model, moved: Counter) -> None:
    """Everything that refers to the duplicate refers to the kept record from now on."""
    for field in references(duplicate):
        for row in field.model._base_manager.filter(**{field.name: duplicate}).order_by("pk"):
            twin = _twin(field, row, kept)
            if twin:
                _fold(twin, row)
            else:
                _point(field, row, kept)
            moved[named(field)] += 1


def _require_area(record, by: User) -> None:
    """As for its form: who may write a record may merge it."""
    if isinstance(record, Partnership):
        require_tie(record, by)
    elif isinstance(record, Organisation):
        require_area(record, by)
    else:
        own = Unit.objects.editable_by(by).filter(pk=record.pk).exists()
        require(own, _("%(place)s lies outside your area.") % {"place": record})


def _require_apart(kept: Model, duplicate: Model) -> None:
    """A place below the other one, its successor, a tie under the other one: two, not one."""
    own_kind = type(kept)
    for field in references(duplicate):
        model = field.model
        ends = [one.name for one in model._meta.concrete_fields if one.related_model is own_kind]
        ends += ["pk"] if model is own_kind else []
        joined = any(
            model._base_manager.filter(**{field.name: duplicate, end: kept.pk}).exists()
            for end in ends
            if end != field.name
        )
        require(
            not joined,
            _("%(kind)s names both records: one cannot be the same as the other.")
            % {"kind": str(model._meta.verbose_name).capitalize()},
        )


def _twin(field: ForeignKey, row: Model, kept: Model) -> Model | None:
    """The row of the kept record that says exactly the same."""
    model = type(row)
    same = {
        one.attname: getattr(row, one.attname)
        for one in model._meta.concrete_fields
        if one.name not in OWN | {field.name} and not one.generated
    }
    facts = {name: value for name, value in same.items() if value is not None}
    empty = {f"{name}__isnull": True for name, value in same.items() if value is None}
    return model._base_manager.filter(**{field.name: kept}, **facts, **empty).first()


def _fold(twin: Model, row: Model) -> None:
    """One of two identical rows goes; what refers to it, its sources too, goes to the other."""
    try:
        _move(twin, row, Counter())
        with transaction.atomic():
            row.delete()
    except (DatabaseError, ProtectedError) as refused:
        raise RuleViolation(_said_no(row, refused)) from refused


def _point(field: ForeignKey, row: Model, kept: Model) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: kept})
    except DatabaseError as refused:
        raise RuleViolation(_said_no(row, refused)) from refused


def _said_no(row: Model, refused: DatabaseError) -> str:
    return _(
        "%(kind)s “%(row)s” stands against the merge: %(why)s Put it right in one of the two "
        "records first, then merge them."
    ) % {
        "kind": str(row._meta.verbose_name).capitalize(),
        "row": row,
        "why": " ".join(map(str, sentence(refused))),
    }


def _at_once(words: str) -> None:
    """Rules that wait for the commit are asked now, while they can still be answered in words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as refused:
        raise RuleViolation(f"{words} {' '.join(map(str, sentence(refused)))}") from refused


def _complete(kept: Model, duplicate: Model) -> None:
    """What only the duplicate knew; of names in several languages, those the kept one lacks."""
    changed = []
    for field in kept._meta.concrete_fields:
        if field.name in NOT_COMPLETED or not field.editable or field.generated:
            continue
        ours, theirs = getattr(kept, field.attname), getattr(duplicate, field.attname)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            theirs = theirs | ours
        elif ours not in (None, ""):
            continue
        if ours != theirs:
            setattr(kept, field.attname, theirs)
            changed.append(field.name)
    try:
        with transaction.atomic():
            kept.save(update_fields=changed) if changed else None
    except DatabaseError as refused:
        raise RuleViolation(_said_no(kept, refused)) from refused


def _keep_one_official_name(kept: Model, duplicate: Model) -> None:
    """Papers print the official name: where the kept place has one, another is an alias."""
    if not isinstance(kept, Unit):
        return
    for name in duplicate.names.filter(kind=NameKind.OFFICIAL):
        own = kept.names.filter(kind=NameKind.OFFICIAL, language=name.language)
        if own.exists() and not own.filter(text=name.text).exists():
            duplicate.names.filter(pk=name.pk).update(kind=NameKind.ALIAS)


def _name_it_so_too(kept: Model, duplicate: Model) -> None:
    """A place goes by the other name too; ties and organisations are found by their duplicates."""
    if not isinstance(kept, Unit) or str(kept) == str(duplicate):
        return
    name = duplicate.name if kept.name != duplicate.name else str(duplicate)
    known = UnitName.objects.filter(unit=kept, language="vi", text=name)
    if not known.exists():
        UnitName.objects.create(unit=kept, language="vi", text=name, kind=NameKind.ALIAS)
