"""What happened: activities, patrols, incidents, ties below and what sources tell, as tables."""

from django.utils.translation import gettext as _

from reports.papers import wording
from reports.preview.tables import Block, Row
from reports.preview.words import Words


class OfHappenings(Words):
    @property
    def activities(self) -> Block:
        rows = [
            Row([self.kind("act", one), str(one["count"]), "; ".join(self._counted(one))])
            for one in (self.known.get("activities") or {}).get("rows") or []
        ]
        columns = [_("Activity"), _("How many"), _("What was counted")]
        empty = _("No activity is dated in the period.")
        return Block("activities", _("Activities by kind"), columns, rows, empty, (1,))

    def _counted(self, one: dict) -> list[str]:
        return [
            f"{self.text(figure['words'])}: "
            + self.amount({"number": figure[bound], "unit": figure["unit"], "bound": bound})
            for figure in one.get("figures") or []
            for bound in ("exact", "under", "over", "about")
            if figure.get(bound)
        ]

    def kind(self, prefix: str, one: dict) -> str:
        key = f"{prefix}_{one['kind']}"
        return wording.word(key, self.language) if wording.knows(key) else self.text(one["words"])

    @property
    def patrols(self) -> Block:
        known = self.known.get("patrols") or {}
        rows = [
            Row(
                [
                    self.date(one.get("when")),
                    " – ".join(filter(None, [one.get("from_marker"), one.get("to_marker")])),
                    "" if one.get("people") is None else str(one["people"]),
                    self.text(one.get("findings")),
                ]
            )
            for one in known.get("legs") or []
        ]
        columns = [_("Day"), _("Markers"), _("People"), _("Findings")]
        empty = _("No patrol is dated in the period.")
        return Block("patrols", _("Joint patrols"), columns, rows, empty, (2,))

    @property
    def incidents(self) -> Block:
        empty = _("No incident recorded.")
        return self._incidents("incidents", _("Incidents"), self.known, empty)

    @property
    def sensitive(self) -> Block:
        known = self.known.get("sensitive") or {}
        title = _("Sensitive incidents: in the internal report alone")
        return self._incidents("sensitive", title, known, _("No sensitive incident."))

    def _incidents(self, key: str, title: str, known: dict, empty: str) -> Block:
        rows = [
            Row(
                [
                    self.text(one["kind"]),
                    self.date(one.get("when")),
                    self.said(f"status_{one.get('status')}"),
                    self.text(one.get("outcome")),
                ],
                self.marks(one),
            )
            for one in known.get("incidents") or []
        ]
        notes = [
            f"{self.kind('inc', one)}, {self.said('status_' + one['outcome'])}: {one['count']}"
            for one in known.get("incident_counts") or []
        ]
        columns = [_("Incident"), _("When"), _("State"), _("Outcome")]
        return Block(key, title, columns, rows, empty, notes=notes)

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
