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


class ReviewPurpose(models.TextChoices):
    """What a series is for."""

    REVIEW = "review", _("Annual review")
    AGREEMENTS = "agreements", _("Report on agreements")


class HowSigned(models.TextChoices):
    """How a signed copy came: printed, signed and scanned, or signed elsewhere by certificate."""

    SCAN = "scan", _("Scan of the signed paper")
    DIGITAL = "digital", _("Digitally signed PDF")


class ScanState(models.TextChoices):
    """How far the reading of a signed copy is; a scan is read page by page in the background."""

    WAITING = "waiting", _("Being read")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be read")


class Verdict(models.TextChoices):
    """What a signed copy turned out to be."""

    COMPLETE = "complete", _("Every page of this very paper")
    UNREAD = "unread", _("Some pages without a readable code")
    MISSING = "missing", _("Pages are missing")
    FOREIGN = "foreign", _("Pages of another paper or edition")


class BatchState(models.TextChoices):
    """How far one tie of a batch is, or its volume."""

    WAITING = "waiting", _("Waiting")
    BUILDING = "building", _("Building")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class ExportState(models.TextChoices):
    """How far a list is that becomes a file."""

    WAITING = "waiting", _("Waiting")
    BUILDING = "building", _("Building")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class BookKind(models.TextChoices):
    """What kind of workbook."""

    XLSX = "xlsx", "Excel (XLSX)"
    ODS = "ods", "OpenDocument (ODS)"


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
    ASSESSMENT_INTERNAL = "assessment_internal", _("Internal assessment")
    PLAN = "plan", _("Plan for the next period")


# Not for the other side: only the internal report prints them, in Vietnamese.
INTERNAL_ONLY = (Section.ASSESSMENT_INTERNAL, Section.PLAN)
# A paper without these would say nothing; the others may stay dotted lines.
NEEDED = (Section.SHORTCOMINGS, Section.DIRECTIONS)
# The report on agreements has no two sides and ends with next year's plan (Law 70/2020/QH14, 46.3).
OF_AGREEMENTS = (
    Section.AGREEMENT,
    Section.STRENGTHS,
    Section.SHORTCOMINGS,
    Section.CAUSES,
    Section.DIRECTIONS,
    Section.PROPOSALS_HOME,
    *INTERNAL_ONLY,
)
NEEDED_OF_AGREEMENTS = (Section.AGREEMENT, Section.PLAN)


class PeriodPreset(models.TextChoices):
    """The periods offices report on; the report on agreements is due by 15 November."""

    YEAR = "year", _("Calendar year")
    REPORT = "report", _("15 November to 14 November")
    HALF_1 = "half_1", _("First half of the year")
    HALF_2 = "half_2", _("Second half of the year")
    QUARTER_1 = "quarter_1", _("First quarter")
    QUARTER_2 = "quarter_2", _("Second quarter")
    QUARTER_3 = "quarter_3", _("Third quarter")
    QUARTER_4 = "quarter_4", _("Fourth quarter")
    FREE = "free", _("Other days")


class Authority(models.TextChoices):
    """In whose stead somebody signs (Decree 30/2020/ND-CP, Annex I); printed as it stands here."""

    OWN = "", _("In their own right")
    ON_BEHALF = "TM.", _("TM. on behalf of a collective body")
    ACTING = "Q.", _("Q. as acting head")
    INSTEAD = "KT.", _("KT. in place of the head")
    BY_ORDER = "TL.", _("TL. by order of the head")
    AUTHORISED = "TUQ.", _("TUQ. by authorisation of the head")


class ImportState(models.TextChoices):
    """How far a table is that an office brings in."""

    MATCHING = "matching", _("Columns to be matched")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing written yet")
    WRITING = "writing", _("Being written")
    WRITTEN = "written", _("Written")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    DISCARDED = "discarded", _("Laid aside")
    FAILED = "failed", _("Could not be read")


AT_WORK = (ImportState.CHECKING, ImportState.WRITING, ImportState.UNDOING)


class RowVerdict(models.TextChoices):
    """What the dry run found of a row. Only what is worth a look is doubtful."""

    RIGHT = "right", _("Right")
    DOUBTFUL = "doubtful", _("Doubtful")
    WRONG = "wrong", _("Wrong")


class SearchKind(models.TextChoices):
    """What the search box finds, in the order of the page. The letters are in the database."""

    TIE = "a", _("Ties")
    UNIT = "b", _("Places")
    ORGANISATION = "c", _("Bodies")
    PERSON = "d", _("People")
    MARKER = "q", _("Border markers")
    GATE = "r", _("Border gates")
    MEMORANDUM = "f", _("Texts")
    COMMITMENT = "g", _("Commitments")
    AID = "h", _("Aid projects")
    DELIVERY = "y", _("Deliveries")
    YEAR_PLAN = "z", _("Year plans")
    MEETING = "i", _("Meetings")
    MINUTES = "j", _("Minutes")
    AGREED_ITEM = "k", _("Agreed items")
    ACTIVITY = "l", _("Activities")
    PATROL = "m", _("Patrols")
    INCIDENT = "n", _("Incidents")
    LETTER = "o", _("Letters")
    DECISION = "p", _("Decisions")
    REVIEW = "w", _("Annual reviews")
    REVIEW_PAPER = "x", _("Papers of reviews")
    FIGURE = "s", _("Stated figures")
    NOTE = "t", _("Notes")
    PAPER = "e", _("Papers")
    DOCUMENT = "u", _("Files of texts")
    ATTACHMENT = "v", _("Attached files")
