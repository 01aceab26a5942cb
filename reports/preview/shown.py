"""The collected or frozen figures of a review, block by block."""

from django.utils.translation import gettext as _

from partnerships.choices import Side
from reports.papers import names, wording
from reports.preview.of_gifts import OfGifts
from reports.preview.of_happenings import OfHappenings
from reports.preview.of_meetings import OfMeetings
from reports.preview.of_plans import OfPlans
from reports.preview.tables import Block, Row


class Shown(OfGifts, OfMeetings, OfHappenings, OfPlans):
    """Everything papers print of figures and facts, as tables for a page. Sensitive incidents are
    shown to those who may read them only.
    """

    def __init__(self, known: dict, *, sensitive: bool = False):
        super().__init__(known)
        self.shows_sensitive = sensitive

    @property
    def sources(self) -> list[str]:
        return [
            ", ".join(filter(None, [one["title"], one.get("publisher")]))
            for one in self.known.get("sources") or []
        ]

    @property
    def gaps(self) -> list[str]:
        return [self.text(one) for one in self.known.get("gaps") or []]

    @property
    def figures(self) -> Block:
        rows = []
        for figure in self.known.get("figures") or []:
            own = self.amount(figure["computed"]) if figure.get("computed") else ""
            label = self._measure(figure)
            rows += [
                Row(
                    [label, own, self.amount(said["amount"]), self.date(said["when"])],
                    self.marks(said),
                )
                for said in figure["stated"]
            ] or [Row([label, own, "", ""])]
        columns = [_("Measure"), _("Counted in the register"), _("Published"), _("Period or day")]
        return Block("figures", _("Figures"), columns, rows, _("No figures."), (1, 2))

    def _measure(self, figure: dict) -> str:
        subject = self.names(figure.get("subject") or [])
        if not figure.get("measure"):
            label = self.text(figure.get("label"))
        else:
            label = wording.word(f"m_{figure['measure']}", self.language)
        return f"{label}: {subject}" if subject else label

    @property
    def blocks(self) -> list[Block]:
        """In the order of the papers. What an edition frozen earlier does not have is left out."""
        if (self.known.get("review") or {}).get("purpose") == "agreements":
            return [self.agreements, self.plan, self.facts]
        return [
            self.figures,
            self.memoranda,
            *self._since_second("minutes", self.minutes),
            self.commitments,
            *self._since_second("agreed_counts", self.deliveries),
            self.aid("aid", _("Aid in the period"), _("No aid is dated in the period.")),
            *self._since_second("aid_totals", self.aid_totals),
            self.aid(
                "aid_undated",
                _("Aid without a sure day, outside the totals of the period"),
                _("All aid recorded is dated."),
            ),
            self.meetings,
            *self._since_second("meetings_due", self.meetings_due),
            *self._since_second("hosts", self.hosts),
            self.agreed_items,
            *self._since_second("activities", self.activities),
            *self._since_second("patrols", self.patrols),
            self.incidents,
            *(self._since_second("sensitive", self.sensitive) if self.shows_sensitive else []),
            self.twinnings,
            self.facts,
            *self._since_second("comparison", self.comparison),
            *self._since_second("plan", self.plan),
        ]

    def _since_second(self, key: str, block: Block) -> list[Block]:
        return [block] if key in self.known else []

    @property
    def sides(self) -> list[tuple[str, str]]:
        """Each side with its parties by the names they had, and a remark on a vacancy."""
        found = []
        for side in Side:
            own = (self.known.get("sides") or {}).get(side) or {}
            said = "; ".join(
                names.spelled_with_past(one, self.language) for one in own.get("parties") or []
            )
            if own.get("vacant_since"):
                day = ".".join(reversed(own["vacant_since"].split("-"))).replace(".", "/")
                said += " · " + _("vacant since %(day)s") % {"day": day}
            found.append((str(side.label), said or _("not known")))
        return found
