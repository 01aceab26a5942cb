"""Sentences of the packages we stand on that people of this house read.

The packages bring no Vietnamese (allauth, django-filter), so their sentences are named here for
the catalogue. Django looks a sentence up whoever asks, in the catalogue of the site first.
"""

from django.utils.translation import gettext_noop as _

SENTENCES = (
    # django-allauth: forms and refusals of the pages in accounts/sign_in_urls.py
    _("Username"),
    _("Password"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Password (again)"),
    _("Remember Me"),
    _("Email"),
    _("Email address"),
    _("Authenticator code"),
    _("Code"),
    _("Incorrect code."),
    _("Incorrect password."),
    _("The username and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("This account is currently inactive."),
    _("The email address is not assigned to any user account."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("The password reset token was invalid."),
    _("Forgot your password?"),
    _("Invalid or expired key."),
    _("The new value must be different from the current one."),
    _("Use authenticator app or code"),
    _("Use your password"),
    # django-filter
    _("any date"),
    _("exclude"),
    _("Today"),
    _("Yesterday"),
    _("Past 7 days"),
    _("This month"),
    _("This year"),
)
