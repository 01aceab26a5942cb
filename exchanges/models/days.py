"""Days of what happened: known in part, in the order of lists, never in the future."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import earliest


def by_day(name: str, record: str) -> list[models.Index]:
    """One index for each direction: unknown days are last both ways (core.fields.earliest)."""
    return [
        models.Index(earliest(name, descending=True), "id", name=f"{record}_newest_first"),
        models.Index(earliest(name, descending=False), "id", name=f"{record}_oldest_first"),
    ]


NOT_IN_THE_FUTURE = """
    IF lower(NEW.{name}_days) > CURRENT_DATE + 1 THEN
        RAISE 'what happened lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'happened_not_in_the_future';
    END IF;
    RETURN NEW;
"""


def in_the_past(name: str) -> pgtrigger.Trigger:
    """Refuses a day to come, also for what others tell."""
    return pgtrigger.Trigger(
        name="not_in_the_future",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=NOT_IN_THE_FUTURE.format(name=name),
    )


IN_THE_PAST = {
    "happened_not_in_the_future": _("This day is still to come. Give the day on which it was."),
}


def why_withdrawn() -> models.CharField:
    """Empty while a record stands. What was entered by mistake is taken back with a reason."""
    return models.CharField(_("why it was taken back"), max_length=300, blank=True)
