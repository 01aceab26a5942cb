from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")
    APPROVED = "approved", _("Approved")
    SENT = "sent", _("Sent")
    ARCHIVED = "archived", _("Archived")


REVIEW_TRANSITIONS = {
    ReviewStatus.DRAFT: {ReviewStatus.FROZEN},
    ReviewStatus.FROZEN: {ReviewStatus.APPROVED, ReviewStatus.DRAFT},
    ReviewStatus.APPROVED: {ReviewStatus.SENT, ReviewStatus.DRAFT},
    ReviewStatus.SENT: {ReviewStatus.ARCHIVED},
}
ISSUED = {ReviewStatus.SENT, ReviewStatus.ARCHIVED}


class PaperKind(models.TextChoices):
    JOINT = "joint", _("Joint paper")
    INTERNAL = "internal", _("Internal report")


class PaperCopy(models.TextChoices):
    """Whose copy it is: that side and its language come first everywhere (alternat)."""

    HOME = "home", _("Copy of the home side")
    COUNTERPART = "counterpart", _("Copy of the counterpart side")


class PaperLayout(models.TextChoices):
    CONSECUTIVE = "consecutive", _("One language after the other")
    COLUMNS = "columns", _("In two columns")


class PaperStatus(models.TextChoices):
    BUILDING = "building", _("Building")
    BUILT = "built", _("Built")
    FAILED = "failed", _("Failed")


PAPER_TRANSITIONS = {
    PaperStatus.BUILDING: {PaperStatus.BUILT, PaperStatus.FAILED},
    PaperStatus.FAILED: {PaperStatus.BUILDING},
}


class Section(models.TextChoices):
    """The parts of a review that people write, in the order of the paper; the rest is computed."""

    SITUATION_HOME = "situation_home", _("Situation of the home side")
    SITUATION_COUNTERPART = "situation_counterpart", _("Situation of the counterpart side")
    AGREEMENT = "agreement", _("Carrying out what was signed")
    BORDER = "border", _("Border, markers, patrols")
    SECURITY = "security", _("Security and incidents")
    ECONOMY = "economy", _("Economy, trade, agriculture")
    CULTURE = "culture", _("Health, education, culture, sport")
    AID = "aid", _("Aid and support")
    TWINNING = "twinning", _("Twinning, people to people")
    STRENGTHS = "strengths", _("Strengths")
    SHORTCOMINGS = "shortcomings", _("Shortcomings")
    CAUSES = "causes", _("Causes")
    LESSONS = "lessons", _("Lessons")
    DIRECTIONS = "directions", _("Directions for the next period")
    PROPOSALS_HOME = "proposals_home", _("Proposals of the home side")
    PROPOSALS_COUNTERPART = "proposals_counterpart", _("Proposals of the counterpart side")
    RESERVED_HOME = "reserved_home", _("Reserved opinion of the home side")
    RESERVED_COUNTERPART = "reserved_counterpart", _("Reserved opinion of the counterpart side")


# A paper without these would say nothing; the others may stay dotted lines.
NEEDED = (Section.SHORTCOMINGS, Section.DIRECTIONS)


class PeriodPreset(models.TextChoices):
    """The periods offices report on; the report on agreements is due by 15 November."""

    YEAR = "year", _("Calendar year")
    REPORT = "report", _("15 November to 14 November")
    FREE = "free", _("Other days")


class Authority(models.TextChoices):
    """In whose stead somebody signs (Decree 30/2020/ND-CP, Annex I); printed as it stands here."""

    OWN = "", _("In their own right")
    ON_BEHALF = "TM.", _("TM. on behalf of a collective body")
    ACTING = "Q.", _("Q. as acting head")
    INSTEAD = "KT.", _("KT. in place of the head")
    BY_ORDER = "TL.", _("TL. by order of the head")
    AUTHORISED = "TUQ.", _("TUQ. by authorisation of the head")
