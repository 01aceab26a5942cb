from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import RecordAdmin
from reports.models import NumberCounter
from reports.services import numbers


class CounterForm(forms.ModelForm):
    class Meta:
        model = NumberCounter
        fields = ["office", "kind", "year", "after"]
        help_texts = {"after": _("The last number in the book of the registry.")}


@admin.register(NumberCounter)
class NumberCounterAdmin(RecordAdmin):
    """Where the numbers of an office begin. Once one was counted, nothing here changes."""

    form = CounterForm
    list_display = ["office", "kind", "year", "after", "last"]
    list_filter = ["office", "year"]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        return ["office", "kind", "year", *(["after"] if obj.last > obj.after else [])]

    def get_changeform_initial_data(self, request):
        return {"kind": numbers.REPORT}

    def save_model(self, request, obj, form, change):
        if change and "after" not in form.changed_data:
            return
        counter = numbers.start(
            office=obj.office, kind=obj.kind, year=obj.year, after=obj.after, by=request.user
        )
        obj.pk = counter.pk
