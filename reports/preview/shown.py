"""The collected or frozen figures of a review, block by block."""

from django.utils.translation import gettext as _

from partnerships.choices import Side
from reports.papers import names, wording
from reports.preview.tables import Block, Row
from reports.preview.words import Words


class Shown(Words):
    """Everything papers print of figures and facts, as tables for a page."""

    # Blocks

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

    def aid(self, key: str, title: str, empty: str) -> Block:
        known = self.known.get(key) or {"rows": [], "totals": []}
        rows = [
            Row(
                [
                    self.text(row["title"]),
                    self.names(row["givers"]) or _("giver not stated"),
                    self.names(row["receivers"]) or _("receiver not stated"),
                    self.date(row.get("when")),
                    self.amount(row.get("amount")),
                ],
                self.marks(row),
            )
            for row in known["rows"]
        ]
        columns = [_("Aid"), _("Given by"), _("Given to"), _("Handed over"), _("Amount")]
        return Block(key, title, columns, rows, empty, (4,), self._totals(known["totals"]))

    def _totals(self, totals: list[dict]) -> list[str]:
        """Each part on a line of its own, then the sum of the figures stated."""
        lines = []
        for total in totals:
            whole = self.amount({"number": total["sum"], "unit": total["unit"]})
            if total["of"] == "all":
                lines += [*self._parts(total), _("Sum of the figures stated: %s") % whole]
                continue
            gaps = {"giver": self.name(total["of"]), "sum": whole}
            lines.append(_("Of which from %(giver)s alone:") % gaps)
            lines += [*self._parts(total), _("Sum of the figures stated: %s") % whole]
        return lines

    def _parts(self, total: dict) -> list[str]:
        return [
            self.amount({"number": total[bound], "unit": total["unit"], "bound": bound})
            for bound in ("exact", "under", "over", "about")
            if total.get(bound)
        ]

    @property
    def memoranda(self) -> Block:
        rows = [
            Row(
                [self.text(one["title"]), self.date(one.get("signed")), self._term(one)],
                self.marks(one),
            )
            for one in self.known.get("memoranda") or []
        ]
        columns = [_("Text"), _("Signed"), _("Term")]
        return Block("memoranda", _("Texts"), columns, rows, _("No text in force in the period."))

    def _term(self, one: dict) -> str:
        start, end = one.get("effective"), one.get("until")
        if not (start or end):
            return _("not stated")
        ends = {"from": (start or {}).get("from"), "until": (end or {}).get("until")}
        return self.date(ends)

    @property
    def commitments(self) -> Block:
        rows = [
            Row(
                [
                    self.text(one["what"]),
                    f"{self.names(one['giver'])} → {self.names(one['receiver'])}",
                    self.amount(one.get("amount")),
                    self._interval(one),
                    self.date(one.get("from")),
                ],
                self.marks(one),
            )
            for one in self.known.get("commitments") or []
        ]
        columns = [_("Commitment"), _("From and to"), _("To each"), _("Interval"), _("Since")]
        return Block(
            "commitments", _("Commitments"), columns, rows, _("No commitment in the period."), (2,)
        )

    def _interval(self, one: dict) -> str:
        months = one.get("interval_months")
        return _("every %(months)s months") % {"months": months} if months else _("not stated")

    @property
    def meetings(self) -> Block:
        words = {"held": _("Held"), "previous": _("Meeting before"), "next": _("Next meeting")}
        rows = [
            Row(
                [
                    " · ".join(filter(None, [words[one["which"]], self.text(one.get("kind"))])),
                    self.date(one.get("when")),
                    self.place(one.get("place")),
                    self.name(one.get("host_name")) or self.side(one.get("host")),
                ],
                self.marks(one),
            )
            for one in self.known.get("meetings") or []
        ]
        columns = [_("Meeting"), _("Day"), _("Place"), _("Host")]
        return Block("meetings", _("Meetings"), columns, rows, _("No meeting recorded."))

    @property
    def agreed_items(self) -> Block:
        rows = [
            Row(
                [
                    self.text(one["what"]),
                    self.name(one.get("party")) or self.side(one.get("owner")),
                    self.date(one.get("due")),
                ],
                self.marks(one),
            )
            for one in self.known.get("agreed_items") or []
        ]
        columns = [_("Agreed item"), _("Owner"), _("Due")]
        return Block("agreed", _("Agreed items"), columns, rows, _("Nothing agreed is open."))

    @property
    def twinnings(self) -> Block:
        rows = [
            Row(
                [
                    self.name(one["home"]),
                    self.name(one["counterpart"]),
                    self.date(one.get("since")),
                ],
                self.marks(one),
            )
            for one in self.known.get("twinnings") or []
        ]
        columns = [_("Home side"), _("Counterpart side"), _("Since")]
        return Block("twinnings", _("Ties below"), columns, rows, _("No ties below this one."))

    @property
    def facts(self) -> Block:
        known = [one for one in self.known.get("facts") or [] if one.get("text")]
        rows = [
            Row(
                [self.text(one["text"]), _("day not known") if one["undated"] else ""],
                self.marks(one),
            )
            for one in known
        ]
        columns = [_("What is told"), _("When")]
        return Block("facts", _("Told by sources"), columns, rows, _("Nothing else is recorded."))

    @property
    def incidents(self) -> Block:
        rows = [
            Row(
                [self.text(one["kind"]), self.date(one.get("when")), self.text(one.get("outcome"))],
                self.marks(one),
            )
            for one in self.known.get("incidents") or []
        ]
        columns = [_("Incident"), _("When"), _("Outcome")]
        return Block("incidents", _("Incidents"), columns, rows, _("No incident recorded."))

    @property
    def blocks(self) -> list[Block]:
        return [
            self.figures,
            self.memoranda,
            self.commitments,
            self.aid("aid", _("Aid in the period"), _("No aid is dated in the period.")),
            self.aid(
                "aid_undated",
                _("Aid without a sure day, outside the totals of the period"),
                _("All aid recorded is dated."),
            ),
            self.meetings,
            self.agreed_items,
            self.incidents,
            self.twinnings,
            self.facts,
        ]

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
