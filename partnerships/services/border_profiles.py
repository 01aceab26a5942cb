from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import Amount, PartialDate
from partnerships.models import Border, BorderProfile, Source, Unit
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
