"""A step of a migration made of many small ones."""

from django.db.migrations.operations.base import Operation


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
        state.__dict__.pop("apps", None)  # drawn up once, when first asked for after all of them
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations together"
