"""Who takes over from what ended in a reform: ties, villages, and clear cases together."""

from uuid import uuid4

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Group
from partnerships.forms.decisions import LAND, NOBODY, ClearForm, DecideForm, PlaceForm
from partnerships.models import Decision, Organisation, Partnership, PartnershipParty, Unit
from partnerships.services import clear_cases, decisions
from partnerships.views.decision_pages import RULING, DecisionPage
from partnerships.work.heirs import Offer


class EndedDecide(DecisionPage):
    """Who takes over from a unit or organisation that ended, in which of its ties."""

    form_class = DecideForm
    party = ""  # how a party names it

    @property
    def groups(self):
        land = ("land:12",) if self.offer.land else ()
        return (
            Group("", ("who:12", *land, "unit:6", "organisation:6", "on:4")),
            RULING,
            Group("", ("reason:12", "ties:12")),
        )

    def get_queryset(self):
        """In the user's reach, or party to a tie that is."""
        rows = super().get_queryset()
        if self.request.user.sees_all:
            return rows
        ties = Partnership.objects.visible_to(self.who).order_by().values("pk")
        across = PartnershipParty.objects.filter(partnership__in=ties).values(self.party)
        reach = self.who.units.reach()[self.model.__name__]
        return rows.filter(Q(pk__in=reach) | Q(pk__in=across))

    @cached_property
    def works(self) -> list:
        wanted = str(self.object.uuid)
        every = [work for group in self.worklist.waiting for work in group.works]
        every += self.worklist.clear
        return [w for w in every if w.key.startswith("side:") and w.who.uuid == wanted]

    @property
    def ended(self):
        return self.object.valid_to if isinstance(self.object, Unit) else self.object.until

    @cached_property
    def offer(self) -> Offer:
        return Offer.of(self.object, self.ended or timezone.localdate())

    @property
    def concerns(self):
        return self.object if isinstance(self.object, Unit) else self.object.seat

    def get_heading(self):
        return _("Decision for %(unit)s") % {"unit": self.object}

    def get_initial(self):
        return {
            "who": self.offer.first,
            "land": [str(u.uuid) for u in self.offer.land] if self.offer.first == LAND else [],
            "on": self.ended,
            "ties": [work.party for work in self.works],
        }

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offer": self.offer, "works": self.works}

    def get_form_class(self):
        return self.form_class

    def decide(self, data, form):
        said = self.ruling(data)
        batch = uuid4() if len(data["ties"]) > 1 else None
        parties = PartnershipParty.objects.filter(uuid__in=data["ties"]).order_by("pk")
        heirs = [] if data["who"] == NOBODY else form.heirs()
        found = []
        for party in parties.select_related("partnership"):
            uuid = None if found else self.submission
            if data["who"] == NOBODY:
                act = decisions.end_tie(
                    partnership=party.partnership, batch=batch, uuid=uuid, **said
                )
            else:
                act = decisions.carry_over(
                    partnership=party.partnership,
                    side=party.side,
                    parties=[party],
                    heirs=heirs,
                    batch=batch,
                    uuid=uuid,
                    **said,
                )
            found.append(act)
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(ended=self.ended, works=self.works, **kwargs)


class UnitDecide(EndedDecide):
    model = Unit
    party = "unit"


class OrganisationDecide(EndedDecide):
    model = Organisation
    party = "organisation"


class UnitPlace(DecisionPage):
    """To which commune a village belongs whose own one was divided."""

    model = Unit
    form_class = PlaceForm

    @property
    def groups(self):
        first = ("parent:12",) if self.successors else ()
        where = Group("", (*first, "unit:12", "elsewhere:12", "on:4"))
        return (where, RULING, Group("", ("reason:12",)))

    def get_queryset(self):
        rows = super().get_queryset().select_related("parent")
        if self.request.user.sees_all:
            return rows
        return rows.filter(pk__in=self.who.units.reach()["Unit"])

    @property
    def concerns(self):
        return self.object

    @property
    def ended(self):
        return self.object.parent and self.object.parent.valid_to

    @cached_property
    def successors(self) -> list[Unit]:
        if not self.ended:
            return []
        rows = Unit.objects.filter(precessions__predecessor=self.object.parent).distinct()
        return list(rows.existing(self.ended).order_by("name"))

    def get_heading(self):
        return _("Where %(unit)s belongs now") % {"unit": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"successors": self.successors}

    def get_initial(self):
        only = self.successors[0] if len(self.successors) == 1 else None
        return {"on": self.ended, "parent": str(only.uuid) if only else ""}

    def decide(self, data, form):
        said = self.ruling(data)
        return [
            decisions.place(
                unit=self.object,
                parent=form.chosen(),
                elsewhere=data["elsewhere"],
                uuid=self.submission,
                **said,
            )
        ]


class ReformConfirm(DecisionPage):
    """The clear cases that were ticked: row by row what will change, then all of them at once."""

    template_name = "partnerships/reform_confirm.html"
    model = Decision
    form_class = ClearForm
    heading = gettext_lazy("Clear cases together")
    groups = (RULING, Group("", ("reason:12",)))
    submit = gettext_lazy("Record all of them")

    @cached_property
    def ticked(self) -> list:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = set(asked.getlist("item"))
        return [work for work in self.worklist.clear if work.key in keys]

    def get_initial(self):
        return {"item": [work.key for work in self.ticked]}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"works": self.worklist.clear}

    def get_cancel_url(self):
        return reverse("partnerships:reform-list") + "?show=clear"

    def decide(self, data, form):
        works = [work for work in self.worklist.clear if work.key in set(data["item"])]
        return clear_cases.confirm(works=works, **self.ruling(data))

    def get_context_data(self, **kwargs):
        rows = clear_cases.looked_at(works=self.ticked, by=self.request.user)
        return super().get_context_data(
            looked=rows, refused=sum(bool(row.refused) for row in rows), **kwargs
        )
