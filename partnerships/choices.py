from django.db import models
from django.utils.translation import gettext_lazy as _

HOME_COUNTRY = "VN"  # where the home side of every tie lies


class Side(models.TextChoices):
    HOME = "home", _("Home side")
    COUNTERPART = "counterpart", _("Counterpart side")


class Level(models.TextChoices):
    """How high a place or tie stands; the country's own word for it is `Unit.word`."""

    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")  # China: between province and county
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    CLUSTER = "cluster", _("Village cluster")
    VILLAGE = "village", _("Village")
    AGENCY = "agency", _("Agency")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("Official name")
    FORMER = "former", _("Former name")
    ALIAS = "alias", _("Alias")


class SuccessionKind(models.TextChoices):
    KEPT = "kept", _("Kept")
    RENAMED = "renamed", _("Renamed")
    NEW_PARENT = "new_parent", _("New parent")
    MERGED = "merged", _("Merged")
    DIVIDED = "divided", _("Divided")
    PART_TRANSFERRED = "part_transferred", _("Part transferred")
    ABOLISHED = "abolished", _("Abolished")


class DecisionKind(models.TextChoices):
    """What somebody decided after a reform of units; each is undone by a decision of its own."""

    CARRIED_OVER = "carried_over", _("The side of a tie passes to others")
    ENDED = "ended", _("Nobody carries the tie on")
    PLACED = "placed", _("A place belongs to another unit")
    PASSED_ON = "passed_on", _("A text passes to others")
    NAME_AMENDED = "name_amended", _("A text is amended in its names only")
    TAKEN_BACK = "taken_back", _("An earlier decision is taken back")


class GateKind(models.TextChoices):
    INTERNATIONAL = "international", _("International gate")
    MAIN = "main", _("Main gate")
    SECONDARY = "secondary", _("Secondary gate")
    OPENING = "opening", _("Border opening")


class OrganisationKind(models.TextChoices):
    COMMITTEE = "committee", _("People's committee or administration")
    DEPARTMENT = "department", _("Department")
    ASSOCIATION = "association", _("Association")
    BORDER_GUARD = "border_guard", _("Border guard station or company")
    COMMAND = "command", _("Border guard or military command")
    POLICE = "police", _("Police")
    HOSPITAL = "hospital", _("Hospital or health station")
    SCHOOL = "school", _("School")
    NGO = "ngo", _("Non-governmental organisation")
    OTHER = "other", _("Other")


class PartnershipKind(models.TextChoices):
    TWINNING = "twinning", _("Twinning")
    FRIENDSHIP = "friendship", _("Friendship")
    COOPERATION = "cooperation", _("Cooperation")
    BRIEFING = "briefing", _("Regular briefing")


class PartnershipEventKind(models.TextChoices):
    ESTABLISHED = "established", _("Established")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")
    CARRIED_OVER = "carried_over", _("Carried over")


