"""The first page after signing in: what is there, what is vacant, what is due, what is missing."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.choices import Role
from core.badges import Badge
from core.counting import capped
from core.pages import Action, Page
from exchanges import permissions as of_exchanges
from reports import permissions
from reports.overview import Overview
from reports.work import SHOWN, Line, Tile, Work, listed, review_line, several


class HomePage(Page):
    """Whatever the home page shows, for the user of today."""

    permission = permissions.VIEW_HOME

    @cached_property
    def register(self) -> Overview:
        return Overview(self.request.user, timezone.localdate())

    def act(self, words: str) -> str:
        """Offered to officers, who keep the register; the others see what stands."""
        return words if self.may(permissions.EDIT_REVIEW) else ""

    def is_reading(self) -> bool:
        return self.may(permissions.VIEW_REVIEW)


class Home(HomePage, TemplateView):
    template_name = "reports/home.html"
    heading = gettext_lazy("To do")

    def get_context_data(self, **kwargs):
        shown = self.is_reading()
        return super().get_context_data(
            heading=self.heading,
            today=timezone.localdate(),
            actions=self.get_actions(),
            tiles=self._tiles() if shown else [],
            blocks=self._blocks() if shown else [],
            fragments=self._fragments() if shown else [],
            is_administrator=self.request.user.role == Role.ADMINISTRATOR,
            **kwargs,
        )

    def get_actions(self):
        acts = []
        if self.may(of_exchanges.FILE_MINUTES):
            acts.append(Action(_("File minutes"), reverse("exchanges:meeting-list")))
        if self.may(of_exchanges.VIEW_CALENDAR):
            acts.append(Action(_("Due meetings"), reverse("exchanges:due-list")))
        if self.may(permissions.EDIT_REVIEW):
            acts.append(Action(_("Prepare a review"), reverse("reports:annual-review-create")))
        return acts

    def _tiles(self) -> list[Tile]:
        counted = {
            "ties": (_("ties"), "partnerships:partnership-list", ""),
            "vacant": (_("ties with a vacant side"), "partnerships:reform-list", ""),
            "memoranda": (_("texts"), "partnerships:memorandum-list", ""),
            "commitments": (_("commitments"), "partnerships:commitment-list", ""),
            "meetings": (_("meetings"), "exchanges:meeting-list", ""),
            "aid": (_("aid projects"), "exchanges:aid-project-list", ""),
        }
        numbers = self.register.count(*counted)
        return [
            Tile(capped(numbers[name]), label, listed(url, query))
            for name, (label, url, query) in counted.items()
        ]

    def _blocks(self) -> list[Work]:
        """What waits for this very person, by role: heads approve, officers check and prepare."""
        blocks = []
        if self.may(permissions.APPROVE_REVIEW):
            blocks.append(self._to_approve())
        if self.may(of_exchanges.CHECK_MINUTES):
            blocks.append(self._waiting())
        if self.may(permissions.EDIT_REVIEW):
            blocks.append(self._reviews())
        return blocks

    def _to_approve(self) -> Work:
        rows = list(self.register.to_approve[: SHOWN + 1])
        return Work(
            "approve",
            _("Waiting for approval"),
            "half",
            [review_line(review) for review in rows[:SHOWN]],
            _("No review waits for your approval."),
            several(rows),
            listed("reports:annual-review-list", "status=frozen"),
        )

    def _waiting(self) -> Work:
        rows = list(self.register.waiting[: SHOWN + 1])
        lines = [
            Line(
                str(one.meeting),
                one.get_absolute_url(),
                str(one.meeting.held),
                Badge(one.get_status_display(), "half", "warn"),
                _("Check"),
            )
            for one in rows[:SHOWN]
        ]
        return Work(
            "waiting",
            _("Minutes waiting for a check"),
            "half",
            lines,
            _("No minutes wait. What stations file appears here."),
            several(rows),
            listed("exchanges:meeting-list", "minutes=submitted"),
        )

    def _reviews(self) -> Work:
        rows = list(self.register.reviews[: SHOWN + 1])
        return Work(
            "reviews",
            _("Reviews in work"),
            "paper",
            [review_line(review) for review in rows[:SHOWN]],
            _("No review is in work."),
            several(rows),
            listed("reports:annual-review-list"),
        )

    def _fragments(self) -> list[tuple[str, str, str]]:
        """Blocks that load by themselves: key, words of the link, address."""
        return [
            ("due", _("Vacant sides and texts that end"), reverse("reports:home-due")),
            ("lacking", _("What is still missing"), reverse("reports:home-lacking")),
            ("register", _("Ties by level and country"), reverse("reports:home-register")),
        ]
