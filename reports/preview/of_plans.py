"""The period before and the period to come, and the groups of the report on agreements."""

from django.utils.translation import gettext as _

from reports.papers import opening
from reports.papers.comparison import words_of
from reports.preview.tables import Block, Row
from reports.preview.words import Words


class OfPlans(Words):
    @property
    def comparison(self) -> Block:
        known = self.known.get("comparison") or {}
        sides = self.known.get("sides") or {}
        rows = [
            Row(
                [
                    words_of(one, self.language, sides),
                    self.amount(one["before"]) if one.get("before") else "",
                    self.amount(one["now"]) if one.get("now") else "",
                ]
            )
            for one in known.get("rows") or []
        ]
        period = [opening.period_words(known, self.language)] if rows else []
        columns = [_("Measure"), _("Before"), _("Now")]
        empty = _("Nothing is recorded of the period before.")
        title = _("Compared with the period before")
        return Block("comparison", title, columns, rows, empty, (1, 2), period)

    @property
    def plan(self) -> Block:
        known = self.known.get("plan") or {}
        rows = [
            Row([_("Meeting due"), self.text(one["what"]), self.day(one.get("due")), ""])
            for one in known.get("meetings") or []
        ]
        rows += [
            Row(
                [
                    _("Instalment due"),
                    self.text(one["what"]),
                    self.date(one.get("period")),
                    self.amount(one.get("amount")),
                ]
            )
            for one in known.get("instalments") or []
        ]
        rows += [
            Row(
                [_("Text that ends"), self.text(one["title"]), self.until(one), ""], self.marks(one)
            )
            for one in known.get("expiring") or []
        ]
        rows += [
            Row(
                [
                    _("Plan of the year"),
                    self.text(line["what"]),
                    str(plan["year"]),
                    self.amount(line.get("amount")),
                ]
            )
            for plan in known.get("year_plans") or []
            for line in plan["lines"]
        ]
        columns = [_("What comes"), _("Content"), _("When"), _("Amount")]
        empty = _("Nothing is planned or due in the next period.")
        return Block("plan", _("The next period"), columns, rows, empty, (3,))

    def until(self, one: dict) -> str:
        return self.last_day(one["until"]["until"]) if one.get("until") else _("not stated")

    @property
    def agreements(self) -> Block:
        groups = {
            "signed": _("Signed in the period"),
            "in_clearance": _("In clearance"),
            "in_force": _("In force"),
            "expiring": _("Ends soon"),
            "ended": _("Ended"),
        }
        known = self.known.get("agreements") or {}
        rows = [
            Row(
                [
                    words,
                    self.text(one["title"]),
                    self.names(one.get("parties") or []),
                    self.date(one.get("signed")),
                    self.until(one),
                ],
                self.marks(one),
            )
            for group, words in groups.items()
            for one in known.get(group) or []
        ]
        columns = [_("Group"), _("Text"), _("Parties"), _("Signed"), _("Until")]
        return Block("agreements", _("Agreements"), columns, rows, _("No agreement is recorded."))
