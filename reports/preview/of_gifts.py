"""Texts, promises and what was given, as tables of a page."""

from django.utils.translation import gettext as _

from reports.papers import names, wording
from reports.preview.tables import Block, Row
from reports.preview.words import Words

BOUNDS = ("exact", "under", "over", "about")


class OfGifts(Words):
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
    def deliveries(self) -> Block:
        """Instalments that fell due, and each delivery of the period."""
        rows = []
        for known in self.known.get("commitments") or []:
            what = self.text(known["what"])
            rows += [
                Row(
                    [
                        what,
                        _("Instalment"),
                        self.date(one.get("period")),
                        self.amount(one.get("amount")),
                        "; ".join(self.amount(part) for part in one.get("given") or []),
                        self.said(f"status_{one['status']}"),
                    ]
                )
                for one in known.get("instalments") or []
            ]
            rows += [
                Row(
                    [
                        what,
                        _("Delivery"),
                        self.date(one.get("when")),
                        "",
                        self.amount(one.get("amount")),
                        "",
                    ],
                    self.marks(one),
                )
                for group in ("delivered", "delivered_undated")
                for one in known.get(group) or []
            ]
        columns = [_("Commitment"), _("Step"), _("When"), _("Promised"), _("Given"), _("State")]
        empty = _("No instalment fell due and nothing was delivered.")
        title = _("Instalments and deliveries")
        return Block("deliveries", title, columns, rows, empty, (3, 4))

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
            for bound in BOUNDS
            if total.get(bound)
        ]

    @property
    def aid_totals(self) -> Block:
        rows = [
            Row(
                [
                    self.direction(one["direction"]),
                    "; ".join(self._parts(one)),
                    self.amount({"number": one["sum"], "unit": one["unit"]}),
                ]
            )
            for one in self.known.get("aid_totals") or []
            if one.get("direction")
        ]
        columns = [_("Direction"), _("As stated"), _("Sum of the figures stated")]
        empty = _("No aid is dated in the period.")
        return Block("aid_totals", _("Aid by direction and currency"), columns, rows, empty, (1, 2))

    def direction(self, code: str) -> str:
        sides = self.known.get("sides") or {}
        named = {
            side: names.states(sides.get(side) or {}, self.language)
            for side in ("home", "counterpart")
        }
        return wording.word(f"aid_{code}", self.language, **named)
