"""How allauth works here: no sign-up, every sign-in written down, the second factor asked for."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.services import audit, saved_views

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by the administrator."""
        return False

    def login(self, request, user):
        super().login(request, user)
        # Shown on every page beside the name; asked once, not once a page.
        request.session["office"] = user.office.name if user.office else ""
        request.session["places"] = user.units.count()
        request.session["views"] = saved_views.opening(user)
        audit.record(action="account.signed_in", target=user, by=user)

    def get_login_redirect_url(self, request):
        """Heads and administrators without a second factor are shown how to set one up."""
        user = request.user
        asked = user.role in settings.SECOND_FACTOR_ROLES
        if asked and not is_mfa_enabled(user):
            messages.warning(
                request,
                _("Your role should sign in with a second factor. Set it up now."),
            )
            return reverse("mfa_activate_totp")
        return super().get_login_redirect_url(request)

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        log.warning("sign_in_failed")  # neither name nor address: config.logging says why
