"""A long list as a workbook: ordered, built by a worker, kept for a day for who ordered it.

As in services/builds.py, what stands in PostgreSQL decides; Redis only rings the bell. The list is
asked anew by the worker, as the person who ordered it: with their permission, reach and language.
"""

import json
from functools import partial
from hashlib import sha256
from tempfile import TemporaryFile
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.exports import answers, books, trail
from core.exports.sheet import Sheet
from core.pages import ListPage
from reports import tasks
from reports.choices import BookKind, ExportState
from reports.models import ListExport
from reports.models.build import ATTEMPTS, SWEEP
from reports.services import builds, claims

MOST = 200_000  # records of a workbook: what a worker writes in its time
LONGEST = 2000  # bytes of an address with its filters; a row of its index holds few more
RUNNING = (ExportState.WAITING, ExportState.BUILDING)


def page_of(path: str, query: str, user: User) -> ListPage:
    """The list at that address as this user sees it. Raises RuleViolation if there is none."""
    try:
        found = resolve(path if len((path + query).encode()) < LONGEST else "")
    except Resolver404:
        raise RuleViolation(_("There is no such list.")) from None
    view_class = getattr(found.func, "view_class", None)
    if view_class is None or not issubclass(view_class, ListPage):
        raise RuleViolation(_("There is no such list."))
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET, request.user, request.resolver_match = QueryDict(query), user, found
    page = view_class(**found.func.view_initkwargs)
    page.setup(request, *found.args, **found.kwargs)
    if not page.permission.held_by(user):
        raise PermissionDenied
    return page


def scope_of(user: User) -> str:
    """A mark of what somebody may see: changes with their role, places and rights."""
    units = sorted(user.units.values_list("pk", flat=True))
    rights = [user.is_active, user.role, user.sees_all, user.sees_sensitive, user.organisation_id]
    return sha256(json.dumps([rights, units]).encode()).hexdigest()


@transaction.atomic
def order(*, page: str, query: str, kind: str, by: User) -> ListExport:
    """Have the list built. Whoever orders the very same while it is being built gets that one."""
    if kind not in BookKind.values:
        raise RuleViolation(_("There is no such kind of file."))
    asked = page_of(page, query, by)
    total = asked.table.all_rows().order_by().count()
    if total > MOST:
        words = _("The list has more than %(most)d records. Filter it, or take it as CSV.")
        raise RuleViolation(words % {"most": MOST})
    User.objects.select_for_update().get(pk=by.pk)  # of two windows the second comes later
    same = {"user": by, "page": page, "query": query, "kind": kind}
    if running := ListExport.objects.filter(**same, state__in=RUNNING).first():
        return running
    heading = str(asked.get_heading())[:200]
    export = ListExport.objects.create(**same, heading=heading, total=total, scope=scope_of(by))
    name = asked.request.resolver_match.view_name
    filters = trail.filters_of(asked.filterset)
    told = {"list": name, "how": kind, "filters": filters, "rows": total}
    audit.record(action="list.ordered", target=export, by=by, **told)
    ring = partial(tasks.build_export.delay, export_id=export.pk)
    transaction.on_commit(ring, robust=True)
    return export


@transaction.atomic
def handed_out(*, export: ListExport, by: User) -> None:
    """Its owner takes the file. Raises RuleViolation where that is not theirs to see any more."""
    page = page_of(export.page, export.query, by)
    if export.user_id != by.pk or export.scope != scope_of(by):
        raise RuleViolation(_("What you may see has changed since. Take the list anew."))
    told = {"list": page.request.resolver_match.view_name, "how": export.kind, "rows": export.rows}
    audit.record(action="list.taken", target=export, by=by, **told)


def build(*, export_id: int) -> bool:
    """Write the workbook, unless another worker is at it. Says whether this call did."""
    token = claim(export_id=export_id)
    if token is None:
        return False
    export = ListExport.objects.select_related("user").get(pk=export_id)
    with translation.override(export.user.language):
        try:
            return _write(export, token)
        except claims.AWAY:  # says nothing about the list: its claim grows old and is sent again
            raise
        except (RuleViolation, PermissionDenied):
            words = _("What you may see has changed since. Take the list anew.")
            return give_up(export_id=export_id, token=token, reason=words)
        except Exception as error:
            give_up(export_id=export_id, token=token, reason=builds.unexpected(error))
            raise


def _write(export: ListExport, token: UUID) -> bool:
    if export.scope != scope_of(export.user):
        raise PermissionDenied
    page, counted = page_of(export.page, export.query, export.user), {"rows": 0}
    life = claims.signs_of_life(
        token=token, of=ListExport, every=1, told=lambda: {"rows": counted["rows"]}
    )
    with TemporaryFile() as out, life:
        rows = books.write(
            Sheet(page.table),
            kind=export.kind,
            heading=export.heading,
            about=answers.about(page, export.total),
            to=out,
            progress=lambda rows: counted.update(rows=rows),
        )
        return finish(export_id=export.pk, token=token, file=File(out), rows=rows)


@transaction.atomic(durable=True)
def claim(*, export_id: int) -> UUID | None:
    """Take the export for this worker, in one short update; None if it is not to be had."""
    token = uuid4()
    free = ListExport.objects.filter(pk=export_id).claimable()
    taken = free.update(
        state=ExportState.BUILDING, token=token, heartbeat=Now(), attempts=F("attempts") + 1
    )
    return token if taken else None


@transaction.atomic(durable=True)
def finish(*, export_id: int, token: UUID, file: File, rows: int) -> bool:
    """Keep the file if the claim still stands."""
    mine = ListExport.objects.select_for_update().filter(pk=export_id, token=token)
    export = mine.first()
    if export is None:
        return False
    file.seek(0)
    path = f"list-exports/{export.uuid}.{export.kind}"
    default_storage.delete(path)  # what a worker killed at this very point may have left
    kept = default_storage.save(path, file)
    mine.update(
        state=ExportState.DONE, token=None, heartbeat=None, file=kept, rows=rows, total=rows
    )
    return True


@transaction.atomic(durable=True)
def give_up(*, export_id: int, token: UUID, reason: str) -> bool:
    """Mark it as failed, with the sentence that says why, if the claim stands."""
    mine = ListExport.objects.filter(pk=export_id, token=token)
    told = {"token": None, "heartbeat": None, "error": reason[:2000]}
    return bool(mine.update(state=ExportState.FAILED, **told))


def sweep() -> None:
    """Send again what the broker lost or a killed worker left. Beat calls it every 10 seconds."""
    waiting = ListExport.objects.claimable().order_by("pk")
    for export_id, token, attempts in waiting.values_list("pk", "token", "attempts"):
        if attempts >= ATTEMPTS:
            give_up(export_id=export_id, token=token, reason=claims.lost(attempts))
        else:
            tasks.build_export.apply_async(kwargs={"export_id": export_id}, expires=SWEEP)


def drop_old() -> None:
    """After a day the files go, and with them what was ordered. Beat calls it every hour."""
    for export in ListExport.objects.old():
        if export.file:
            export.file.storage.delete(export.file.name)
        export.delete()
