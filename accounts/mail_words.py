"""What an e-mail with notices says: what kind of thing happened, and where it stands.

A mail leaves the house: it names no people, no contents and no titles. Whether the reader is still
to be told, and may still see the record, is asked anew when it is written.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import notice_words
from accounts.choices import NoticeKind
from accounts.models import NoticeMail
from accounts.notice_words import Told
from accounts.wishes import wishes_of

REGISTER = "Kết nghĩa"  # its name, in every language
SHOWN = 15  # lines of one kind; the page of notices has all of them
SENTENCES = {
    NoticeKind.RETURNED: gettext_lazy("What you filed was returned"),
    NoticeKind.APPROVED: gettext_lazy("What you filed was accepted or approved"),
    NoticeKind.MENTIONED: gettext_lazy("A colleague asks you to look at a comment"),
    NoticeKind.SUBMITTED: gettext_lazy("Something waits for your check or approval"),
    NoticeKind.ASSIGNED: gettext_lazy("Something was put in your charge"),
    NoticeKind.COMMENTED: gettext_lazy("A comment where you commented or on what you filed"),
    NoticeKind.OVERDUE: gettext_lazy("Something is overdue"),
    NoticeKind.DUE: gettext_lazy("Something falls due soon"),
}


def letter(mail: NoticeMail) -> EmailMessage | None:
    """In the language of its reader; None if there is nothing left to tell them.

    The same mail has the same Message-ID whenever it is sent: a mail program shows it once.
    """
    user = mail.user
    wishes = wishes_of([user])
    unread = mail.notices.unread().select_related("actor").order_by("pk")
    wanted = [one for one in unread if wishes.mailed(user, one.kind)]
    with translation.override(user.language):
        told = [one for one in notice_words.in_words(wanted, user) if one.url]
        if not told:
            return None
        return EmailMessage(
            _digest_subject(mail, told) if mail.is_digest else _subject(told[0]),
            _digest(told) if mail.is_digest else _single(told[0]),
            to=[user.email],
            headers={
                "Message-ID": f"<notice-mail-{mail.uuid}@{urlsplit(settings.SITE_URL).hostname}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _subject(one: Told) -> str:
    return f"{REGISTER}: {_sentence(one)}"


def _digest_subject(mail: NoticeMail, told: list[Told]) -> str:
    words = ngettext("%(n)s notice of %(day)s", "%(n)s notices of %(day)s", len(told))
    return f"{REGISTER}: {words % {'n': len(told), 'day': mail}}"


def _sentence(one: Told) -> str:
    return str(SENTENCES[NoticeKind(one.notice.kind)])


def _single(one: Told) -> str:
    return f"{_sentence(one)}.\n\n{_line(one)}\n\n{_foot()}"


def _digest(told: list[Told]) -> str:
    of_kind = defaultdict(list)
    for one in told:
        of_kind[one.notice.kind].append(one)
    parts = [_section(of_kind[kind]) for kind in SENTENCES if kind in of_kind]
    every = _("All notices: %(url)s") % {"url": _absolute(reverse("notices:list"))}
    return "\n\n".join([*parts, every, _foot()])


def _section(own: list[Told]) -> str:
    lines = [f"{_sentence(own[0])} ({len(own)})", *(_line(one) for one in own[:SHOWN])]
    if len(own) > SHOWN:
        lines.append(_("… and %(n)s more") % {"n": len(own) - SHOWN})
    return "\n".join(lines)


def _line(one: Told) -> str:
    return f"- {one.kind}: {_absolute(one.goal)}"


def _foot() -> str:
    """Why it is so short, and where it can be ended."""
    chosen = _absolute(reverse("notices:settings"))
    return (
        _(
            "This e-mail names no people and no contents; the register has them. What you are "
            "told of by e-mail, and when, is chosen here:\n%(url)s"
        )
        % {"url": chosen}
    ) + "\n"


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"
