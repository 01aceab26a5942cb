"""What we owe and are owed: by year, tie and partner, each number with the rows it is made of."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.access import Reach
from core.filters import chips
from core.lists import NONE_YET, NOT_STATED
from core.pages import FragmentPage, ListPage, Page
from exchanges import figures, owing, permissions, promise_lists
from exchanges.balances import Balance, Direction, balances, sums
from exchanges.figures import Total
from exchanges.kept import with_given, with_state
from exchanges.promise_filters import ANY_GIVEN, OPEN, InstalmentFilter, OwedFilter
from partnerships.models import Commitment, Instalment, Partnership


@dataclass(frozen=True)
class Number:
    """A cell: its totals by currency, and the list of the rows they count."""

    label: str
    totals: list[Total]
    url: str
    empty: str


@dataclass(frozen=True)
class Line:
    balance: Balance
    numbers: list[Number]
    partner_url: str
    tie_url: str


def lines_of(found: list[Balance], asked: dict) -> list[Line]:
    """Each balance with the links of its numbers; `asked` are the filters in force."""
    return [_line(balance, asked) for balance in found]


def _line(balance: Balance, asked: dict) -> Line:
    partner = balance.partner
    about = asked | {"direction": balance.direction, "currency": balance.unit}
    if balance.year:
        about["year"] = balance.year
    if partner and partner.uuid:
        about["partner" if partner.kind == "unit" else "partner_body"] = partner.uuid
    if balance.tie[0]:
        about["tie"] = balance.tie[0]
    listed = reverse("exchanges:instalment-list")
    cells = (
        (_("Promised"), balance.promised, "", NOT_STATED),
        (_("Given for it"), balance.given, ANY_GIVEN, NONE_YET),
        (_("Still owed"), balance.open, OPEN, _("nothing")),
        (_("Over"), balance.over, "over", _("nothing")),
    )
    numbers = [
        Number(label, totals, f"{listed}?{urlencode(about | ({'state': of} if of else {}))}", empty)
        for label, totals, of, empty in cells
    ]
    return Line(balance, numbers, _page(partner), _tie_page(balance.tie[0]))


def _page(partner) -> str:
    if not (partner and partner.uuid):
        return ""
    return reverse(f"partnerships:{partner.kind}-detail", args=[partner.uuid])


def _tie_page(uuid: str) -> str:
    return reverse("partnerships:partnership-detail", args=[uuid]) if uuid else ""


@dataclass(frozen=True)
class Told:
    """A promise without interval as it is told: what was given for it and besides, in sums."""

    row: owing.Unstated
    kept: list[Total]
    besides: list[Total]
    undated: list[Total]


def told(row: owing.Unstated) -> Told:
    return Told(
        row,
        figures.totals(one.amount for one in row.kept),
        figures.totals(one.amount for one in row.besides),
        figures.totals(one.amount for one in row.undated),
    )


def sections(found: list[Balance], promises: list[owing.Unstated], asked: dict) -> list[dict]:
    """The two directions, each with its lines, its sums and its promises without interval."""
    shown = []
    for direction in Direction:
        own = [balance for balance in found if balance.direction == direction]
        untimed = [told(row) for row in promises if row.direction == direction]
        shown.append(
            {
                "key": direction.value,
                "heading": direction.label,
                "lines": lines_of(own, asked),
                "sums": lines_of(sums(own), asked),
                "unstated": untimed,
            }
        )
    return shown


class Owed(Page, TemplateView):
    """What we owe and are owed, of all that lies in the user's area."""

    template_name = "exchanges/owed.html"
    permission = permissions.VIEW_DELIVERY
    heading = _("What we owe and are owed")

    @cached_property
    def filterset(self):
        seen = Instalment.objects.visible_to(self.user)
        return OwedFilter(self.request.GET, queryset=seen, request=self.request)

    @cached_property
    def user(self):
        """The user with their reach looked up once for the whole page."""
        return Reach(self.request.user)

    def get_context_data(self, **kwargs):
        found = balances(owing.due(self.filterset.qs, user=self.user, today=timezone.localdate()))
        promises = self.filterset.promises(Commitment.objects.visible_to(self.user))
        untimed = owing.unstated(promises, user=self.user)
        return super().get_context_data(
            heading=self.heading,
            filter=self.filterset,
            chips=chips(self.filterset, self.request.GET),
            sections=sections(found, untimed, self._asked()),
            **kwargs,
        )

    def _asked(self) -> dict:
        said = self.filterset.form.cleaned_data if self.filterset.form.is_valid() else {}
        return {
            name: self.request.GET[name]
            for name, value in said.items()
            if value not in (None, "") and name in self.request.GET
        }


class TieOwed(FragmentPage):
    """The same of one tie, on its page."""

    model = Partnership
    template_name = "exchanges/_owed.html"
    heading = _("What we owe and are owed")
    permission = permissions.VIEW_DELIVERY

    def get_context_data(self, **kwargs):
        tie, user = self.object, Reach(self.request.user)
        rows = Instalment.objects.visible_to(user).filter(owing.of_tie([tie], "commitment__"))
        due = owing.due(rows, user=user, today=timezone.localdate())
        own = [one for one in due if one.tie[0] in ("", str(tie.uuid))]
        promises = Commitment.objects.visible_to(user).filter(owing.of_tie([tie]))
        parties = {one.who for one in tie.parties.select_related("unit", "organisation")}
        untimed = [
            row
            for row in owing.unstated(promises, user=user)
            if row.receiver is None or _is_of(row, parties)
        ]
        asked = {"tie": str(tie.uuid)}
        return super().get_context_data(
            sections=sections(balances(own), untimed, asked),
            within=True,
            any_owed=bool(own or untimed),
            **kwargs,
        )


def _is_of(row: owing.Unstated, parties: set) -> bool:
    """One text may bind several ties: of its promises here only those to a party of this one, or
    to somebody who is party to none of them.
    """
    to_one = any(receiver.who in parties for receiver in row.promise.receivers.all())
    return row.receiver.who in parties or (row.promise.from_whom in parties and not to_one)


class InstalmentList(ListPage):
    model = Instalment
    columns = promise_lists.INSTALMENTS
    detail = "partnerships:commitment-detail"
    filterset_class = InstalmentFilter
    default_sort = "-period"
    permission = permissions.VIEW_DELIVERY
    empty = _("They come of commitments that say how often something is given.")
    tabs = (
        (_("All"), ""),
        (_("Still owed"), "state=open"),
        (_("Missed"), "state=missed"),
        (_("More than promised"), "state=over"),
    )

    def get_heading(self):
        return Instalment._meta.verbose_name_plural

    def get_queryset(self):
        rows = with_given(owing.with_partner(super().get_queryset()))
        return with_state(rows, timezone.localdate())
