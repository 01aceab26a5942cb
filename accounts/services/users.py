from django.db import transaction

from accounts.choices import Language, Role
from accounts.models import User
from accounts.services import audit

LOADER = "nap.dulieu"


def loader() -> User:
    """Whom the audit trail names for what a command loads; nobody signs in as it."""
    user, new = User.objects.get_or_create(
        username=LOADER,
        defaults={
            "first_name": "Nạp dữ liệu",
            "role": Role.ADMINISTRATOR,
            "is_active": False,
        },
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def choose_language(*, user: User, language: str) -> User:
    """The language in which the user reads the pages from now on."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.language = Language(language)
    user.save(update_fields=["language"])
    return user


@transaction.atomic
def choose_shortcuts(*, on: bool, by: User) -> User:
    """Whether a key alone does something on the pages of this user."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.shortcuts = on
    user.save(update_fields=["shortcuts"])
    audit.record(action="user.shortcuts_chosen", target=user, by=by, on=on)
    return user


@transaction.atomic
def make_first_administrator(*, username: str, password: str) -> User | None:
    """Somebody who can let the others in; nobody where somebody can sign in already."""
    if User.objects.filter(is_active=True).exists():
        return None
    user = User.objects.create_user(username, password=password, role=Role.ADMINISTRATOR)
    audit.record(action="user.first_administrator_made", target=user, by=user)
    return user
