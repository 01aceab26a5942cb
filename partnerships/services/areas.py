"""Where an officer writes: in their own area, and abroad where they see a tie with the country."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import reach_of
from partnerships.models import BorderMarker, Organisation, Partnership, PartnershipParty, Unit
from partnerships.services.partnerships import HOME_COUNTRY
from partnerships.services.rules import require


def require_area(who: Unit | Organisation, user: User) -> None:
    """Raise RuleViolation unless the user may write what concerns this unit or organisation."""
    require(
        in_area(who, user),
        _(
            "%(place)s lies outside your area. Name one of your own area, or one abroad in a "
            "country with which you see a tie."
        )
        % {"place": who},
    )


def require_tie(tie: Partnership, user: User) -> None:
    """The same for a tie: nobody writes to what they cannot see."""
    seen = Partnership.objects.visible_to(user).filter(pk=tie.pk).exists()
    require(seen, _("The tie %(tie)s lies outside your area.") % {"tie": tie})


def require_section(first: BorderMarker, last: BorderMarker, user: User) -> None:
    """Every marker from the one to the other stands in the user's area, as far as that is known."""
    if user.sees_all:
        return
    section = BorderMarker.objects.filter(
        border=first.border_id, place__range=(first.place, last.place), unit__isnull=False
    )
    beyond = section.exclude(unit__in=reach_of(user)["Unit"]).first()
    require(
        beyond is None,
        _("The marker %(marker)s lies outside your area. Choose a shorter section.")
        % {"marker": beyond},
    )


def in_area(who: Unit | Organisation, user: User) -> bool:
    if user.sees_all:
        return True
    reach = reach_of(user)
    if who.country_id != HOME_COUNTRY:
        return _ties_with(who.country_id, reach["Partnership"])
    if isinstance(who, Unit):
        return who.pk in reach["Unit"]
    if who.seat_id or who.pk in reach["Organisation"]:
        return who.pk in reach["Organisation"] or who.seat_id in reach["Unit"]
    # Whose it is nobody said; a common tie alone does not make another area's one theirs.
    own = PartnershipParty.objects.filter(organisation=who, partnership__in=reach["Partnership"])
    return own.exists()


def _ties_with(country: str, ties: list[int]) -> bool:
    across = Q(unit__country=country) | Q(organisation__country=country)
    return PartnershipParty.objects.filter(across, partnership__in=ties).exists()
