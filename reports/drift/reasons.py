"""Why a frozen review would read otherwise today: the acts on its records since it was frozen, and
the way to each record for whoever may see it. As many queries as there are kinds of records.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.db.models import Q

from accounts.acts import in_words
from accounts.models import AuditEvent, User
from core.access import Reach
from reports.drift import Difference
from reports.models import AnnualReview

MOST = 1000  # acts read for one review


@dataclass(frozen=True)
class Act:
    what: str
    by: str
    at: datetime
    reason: str


@dataclass
class Record:
    """One record, or one sum, with all that differs of it and why."""

    what: str
    url: str = ""
    differences: list[Difference] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def follows(self) -> bool:
        """A record that nobody touched: it reads otherwise because others do."""
        return not self.acts and any(one.id for one in self.differences)


@dataclass
class Section:
    words: str
    records: list[Record]


def frozen_at(review: AnnualReview) -> datetime | None:
    events = AuditEvent.objects.filter(target=review.uuid, action="review.frozen")
    return events.order_by("-pk").values_list("at", flat=True).first()


def explained(
    differences: Iterable[Difference], *, review: AnnualReview, user: User
) -> list[Section]:
    """By section and record, without what belongs to a sensitive incident if the user has no right
    to those.
    """
    seen = [one for one in differences if user.sees_sensitive or not one.sensitive]
    acts = _acts(seen, frozen_at(review))
    urls = _urls(seen, user)
    sections: dict[str, dict[tuple, Record]] = {}
    for one in seen:
        records = sections.setdefault(one.section_words, {})
        key = (one.model, one.id) if one.id else (one.what,)
        if key not in records:
            told = acts.get(one.id) or acts.get(one.because, [])
            records[key] = Record(one.what, urls.get(one.id, ""), [], told)
        records[key].differences.append(one)
    return [Section(words, list(records.values())) for words, records in sections.items()]


def _acts(differences: list[Difference], since: datetime | None) -> dict[str, list[Act]]:
    targets = {key for one in differences for key in (one.id, one.because) if key}
    if since is None or not targets:
        return {}
    events = list(
        AuditEvent.objects.filter(Q(target__in=targets), at__gt=since).order_by("pk")[:MOST]
    )
    people = User.objects.filter(username__in={one.by for one in events})
    names = {user.username: user.name for user in people}
    found: dict[str, list[Act]] = {}
    for one in events:
        act = Act(in_words(one.action), names.get(one.by) or one.by, one.at, one.reason)
        found.setdefault(str(one.target), []).append(act)
    return found


def _urls(differences: list[Difference], user: User) -> dict[str, str]:
    """The pages of the records that this user may open."""
    kinds: dict[str, set[str]] = {}
    for one in differences:
        if one.id:
            kinds.setdefault(one.model, set()).add(one.id)
    found, reader = {}, Reach(user)
    for label, ids in sorted(kinds.items()):
        model = apps.get_model(label)
        if not hasattr(model, "get_absolute_url"):
            continue
        rows = model.objects.filter(uuid__in=ids)
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(reader)
        found |= {str(one.uuid): one.get_absolute_url() for one in rows}
    return found
