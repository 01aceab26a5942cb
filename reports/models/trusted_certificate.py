import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history


class TrustedCertificateQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_reason="")


@keep_history()
class TrustedCertificate(models.Model):
    """The certificate of an authority whose digital signatures this office trusts, installed by an
    administrator: the root of the State's own authority, or that of the other side.
    """

    uuid = public_id()
    name = models.CharField(_("name"), max_length=200)
    issuer = models.CharField(_("issued by"), max_length=300)
    pem = models.TextField(_("certificate"))
    fingerprint = models.CharField(_("SHA-256 of the certificate"), max_length=64, unique=True)
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"))
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("installed by"), related_name="+"
    )
    installed_at = models.DateTimeField(_("installed at"), db_default=Now())
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    objects = TrustedCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("trusted certificate")
        verbose_name_plural = _("trusted certificates")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")),
                name="a_certificate_is_valid_from_until",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"),
                name="a_certificate_has_a_fingerprint",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="certificates_stay",
                fields=["name", "issuer", "pem", "fingerprint", "valid_from", "valid_until"],
            ),
            pgtrigger.Protect(name="certificates_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:certificate-list")
