"""The site's own role works on rows and on nothing else."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from core.database_roles import grant_rows
from tests.live import as_owner, role_of


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE smuggled (id int)",
        "ALTER TABLE accounts_user ADD COLUMN smuggled int",
        "ALTER TABLE accounts_user DISABLE TRIGGER ALL",
        "DROP TABLE accounts_user",
        "CREATE FUNCTION smuggled() RETURNS void LANGUAGE sql AS ''",
        "ALTER TABLE accounts_user OWNER TO CURRENT_USER",
        "SET session_replication_role = replica",
        "CREATE ROLE smuggled",
    ],
)
def test_the_application_may_not_change_tables_or_rules(db, statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        run(statement)


@pytest.mark.django_db(transaction=True)
def test_a_table_of_a_later_migration_is_open_to_the_application(settings):
    application = connection.settings_dict["USER"]
    with as_owner():
        grant_rows(connection, role=application)
        run("CREATE TABLE made_later (id int)")
    try:
        run("INSERT INTO made_later VALUES (1)")
        run("UPDATE made_later SET id = 2")
        run("DELETE FROM made_later")
        with pytest.raises(DatabaseError, match="must be owner"):
            run("DROP TABLE made_later")
    finally:
        with as_owner():
            run("DROP TABLE made_later")


@pytest.mark.django_db(transaction=True)
def test_preparing_the_database_again_changes_nothing(settings, capsys):
    with as_owner():
        call_command("prepare_database", verbosity=1)
    told = capsys.readouterr().out
    assert "No migrations to apply" in told
    assert "may read and change rows" in told


@pytest.mark.django_db(transaction=True)
def test_one_role_for_both_needs_no_grant(settings, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", settings.DATABASE_OWNER_URL)
    with as_owner():
        call_command("grant_application")
    assert role_of(settings.DATABASE_OWNER_URL)["user"] in capsys.readouterr().out
