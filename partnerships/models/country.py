from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history


@keep_history()
class Country(models.Model):
    """A state. `paper_language` is the language its side signs papers in, `time_zone` its clock."""

    uuid = public_id()
    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=80, db_collation="vi-x-icu")
    paper_language = models.CharField(_("language of papers"), max_length=3)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Ho_Chi_Minh")

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]

    def __str__(self):
        return self.name


@keep_history()
class Border(models.Model):
    """The land border of Vietnam with one neighbour. No line is drawn of it anywhere."""

    uuid = public_id()
    code = models.CharField(_("code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80, db_collation="vi-x-icu")
    neighbour = models.OneToOneField(
        Country, models.PROTECT, verbose_name=_("neighbour"), related_name="border"
    )

    class Meta:
        verbose_name = _("border")
        verbose_name_plural = _("borders")
        ordering = ["code"]

    def __str__(self):
        return self.name
