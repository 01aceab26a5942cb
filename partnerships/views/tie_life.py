"""The life of a tie on its page: what was decided on it, and what one may tell of it next."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action
from partnerships.choices import DecisionKind, PartnershipEventKind, Side
from partnerships.models import Decision, DecisionHeir
from partnerships.timeline import Decided
from partnerships.views import parts
from partnerships.views.rows import WHO

VERBS = {
    "suspend": gettext_lazy("Suspend the tie"),
    "resume": gettext_lazy("Let the tie go on"),
    "end": gettext_lazy("End the tie"),
    "admit": gettext_lazy("Add a party"),
}


def with_decisions(ties: QuerySet) -> QuerySet:
    """Adds `decided`: every decision on the tie, also those taken back."""
    heirs = DecisionHeir.objects.filter(decision=OuterRef("pk")).order_by("pk").values(who=WHO)
    rows = Decision.objects.filter(partnership=OuterRef("pk")).order_by("on", "pk")
    said = JSONObject(
        uuid=F("uuid"),
        kind=F("kind"),
        side=F("side"),
        on=F("on"),
        by=F("decided_by"),
        reason=F("reason"),
        back=F("taken_back_by__on"),
        heirs=ArraySubquery(heirs),
    )
    return ties.annotate(decided=ArraySubquery(rows.values(said=said)))


def decisions(tie, user) -> list[Decided]:
    """Those of a tie read by with_decisions(), in words."""
    return [
        Decided(
            date.fromisoformat(row["on"]),
            _words(row),
            parts.address(user, "partnerships:decision-detail", _Named(row["uuid"])),
        )
        for row in tie.decided
    ]


class _Named:
    """A record of which only the address is asked."""

    def __init__(self, uuid: str):
        self.uuid = uuid


def _words(row: dict) -> str:
    if row["kind"] == DecisionKind.CARRIED_OVER:
        said = {"side": Side(row["side"]).label, "heirs": ", ".join(row["heirs"])}
        words = _("By decision: %(side)s passes to %(heirs)s") % said
    else:
        reason = f": {row['reason']}" if row["reason"] else ""
        words = f"{DecisionKind(row['kind']).label}{reason}"
    if row["by"]:
        words = _("%(what)s (decided by %(who)s)") % {"what": words, "who": row["by"]}
    if row["back"]:
        day = f"{date.fromisoformat(row['back']):%d/%m/%Y}"
        words = _("%(what)s; taken back on %(day)s") % {"what": words, "day": day}
    return words


def acts(user, tie, changes: list) -> list[Action]:
    """What may be told of the tie next: who rests may go on, who has ended does neither."""
    kinds = {event.kind for event in changes}
    rests = any(
        event.kind == PartnershipEventKind.SUSPENDED and event.until.days is None
        for event in changes
    )
    over = PartnershipEventKind.ENDED in kinds
    verbs = ["admit"] if over else ["resume" if rests else "suspend", "end", "admit"]
    found = [
        (VERBS[verb], parts.address(user, f"partnerships:partnership-{verb}", tie))
        for verb in verbs
    ]
    return [Action(words, url) for words, url in found if url]
