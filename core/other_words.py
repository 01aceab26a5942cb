"""Sentences of the packages we stand on that people of this house read.

The packages bring no Vietnamese (allauth, django-filter), so their sentences are named here for
the catalogue. Django looks a sentence up whoever asks, in the catalogue of the site first.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

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
    # Django: pages of the administration on which rows can be chosen
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    # django-filter
    _("any date"),
    _("exclude"),
    _("Today"),
    _("Yesterday"),
    _("Past 7 days"),
    _("This month"),
    _("This year"),
    # Django: what its own Vietnamese lacks
    _("“%(value)s” is not a valid UUID."),
    _("Skip to main content"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Breadcrumbs"),
    _("Toggle navigation"),
    _("Sidebar"),
    _("Filter navigation items"),
    _("Start typing to filter…"),
    _("Show counts"),
    _("Hide counts"),
    _("View selected %(model)s"),
    _("Set password"),
    _("Set password: %s"),
    _("Reset password"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("If disabled, the current password for this user will be lost."),
    _("Enabled"),
    _("Disabled"),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _(
        "Whether the user will be able to authenticate using a password or not. "
        "If disabled, they may still be able to authenticate using other backends, "
        "such as Single Sign-On or LDAP."
    ),
    _("Error:"),
)
COUNTED = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        8,
    ),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 1),
)
