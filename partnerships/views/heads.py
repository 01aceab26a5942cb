"""Who heads the two sides of a tie, a place or an organisation: pieces of their pages."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from partnerships import heads, permissions
from partnerships.models import Organisation, Partnership, Unit
from partnerships.views import parts, sides


class Heads(parts.Part):
    """Of today, or of the day that ?on= names."""

    template_name = "partnerships/_heads.html"
    heading = _("Who heads it")
    permission = permissions.VIEW_PERSON

    def led(self, places) -> list[heads.Led]:
        return heads.of_places(places, self.on, self.request.user)

    @property
    def on(self):
        return parts.asked_day(self.request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(on=self.on, **kwargs)


class TieHeads(Heads):
    model = Partnership
    heading = _("Who heads the two sides")

    def get_queryset(self):
        self.queryset = Partnership.objects.prefetch_related(Prefetch("parties", sides.parties()))
        return super().get_queryset()

    def rows(self, tie):
        drawn = sides.of_tie(tie, self.on)
        there = (party.who for side in drawn for party in side.standing or side.last)
        return self.led(there)


class UnitHeads(Heads):
    queryset = Unit.objects.select_related("country")

    def rows(self, unit):
        return self.led([unit])


class OrganisationHeads(Heads):
    queryset = Organisation.objects.select_related("country")

    def rows(self, organisation):
        return self.led([organisation])
