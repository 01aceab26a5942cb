"""What an administrator looks after: accounts and certificates, and what needs a look."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.looks import LOOKS
from accounts.models import NoticeMail, User
from reports.models import TrustedCertificate
from reports.work import Tile, listed


def accounts() -> list[Tile]:
    """Each number leads to the accounts it counts."""
    kept = {
        "open": (_("accounts in use"), "is_active__exact=1", Q(is_active=True)),
        "closed": (_("accounts closed"), "is_active__exact=0", Q(is_active=False)),
        "all": (_("accounts that see all"), "sees_all__exact=1", Q(sees_all=True)),
    } | {key: (str(words), f"look={key}", rows) for key, (words, rows) in LOOKS.items()}
    numbers = User.objects.aggregate(
        **{
            f"n_{key}": Count("pk", filter=rows, distinct=True)
            for key, (_w, _q, rows) in kept.items()
        }
    )
    listing = reverse("admin:accounts_user_changelist")
    certificates = Tile(
        str(TrustedCertificate.objects.count()),
        _("trusted certificates"),
        listed("reports:certificate-list"),
    )
    doubtful = NoticeMail.objects.doubtful().count()
    mails = Tile(
        str(doubtful),
        _("e-mails with notices in doubt"),
        f"{reverse('admin:accounts_noticemail_changelist')}?state__in=failed,uncertain",
    )
    return [
        *(
            Tile(str(numbers[f"n_{key}"]), words, f"{listing}?{query}")
            for key, (words, query, _rows) in kept.items()
        ),
        certificates,
        mails,
    ]
