import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import lacking
from core.fields import public_id
from core.history import keep_history
from exchanges.choices import AgreedItemStatus, ItemOwner
from exchanges.models.meeting import Meeting
from exchanges.models.signed_rules import changed, signed_minutes_keep
from partnerships.models.subject import UnitOrOrganisation, sources

CLOSED_LATER = """
    IF NEW.closed_at_id = NEW.meeting_id OR EXISTS (
        SELECT FROM exchanges_meeting earlier, exchanges_meeting later
        WHERE earlier.id = NEW.meeting_id AND later.id = NEW.closed_at_id
            AND upper(later.held_days) <= lower(earlier.held_days)
    ) THEN
        RAISE 'an agreed item is closed at a later meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_at_a_later_meeting';
    END IF;
    RETURN NEW;
"""
TAKEN_UP_LATER = """
    IF EXISTS (
        SELECT FROM exchanges_agreeditem item
        JOIN exchanges_meeting earlier ON earlier.id = item.meeting_id
        JOIN exchanges_meeting later ON later.id = NEW.meeting_id
        WHERE item.id = NEW.item_id
            AND (earlier.id = later.id OR upper(later.held_days) <= lower(earlier.held_days))
    ) THEN
        RAISE 'an agreed item is taken up at a later meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_up_at_a_later_meeting';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when the item and what the meeting found of it are both written: an item is in
# one state, the one in which the meetings left it, and nothing is found of it once it is closed.
AS_IT_WAS_FOUND = """
    SELECT * INTO one FROM exchanges_agreeditem WHERE id = {item} FOR UPDATE;
    IF one.closed_at_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM exchanges_agreeditemprogress
        WHERE item_id = one.id AND meeting_id = one.closed_at_id
            AND status = one.status AND status IN ('done', 'dropped')
    ) OR EXISTS (
        SELECT FROM exchanges_agreeditemprogress
        WHERE item_id = one.id AND status IN ('done', 'dropped')
            AND (status <> one.status OR meeting_id IS DISTINCT FROM one.closed_at_id)
    ) OR EXISTS (
        SELECT FROM exchanges_agreeditemprogress found
        JOIN exchanges_meeting later ON later.id = found.meeting_id
        JOIN exchanges_meeting closing ON closing.id = one.closed_at_id
        WHERE found.item_id = one.id AND lower(later.held_days) >= upper(closing.held_days)
    ) THEN
        RAISE 'an agreed item is in the state in which it was found'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_item_is_as_it_was_found';
    END IF;
    RETURN NULL;
"""
STILL_OPEN = (AgreedItemStatus.OPEN, AgreedItemStatus.IN_HAND)


def as_it_was_found(item: str, operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="as_it_was_found",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("one", "exchanges_agreeditem%ROWTYPE")],
        func=AS_IT_WAS_FOUND.format(item=item),
    )


class AgreedItemQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status__in=STILL_OPEN)


@keep_history(of=("meeting",))
class AgreedItem(models.Model):
    """What the two sides agreed to do. It stays open from meeting to meeting until it is done, or
    dropped by a later decision. Owner and due day may be unstated; those are listed.
    """

    scope_paths = ("meeting__partnerships", "meeting__unit")

    uuid = public_id()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("agreed at"), related_name="agreed_items"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("what"), max_length=500, db_collation="vi-x-icu")
    text = models.JSONField(_("text"), default=dict, blank=True)
    owner = models.CharField(_("owner"), max_length=16, choices=ItemOwner, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=AgreedItemStatus, default=AgreedItemStatus.OPEN
    )
    closed = models.DateField(_("closed"), null=True, blank=True)
    proof = models.CharField(_("proof or decision that closed it"), max_length=500, blank=True)
    closed_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("closed at the meeting"),
        related_name="closed_items",
        null=True,
        blank=True,
    )
    sources = sources()

    refusals = {  # what the triggers below say no to
        "signed_minutes_keep_what_they_say": _(
            "The minutes are signed: what they agreed stays as it is worded."
        ),
        "closed_at_a_later_meeting": _("It is closed at a later meeting than the one it is from."),
        "an_item_is_as_it_was_found": _(
            "A meeting has found this item in another state. Correct it in the minutes of that "
            "meeting."
        ),
    }

    objects = AgreedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed item")
        verbose_name_plural = _("agreed items")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="agreed_item_by_title"),
            models.Index(
                fields=["due", "id"], name="items_still_open", condition=Q(status__in=STILL_OPEN)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[AgreedItemStatus.DONE, AgreedItemStatus.DROPPED])
                | Q(closed__isnull=False) & ~Q(proof=""),
                name="a_closed_item_has_a_day_and_a_proof",
                violation_error_message=_("Give the day and the proof, or the decision."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_keep_what_was_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=signed_minutes_keep("OLD.meeting_id", "NEW.meeting_id"),
            ),
            pgtrigger.Trigger(
                name="signed_minutes_keep_its_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(changed("meeting_id", "position", "title", "text")),
                func=signed_minutes_keep("OLD.meeting_id", "NEW.meeting_id"),
            ),
            pgtrigger.Trigger(
                name="closed_later",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__closed_at__isnull=False),
                func=CLOSED_LATER,
            ),
            as_it_was_found("NEW.id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:agreed-item-detail", args=[self.uuid])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        if self.status not in STILL_OPEN:
            return []
        return lacking({_("owner"): self.owner, _("due day"): self.due})


@keep_history(of=("item", "meeting"))
class AgreedItemProgress(models.Model):
    """What a later meeting found of an open item: how far it is, in each language. An item is
    taken up once at a meeting; so it is carried from meeting to meeting until it is closed.
    """

    scope_paths = ("meeting__partnerships", "meeting__unit")

    uuid = public_id()
    item = models.ForeignKey(
        AgreedItem, models.PROTECT, verbose_name=_("agreed item"), related_name="progress"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("taken up at"), related_name="taken_up"
    )
    status = models.CharField(_("status after it"), max_length=16, choices=AgreedItemStatus)
    text = models.JSONField(_("text"), default=dict, blank=True)

    refusals = {  # what the triggers below say no to
        "signed_minutes_keep_what_they_say": _(
            "The minutes are signed: what they found stays as it is worded."
        ),
        "taken_up_at_a_later_meeting": _("An item is taken up at a later meeting."),
        "an_item_is_as_it_was_found": AgreedItem.refusals["an_item_is_as_it_was_found"],
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress of an agreed item")
        verbose_name_plural = _("progress of agreed items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "meeting"],
                name="an_item_is_taken_up_once_at_a_meeting",
                violation_error_message=_("This meeting has taken up the item already."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_keep_what_they_found",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=signed_minutes_keep("OLD.meeting_id", "NEW.meeting_id"),
            ),
            pgtrigger.Trigger(
                name="taken_up_later",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=TAKEN_UP_LATER,
            ),
            as_it_was_found(
                "COALESCE(NEW.item_id, OLD.item_id)",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_status_display()}"


@keep_history(of=("item",))
class AgreedItemParty(UnitOrOrganisation):
    """A party that is to do it, where the minutes name one."""

    scope_paths = ("item__meeting__partnerships", "item__meeting__unit", "unit", "organisation")

    uuid = public_id()
    item = models.ForeignKey(
        AgreedItem, models.PROTECT, verbose_name=_("agreed item"), related_name="parties"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of an agreed item")
        verbose_name_plural = _("parties of agreed items")
        ordering = ["pk"]

    def __str__(self):
        return str(self.who)
