from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language, Reminders, Role
from accounts.models.office import Office
from core.fields import public_id
from core.history import keep_history


@keep_history(exclude=["password", "last_login"])
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

    @property
    def name(self) -> str:
        """How pages and papers call the person: family name first, else the login."""
        return f"{self.last_name} {self.first_name}".strip() or self.username
