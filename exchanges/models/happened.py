"""What records of things that happened share: who filed them, when they count."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet


class TakenBackQuerySet(ScopedQuerySet):
    def standing(self):
        """Not taken back: only these count."""
        return self.filter(withdrawn_reason="")


class HappenedQuerySet(TakenBackQuerySet):
    def happened_in(self, period):
        """Wholly within the period, as far as is known."""
        return self.filter(happened_days__contained_by=period)

    def undated(self):
        return self.filter(happened_days__isnull=True)


def filed_by() -> models.ForeignKey:
    """Whoever entered the record; nobody for what came with an import of old papers."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("filed by"),
        related_name="+",
        null=True,
        blank=True,
    )
