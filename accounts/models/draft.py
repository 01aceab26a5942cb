from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What a person has typed into a form and not sent yet. It goes when the form is accepted.

    It changes every few seconds and means nothing afterwards, so it has no history.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.CharField(_("page"), max_length=300)
    data = models.TextField(_("what was typed"))
    saved = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="one_draft_per_user_and_page")
        ]

    def __str__(self):
        return self.page
