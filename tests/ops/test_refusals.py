"""What bin/start cannot do, it says in one sentence, and ends with a code that is not zero."""

import os
import socket

import pytest

from house import machine, places, site
from house.errors import Broken
from tests.live import neighbours_environment
from tests.ops.house import Site, copied_site


@pytest.fixture(scope="module")
def folder():
    with copied_site() as folder:
        yield folder


def refusal(site, **more):
    done = site.command("bin/start", **more)
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    return sentence


def test_a_port_in_use(folder):
    site = Site(folder)
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()
        assert f"Port {site.port} is in use" in refusal(site)


@pytest.mark.parametrize("wish", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none(folder, wish):
    assert f"PORT is {wish}: give a number" in refusal(Site(folder), PORT=wish)


def test_a_database_without_its_owner(folder):
    said = refusal(Site(folder), DATABASE_URL="postgres://app@localhost/x")
    assert "Give both DATABASE_URL" in said


def test_a_database_that_does_not_answer(folder):
    urls = {
        name: "postgres://nobody@127.0.0.1:1/none"
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    said = refusal(Site(folder), **urls)
    assert "“prepare the database” broke" in said
    assert "127.0.0.1" in said


def test_a_migration_that_breaks(folder):
    broken = folder / "accounts/migrations/0999_broken.py"
    broken.write_text("this is no Python")
    try:
        said = refusal(Site(folder))
    finally:
        broken.unlink()
    assert "“prepare the database” broke: SyntaxError" in said


def test_a_var_folder_that_cannot_be_written(tmp_path, monkeypatch):
    in_the_way = tmp_path / "var"
    in_the_way.write_text("a file")
    monkeypatch.setattr(places, "VAR", in_the_way)
    with pytest.raises(Broken, match=r"cannot be written.*chown"):
        places.make_var()


def test_missing_packages_without_the_right_to_install_them(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))  # no programs here, sudo among them
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Broken, match=r"ask an administrator to run: apt-get install .*gettext"):
        machine.ensure(machine.needed(tests=True))


def test_what_is_given_from_outside_is_not_installed(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    wanted = machine.needed(tests=False)
    assert "postgresql" not in wanted
    assert "redis-server" not in wanted
    tested_with = {"postgresql", "redis-server", "chromium-headless-shell"}
    assert tested_with <= set(machine.needed(tests=True))


def test_a_database_from_outside_gets_no_register_and_no_accounts_unless_told(
    folder, transactional_db, django_user_model, settings
):
    outside = Site(folder)
    given = {
        name: value
        for name, value in neighbours_environment().items()
        if name in ("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX")
    }
    given["DATABASE_OWNER_URL"] = site_owner(given["DATABASE_URL"], settings.DATABASE_OWNER_URL)
    try:
        said = outside.start(**given)
        assert f"http://127.0.0.1:{outside.port}/" in said
        assert outside.health()[0] == 200
        assert not outside.started("postgres")
        assert not outside.started("redis-server")
        assert not django_user_model.objects.exists()
        outside.stop()

        outside.start("--demo", **given)
        assert django_user_model.objects.exists()
    finally:
        outside.stop()


def site_owner(application_url, owner_url):
    """The owner's address, at the test database."""
    return f"{owner_url.rsplit('/', 1)[0]}/{application_url.rsplit('/', 1)[1]}"


def test_both_or_neither_is_asked_before_anything_starts(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@localhost/x")
    with pytest.raises(Broken, match="Give both"):
        site.given_outside()
