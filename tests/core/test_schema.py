"""Operations of a migration that are run as one: the same models and rules, drawn up less often."""

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from core.schema import Together, run_together

NAMED = migrations.AddConstraint(
    "place", models.CheckConstraint(condition=~models.Q(name=""), name="place_has_a_name")
)
SORTED = migrations.AddIndex("place", models.Index(fields=["name"], name="place_by_name"))
UNNAMED = migrations.RemoveConstraint("place", "place_has_a_name")
CODE = migrations.AddField("place", "code", models.TextField(default=""))
DAY = migrations.AddField("place", "day", models.DateField(null=True))
RIVER, ROAD = (
    migrations.CreateModel(name, [("id", models.AutoField(primary_key=True))])
    for name in ("River", "Road")
)
SHORT, SHORTER = (
    migrations.AlterField("place", "name", models.CharField(max_length=length))
    for length in (80, 40)
)
CODED = migrations.AlterField("place", "code", models.CharField(max_length=5))


def places() -> ProjectState:
    state = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("name", models.TextField())]
    migrations.CreateModel("Place", fields).state_forwards("atlas", state)
    return state


def rules(state) -> list[str]:
    meta = state.apps.get_model("atlas", "place")._meta
    return [one.name for one in (*meta.constraints, *meta.indexes)]


def run(*operations, backwards=False) -> list:
    migration = migrations.Migration("0002", "atlas")
    migration.operations = list(operations)
    for _each_app in range(2):  # Django tells it once for each of them
        run_together(plan=[(migration, backwards)])
    return migration.operations


def test_those_in_a_row_that_leave_the_columns_become_one():
    first, between, last = run(NAMED, Together([SORTED]), CODE, UNNAMED)
    assert (first.operations, between, last.operations) == ([NAMED, SORTED], CODE, [UNNAMED])
    assert run(NAMED, SORTED, backwards=True) == [NAMED, SORTED]


def test_those_in_a_row_that_make_tables_or_columns_become_one():
    tables, columns = run(RIVER, ROAD, CODE, Together([DAY]))
    assert (tables.operations, columns.operations) == ([RIVER, ROAD], [CODE, DAY])
    first, second = run(SHORT, CODED, SHORTER)
    assert (first.operations, second) == ([SHORT, CODED], SHORTER)  # it needs what SHORT made
    mixed = Together([CODE, NAMED])  # as a migration has it
    assert run(RIVER, mixed, DAY) == [RIVER, mixed, DAY]


def test_the_models_are_told_of_their_rules_without_being_drawn_anew():
    state = places()
    place = state.apps.get_model("atlas", "place")

    Together([NAMED, SORTED]).state_forwards("atlas", state)
    assert state.apps.get_model("atlas", "place") is place
    assert rules(state) == ["place_has_a_name", "place_by_name"]
    anew = places()
    Together([NAMED, SORTED]).state_forwards("atlas", anew)
    assert rules(anew) == rules(state)

    Together([UNNAMED]).state_forwards("atlas", state)
    assert rules(state) == ["place_by_name"]


def test_a_new_column_is_drawn():
    state = places()
    assert state.apps
    Together([CODE, NAMED]).state_forwards("atlas", state)
    assert state.apps.get_model("atlas", "place")._meta.get_field("code")
    assert rules(state) == ["place_has_a_name"]
