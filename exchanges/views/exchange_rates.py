from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, FormPage, Group, ListPage
from exchanges import permissions
from exchanges.filters import ExchangeRateFilter
from exchanges.forms.plans import ExchangeRateForm
from exchanges.lists import EXCHANGE_RATES
from exchanges.models import ExchangeRate
from exchanges.services import exchange_rates
from exchanges.views.aid_parts import InReach, beside, today
from partnerships.models import Paper

FORM = (Group("", ("currency:3", "into:3", "on:3", "rate:3", "source:6", "paper:6")),)


class ExchangeRateList(ListPage):
    model = ExchangeRate
    columns = EXCHANGE_RATES
    detail = "exchanges:exchange-rate-detail"
    filterset_class = ExchangeRateFilter
    default_sort = "-on"
    heading = ExchangeRate._meta.verbose_name_plural
    permission = permissions.VIEW_AID
    create = (
        "exchanges:exchange-rate-create",
        gettext_lazy("Enter a rate"),
        permissions.ENTER_RATE,
    )

    def get_actions(self):
        return [
            *beside(self.request.user, "exchanges:exchange-rate-list"),
            *super().get_actions(),
        ]


class ExchangeRateDetail(InReach, DetailPage):
    model = ExchangeRate
    permission = permissions.VIEW_AID

    def get_context_data(self, **kwargs):
        paper = Paper.objects.visible_to(self.reach).filter(pk=self.object.paper_id).first()
        return super().get_context_data(paper=paper, **kwargs)

    def get_actions(self):
        if not self.may(permissions.ENTER_RATE):
            return []
        url = reverse("exchanges:exchange-rate-edit", args=[self.object.uuid])
        return [Action(_("Edit"), url)]


class RatePage(FormPage):
    model = ExchangeRate
    form_class = ExchangeRateForm
    permission = permissions.ENTER_RATE
    groups = FORM

    def get_success_url(self, target):
        return reverse("exchanges:exchange-rate-detail", args=[target.uuid])

    def get_cancel_url(self):
        return reverse("exchanges:exchange-rate-list")


class ExchangeRateCreate(RatePage):
    heading = gettext_lazy("A new exchange rate")

    def get_initial(self):
        return {"on": today()}

    def perform(self, data):
        return exchange_rates.enter(
            **data, today=today(), uuid=self.submission, by=self.request.user
        )


class ExchangeRateEdit(RatePage):
    def get_initial(self):
        return {"paper": self.object.paper}

    def perform(self, data):
        return exchange_rates.correct(
            exchange_rate=self.object, **data, today=today(), by=self.request.user
        )
