"""Rules about the whole code base, checked for every record type now and later."""

import re

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from core.access import Permission, ScopedQuerySet, follow
from core.pages import ActionPage, FormPage, ListPage, Page
from core.records import kind_of
from partnerships.models import BorderMarker, Organisation, Partnership, Unit
from tests.factories import UserFactory
from tests.meta.records import elsewhere
from tests.meta.routes import OF_A_RECORD, OUR_APPS, PAGES, ROUTES, by_record, model_of, url

OPEN_TO_ALL = {  # no scope: people who sign in, what they chose, and reference data; a comment
    # has the scope of its record, of whatever kind (tests/accounts/test_comments.py)
    "accounts.Comment",
    "accounts.MailChoice",
    "accounts.NoticeChoice",
    "accounts.Office",
    "accounts.SavedView",  # its owner's, or of the office
    "accounts.User",
    "exchanges.ExchangeRate",
    "partnerships.Border",
    "partnerships.BorderMarker",
    "partnerships.Country",
    "partnerships.DayOff",
    "partnerships.Gate",
    "partnerships.Organisation",
    "partnerships.StepRule",
    "partnerships.Unit",
    "partnerships.UnitName",
    "partnerships.UnitParent",
    "partnerships.UnitSuccession",
    "reports.TrustedCertificate",
}
NO_RECORDS = {  # the audit trail is its own history; the others are derived or pass away
    "accounts.AuditEvent",
    "accounts.Draft",
    "accounts.Notice",
    "accounts.NoticeMail",
    "exchanges.CalendarFeed",
    "exchanges.MeetingTally",
    "exchanges.MeetingTotal",
    "exchanges.Reminder",
    "partnerships.TieReach",
    "partnerships.UnitReach",
    "reports.BatchItem",
    "reports.Build",
    "reports.ColumnMatch",
    "reports.Import",
    "reports.ImportRow",
    "reports.ListExport",
    "reports.ScanReading",
    "reports.NumberCounter",
    "reports.ReviewBatch",
    "reports.SearchEntry",
}
RECORDS = [
    model
    for app in OUR_APPS
    for model in apps.get_app_config(app).get_models()
    if not issubclass(model, pghistory.models.Event) and model._meta.label not in NO_RECORDS
]
LISTS = [
    name for name, page in PAGES.items() if issubclass(page, ListPage) and name not in OF_A_RECORD
]
ENDS = {Partnership, Unit, Organisation, BorderMarker}


def without_what_changes(answer) -> str:
    """The page without the address that was asked for and the token of its forms."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", answer.text)
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def label(model):
    return model._meta.label


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_one_of_the_base_pages_and_names_its_permission(name):
    assert issubclass(PAGES[name], Page)
    assert isinstance(PAGES[name].permission, Permission)


@pytest.mark.parametrize("name", ROUTES)
def test_no_url_carries_a_serial_number(name):
    assert "<int:" not in ROUTES[name]


@pytest.mark.parametrize("names", by_record(PAGES))
def test_every_page_sends_a_stranger_to_the_sign_in_page(db, client, names):
    for name in names:
        answer = client.get(url(name))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/sign-in/"), name


@pytest.mark.parametrize("names", by_record(PAGES))
def test_every_page_refuses_a_user_without_a_role(db, client, names):
    client.force_login(UserFactory(role=""))
    for name in names:
        assert client.get(url(name)).status_code == 403, name
        assert client.post(url(name)).status_code == 403, name


@pytest.mark.parametrize("name", LISTS)
def test_every_list_hides_rows_out_of_scope(db, client, name, unit):
    page = PAGES[name]
    if elsewhere(model_of(page)) is None:
        return
    client.force_login(UserFactory(role=min(page.permission.roles), units=[unit]))

    assert not client.get(url(name)).context["table"].rows


@pytest.mark.parametrize("names", by_record(OF_A_RECORD))
def test_a_record_out_of_scope_answers_like_one_that_is_not_there(
    db, client, names, unit, django_assert_num_queries
):
    target = elsewhere(model_of(PAGES[names[0]]))
    if target is None:
        return
    users = {role: UserFactory(role=role, units=[unit]) for role in Role}
    for name in names:
        page = PAGES[name]
        client.force_login(users[min(page.permission.roles)])
        method = client.post if issubclass(page, ActionPage) else client.get
        with CaptureQueriesContext(connection) as for_missing:
            missing = method(url(name))
        with django_assert_num_queries(len(for_missing)):
            hidden = method(url(name, target))

        assert missing.status_code == hidden.status_code == 404, name
        assert without_what_changes(hidden) == without_what_changes(missing), name
        if issubclass(page, FormPage):
            assert client.post(url(name, target)).status_code == 404, name


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_every_record_is_scoped_or_exempted_by_name(model):
    if label(model) in OPEN_TO_ALL:
        return
    assert isinstance(model.objects.all(), ScopedQuerySet)
    assert {follow(model, path)[0] for path in model.scope_paths} <= ENDS
    assert model.scope_paths


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_every_record_has_a_uuid_and_a_history(model):
    assert model._meta.get_field("uuid").unique
    assert apps.get_model(f"{label(model)}History")


# Told nowhere but in the audit trail: reference data, what passes, and remarks on a review.
TOLD_ALONE = {
    "accounts.Comment",
    "accounts.MailChoice",
    "accounts.NoticeChoice",
    "accounts.Office",
    "accounts.SavedView",
    "accounts.User",
    "partnerships.Border",
    "partnerships.Country",
    "partnerships.DayOff",
    "partnerships.ExpiryWarning",
    "partnerships.StepRule",
    "reports.DocumentNumber",
    "reports.ReviewComment",
    "reports.TrustedCertificate",
}


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_every_record_has_a_history_page_or_is_told_on_that_of_another(model):
    told = kind_of(label(model).lower()) or model.told_with
    assert bool(told) != (label(model) in TOLD_ALONE)
    for name in model.told_with:
        assert kind_of(model._meta.get_field(name).related_model._meta.label_lower)


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_every_record_has_names_in_singular_and_plural(model):
    plain = model._meta.verbose_name_raw + "s"
    assert "verbose_name_plural" in model._meta.original_attrs, plain


def test_no_model_change_without_a_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
