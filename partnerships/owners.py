"""Who of an office may be told before a text ends: those who keep texts, and may see this one."""

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts.choices import Role
from accounts.models import User
from core.search import Folded, fold
from partnerships.models import Memorandum, Organisation, TieReach, UnitReach

KEEPERS = (Role.OFFICER, Role.HEAD)


def candidates(user: User) -> QuerySet:
    """Officers and heads of the user's own office who can sign in; at least the user."""
    office = Q(office=user.office_id) if user.office_id else Q(pk=user.pk)
    found = User.objects.filter(office, is_active=True, role__in=KEEPERS)
    return found.order_by("last_name", "first_name", "username")


def colleagues(user: User) -> QuerySet:
    """Whoever may have been named by this office, closed accounts too."""
    office = Q(office=user.office_id) if user.office_id else Q(pk=user.pk)
    found = User.objects.filter(office, role__in=KEEPERS)
    return found.order_by("-is_active", "last_name", "first_name", "username")


def called(people: QuerySet, typed: str) -> QuerySet:
    """By name or login, with or without tone marks. An office has few people: folded now."""
    whole = Concat("last_name", Value(" "), "first_name", Value(" "), F("username"))
    return people.annotate(folded_now=Folded(whole)).filter(folded_now__contains=fold(typed))


def who_may_own(text: Memorandum, user: User) -> QuerySet:
    """Those of them who may see the text by their units; and whoever is its owner now."""
    own = text.parties.values_list("unit", "organisation")
    units = {unit for unit, _organisation in own if unit}
    organisations = {organisation for _unit, organisation in own if organisation}
    seats = Organisation.objects.filter(pk__in=organisations, seat__isnull=False)
    reached = UnitReach.objects.filter(Q(unit__in=units) | Q(unit__in=seats.values("seat")))
    tied = TieReach.objects.filter(tie__memoranda=text)
    sees = (
        Q(sees_all=True)
        | Q(units__in=reached.values("ancestor"))
        | Q(units__in=tied.values("unit"))
        | Q(organisation__in=organisations)
    )
    there = candidates(user).filter(sees).values("pk")
    found = User.objects.filter(Q(pk__in=there) | Q(pk=text.owner_id))
    return found.order_by("last_name", "first_name", "username")
