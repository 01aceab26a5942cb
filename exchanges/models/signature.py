import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from exchanges.models.minutes import Minutes
from exchanges.models.signed_rules import DECLARE_SIGNED, SIGNED_AS_SAID
from partnerships.choices import Side
from partnerships.models import Person, Post

NOT_BEFORE_THE_MEETING = """
    IF NEW.signed_on > CURRENT_DATE + 1 THEN
        RAISE 'a signature lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_not_in_the_future';
    END IF;
    IF EXISTS (
        SELECT FROM exchanges_minutes minutes
        JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id
        WHERE minutes.id = NEW.minutes_id AND lower(meeting.held_days) > NEW.signed_on
    ) THEN
        RAISE 'minutes are signed after the meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_after_the_meeting';
    END IF;
    RETURN NEW;
"""


@keep_history(of=("minutes",))
class MinutesSignature(models.Model):
    """The head of a delegation signed the minutes for one side (Decree 89/2009/ND-CP,
    Article 8): who, in which post, on which day. It stays.
    """

    scope_paths = ("minutes__meeting__partnerships", "minutes__meeting__unit")

    uuid = public_id()
    minutes = models.ForeignKey(
        Minutes, models.PROTECT, verbose_name=_("minutes"), related_name="signatures"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("who signed"), related_name="minutes_signed"
    )
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        verbose_name=_("post"),
        related_name="minutes_signed",
        null=True,
        blank=True,
    )
    signed_on = models.DateField(_("signed on"))

    refusals = {  # what the triggers below say no to
        "signed_not_in_the_future": _("A signature lies in the past."),
        "signed_after_the_meeting": _("The minutes are signed on the day of the meeting or later."),
        "minutes_signed_as_said": _("Record first who signed for that side, and on which day."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature of minutes")
        verbose_name_plural = _("signatures of minutes")
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "side"],
                name="a_side_signs_minutes_once",
                violation_error_message=_("This side has signed already."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signatures_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="signed_in_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_BEFORE_THE_MEETING,
            ),
            pgtrigger.Trigger(
                name="signed_as_said",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=DECLARE_SIGNED,
                func=SIGNED_AS_SAID.format(minutes="NEW.minutes_id"),
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.person}"
