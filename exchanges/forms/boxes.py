"""Boxes that the forms of this app share."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.form_fields import PartialDateFormField
from core.pickers import Picked, RecordChoice
from partnerships.models import Person


class DayField(PartialDateFormField):
    """A full day, typed day/month/year: a date, or None where it is not known."""

    def __init__(self, **kwargs):
        super().__init__(full=True, **kwargs)

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value) -> date | None:
        found = super().clean(value)
        return found.days.lower if found.days else None


class PersonField(RecordChoice):
    """Somebody of the register, or the name of somebody new as it was typed (text). Who is found
    is offered with the post held on the day of the meeting.
    """

    beside = "held"
    takes_words = True

    def __init__(self, **kwargs):
        super().__init__(Person.objects.all(), search_url="exchanges:attendee-picker", **kwargs)

    def _found(self, value) -> list:
        words = " ".join(value.words.split()) if isinstance(value, Picked) else ""
        if not words:
            return super()._found(value)
        if value.uuids:
            raise ValidationError(
                _("A person is chosen and “%(words)s” is typed. Keep one of the two.")
                % {"words": words}
            )
        longest = Person._meta.get_field("name").max_length
        if len(words) > longest:
            raise ValidationError(
                _("A name has at most %(longest)s letters.") % {"longest": longest}
            )
        return [words]
