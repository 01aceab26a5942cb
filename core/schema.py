"""A step of a migration made of many small ones."""

from django.db import migrations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# None of these changes a column: whichever of them stand in a row, the same models serve them all.
COLUMNS_STAY = (
    *(migrations.AddConstraint, migrations.RemoveConstraint),
    *(migrations.AddIndex, migrations.RemoveIndex),
    *(AddTrigger, RemoveTrigger),
)
# Each needs what was there before its row, and nothing that the row itself brings.
COLUMNS_COME = (migrations.CreateModel, migrations.AddField, migrations.AlterField)


class Together(Operation):
    """Operations of one kind, run as one.

    Django draws up all models anew after each operation; with some hundred triggers and
    constraints on tables that all refer to each other, that alone took more than a minute. None
    of the operations given here may need the outcome of another.
    """

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [self.operations], {}

    @property
    def reversible(self):
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label, state):
        drawn = state.__dict__.pop("apps", None)  # drawn up once, when asked for after all of them
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if not drawn:
            return
        if kind_of(self.operations) is COLUMNS_STAY:
            state.apps = drawn
            for name in {operation.model_name_lower for operation in self.operations}:
                meta = drawn.get_model(app_label, name)._meta
                for option in ("constraints", "indexes", "triggers"):
                    now = state.models[app_label, name].options.get(option, ())
                    setattr(meta, option, list(now))

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations together"


def run_together(*, plan, **_signal):
    """Before migrations are applied: operations in a row that leave all columns as they are become
    one, and those that make tables, add columns or change them, so that a new register is ready in
    less than half the time.
    """
    for migration, backwards in plan:
        if not backwards:
            migration.operations = list(_joined(migration.operations))


def kind_of(operations) -> tuple | type | None:
    """What they have in common that lets them run as one; None where nothing does."""
    kinds = {COLUMNS_STAY if type(one) in COLUMNS_STAY else type(one) for one in operations}
    kind = kinds.pop()
    return kind if not kinds and (kind is COLUMNS_STAY or kind in COLUMNS_COME) else None


def _joined(operations):
    row, kind = [], None
    for operation in operations:
        parts = operation.operations if isinstance(operation, Together) else [operation]
        own = kind_of(parts)
        if row and (own is not kind or own is None or _changed(row) & _changed(parts)):
            yield _one(row, kind)
            row = []
        if own is None:
            yield operation
        else:
            row, kind = [*row, *parts], own
    if row:
        yield _one(row, kind)


def _one(row, kind):
    """A step that brings columns and stands alone has only its own model drawn up anew."""
    return row[0] if len(row) == 1 and kind is not COLUMNS_STAY else Together(row)


def _changed(operations) -> set[tuple[str, str]]:
    """Columns that they change: a second change of one needs the first."""
    changing = (one for one in operations if isinstance(one, migrations.AlterField))
    return {(one.model_name_lower, one.name_lower) for one in changing}
