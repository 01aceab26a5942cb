"""Activities, incidents and letters: kinds, states and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class DoneBy(models.TextChoices):
    """Whose doing an activity was."""

    UNSTATED = "", _("Not stated")
    HOME = "home", _("Home side")
    COUNTERPART = "counterpart", _("Counterpart side")
    BOTH = "both", _("Both sides together")


class Measure(models.TextChoices):
    """What a figure counts, so that figures of several activities can be added up."""

    OTHER = "", _("Something else")
    PEOPLE = "people", _("People who took part")
    PATIENTS = "patients", _("Patients")
    SESSIONS = "sessions", _("Sessions")
    GIFTS = "gifts", pgettext_lazy("counted at an activity", "Gifts")
    TEAMS = "teams", _("Teams or troupes")
    STALLS = "stalls", _("Stalls")
    MONEY = "money", _("Money")


class IncidentKind(models.TextChoices):
    """Decree 89/2009/ND-CP and Decree 34/2014/ND-CP, as amended by Decree 299/2025/ND-CP."""

    MARKER = "marker", _("Damage to a marker or to the line")
    STREAM = "stream", _("Change of a stream")
    CONSTRUCTION = "construction", _("Works near the line")
    CROSSING = "crossing", _("Illegal crossing")
    SETTLING = "settling", _("Tilling or settling across the line")
    MARRIAGE = "marriage", _("Unregistered marriage")
    SMUGGLING = "smuggling", _("Smuggling")
    TERRITORY = "territory", _("Intrusion into territory")
    RESOURCES = "resources", _("Encroachment on resources")
    ENVIRONMENT = "environment", _("Damage to the environment")
    MIGRATION = "migration", _("Free migration")
    RELIGION = "religion", _("Unlawful religious activity")
    DRUGS = "drugs", _("Drugs")
    WEAPONS = "weapons", _("Weapons and explosives")
    TRAFFICKING = "trafficking", _("Human trafficking")
    DISASTER = "disaster", _("Natural disaster or epidemic")
    ACCIDENT = "accident", _("Accident or death of a foreigner")
    HANDOVER = "handover", _("Handing over of persons or goods")
    ORDER = "order", _("Public order")
    OTHER = "other", _("Other")


class IncidentStatus(models.TextChoices):
    REPORTED = "reported", _("Report received")
    VERIFIED = "verified", _("Verified")
    RAISED = "raised", _("Raised with the other side")
    SETTLED = "settled", _("Settled")
    CLOSED = "closed", _("Closed")


INCIDENT_TRANSITIONS = {
    IncidentStatus.REPORTED: {IncidentStatus.VERIFIED, IncidentStatus.CLOSED},
    IncidentStatus.VERIFIED: {
        IncidentStatus.RAISED,
        IncidentStatus.SETTLED,
        IncidentStatus.CLOSED,
    },
    IncidentStatus.RAISED: {IncidentStatus.SETTLED, IncidentStatus.CLOSED},
    IncidentStatus.SETTLED: {IncidentStatus.CLOSED, IncidentStatus.VERIFIED},
    IncidentStatus.CLOSED: {IncidentStatus.VERIFIED},  # it begins again, with the reason
}


class LetterDirection(models.TextChoices):
    OUT = "out", _("Sent")
    IN = "in", _("Received")


class LetterKind(models.TextChoices):
    """Decree 89/2009/ND-CP; Circular 02/2012/TT-BQP."""

    INVITATION = "invitation", _("Letter of invitation")
    NOTICE = "notice", _("Letter of notification")
    PROTEST = "protest", _("Letter of protest")
    REPLY = "reply", _("Answer")
    GREETING = "greeting", _("Letter of congratulation or thanks")
    OTHER = "other", _("Other letter")
