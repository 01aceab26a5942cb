"""How people want to be told of things: what they chose, and what is usual for the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Value

from accounts.choices import USUAL, Telling
from accounts.models import MailChoice, NoticeChoice, User


@dataclass(frozen=True)
class Wishes:
    """Of several people at once."""

    chosen: dict[tuple[int, str], str]
    unmailed: frozenset[int]  # who wants no e-mail at all

    def told(self, user: User, kind: str) -> bool:
        return self._telling(user, kind) != Telling.NEVER

    def mailed(self, user: User, kind: str) -> bool:
        """By e-mail too: they want it, and there is somewhere to send it to."""
        wanted = user.pk not in self.unmailed and self._telling(user, kind) == Telling.MAIL
        return bool(wanted and user.is_active and user.email)

    def _telling(self, user: User, kind: str) -> str:
        return self.chosen.get((user.pk, kind), USUAL)


def wishes_of(users: Iterable[User]) -> Wishes:
    """One query, however many they are."""
    users = list(users)
    chosen = NoticeChoice.objects.filter(user__in=users).order_by()
    unmailed = MailChoice.objects.filter(user__in=users, by_mail=False).order_by()
    rows = chosen.values_list("user", "kind", "telling").union(
        unmailed.values_list("user", Value(""), Value("")), all=True
    )
    found = list(rows)
    return Wishes(
        {(user, kind): telling for user, kind, telling in found if kind},
        frozenset(user for user, kind, _telling in found if not kind),
    )
