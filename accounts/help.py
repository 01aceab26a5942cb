"""What the pages of one's own account are for."""

from django.utils.translation import gettext_lazy as _

from core.help import PageHelp

PAGES = {
    "accounts:account": PageHelp(
        _("Who you are here, what you may see, your language, keys, password and second factor.")
    ),
    "account_login": PageHelp(
        _(
            "Sign in with the name and the password that the administrator of your office "
            "gave you. After five wrong tries wait fifteen minutes."
        )
    ),
    "account_change_password": PageHelp(
        _("Choose a new password of at least eight letters that is not easy to guess.")
    ),
    "mfa_index": PageHelp(
        _(
            "With a second factor you type a code from your phone after the password. Keep "
            "the recovery codes in a safe place."
        )
    ),
}
