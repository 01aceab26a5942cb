"""Accounts in use that an administrator should have a look at, and why."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role

NO_REACH = Q(units=None, organisation=None, sees_all=False)
LOOKS = {
    "role": (_("in use without a role"), Q(is_active=True, role="")),
    "reach": (
        _("in use that reach no place and no body"),
        Q(is_active=True) & ~Q(role__in=["", Role.ADMINISTRATOR]) & NO_REACH,
    ),
    "never": (_("in use that never signed in"), Q(is_active=True, last_login=None)),
}
