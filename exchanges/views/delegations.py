"""Delegations begin with whoever heads the two sides: a button puts them into the rows."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from core.boxes import without_errors
from core.form_fields import PartialDateFormField
from core.forms import ROWS
from core.text import tidy
from exchanges.choices import DelegationRole
from exchanges.views.rearranged import Rearranged
from partnerships import heads
from partnerships.choices import HOME_COUNTRY, Side
from partnerships.models import Organisation, PartnershipParty, Post, Unit


def typed_day(words: str) -> date:
    """The full day that was typed; today where it is none yet."""
    try:
        found = PartialDateFormField(required=False).clean(tidy(words)[:120])
    except ValidationError:
        return timezone.localdate()
    return found.days.lower if found.is_full else timezone.localdate()


class WithHeads(Rearranged):
    """A filing form with the button “add the heads of both sides”, answered by the server."""

    def post(self, request, *args, **kwargs):
        if "add_heads" not in request.POST or "home" not in self.rows:
            return super().post(request, *args, **kwargs)
        if self.slug_url_kwarg in self.kwargs:
            self.object  # noqa: B018 - out of scope is 404 before anything else
        return self.show(*without_errors(*self._filled(self._with_heads())))

    def delegates(self) -> dict[str, list[Unit | Organisation]]:
        """Who sends a delegation on the day of the meeting, by side."""
        ties = self.ties
        on = self._day_typed()
        standing = PartnershipParty.objects.standing(on).filter(partnership__in=ties)
        parties = standing.select_related("unit__country", "organisation__country")
        found = {side: [one.who for one in parties if one.side == side] for side in Side.values}
        if not ties and isinstance(self.object, Unit):
            side = Side.HOME if self.object.country_id == HOME_COUNTRY else Side.COUNTERPART
            found[side].append(self.object)
        return found

    def _day_typed(self) -> date:
        """Of a meeting that was held, or that is to come."""
        said = self.request.POST
        return typed_day(said.get("held") or said.get("planned", ""))

    def _with_heads(self) -> QueryDict:
        data = self.request.POST.copy()
        on = self._day_typed()
        for side, places in self.delegates().items():
            led = heads.of_places(places, on, self.request.user)
            for post in (holder.post for one in led for holder in one.heads):
                _put(data, side, post)
        return data


def _put(data: QueryDict, side: str, post: Post) -> None:
    """One head in the first empty row of that side, unless the person is in a row already."""
    person = str(post.person.uuid)
    total = data.get(f"{side}-TOTAL_FORMS", "0")
    total = int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0
    rows = [f"{side}-{number}" for number in range(min(total, ROWS))]
    there = [row for row in rows if not data.get(f"{row}-DELETE") and _named(data, row)]
    if total >= ROWS or any(person in data.getlist(f"{row}-person") for row in there):
        return
    empty = [row for row in rows if not data.get(f"{row}-DELETE") and row not in there]
    row = empty[0] if empty else f"{side}-{total}"
    if not empty:
        data[f"{side}-TOTAL_FORMS"] = str(total + 1)
    led = any(data.get(f"{one}-role") == DelegationRole.HEAD for one in there)
    data[f"{row}-person"] = person
    data[f"{row}-post"] = post.title
    data[f"{row}-role"] = DelegationRole.MEMBER if led else DelegationRole.HEAD


def _named(data: QueryDict, row: str) -> bool:
    return any(data.getlist(f"{row}-person")) or bool(data.get(f"{row}-person_q", "").strip())
