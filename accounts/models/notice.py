from collections.abc import Iterable

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind, Telling
from accounts.models.mail import NoticeMail
from core.fields import public_id
from core.history import keep_history

# The number beside the bell stands on the user's own row, which every page reads anyway. It is
# counted up and down, not anew: two notices at once to one user are then both counted.
# In the order of their keys: two acts that tell the same people wait for each other, never both.
COUNT = """
    PERFORM FROM accounts_user
    WHERE id IN (SELECT recipient FROM ({rows}) AS told(recipient, delta))
    ORDER BY id FOR NO KEY UPDATE;
    UPDATE accounts_user SET unread_notices = greatest(unread_notices + delta, 0)
    FROM ({rows}) AS changed(recipient, delta)
    WHERE accounts_user.id = changed.recipient AND delta <> 0;
    RETURN NULL;
"""
OF_DUES = Q(kind__in=[NoticeKind.DUE, NoticeKind.OVERDUE])
UNREAD = "count(*) FILTER (WHERE read_at IS NULL)"
ONE = f"SELECT recipient_id, {UNREAD} FROM {{table}} GROUP BY 1"
BOTH = """
    SELECT recipient_id, sum(way) FROM (
        SELECT recipient_id, 1 FROM now_rows WHERE read_at IS NULL
        UNION ALL SELECT recipient_id, -1 FROM old_rows WHERE read_at IS NULL
    ) AS both_rows(recipient_id, way) GROUP BY 1
"""


def counted(name: str, operation, rows: str, **tables) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=COUNT.format(rows=rows),
    )


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def to_be_mailed(self):
        """Those that no mail has yet."""
        return self.filter(by_mail=True, mail=None)

    def told_of(self, occasions: Iterable[str]) -> set[str]:
        """Those of these occasions of what falls due, or is overdue, that somebody was told of."""
        rows = self.filter(OF_DUES, occasion__in=list(occasions))
        return set(rows.values_list("occasion", flat=True))


class Notice(models.Model):
    """Something one person is told of: what was done to which record, by whom.

    It holds no words of the record: what it is called is looked up when the notice is read, by
    whoever may still see it. It passes away, so it has no history.
    """

    uuid = public_id()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("told"), related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=NoticeKind)
    target_model = models.CharField(_("record type"), max_length=64)
    target = models.UUIDField(_("record"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("by"),
        related_name="+",
        null=True,
        blank=True,
    )
    # Which act it was: the same act tells a person once, however often it is sent.
    occasion = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"), db_default=Now())
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    # Chosen when it was told: who wants mail later is not sent what is old.
    by_mail = models.BooleanField(_("by e-mail"), default=False, db_default=False)
    # Protected: a notice that lost its mail would be mailed once more.
    mail = models.ForeignKey(
        NoticeMail,
        models.PROTECT,
        verbose_name=_("e-mail"),
        related_name="notices",
        null=True,
        blank=True,
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notices_of_a_user"),
            models.Index(
                fields=["recipient"], condition=Q(read_at=None), name="unread_notices_of_a_user"
            ),
            models.Index(
                fields=["recipient"],
                condition=Q(by_mail=True, mail=None),
                name="notices_to_be_mailed",
            ),
            models.Index(fields=["occasion"], condition=OF_DUES, name="notices_of_dues"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "occasion"], name="an_act_is_told_to_a_user_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_of_a_known_kind"
            ),
        ]
        triggers = [
            counted("count_told", pgtrigger.Insert, ONE.format(table="now_rows"), new="now_rows"),
            counted("count_read", pgtrigger.Update, BOTH, old="old_rows", new="now_rows"),
            counted(
                "count_gone",
                pgtrigger.Delete,
                f"SELECT recipient_id, -{UNREAD} FROM old_rows GROUP BY 1",
                old="old_rows",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.target_model}"


@keep_history()
class NoticeChoice(models.Model):
    """Whether a user wants to be told of one kind of thing; without it they are."""

    uuid = public_id()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="notice_choices",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=NoticeKind)
    telling = models.CharField(_("how"), max_length=8, choices=Telling)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_per_user_and_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values, telling__in=Telling.values),
                name="choice_of_a_known_kind_and_way",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_telling_display()}"
