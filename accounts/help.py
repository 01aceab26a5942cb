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
    "accounts:view-list": PageHelp(
        _(
            "The views of lists that you saved: filters, order and columns under a name. A "
            "view can be shared with your office, and one of them can open its list."
        )
    ),
    "notices:list": PageHelp(
        _("What colleagues did that concerns you. A line leads to its record and is then read.")
    ),
    "notices:settings": PageHelp(
        _(
            "Choose what you are told of, whether here only or by e-mail too, and at which hour "
            "the e-mail of the day comes."
        )
    ),
    "records:history": PageHelp(
        _(
            "What became of this record: who changed what from what to what, when and why. Nothing "
            "here can be changed."
        )
    ),
    "records:comments": PageHelp(
        _(
            "What colleagues say to each other about this record. Comments are on no paper and in "
            "no export. Name a colleague who may see the record, and they are told."
        )
    ),
}
