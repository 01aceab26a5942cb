"""The numbers above a strip: what was stated of the range beside what the register holds."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.choices import Level, Measure
from partnerships.models import StatedFigure
from partnerships.strip.parts import Strip


@dataclass(frozen=True)
class Fact:
    number: str
    words: str
    beside: str = ""


def facts(strip: Strip, user) -> list[Fact]:
    """Length, communes, villages, ties stated beside counted, markers entered."""
    counted = {"communes": strip.communes, "villages": strip.villages}
    words = {"communes": _("border communes"), "villages": _("border villages")}
    found = [
        Fact(str(strip.length) or _("not stated"), _("of border, as published")),
        *(
            Fact(
                str(getattr(strip.profile, name, None) or _("not stated")),
                words[name],
                _("with ties in the register: %(n)s") % {"n": number},
            )
            for name, number in counted.items()
        ),
        _ties(strip, user),
        Fact(str(strip.markers), _("markers entered")),
        Fact(str(len(strip.of("gate"))), _("gates and openings entered")),
    ]
    return found


def _ties(strip: Strip, user) -> Fact:
    """Village ties published for the range, the one held to be right before others."""
    line = strip.line
    own = [tie.uuid for tie in strip.whole if tie.level == Level.PROVINCE]
    subject = Q(border=line.border) if line.is_whole else Q(unit=line.home)
    subject |= Q(partnership__uuid__in=own)
    rows = StatedFigure.objects.visible_to(user).filter(
        subject, measure=Measure.VILLAGE_TIES, value_number__isnull=False
    )
    stated = rows.order_by("-held", "-when_days", "-pk").first()
    here = sum(tie.is_dot for tie in strip.ties)
    beside = _("in the register: %(n)s") % {"n": here}
    if stated is None:
        return Fact(str(here), _("village ties in the register"), _("no number published"))
    when = str(stated.when)
    words = _("published, %(when)s") % {"when": when} if when else _("published")
    return Fact(str(stated.value), words, beside)
