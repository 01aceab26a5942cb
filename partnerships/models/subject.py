"""Two shapes that many records share: who takes part, and what a record speaks of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def just_one_of(*names: str) -> Q:
    """Exactly one of these foreign keys is set."""
    rule = Q()
    for name in names:
        rule |= Q(**{f"{other}__isnull": other != name for other in names})
    return rule


class UnitOrOrganisation(models.Model):
    """One unit, or one organisation: a party, a giver, a receiver, the place of a post."""

    unit = models.ForeignKey(
        "partnerships.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=just_one_of("unit", "organisation"),
                name="%(class)s_is_a_unit_or_an_organisation",
                violation_error_message=_("Name either a unit or an organisation."),
            )
        ]

    @property
    def who(self):
        """The unit or organisation itself."""
        return self.unit or self.organisation


class Subject(models.Model):
    """What a published figure or a note speaks of. Of a border or a country everybody may read."""

    scope_paths = ("partnership", "unit", "organisation")
    open_rows = Q(border__isnull=False) | Q(country__isnull=False)

    partnership = models.ForeignKey(
        "partnerships.Partnership",
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        "partnerships.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    border = models.ForeignKey(
        "partnerships.Border",
        models.PROTECT,
        verbose_name=_("border"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    country = models.ForeignKey(
        "partnerships.Country",
        models.PROTECT,
        verbose_name=_("country"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=just_one_of("partnership", "unit", "organisation", "border", "country"),
                name="%(class)s_has_one_subject",
                violation_error_message=_(
                    "Name one subject: a tie, a unit, an organisation, a border or a country."
                ),
            )
        ]

    @property
    def subject(self):
        return self.partnership or self.unit or self.organisation or self.border or self.country


def decided(related_name: str, label) -> models.ForeignKey:
    """The decision that made or ended a row; taking the decision back undoes it."""
    return models.ForeignKey(
        "partnerships.Decision",
        models.PROTECT,
        verbose_name=label,
        related_name=related_name,
        null=True,
        blank=True,
        editable=False,
    )


def sources() -> models.ManyToManyField:
    """Where a record is known from."""
    return models.ManyToManyField(
        "partnerships.Source",
        verbose_name=_("sources"),
        related_name="%(class)s_set",
        blank=True,
    )
