"""What meetings, minutes, agreed items, aid, incidents and letters still lack."""

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from core.fields import not_one_day
from exchanges.choices import GIVEN, AidRole
from exchanges.models import (
    AgreedItem,
    AidParty,
    AidProject,
    Attachment,
    Delivery,
    Incident,
    Letter,
    Meeting,
    Minutes,
    MinutesItem,
    Patrol,
)
from exchanges.models.incident import STATES_WITH_OUTCOME
from partnerships.gaps import Gap, Kind, no_amount, none


class LacksALanguage(Func):
    """Whether a text in several languages has none in one of these."""

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **_more):
        (text, first), (languages, then) = map(compiler.compile, self.source_expressions)
        says = f"COALESCE({text} -> code ->> 'text', '')"
        words = f"EXISTS (SELECT FROM unnest({languages}) AS code WHERE {says} = '')"
        return words, [*then, *first]


ITEMS = MinutesItem.objects.filter(minutes=OuterRef("pk"))
MEETINGS = (
    Gap("held", _("day of the meeting"), not_one_day("held")),
    Gap("place", _("place"), Q(place="", place_unit__isnull=True)),
    Gap("host", _("host"), Q(host="")),
    Gap("minutes", _("minutes"), Q(minutes__isnull=True)),
)
MINUTES = (
    Gap("outcome", _("outcome"), Q(outcome="")),
    Gap("items", _("items"), none(ITEMS)),
    Gap(
        "languages",
        _("text in both languages"),
        Q(languages__len__lte=1)
        | none(ITEMS)
        | Q(Exists(ITEMS.filter(LacksALanguage(F("text"), OuterRef("languages"))))),
    ),
)
AGREED = (
    Gap("owner", _("owner"), Q(owner="")),
    Gap("due", _("due day"), Q(due__isnull=True)),
)


def in_role(role: str):
    return AidParty.objects.filter(project=OuterRef("pk"), role=role)


AID = (
    Gap("giver", _("giver"), none(in_role(AidRole.GIVER))),
    Gap("receiver", _("receiver"), none(in_role(AidRole.RECEIVER))),
    Gap("amount", _("amount"), no_amount("amount")),
    Gap(
        "handed_over",
        _("day of the hand-over"),
        Q(status__in=GIVEN) & not_one_day("handed_over"),
    ),
)
DELIVERIES = (
    Gap("receiver", _("receiver"), Q(unit__isnull=True, organisation__isnull=True)),
    Gap("amount", _("amount"), no_amount("amount")),
    Gap("given", _("day it was given"), not_one_day("given")),
    Gap(
        "proof",
        _("proof"),
        none(Attachment.objects.filter(delivery=OuterRef("pk"), withdrawn_reason="")),
    ),
)
INCIDENTS = (
    Gap("happened", _("day"), Q(happened_days__isnull=True)),
    Gap("place", _("place"), Q(place="", marker__isnull=True, unit__isnull=True)),
    Gap("outcome", _("outcome"), Q(outcome="", status__in=STATES_WITH_OUTCOME)),
)
ANSWERS = Letter.objects.standing().filter(answers=OuterRef("pk"))
LETTERS = (
    Gap("number", _("number"), Q(number="")),
    Gap("dated", _("day of the letter"), not_one_day("dated")),
    Gap(
        "file",
        _("file"),
        none(Attachment.objects.filter(letter=OuterRef("pk"), withdrawn_reason="")),
    ),
    Gap(
        "answer",
        _("answer"),
        Q(answer_due__lt=TruncDate(Now()), no_answer="") & none(ANSWERS),
    ),
)
PATROLS = (
    Gap("happened", _("day of the patrol"), not_one_day("happened")),
    Gap(
        "markers",
        _("first and last marker"),
        Q(from_marker__isnull=True) | Q(to_marker__isnull=True),
    ),
    Gap(
        "record",
        _("signed patrol record"),
        none(Attachment.objects.filter(patrol=OuterRef("pk"), withdrawn_reason="")),
    ),
)
KINDS = (
    Kind(
        "meeting",
        _("Meetings"),
        Meeting,
        lambda user: Meeting.objects.visible_to(user).held(),
        MEETINGS,
        "exchanges:meeting-detail",
        "exchanges:meeting-edit",
    ),
    Kind(
        "minutes",
        _("Minutes"),
        Minutes,
        lambda user: Minutes.objects.visible_to(user),
        MINUTES,
        "exchanges:minutes-detail",
        "exchanges:minutes-edit",
        title=("meeting__title",),
    ),
    Kind(
        "agreed-item",
        _("Agreed items"),
        AgreedItem,
        lambda user: AgreedItem.objects.visible_to(user).open(),
        AGREED,
        "exchanges:agreed-item-detail",
        "exchanges:agreed-item-edit",
    ),
    Kind(
        "aid",
        _("Aid"),
        AidProject,
        lambda user: AidProject.objects.visible_to(user),
        AID,
        "exchanges:aid-project-detail",
        "exchanges:aid-project-edit",
    ),
    Kind(
        "delivery",
        _("Deliveries"),
        Delivery,
        lambda user: Delivery.objects.visible_to(user).standing(),
        DELIVERIES,
        "exchanges:delivery-detail",
        "exchanges:delivery-edit",
        title=("what", "amount_words", "commitment__title", "project__title"),
    ),
    Kind(
        "incident",
        _("Incidents"),
        Incident,
        lambda user: Incident.objects.visible_to(user).standing(),
        INCIDENTS,
        "exchanges:incident-detail",
        "exchanges:incident-edit",
    ),
    Kind(
        "letter",
        _("Letters"),
        Letter,
        lambda user: Letter.objects.visible_to(user).standing(),
        LETTERS,
        "exchanges:letter-detail",
        "exchanges:letter-edit",
        title=("gist",),
    ),
    Kind(
        "patrol",
        _("Patrols"),
        Patrol,
        lambda user: Patrol.objects.visible_to(user).standing(),
        PATROLS,
        "exchanges:patrol-detail",
        "exchanges:patrol-edit",
        title=("border__name", "from_marker__label", "to_marker__label"),
    ),
)
