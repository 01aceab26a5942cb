import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language, Reminders, Role
from accounts.models.office import Office
from core.fields import public_id
from core.history import keep_history

# What was shared with the former office is its owner's own again.
UNSHARE_VIEWS = """
    UPDATE accounts_savedview SET office_id = NULL
    WHERE owner_id = NEW.id AND office_id IS NOT NULL;
    RETURN NULL;
"""


@keep_history(exclude=["password", "last_login", "unread_notices"])
class User(AbstractUser):
    """A person who signs in: one role says what they may do; units and organisation, on which
    rows.
    """

    uuid = public_id()
    role = models.CharField(_("role"), max_length=16, choices=Role, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("office"),
        related_name="users",
        null=True,
        blank=True,
    )
    reminders = models.CharField(
        _("reminders by e-mail"), max_length=8, choices=Reminders, default=Reminders.WEEKLY
    )
    # Kept by the triggers of notices, and read with the user: the bell costs no query.
    unread_notices = models.PositiveIntegerField(
        _("unread notices"), default=0, db_default=0, editable=False
    )
    shortcuts = models.BooleanField(
        _("single-key shortcuts"),
        default=True,
        help_text=_("Off: no key alone does anything, for those who speak to the machine."),
    )
    sees_all = models.BooleanField(_("sees all"), default=False)
    sees_sensitive = models.BooleanField(_("sees sensitive incidents"), default=False)
    # By name, because places and organisations are recorded one layer up: the only references
    # that point upwards.
    units = models.ManyToManyField(
        "partnerships.Unit", verbose_name=_("units"), blank=True, related_name="users"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="users",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["", *Role.values]), name="user_has_a_known_role"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shared_views_stay_with_their_owner",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("office_id"),
                condition=pgtrigger.Condition("OLD.office_id IS DISTINCT FROM NEW.office_id"),
                func=UNSHARE_VIEWS,
            )
        ]

    @property
    def name(self) -> str:
        """How pages and papers call the person: family name first, else the login."""
        return self.called(self.last_name, self.first_name, self.username)

    @staticmethod
    def called(last_name: str, first_name: str, username: str) -> str:
        return f"{last_name} {first_name}".strip() or username

    @property
    def picked_as(self) -> str:
        """In a list of choices: two people may have one name."""
        return f"{self.name} ({self.username})"
