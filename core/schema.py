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
        if drawn and all(type(operation) in COLUMNS_STAY for operation in self.operations):
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
    one, so that a new register is ready in half the time.
    """
    for migration, backwards in plan:
        if not backwards:
            migration.operations = list(_joined(migration.operations))


def _joined(operations):
    row = []
    for operation in operations:
        parts = operation.operations if isinstance(operation, Together) else [operation]
        if all(type(part) in COLUMNS_STAY for part in parts):
            row += parts
            continue
        if row:
            yield Together(row)
        row = []
        yield operation
    if row:
        yield Together(row)
