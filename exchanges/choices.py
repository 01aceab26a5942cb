from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    BRIEFING = "briefing", _("Regular briefing")
    TALKS = "talks", _("Talks")
    REVIEW = "review", _("Review meeting")
    LEADERS = "leaders", _("Leaders' meeting")
    EXTRAORDINARY = "extraordinary", _("Extraordinary meeting")
    OTHER = "other", _("Other meeting")


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    INVITED = "invited", _("Invited")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


MEETING_TRANSITIONS = {
    MeetingStatus.PLANNED: {
        MeetingStatus.INVITED,
        MeetingStatus.HELD,
        MeetingStatus.POSTPONED,
        MeetingStatus.CANCELLED,
    },
    MeetingStatus.INVITED: {
        MeetingStatus.HELD,
        MeetingStatus.POSTPONED,
        MeetingStatus.CANCELLED,
    },
    MeetingStatus.POSTPONED: {MeetingStatus.PLANNED},
}


class DelegationRole(models.TextChoices):
    HEAD = "head", _("Head of delegation")
    DEPUTY = "deputy", _("Deputy head")
    MEMBER = "member", _("Member")
    INTERPRETER = "interpreter", _("Interpreter")
    MINUTE_TAKER = "minute_taker", _("Minute taker")


class MinutesStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    TEXT_AGREED = "text_agreed", _("Text agreed")
    SIGNED_BY_ONE = "signed_by_one", _("Signed by one side")
    SIGNED_BY_BOTH = "signed_by_both", _("Signed by both sides")
    ARCHIVED = "archived", _("Archived")


MINUTES_TRANSITIONS = {
    MinutesStatus.DRAFT: {MinutesStatus.SUBMITTED},
    MinutesStatus.SUBMITTED: {MinutesStatus.TEXT_AGREED, MinutesStatus.RETURNED},
    MinutesStatus.RETURNED: {MinutesStatus.SUBMITTED},
    MinutesStatus.TEXT_AGREED: {MinutesStatus.SIGNED_BY_ONE, MinutesStatus.DRAFT},
    MinutesStatus.SIGNED_BY_ONE: {MinutesStatus.SIGNED_BY_BOTH},
    MinutesStatus.SIGNED_BY_BOTH: {MinutesStatus.ARCHIVED},
}
# What a unilateral record goes through instead: nobody on the other side signs it.
UNILATERAL_TRANSITIONS = MINUTES_TRANSITIONS | {
    MinutesStatus.SUBMITTED: {MinutesStatus.SIGNED_BY_ONE, MinutesStatus.RETURNED},
    MinutesStatus.SIGNED_BY_ONE: {MinutesStatus.ARCHIVED},
}
WRITABLE = {MinutesStatus.DRAFT, MinutesStatus.RETURNED}
MINUTES_SIGNED = {
    MinutesStatus.SIGNED_BY_ONE,
    MinutesStatus.SIGNED_BY_BOTH,
    MinutesStatus.ARCHIVED,
}


class Outcome(models.TextChoices):
    """Circular 02/2012/TT-BQP, Article 4."""

    AGREED = "agreed", _("Agreed")
    WITH_RESERVATIONS = "with_reservations", _("Agreed, with reserved opinions")
    UNILATERAL = "unilateral", _("Unilateral record")


class ItemKind(models.TextChoices):
    REVIEW = "review", _("Review")
    DISCUSSION = "discussion", _("Discussion")
    DECISION = "decision", _("Decision")
    RESERVED = "reserved", _("Reserved opinion")


class ItemOwner(models.TextChoices):
    UNSTATED = "", _("Not stated")
    HOME = "home", _("Home side")
    COUNTERPART = "counterpart", _("Counterpart side")
    BOTH = "both", _("Both sides")


class AgreedItemStatus(models.TextChoices):
    OPEN = "open", _("Open")
    IN_HAND = "in_hand", _("In hand")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped by a later decision")


AGREED_ITEM_TRANSITIONS = {
    AgreedItemStatus.OPEN: {
        AgreedItemStatus.IN_HAND,
        AgreedItemStatus.DONE,
        AgreedItemStatus.DROPPED,
    },
    AgreedItemStatus.IN_HAND: {AgreedItemStatus.DONE, AgreedItemStatus.DROPPED},
}


class ActivityKind(models.TextChoices):
    VISIT = "visit", _("Visit")
    CONGRATULATION = "congratulation", _("Congratulation")
    GIFT = "gift", _("Gift")
    CULTURE = "culture", _("Culture and arts")
    SPORT = "sport", _("Sport")
    FESTIVAL = "festival", _("Festival")
    MARKET = "market", _("Market")
    CLINIC = "clinic", _("Medical examination and treatment")
    TRAINING = "training", _("Training")
    LAW_TALK = "law_talk", _("Law talk")
    PATROL_AID = "patrol_support", _("Guarding the line and markers")
    OTHER = "other", _("Other")


class IncidentKind(models.TextChoices):
    CONSTRUCTION = "construction", _("Works near the line")
    CROSSING = "crossing", _("Illegal crossing")
    TERRITORY = "territory", _("Intrusion into territory")
    RESOURCES = "resources", _("Encroachment on resources")
    ENVIRONMENT = "environment", _("Damage to the environment")
    MIGRATION = "migration", _("Free migration")
    RELIGION = "religion", _("Unlawful religious activity")
    DRUGS = "drugs", _("Drugs")
    WEAPONS = "weapons", _("Weapons and explosives")
    TRAFFICKING = "trafficking", _("Human trafficking")
    DISASTER = "disaster", _("Natural disaster or epidemic")
    ORDER = "order", _("Public order")
    OTHER = "other", _("Other")


class IncidentStatus(models.TextChoices):
    REPORTED = "reported", _("Report received")
    VERIFIED = "verified", _("Verified")
    RAISED = "raised", _("Raised with the other side")
    SETTLED = "settled", _("Settled")
    CLOSED = "closed", _("Closed")


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
