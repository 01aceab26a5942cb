from contextlib import suppress
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from accounts import permissions
from accounts.forms import LanguageForm
from accounts.services import users
from core.pages import Page


class Account(Page, TemplateView):
    """What the register knows of the person at the screen, and what they may change themselves."""

    template_name = "accounts/account.html"
    permission = permissions.USE_ACCOUNT

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            units=list(user.units.all()[:100]), second_factor=is_mfa_enabled(user), **kwargs
        )


class Menu(Page, TemplateView):
    """What opens at the name in the header, or under "?" (?keys=1): fetched when it is opened, so
    that no page carries it.
    """

    permission = permissions.USE_ACCOUNT

    def get_template_names(self):
        return ["core/_keys.html" if self.request.GET.get("keys") else "core/_user_menu.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.shown_behind(), **kwargs)

    def shown_behind(self) -> str:
        """The page from which it was opened, as htmx tells."""
        with suppress(ValueError):  # no address at all
            shown = urlsplit(self.request.headers.get("HX-Current-URL", ""))
            return f"{shown.path or '/'}?{shown.query}" if shown.query else shown.path or "/"
        return "/"


class ChooseLanguage(Page, View):
    """POST only; goes back to the page where the language was switched."""

    http_method_names = ["post"]
    permission = permissions.USE_ACCOUNT

    def post(self, request):
        form = LanguageForm(request.POST)
        if form.is_valid():
            users.choose_language(user=request.user, **form.cleaned_data)
        return _back(request)


class ChooseShortcuts(Page, View):
    """POST only: on=1 lets single keys act, anything else stops them."""

    http_method_names = ["post"]
    permission = permissions.USE_ACCOUNT

    def post(self, request):
        users.choose_shortcuts(on=request.POST.get("on") == "1", by=request.user)
        return _back(request)


def _back(request) -> HttpResponseRedirect:
    """To the page where something was switched, if it is one of ours."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if ours else "/")
