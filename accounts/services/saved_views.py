"""Views of lists: save, rename, share, open a list with one, remove. Each only by its owner."""

from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import SavedView, User
from accounts.models.saved_view import LONGEST, MOST, PASSING
from accounts.services import audit
from core.errors import RuleViolation


def cleaned(query: str) -> str:
    """The filters, order and columns of an address, without what is of one look at it only."""
    found = QueryDict(query[: 4 * LONGEST]).copy()
    for name, values in list(found.lists()):
        kept = [value for value in values if value and "\x00" not in value]
        if name in PASSING or not kept:
            del found[name]
        else:
            found.setlist(name, kept)
    return found.urlencode()


def open_to(user, *, page: str | None = None) -> QuerySet:
    """The user's own views and those of their office, of one list or of all."""
    seen = Q(owner=user.pk)
    if user.office_id:
        seen |= Q(office=user.office_id)
    found = SavedView.objects.filter(seen).select_related("owner")
    return found if page is None else found.filter(page=page)


def opening(user) -> dict[str, str]:
    """With what each list opens for the user, by the name of the list; kept in the session."""
    rows = SavedView.objects.filter(owner=user.pk, opens=True).exclude(query="")
    return dict(rows.values_list("page", "query"))


@transaction.atomic
def save(
    *, page: str, name: str, query: str, by: User, shared=False, opens=False, uuid=None
) -> SavedView:
    """Keep what a list shows now under a name."""
    owner = _locked(by)
    query = cleaned(query)
    if len(query) > LONGEST:
        raise RuleViolation(_("These are too many filters for one view. Drop some of them."))
    if SavedView.objects.filter(owner=owner).count() >= MOST:
        raise RuleViolation(str(SavedView.refusals["views_of_one_person_are_few"]))
    _require_free(owner, page, name)
    if opens:
        _open_with_none(owner, page)
    view = SavedView.objects.create(
        uuid=uuid or uuid4(),
        owner=owner,
        page=page,
        name=name,
        query=query,
        opens=opens,
        office_id=_office(owner) if shared else None,
    )
    audit.record(action="view.saved", target=view, by=by, page=page, shared=shared)
    return view


@transaction.atomic
def revise(*, view: SavedView, name: str, shared: bool, opens: bool, by: User) -> SavedView:
    """Another name, shared or not, and whether the list opens with it."""
    owner = _locked(by)
    view = _own(view, owner)
    _require_free(owner, view.page, name, but=view)
    if opens and not view.opens:
        _open_with_none(owner, view.page)
    view.name, view.opens = name, opens
    view.office_id = _office(owner) if shared else None
    view.save(update_fields=["name", "opens", "office"])
    audit.record(action="view.revised", target=view, by=by, shared=shared, opens=opens)
    return view


@transaction.atomic
def remove(*, view: SavedView, by: User) -> None:
    """For everybody it was shared with, too."""
    view = _own(view, _locked(by))
    audit.record(action="view.removed", target=view, by=by, page=view.page)
    view.delete()


def _locked(by: User) -> User:
    """The owner's row first: two windows of one person then wait for each other."""
    return User.objects.select_for_update(no_key=True).get(pk=by.pk)


def _own(view: SavedView, owner: User) -> SavedView:
    found = SavedView.objects.filter(pk=view.pk).first()
    if found is None or found.owner_id != owner.pk:
        raise RuleViolation(_("Only its owner changes a view, as long as it is there."))
    return found


def _office(owner: User) -> int:
    if owner.office_id is None:
        raise RuleViolation(_("You belong to no office to share it with."), field="shared")
    return owner.office_id


def _require_free(owner: User, page: str, name: str, but: SavedView | None = None) -> None:
    same = SavedView.objects.filter(owner=owner, page=page, name__iexact=name)
    if same.exclude(pk=but and but.pk).exists():
        raise RuleViolation(_("You have a view of this name on that list already."), field="name")


def _open_with_none(owner: User, page: str) -> None:
    SavedView.objects.filter(owner=owner, page=page, opens=True).update(opens=False)
