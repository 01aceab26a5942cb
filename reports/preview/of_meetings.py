"""Meetings held and due, hosts in turn, what was agreed, as tables of a page."""

from django.utils.translation import gettext as _

from reports.papers import wording
from reports.preview.tables import Block, Row
from reports.preview.words import Words


class OfMeetings(Words):
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
    def meetings_due(self) -> Block:
        known = self.known.get("meetings_due") or {}
        rows = [
            Row(
                [
                    self.text(one["cadence"]),
                    self.day(one["due"]),
                    self.date(one["met"]) if one.get("met") else "",
                    self.said(f"due_{one['state']}"),
                ]
            )
            for one in known.get("rows") or []
        ]
        counts = {name: known.get(name) or 0 for name in ("due", "held", "early", "missed")}
        notes = [wording.word("due_counts", self.language, **counts)] if rows else []
        columns = [_("Due by"), _("Due on"), _("Held on"), _("State")]
        empty = _("No meeting fell due by a cadence.")
        return Block("due", _("Meetings held against due"), columns, rows, empty, notes=notes)

    @property
    def hosts(self) -> Block:
        known = self.known.get("hosts") or {}
        turns = [("", known), *((one["tie"], one["turn"]) for one in known.get("by_tie") or [])]
        rows = [
            Row(
                [
                    self.date(one.get("when")),
                    self.side(one.get("side")),
                    " · ".join(filter(None, [_("out of turn"), one.get("reason")]))
                    if one.get("break")
                    else "",
                    self.text(tie) if tie else "",
                ]
            )
            for tie, turn in turns
            for one in turn.get("sequence") or []
        ]
        notes = [
            _("Next host: %(side)s") % {"side": self.side(turn["next"])}
            for _tie, turn in turns
            if turn.get("next")
        ]
        columns = [_("Day"), _("Host"), _("Turn"), _("Tie")]
        empty = _("No host is recorded.")
        return Block("hosts", _("Hosts in turn"), columns, rows, empty, notes=notes)

    @property
    def agreed_items(self) -> Block:
        rows = [
            Row(
                [
                    self.text(one["what"]),
                    self.name(one.get("party")) or self.side(one.get("owner")),
                    self.date(one.get("due")),
                    self.date(one.get("from_meeting")),
                    self.state_of_item(one.get("status")),
                ],
                self.marks(one),
            )
            for one in self.known.get("agreed_items") or []
        ]
        counts = self.known.get("agreed_counts") or {}
        notes = (
            [wording.word("agreed_counts", self.language, **counts)] if any(counts.values()) else []
        )
        columns = [_("Agreed item"), _("Owner"), _("Due"), _("Agreed on"), _("State")]
        empty = _("Nothing agreed is open.")
        return Block("agreed", _("Agreed items"), columns, rows, empty, notes=notes)

    def state_of_item(self, status: str | None) -> str:
        return self.said("agreed_open" if status == "open" else f"status_{status}")

    @property
    def minutes(self) -> Block:
        """What the joint paper says as the minutes of its meeting."""
        known = self.known.get("minutes") or {}
        kinds = {"review": "k_review", "discussion": "k_discussion", "decision": "k_decision"}
        rows = [Row([_("Agenda"), self.text(one["text"])]) for one in known.get("agenda") or []]
        rows += [
            Row(
                [
                    self.said(kinds[one["kind"]])
                    if one["kind"] in kinds
                    else _("Reserved opinion") + ": " + self.side(one.get("side")),
                    self.text(one["text"]),
                ]
            )
            for one in known.get("items") or []
        ]
        rows += [
            Row([_("Agreed item"), self.text(one["what"])])
            for one in known.get("agreed_items") or []
        ]
        columns = [_("Part"), _("Text")]
        return Block("minutes", _("Minutes in one text with the review"), columns, rows, "")