class PartnershipStatus(models.TextChoices):
    """Derived from the events and parties of a tie on a day; never stored."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    VACANT = "vacant", _("A side is vacant")
    ENDED = "ended", _("Ended")


class CadenceSubject(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    ACTIVITY = "activity", _("Activity")


class CadenceUnit(models.TextChoices):
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Festival(models.TextChoices):
    """Feasts from which a yearly day is counted; their dates come from the calendars of the
    countries, year by year.
    """

    NONE = "", _("Not counted from a feast")
    TET = "tet", _("First day of Tết Nguyên Đán")
    HUNG_KINGS = "hung_kings", _("Hùng Kings' commemoration day")
    VIETNAM_DAY = "vietnam_day", _("National day of Vietnam")
    LAO_NEW_YEAR = "lao_new_year", _("First day of Bunpimay, the Lao new year")
    LAOS_DAY = "laos_day", _("National day of Laos")
    CHINA_DAY = "china_day", _("National day of China")
    QINGMING = "qingming", _("Qingming, the day of the tombs")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn feast")
    KHMER_NEW_YEAR = "khmer_new_year", _("First day of the Khmer new year")


class HostRule(models.TextChoices):
    UNSTATED = "", _("Not stated")
    ALTERNATING = "alternating", _("The sides take turns")
    HOME = "home", _("Always the home side")
    COUNTERPART = "counterpart", _("Always the counterpart side")


class PaperKind(models.TextChoices):
    ARTICLE = "article", _("Press article")
    LAW = "law", _("Law, decree or treaty")
    DECISION = "decision", _("Decision")
    POLICY = "policy", _("Policy")
    LETTER = "letter", _("Letter")
    TABLE = "table", _("Table brought in")
    OTHER = "other", _("Other paper")


class MemorandumKind(models.TextChoices):
    AGREEMENT = "agreement", _("Agreement")
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    REGULATION = "regulation", _("Twinning regulation")
    PROGRAMME = "programme", _("Cooperation programme")
    MINUTES = "minutes", _("Agreed minutes")


class MemorandumStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CLEARED = "cleared", _("Cleared")
    SIGNED = "signed", _("Signed")
    RENEWED = "renewed", _("Renewed")
    TERMINATED = "terminated", _("Terminated")
    GIVEN_UP = "given_up", _("Given up")  # a draft that will never be signed


MEMORANDUM_TRANSITIONS = {
    MemorandumStatus.DRAFT: {MemorandumStatus.CLEARED, MemorandumStatus.GIVEN_UP},
    MemorandumStatus.CLEARED: {
        MemorandumStatus.SIGNED,
        MemorandumStatus.DRAFT,
        MemorandumStatus.GIVEN_UP,
    },
    MemorandumStatus.SIGNED: {MemorandumStatus.RENEWED, MemorandumStatus.TERMINATED},
    MemorandumStatus.RENEWED: {MemorandumStatus.TERMINATED},
}
SIGNED = {MemorandumStatus.SIGNED, MemorandumStatus.RENEWED, MemorandumStatus.TERMINATED}


class Route(models.TextChoices):
    """Whose text it is, and so who is asked before it is signed (Decree 64/2021/ND-CP)."""

    COMMUNE = "commune", _("Text of a commune")
    DEPARTMENT = "department", _("Text of a department")
    PROVINCE = "province", _("Text of the province")
    OTHER = "other", _("Other: the steps are entered by hand")


class Procedure(models.TextChoices):
    """What the steps of a procedure lead to. Which steps there are is data (StepRule)."""

    MEMORANDUM_COMMUNE = "memorandum_commune", _("Text of a commune")
    MEMORANDUM_DEPARTMENT = "memorandum_department", _("Text of a department")
    MEMORANDUM_PROVINCE = "memorandum_province", _("Text of the province")
    AID_OUTBOUND = "aid_outbound", _("Aid to the other side")
    AID_INBOUND = "aid_inbound", _("Aid received")
    AID_NON_PROJECT = "aid_non_project", _("Aid received outside a project")
    AID_EMERGENCY = "aid_emergency", _("Emergency aid received")


class Answer(models.TextChoices):
    AGREES = "agrees", _("Agrees")
    WITH_COMMENTS = "with_comments", _("Agrees, with comments")
    DISAGREES = "disagrees", _("Does not agree")


class ArticleKind(models.TextChoices):
    PREAMBLE = "preamble", _("Opening words")
    ARTICLE = "article", _("Article")
    CLOSING = "closing", _("Closing words")


class FileKind(models.TextChoices):
    """What a file is, whatever record it belongs to."""

    SIGNED_COPY = "signed_copy", _("Signed copy")
    DRAFT = "draft", _("Draft text")
    TRANSLATION = "translation", _("Translation")
    PROPOSAL = "proposal", _("Proposal")
    OPINION = "opinion", _("Opinion or answer")
    DECISION = "decision", _("Decision or approval")
    LETTER = "letter", _("Letter")
    HAND_OVER = "hand_over", _("Record of the hand-over")
    SHEET = "sheet", _("Signed patrol record")
    PROOF = "proof", _("Proof")
    PHOTO = "photo", _("Photo")
    OTHER = "other", _("Other file")


class MediaType(models.TextChoices):
    """The kinds of file that are taken, known by their first bytes and never by their names."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word (DOCX)",
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"


class CommitmentForm(models.TextChoices):
    CASH = "cash", _("Cash")
    WORKS = "works", _("Works")
    TRAINING = "training", _("Training")
    DEED = "deed", _("Deed")


class CommitmentStatus(models.TextChoices):
    OPEN = "open", _("Open")
    FULFILLED = "fulfilled", _("Fulfilled")
    LAPSED = "lapsed", _("Lapsed")
    WAIVED = "waived", _("Waived")


COMMITMENT_TRANSITIONS = {
    CommitmentStatus.OPEN: {
        CommitmentStatus.FULFILLED,
        CommitmentStatus.LAPSED,
        CommitmentStatus.WAIVED,
    },
}


class Measure(models.TextChoices):
    """What a published figure counts. The first group can be counted from the register too."""

    VILLAGE_TIES = "village_ties", _("Village and cluster ties")
    COMMUNE_TIES = "commune_ties", _("Commune ties")
    DISTRICT_TIES = "district_ties", _("District ties")
    AGENCY_TIES = "agency_ties", _("Agency ties")
    MEETINGS = "meetings", _("Meetings and exchanges")
    AGREEMENTS = "agreements", _("Agreements signed")
    AID_PROJECTS = "aid_projects", _("Aid projects")
    AID_VALUE = "aid_value", _("Value of aid")
    TRADE = "trade", _("Trade")
    PATIENTS = "patients", _("Patients treated")
    OTHER = "other", _("Other")
