"""Meetings, their minutes and what they agreed: kinds, states and the steps between them."""

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


class MeetingPlace(models.TextChoices):
    """Where the two sides sit down: on a map, a marker or the line itself is a place too."""

    INDOORS = "", _("In a place")
    MARKER = "marker", _("At a marker")
    LINE = "line", _("On the border line")


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
