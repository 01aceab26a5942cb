"""The first page after signing in: what waits for the person of this role, and how things stand."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.choices import Role
from core.counting import capped
from core.pages import Action, Page
from exchanges import permissions as of_exchanges
from reports import permissions, report_days
from reports.accounts_kept import accounts
from reports.home_blocks import BLOCKS, block
from reports.numbers import NUMBERS, TILES, counted
from reports.overview import Overview
from reports.work import Tile, listed

# What loads by itself, for whom: key, words of the link, address.
FRAGMENTS = {
    "due": (gettext_lazy("Due meetings"), "reports:home-due"),
    "texts": (gettext_lazy("Deadlines of texts"), "reports:home-texts"),
    "vacant": (gettext_lazy("Vacant sides and late items"), "reports:home-vacant"),
    "state": (gettext_lazy("How the area stands"), "reports:home-state"),
    "lacking": (gettext_lazy("What is still missing"), "reports:home-lacking"),
    "register": (gettext_lazy("Ties by level and country"), "reports:home-register"),
}
TO_DO = ("due", "texts", "vacant")  # in the wide column; the others stand beside it
LOADED = {
    Role.OFFICER: (*TO_DO, "state", "lacking", "register"),
    Role.HEAD: (*TO_DO, "state", "lacking", "register"),
    Role.LIAISON: (*TO_DO, "state", "lacking"),
    Role.READER: ("state", "register"),
}


class HomePage(Page):
    """Whatever the home page shows, for the user of today."""

    permission = permissions.VIEW_HOME

    @cached_property
    def register(self) -> Overview:
        return Overview(self.request.user, timezone.localdate())

    @property
    def role(self) -> str:
        return self.request.user.role

    def counted(self, keys: tuple[str, ...], *which) -> dict[str, int]:
        return counted.of(self.register.who, self.register.on, keys, *which)

    def act(self, words: str) -> str:
        """Offered to officers, who keep the register; the others see what stands."""
        return words if self.may(permissions.EDIT_REVIEW) else ""

    def tiles(self, keys: tuple[str, ...], numbers: dict[str, int]) -> list[Tile]:
        """These numbers, each with the list that has as many rows."""
        year = self.register.on.year
        return [
            Tile(
                capped(numbers[key]),
                str(NUMBERS[key].label),
                listed(NUMBERS[key].page, NUMBERS[key].query.format(year=year)),
            )
            for key in keys
        ]


class Home(HomePage, TemplateView):
    template_name = "reports/home.html"
    heading = gettext_lazy("To do")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading,
            today=timezone.localdate(),
            actions=self.get_actions(),
            tiles=self.tiles(TILES.get(self.role, ()), self.numbers),
            blocks=[
                block(key, self.register, self.numbers[key]) for key in BLOCKS.get(self.role, ())
            ],
            report=self._report(),
            may_report=self.may(permissions.EDIT_REVIEW),
            to_do=self._fragments(wide=True),
            beside=self._fragments(wide=False),
            accounts=accounts() if self.role == Role.ADMINISTRATOR else [],
            **kwargs,
        )

    @property
    def _reports(self) -> bool:
        return self.role in (Role.OFFICER, Role.HEAD)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """All that is counted on the page, in one query."""
        keys = tuple(dict.fromkeys((*TILES.get(self.role, ()), *BLOCKS.get(self.role, ()))))
        return self.counted(keys, self._reports) if keys else {}

    def _report(self):
        if not self._reports:
            return None
        return report_days.report_day(self.register.on, self.numbers)

    def get_actions(self):
        acts = []
        if self.may(of_exchanges.FILE_MINUTES):
            kind = "main" if self.role == Role.LIAISON else "link"
            acts.append(Action(_("File minutes"), reverse("exchanges:meeting-create"), kind))
        if self.may(of_exchanges.VIEW_CALENDAR):
            acts.append(Action(_("Due meetings"), reverse("exchanges:due-list")))
        if self.may(permissions.VIEW_PICTURES):
            acts.append(Action(_("Pictures"), reverse("pictures")))
        if self.may(permissions.EDIT_REVIEW):
            acts.append(Action(_("Prepare a review"), reverse("reports:annual-review-create")))
        return acts

    def _fragments(self, *, wide: bool) -> list[tuple[str, str, str]]:
        """Blocks that load by themselves: key, words of the link, address."""
        return [
            (key, str(FRAGMENTS[key][0]), reverse(FRAGMENTS[key][1]))
            for key in LOADED.get(self.role, ())
            if (key in TO_DO) == wide
        ]
