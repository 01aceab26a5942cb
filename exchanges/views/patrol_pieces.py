"""Patrols on the page of a tie, a place and an organisation, with how many and how many people."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.counting import capped
from core.fields import earliest
from core.lists import COUNTED
from core.pages import Action
from exchanges import permissions
from exchanges.happened import patrols_of, people_of
from exchanges.models import Patrol, PatrolParty
from exchanges.views.fragments import SHOWN, Piece
from exchanges.views.unit_pieces import OfUnit, known
from partnerships.choices import Side
from partnerships.models import Organisation, Partnership
from partnerships.through import Ways


class Patrols(Piece):
    template_name = "exchanges/_patrols.html"
    heading = _("Patrols")
    permission = permissions.VIEW_PATROL
    asked_as = ""  # the filter of the list that says the same, and what the form is told

    def belonging(self, rows):
        """Those of the record of the URL."""
        raise NotImplementedError

    def counted(self):
        return self.belonging(Patrol.objects.visible_to(self.request.user).standing())

    def rows(self):
        parties = PatrolParty.objects.select_related("unit", "organisation")
        return (
            self.counted()
            .select_related("from_marker", "to_marker")
            .prefetch_related(Prefetch("parties", parties))
            .order_by(earliest("happened", descending=True).desc(), "-pk")
        )

    def shown(self, patrol):
        parties = list(patrol.parties.all())
        sides = [
            [one for one in parties if one.side == side] for side in (Side.HOME, Side.COUNTERPART)
        ]
        return {"record": patrol, "sides": sides}

    def get_actions(self):
        if not self.asked_as or not self.may(permissions.EDIT_PATROL):
            return []
        url = f"{reverse('exchanges:patrol-create')}?{self.asked_as}={self.object.uuid}"
        return [Action(gettext("Enter a patrol"), url)]

    def get_context_data(self, **kwargs):
        every = self.counted()
        number = len(self.found)
        if number > SHOWN:
            number = every.order_by().values("pk")[: COUNTED + 1].count()
        return super().get_context_data(
            number=capped(number),
            people=people_of(every) if number else {},
            **kwargs,
        )


class TiePatrols(Patrols):
    model = Partnership
    asked_as = "tie"

    def belonging(self, rows):
        return rows.filter(partnership=self.object)


class OrganisationPatrols(Patrols):
    model = Organisation

    def belonging(self, rows):
        went = PatrolParty.objects.filter(patrol=OuterRef("pk"), organisation=self.object)
        return rows.filter(Exists(went))


class UnitPatrols(OfUnit, Patrols):
    def belonging(self, rows):
        return patrols_of(rows, self.object)

    def ways(self, records: Iterable[Patrol]):
        return {
            one.pk: Ways(
                known(*(party.unit_id for party in one.parties.all())),
                known(*(party.organisation_id for party in one.parties.all())),
                known(one.partnership_id),
            )
            for one in records
        }
