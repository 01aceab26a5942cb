"""Every write to BorderMarker."""

import re
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.models import Border, BorderMarker, Unit
from partnerships.services.borders import require_at, require_in_area, require_sides

SUFFIX = re.compile(r"/([0-9]{1,3})|\(([0-9]{1,2})\)")
STEP = 2000  # places kept for one number: itself, /1 to /999, then (1) to (99)
HIGHEST, LONGEST_RUN = 99_999, 500


@transaction.atomic
def record(
    *,
    border: Border,
    number: int,
    by: User,
    suffix: str = "",
    unit: Unit | None = None,
    counterpart: Unit | None = None,
    after: BorderMarker | None = None,
    uuid: UUID | None = None,
) -> BorderMarker:
    """A marker enters the register; its order follows from number and suffix, unless it is said
    to stand right after another one.

    Raises RuleViolation if it is there already, the suffix has an unknown form, or a unit lies on
    the wrong side.
    """
    border = Border.objects.select_for_update().get(pk=border.pk)
    _require(border, number, suffix, unit, counterpart)
    place = _behind(border, after) if after else _free(border, proposed(number, suffix))
    marker = BorderMarker.objects.create(
        uuid=uuid or uuid4(),
        border=border,
        number=number,
        suffix=suffix,
        place=place,
        unit=unit,
        counterpart=counterpart,
    )
    audit.record(action="border_marker.recorded", target=marker, by=by)
    return marker


@transaction.atomic
def enter(
    *, border: Border, number: int, by: User, last: int | None = None, **facts
) -> BorderMarker:
    """An officer enters a marker of their own area, or with `last` the whole run of numbers up to
    it, both included. The first of them is returned.

    Raises RuleViolation like `record`; a run goes upwards, has no suffix, and at most 500 markers.
    """
    require_in_area(by, facts.get("unit"))
    if last is None or last == number:
        return record(border=border, number=number, by=by, **facts)
    border = Border.objects.select_for_update().get(pk=border.pk)
    _require_run(border, number, last, facts)
    first = record(border=border, number=number, by=by, **facts)
    facts.pop("uuid", None)
    for one in range(number + 1, last + 1):
        record(border=border, number=one, by=by, **facts)
    return first


@transaction.atomic
def revise(
    *,
    marker: BorderMarker,
    number: int,
    by: User,
    suffix: str = "",
    unit: Unit | None = None,
    counterpart: Unit | None = None,
    after: BorderMarker | None = None,
) -> BorderMarker:
    """What the register says of a marker is put right; `after` moves it behind another one."""
    border = Border.objects.select_for_update().get(pk=marker.border_id)
    marker = BorderMarker.objects.select_related("unit").get(pk=marker.pk)
    require_in_area(by, marker.unit)
    require_in_area(by, unit)
    _require(border, number, suffix, unit, counterpart, itself=marker)
    was = str(marker)
    if after:
        require_at("after", after.pk != marker.pk, _("A marker cannot stand behind itself."))
        marker.place = _behind(border, after)
    elif (number, suffix) != (marker.number, marker.suffix):
        marker.place = _free(border, proposed(number, suffix), itself=marker)
    marker.number, marker.suffix = number, suffix
    marker.unit, marker.counterpart = unit, counterpart
    marker.save(update_fields=["number", "suffix", "place", "unit", "counterpart"])
    audit.record(action="border_marker.revised", target=marker, by=by, was=was)
    marker.refresh_from_db()
    return marker


def proposed(number: int, suffix: str) -> int:
    """The place of a marker among the others by its number and suffix alone: 1088, 1088/1,
    1088/2, then those added between, 1088(1), then 1089.
    """
    read = SUFFIX.fullmatch(suffix)
    beside, between = (int(part) if part else 0 for part in read.groups()) if read else (0, 0)
    return number * STEP + (STEP // 2 + between if between else beside)


def _require(border, number, suffix, unit, counterpart, itself=None) -> None:
    require_at(
        "number",
        0 <= number <= HIGHEST,
        _("A marker has a number from 0 to %(most)s.") % {"most": HIGHEST},
    )
    known = not suffix or SUFFIX.fullmatch(suffix)
    require_at("suffix", known, _("A suffix is written /2 or (1)."))
    require_sides(border, unit, counterpart)
    same = BorderMarker.objects.filter(border=border, number=number, suffix=suffix)
    require_at(
        "number",
        not same.exclude(pk=itself and itself.pk).exists(),
        _("Marker %(marker)s of %(border)s is in the register already.")
        % {"marker": f"{number}{suffix}", "border": border},
    )


def _require_run(border: Border, first: int, last: int, facts: dict) -> None:
    require_at("last", first < last, _("A run goes from the lower number to the higher one."))
    require_at(
        "last",
        last - first < LONGEST_RUN,
        _("At most %(most)s markers are entered at once.") % {"most": LONGEST_RUN},
    )
    require_at("suffix", not facts.get("suffix"), _("A run of markers has no suffix."))
    require_at("after", not facts.get("after"), _("A run of markers stands in its own order."))
    there = BorderMarker.objects.filter(border=border, suffix="", number__range=(first, last))
    known = [str(marker) for marker in there[:10]]
    require_at(
        "last",
        not known,
        _("These are in the register already: %(markers)s.") % {"markers": ", ".join(known)},
    )


def _free(border: Border, place: int, itself: BorderMarker | None = None) -> int:
    """That place, or the next one free after it."""
    others = BorderMarker.objects.filter(border=border).exclude(pk=itself and itself.pk)
    run = others.filter(place__gte=place).order_by("place").values_list("place", flat=True)
    for taken in run.iterator():
        if taken != place:
            break
        place += 1
    return place


def _behind(border: Border, after: BorderMarker) -> int:
    """The place right after that marker; those that stand close behind move one on."""
    after = BorderMarker.objects.get(pk=after.pk)
    require_at(
        "after",
        after.border_id == border.pk,
        _("That marker stands on another border. Choose one of %(border)s.") % {"border": border},
    )
    wanted = after.place + 1
    free = _free(border, wanted)
    moved = BorderMarker.objects.filter(border=border, place__range=(wanted, free - 1))
    if free > wanted:
        moved.update(place=F("place") + 1)  # the rule of one marker a place looks at the end
    return wanted
