"""A user's own calendar address, and how often a letter reminds them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.pages import Page
from exchanges import permissions
from exchanges.forms.calendar import RemindersForm
from exchanges.models import CalendarFeed
from exchanges.services import feeds, reminders


class CalendarSettings(Page, TemplateView):
    template_name = "exchanges/calendar_settings.html"
    permission = permissions.VIEW_CALENDAR
    heading = gettext_lazy("Calendar address and reminders")
    address = ""

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            heading=self.heading,
            crumbs=[
                (_("Account"), reverse("accounts:account")),
                (_("Calendar"), reverse("exchanges:calendar")),
            ],
            living=CalendarFeed.objects.filter(user=user, revoked_at=None).first(),
            address=self.address,
            form=RemindersForm(user=user, initial={"reminders": user.reminders}),
            **kwargs,
        )


class FeedMake(CalendarSettings):
    """POST only. The answer shows the new address, and no page will show it again."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        secret = feeds.make(user=request.user, on=timezone.now(), by=request.user)
        path = reverse("exchanges:calendar-feed", args=[secret])
        self.address = f"{settings.SITE_URL}{path}"
        return self.render_to_response(self.get_context_data(**kwargs))


class Act(Page, View):
    """POST only; afterwards one is on the page of settings again."""

    http_method_names = ["post"]
    permission = permissions.VIEW_CALENDAR

    def post(self, request):
        messages.success(request, self.perform())
        return HttpResponseRedirect(reverse("exchanges:calendar-settings"))


class FeedRevoke(Act):
    def perform(self) -> str:
        feeds.revoke(user=self.request.user, on=timezone.now(), by=self.request.user)
        return _("The calendar address tells nothing any more.")


class RemindersChoose(Act):
    def perform(self) -> str:
        form = RemindersForm(self.request.POST, user=self.request.user)
        user = self.request.user
        if form.is_valid():
            user = reminders.choose(user=user, by=user, **form.cleaned_data)
        return _("Reminders: %(choice)s") % {"choice": user.get_reminders_display()}
