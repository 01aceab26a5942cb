from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history


@keep_history()
class Office(models.Model):
    """The authority that keeps the register: a department of foreign affairs, or the office of a
    provincial committee that does its work (Decree 45/2025, Article 9).
    """

    uuid = public_id()
    name = models.CharField(_("name"), max_length=200, unique=True, db_collation="vi-x-icu")
    superior = models.CharField(_("superior authority"), max_length=200, blank=True)
    code = models.CharField(_("code in document numbers"), max_length=20, blank=True)
    place = models.CharField(_("place in the date line"), max_length=80, blank=True)
    own_numbering = models.BooleanField(
        _("numbers its reports itself"),
        default=False,
        help_text=_("Else the number that the registry clerk gives is typed in."),
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]

    def __str__(self):
        return self.name
