"""Users to look around with."""

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from accounts.models import Office, User
from accounts.services import audit
from exchanges.demo.accounts import DEMO_PASSWORD, OFFICES, USERS
from exchanges.demo.shapes import Entry, demo_uuid
from exchanges.services.demo.loading import Loading


def demo_users() -> QuerySet:
    """The accounts that a load made and that still work, in the order of the list."""
    uuids = [demo_uuid(user.key) for user in USERS]
    return User.objects.filter(uuid__in=uuids, is_active=True).order_by("pk")


def load(loading: Loading) -> None:
    password = make_password(DEMO_PASSWORD)  # slow on purpose, so once for all
    for user in USERS:
        loading.once(user.key, _user, user, password)


def _user(loading: Loading, entry: Entry, password: str) -> User:
    """An account that has this name already keeps its password, role and scope."""
    facts = loading.meant(entry.values)
    known = User.objects.filter(username=facts["username"]).first()
    if known:
        return known
    units, office = facts.pop("units"), _office(facts.pop("office"))
    user = User.objects.create(password=password, office=office, uuid=demo_uuid(entry.key), **facts)
    user.units.set(units)
    audit.record(action="user.created", target=user, by=loading.by, role=user.role)
    return user


def _office(name: str) -> Office:
    superior, code, place = next(facts for called, *facts in OFFICES if called == name)
    office, _new = Office.objects.get_or_create(
        name=name,
        defaults={
            "uuid": demo_uuid(f"office:{name}"),
            "superior": superior,
            "code": code,
            "place": place,
        },
    )
    return office
