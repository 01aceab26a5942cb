"""What the services of borders share: refusals at a box of the form, sides of a border, sources."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.models import Border, Source, Unit
from partnerships.services import papers
from partnerships.services.areas import require_area
from partnerships.services.partnerships import HOME_COUNTRY
from partnerships.services.rules import require


def require_at(box: str, holds: object, words: str) -> None:
    """The box first, where many of them are looked at in a row."""
    require(holds, words, box)


def require_sides(border: Border, unit: Unit | None, counterpart: Unit | None) -> None:
    """One unit lies in Vietnam, the other in the neighbour of this border, as far as named."""
    require_at(
        "unit",
        unit is None or unit.country_id == HOME_COUNTRY,
        _("This unit does not lie in Vietnam. Choose the unit on our side."),
    )
    require_at(
        "counterpart",
        counterpart is None or counterpart.country_id == border.neighbour_id,
        _("This unit does not lie across %(border)s. Choose one of the neighbour.")
        % {"border": border},
    )


def require_in_area(user: User, *units: Unit | None) -> None:
    """An officer writes about their own area, and about what no unit of ours is named for."""
    for unit in units:
        if unit and unit.country_id == HOME_COUNTRY:
            require_area(unit, user)


def cite_passages(record, passages: Iterable[dict], *, user: User) -> None:
    """The sources of a record as a form shows them: a paper and perhaps the paragraph.

    A passage that is known is used again. What this user may not see of them stays.
    """
    kept = list(record.sources.exclude(pk__in=Source.objects.visible_to(user).values("pk")))
    for row in passages:
        same = Source.objects.filter(paper=row["paper"], paragraph=row.get("paragraph"))
        own = same.filter(uuid=row["uuid"]) if row.get("uuid") else same.none()
        known = own.first() or same.filter(reference="").first()
        kept.append(
            known or papers.passage(paper=row["paper"], paragraph=row.get("paragraph"), by=user)
        )
    record.sources.set(kept)
