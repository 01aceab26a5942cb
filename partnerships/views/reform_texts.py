"""Agreements of units that ended, and decisions taken back."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Group
from partnerships import decree_177
from partnerships.forms.decisions import TakeBackForm, TextForm
from partnerships.models import Decision, Memorandum, Unit
from partnerships.services import decisions, taking_back
from partnerships.views.decision_pages import RULING, DecisionPage
from partnerships.work.heirs import Offer, province_today


class TextDecide(DecisionPage):
    model = Memorandum
    form_class = TextForm
    groups = (
        Group("", ("units:12", "organisations:12", "on:4")),
        RULING,
        Group("", ("reason:12",)),
    )

    @cached_property
    def work(self):
        wanted = str(self.object.uuid)
        return next((text for text in self.worklist.texts if text.uuid == wanted), None)

    @property
    def concerns(self):
        return Unit.objects.filter(uuid=self.work.who.uuid).first() if self.work else None


class MemorandumPassOn(TextDecide):
    """An agreement of an abolished district passes to the provincial committee."""

    def get_heading(self):
        return _("To whom “%(text)s” passes") % {"text": self.object}

    def get_initial(self):
        if self.work is None:
            return {}
        ended = Unit.objects.get(uuid=self.work.who.uuid)
        offer = Offer.of(ended, self.work.who.ended)
        heirs = {"province": [offer.province], "land": offer.land}.get(offer.first, [])
        return {"on": self.work.who.ended, "units": heirs}

    def decide(self, data, form):
        return [
            decisions.pass_on(
                memorandum=self.object,
                heirs=form.heirs(),
                uuid=self.submission,
                **self.ruling(data),
            )
        ]


class MemorandumAmendNames(TextDecide):
    """Only the names of the parties are brought up to date, without asking for opinions."""

    def get_heading(self):
        return _("“%(text)s”: an amendment of names only") % {"text": self.object}

    def get_initial(self):
        today = timezone.localdate()
        day = min(today, decree_177.LAST_DAY_OF_NAME_AMENDMENTS)
        if self.work is None:
            return {"on": day}
        now = province_today(Unit.objects.get(uuid=self.work.who.uuid), today)
        return {"on": day, "units": [now] if now else []}

    def decide(self, data, form):
        return [
            decisions.amend_names(
                memorandum=self.object,
                heirs=form.heirs(),
                uuid=self.submission,
                **self.ruling(data),
            )
        ]


class DecisionTakeBack(DecisionPage):
    """A decision is taken back by a new one."""

    model = Decision
    form_class = TakeBackForm
    groups = (Group("", ("reason:12", "on:4")), RULING)
    submit = gettext_lazy("Take the decision back")

    def get_heading(self):
        return _("Take back: %(decision)s") % {"decision": self.object}

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_cancel_url(self):
        return self.object.get_absolute_url()

    def decide(self, data, form):
        return [
            taking_back.take_back(decision=self.object, uuid=self.submission, **self.ruling(data))
        ]
