"""Aid, its deliveries and instalments: kinds, states and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AidDirection(models.TextChoices):
    OUTBOUND = "outbound", _("From Vietnam")
    INBOUND = "inbound", _("To Vietnam")
    OTHER = "other", _("Other")


class AidSector(models.TextChoices):
    CULTURE = "culture", _("Culture and community")
    PUBLIC_BUILDING = "public_building", _("Public building")
    EDUCATION = "education", _("Education")
    AGRICULTURE = "agriculture", _("Agriculture")
    TRAINING = "training", _("Training")
    HEALTH = "health", _("Health")
    OTHER = "other", _("Other")


class AidStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    UNDER_WAY = "under_way", _("Under way")
    HANDED_OVER = "handed_over", _("Handed over")
    ACCEPTED = "accepted", _("Accepted")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


AID_TRANSITIONS = {
    AidStatus.PROPOSED: {AidStatus.APPROVED, AidStatus.CANCELLED},
    AidStatus.APPROVED: {AidStatus.UNDER_WAY, AidStatus.HANDED_OVER, AidStatus.CANCELLED},
    AidStatus.UNDER_WAY: {AidStatus.HANDED_OVER, AidStatus.CANCELLED},
    AidStatus.HANDED_OVER: {AidStatus.ACCEPTED},
    AidStatus.ACCEPTED: {AidStatus.CLOSED},
}


GIVEN = {AidStatus.HANDED_OVER, AidStatus.ACCEPTED, AidStatus.CLOSED}


class AidRole(models.TextChoices):
    GIVER = "giver", _("Giver")
    RECEIVER = "receiver", _("Receiver")


class AidModality(models.TextChoices):
    """Decree 305/2025/ND-CP; the same three words serve aid that is received."""

    UNSTATED = "", _("Not stated")
    PROGRAMME = "programme", _("Programme")
    PROJECT = "project", _("Project")
    NON_PROJECT = "non_project", _("Non-project aid")
    EMERGENCY = "emergency", _("Emergency aid")


class AidForm(models.TextChoices):
    """The five forms of Decree 305/2025/ND-CP."""

    UNSTATED = "", _("Not stated")
    CONSTRUCTION = "construction", _("Construction")
    TECHNICAL = "technical", _("Technical assistance")
    GOODS = "goods", _("Goods")
    CASH = "cash", _("Cash")
    OTHER = "other", _("Other")


class FundSource(models.TextChoices):
    UNSTATED = "", _("Not stated")
    CENTRAL = "central", _("Central budget")
    LOCAL = "local", _("Local budget")
    GIVEN = "given", _("Gathered from people and bodies")
    FOREIGN = "foreign", _("Foreign giver")
    OTHER = "other", _("Other")


class LineKind(models.TextChoices):
    ITEM = "item", _("Item")
    RESULT = "result", _("Result")


class Acceptance(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    WITH_REMARKS = "with_remarks", _("Accepted, with remarks")


class InstalmentState(models.TextChoices):
    """Derived from the deliveries of an instalment on a day; never stored."""

    EXPECTED = "expected", _("Expected")
    PART = "part", _("Partly given")
    MET = "met", _("Met")
    OVER = "over", _("More than promised")
    MISSED = "missed", _("Missed")
    RELEASED = "released", _("Not due any more")


STILL_DUE = (InstalmentState.EXPECTED, InstalmentState.PART, InstalmentState.MISSED)
