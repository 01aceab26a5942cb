"""Parts of the home page about days: due meetings, texts, vacant sides and late items. Each loads
by itself, so that none waits for another.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.due_found import NEVER, Found, dues_in_reach
from exchanges.dues import DueState
from partnerships.deadlines import Deadlines, Kind
from reports import due_blocks
from reports.numbers import NUMBERS
from reports.views.home_parts import HomeFragment
from reports.work import SHOWN, Tile, listed


class HomeDue(HomeFragment):
    """Due meetings: which were missed, who never met, what is to come."""

    heading = gettext_lazy("Due meetings")

    def get_context_data(self, **kwargs):
        dues = dues_in_reach(self.register.who, today=self.register.on)
        block = due_blocks.missed(dues, self.act, self._numbers(dues))
        return super().get_context_data(blocks=[block], **kwargs)

    def _numbers(self, dues: Found) -> list[Tile]:
        words = {
            DueState.MISSED: _("due meetings missed, none held"),
            NEVER: _("ties and cadences of which no meeting is known"),
            DueState.DUE: _("due meetings to come"),
        }
        return [
            Tile(str(dues.count(state)), said, listed("exchanges:due-list", f"state={state}"))
            for state, said in words.items()
        ]


class HomeTexts(HomeFragment):
    """Deadlines of texts: how many there are of each kind, and those that come first."""

    heading = gettext_lazy("Deadlines of texts")

    def get_context_data(self, **kwargs):
        found = Deadlines(self.register.who, self.register.on, most=SHOWN)
        counts = {kind: found.count(kind) for kind in Kind}
        groups = found.groups([kind for kind in Kind if counts[kind]])
        block = due_blocks.texts(groups, counts, self.act)
        return super().get_context_data(blocks=[block], **kwargs)


class HomeVacant(HomeFragment):
    """Who has to be replaced or placed after the reform, and agreed items past their day."""

    heading = gettext_lazy("Vacant sides and late items")

    def get_context_data(self, **kwargs):
        numbers = self.counted(("vacant", "late_items", "to_decide"))
        to_decide = NUMBERS["to_decide"]
        # The list is shown whole, and says so.
        waiting = Tile(
            str(numbers["to_decide"]),
            str(to_decide.label),
            listed(to_decide.page, to_decide.query),
        )
        blocks = [
            due_blocks.vacant(self.register, numbers["vacant"], self.act, [waiting]),
            due_blocks.late_items(self.register, numbers["late_items"]),
        ]
        return super().get_context_data(blocks=blocks, **kwargs)
