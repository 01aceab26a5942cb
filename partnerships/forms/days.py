from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from partnerships.forms.fields import DayField


class DayForm(ScopedForm):
    """The day on which a page is shown; today unless another one is asked for."""

    on = DayField(label=_("On the day"), required=False, help_text="")

    @classmethod
    def asked(cls, params) -> "DayForm":
        """As the page shows it: what was understood in one spelling, what was not as it was."""
        typed = cls(params)
        return cls(initial={"on": typed.day()}) if typed.is_valid() else typed

    def day(self) -> date:
        on = (
            self.cleaned_data.get("on")
            if self.is_bound and self.is_valid()
            else self.initial.get("on")
        )
        return on or timezone.localdate()
