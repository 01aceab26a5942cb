from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import Amount, PartialDate
from partnerships.models import Border, BorderProfile, Source, Unit
from partnerships.services.borders import (
    HOME_COUNTRY,
    cite_passages,
    require_at,
    require_in_area,
)
from partnerships.services.rules import UNDATED, UNSAID, cite, require, require_amount


@transaction.atomic
def record(
    *,
    border: Border,
    by: User,
    unit: Unit | None = None,
    length: Amount = UNSAID,
    as_of: PartialDate = UNDATED,
    border_districts: Iterable[Unit] = (),
    faces: Iterable[Unit] = (),
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
    **counts: int | None,
) -> BorderProfile:
    """What is known of the border of a unit, or of a whole border where no unit is named.

    `counts` are the numbers of BorderProfile: provinces, districts, communes, villages, gates and
    openings. The length is in km.
    """
    require_amount(length)
    require(length.unit in ("", "km"), _("The length of a border is given in km."))
    profile = BorderProfile.objects.create(
        uuid=uuid or uuid4(), border=border, unit=unit, length=length, as_of=as_of, **counts
    )
    profile.border_districts.set(border_districts)
    profile.faces.set(faces)
    cite(profile, sources)
    audit.record(action="border_profile.recorded", target=profile, by=by)
    return profile


@transaction.atomic
def enter(*, border: Border, by: User, passages: Iterable[dict] = (), **facts) -> BorderProfile:
    """An officer enters what was published of the border of their area. See `record`."""
    _require_fitting(border, facts)
    require_in_area(by, facts.get("unit"))
    profile = record(border=border, by=by, **facts)
    cite_passages(profile, passages, user=by)
    return profile


@transaction.atomic
def revise(
    *,
    profile: BorderProfile,
    border: Border,
    by: User,
    border_districts: Iterable[Unit] = (),
    faces: Iterable[Unit] = (),
    passages: Iterable[dict] = (),
    **facts,
) -> BorderProfile:
    """What the register says of a border is put right; every version before it stays readable."""
    profile = BorderProfile.objects.select_for_update().get(pk=profile.pk)
    _require_fitting(border, facts | {"border_districts": border_districts, "faces": faces})
    require_in_area(by, profile.unit)
    require_in_area(by, facts.get("unit"))
    profile.border = border
    for name, value in facts.items():
        setattr(profile, name, value)
    require_amount(profile.length)
    require_at(
        "length", profile.length.unit in ("", "km"), _("The length of a border is given in km.")
    )
    profile.save()
    profile.border_districts.set(border_districts)
    profile.faces.set(faces)
    cite_passages(profile, passages, user=by)
    audit.record(action="border_profile.revised", target=profile, by=by)
    return profile


def _require_fitting(border: Border, facts: dict) -> None:
    """The unit and its districts lie in Vietnam, what it faces lies across this border."""
    unit = facts.get("unit")
    require_at(
        "unit",
        unit is None or unit.country_id == HOME_COUNTRY,
        _("This unit does not lie in Vietnam. Choose the unit on our side."),
    )
    ours = [one.country_id == HOME_COUNTRY for one in facts.get("border_districts", ())]
    require_at("border_districts", all(ours), _("Border districts by name lie in Vietnam."))
    theirs = [one.country_id == border.neighbour_id for one in facts.get("faces", ())]
    require_at(
        "faces",
        all(theirs),
        _("What it faces lies across %(border)s.") % {"border": border},
    )
