"""The aid of a tie with its sums, as DESIGN.md section 9 asks for them."""

from django.utils.functional import cached_property

from exchanges import figures
from exchanges.choices import GIVEN, AidRole
from exchanges.models import AidParty, AidProject
from exchanges.views.fragments import Aid
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty


class TieAid(Aid):
    """Aid under the tie and between the places of its sides. Totals are of what was given; a
    joint gift stands whole in the first sum and is not one side's own.
    """

    model = Partnership

    def rows(self):
        return self.seen().of_tie(self.object)

    @cached_property
    def found(self) -> list[AidProject]:
        """All of it: the sums are of every gift, also of those the list has no room for."""
        return list(self.rows())

    @cached_property
    def parties(self) -> dict[str, list]:
        """Who stands on each side of the tie, past or present, each once."""
        found = PartnershipParty.objects.filter(partnership=self.object)
        sides = {side: [] for side in Side.values}
        for party in found.select_related("unit", "organisation"):
            if party.who not in sides[party.side]:
                sides[party.side].append(party.who)
        return sides

    def get_context_data(self, **kwargs):
        gifts = [project for project in self.found if project.status in GIVEN]
        whole = figures.totals(project.amount for project in gifts)
        return super().get_context_data(
            totals=whole,
            without_amount=figures.without_amount(project.amount for project in gifts),
            own=[one for one in map(self._given_by, self._all_parties()) if one["totals"]],
            undecided=self._without_receiver(),
            **kwargs,
        )

    def _all_parties(self) -> list:
        return [who for side in self.parties.values() for who in side]

    def _given_by(self, who) -> dict:
        """What one party of the tie gave itself, alone."""
        gifts = [
            (
                project.amount,
                frozenset(
                    party.who for party in project.parties.all() if party.role == AidRole.GIVER
                ),
            )
            for project in self.found
            if project.status in GIVEN
        ]
        alone = figures.given_by_alone(gifts, frozenset([who]))
        return {"who": who, "totals": figures.totals(alone)}

    def _without_receiver(self) -> list[AidProject]:
        """Aid from the home side's places that names no receiver: it belongs to no tie."""
        units = [who.pk for who in self.parties[Side.HOME] if hasattr(who, "valid_to")]
        rows = self.visible.filter(
            partnership__isnull=True, parties__role=AidRole.GIVER, parties__unit__in=units
        )
        received = AidParty.objects.filter(role=AidRole.RECEIVER).values("project")
        return list(rows.exclude(pk__in=received).distinct().order_by("pk")[:10])
