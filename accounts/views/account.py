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
