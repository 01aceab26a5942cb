"""Letters and incidents as pieces of the pages of ties, units, markers and meetings."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import earliest
from core.pages import Action
from exchanges import permissions
from exchanges.answers import state_of
from exchanges.models import Letter, Meeting
from exchanges.views.fragments import Incidents, Piece
from exchanges.views.unit_pieces import OfUnit, known
from partnerships.models import BorderMarker, Partnership, Unit
from partnerships.through import Ways


class MarkerIncidents(Incidents):
    """Markers are public; what happened at them is for those whose area it is."""

    model = BorderMarker
    asks = "marker"

    def rows(self):
        return self.seen().filter(marker=self.object)


class MeetingIncidents(Incidents):
    """What a meeting was about."""

    model = Meeting
    asks = "meeting"

    def rows(self):
        return self.seen().filter(meetings=self.object)


class Letters(Piece):
    template_name = "exchanges/_letters.html"
    heading = gettext_lazy("Letters")
    permission = permissions.VIEW_LETTER
    asks = ""

    def seen(self):
        found = Letter.objects.visible_to(self.request.user).standing().with_answers()
        return found.order_by(earliest("dated", descending=True).desc(), "-pk")

    def shown(self, letter):
        return {"record": letter, "answer": state_of(letter, timezone.localdate())}

    def get_actions(self):
        if not self.may(permissions.EDIT_LETTER):
            return []
        url = reverse("exchanges:letter-create")
        return [Action(_("Enter a letter"), f"{url}?{self.asks}={self.object.uuid}")]


class TieLetters(Letters):
    model = Partnership
    asks = "tie"

    def rows(self):
        return self.seen().filter(partnership=self.object)


class MeetingLetters(Letters):
    model = Meeting
    asks = "meeting"

    def rows(self):
        return self.seen().filter(meeting=self.object)


class UnitLetters(OfUnit, Letters):
    model = Unit
    asks = "unit"

    def rows(self):
        ours = Q(unit__in=self.within()) | Q(partnership__in=self.ties_within())
        return self.seen().filter(ours)

    def ways(self, records):
        return {
            one.pk: Ways(units=known(one.unit_id), ties=known(one.partnership_id))
            for one in records
        }
