"""Merging true duplicates: choose the other record, look what will move, say why."""

from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEvent, User
from core.pages import FormPage
from partnerships import permissions
from partnerships.forms.merging import MergeForm, OtherForm
from partnerships.models import Organisation, Partnership, Unit
from partnerships.services import merging


class MergePage(FormPage):
    """Without ?into= it asks for the record that is kept; with it, it shows what would move."""

    template_name = "partnerships/merge_form.html"
    permission = permissions.MERGE_RECORDS
    guard_edits = False
    picker: str

    @property
    def heading(self):
        return _("Merge “%(record)s” into another record") % {"record": self.object}

    @property
    def submit(self):
        return _("Merge for good") if self.into else _("Show what will move")

    @cached_property
    def into(self):
        """The record that is kept, if the address names one that the user may see."""
        if "into" not in self.request.GET:
            return None
        try:
            return self.get_queryset().kept().get(uuid=UUID(self.request.GET["into"]))
        except (ValueError, ObjectDoesNotExist):
            raise Http404 from None

    def get_form_class(self):
        return MergeForm if self.into else OtherForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.into:
            return kwargs
        others = self.get_queryset().kept().exclude(pk=self.object.pk)
        return kwargs | {"rows": others, "search_url": self.picker}

    def perform(self, data):
        if not self.into:
            return data["other"]
        return merging.merge(
            kept=self.into, duplicate=self.object, reason=data["reason"], by=self.request.user
        )

    def get_success_url(self, target):
        return target.get_absolute_url() if self.into else self.address(self.object, target)

    def address(self, duplicate, kept) -> str:
        page = reverse(self.request.resolver_match.view_name, args=[duplicate.uuid])
        return f"{page}?into={kept.uuid}"

    def get_context_data(self, **kwargs):
        preview = {}
        if self.into:
            preview = {
                "into": self.into,
                "moves": kinds(merging.counted(self.object, self.request.user)),
                "differs": [
                    (field.verbose_name, shown(field, self.into), shown(field, self.object))
                    for field, _ours, _theirs in merging.differing(self.into, self.object)
                ],
                "turned": self.address(self.into, self.object),
            }
        return super().get_context_data(**preview, **kwargs)


def kinds(numbers: dict[str, int]) -> list[tuple[str, int]]:
    """How many rows of each kind, the kinds in words."""
    named = [(apps.get_model(label)._meta.verbose_name_plural, n) for label, n in numbers.items()]
    return sorted(((str(words), n) for words, n in named), key=lambda pair: -pair[1])


def shown(field, record) -> str:
    """A fact as a person reads it."""
    display = getattr(record, f"get_{field.name}_display", None)
    value = display() if display else getattr(record, field.name)
    if isinstance(value, dict):
        return " · ".join(value.values())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "")


class UnitMerge(MergePage):
    """Everybody reads every place; those outside the area are not there to be merged."""

    model = Unit
    picker = "partnerships:unit-picker"

    def get_queryset(self):
        return super().get_queryset().editable_by(self.request.user)


class OrganisationMerge(MergePage):
    model = Organisation
    picker = "partnerships:organisation-picker"


class PartnershipMerge(MergePage):
    model = Partnership
    picker = "partnerships:partnership-picker"


NAMED = {Unit: ("word", "name"), Organisation: ("name",), Partnership: ("title",)}


class Merged:
    """A record page that says into which other one it was merged, or which were merged into it."""

    def get_queryset(self):
        """With the duplicates in the same query: a record page has few to spend."""
        rows = super().get_queryset()
        named = {name: F(name) for name in ("uuid", *NAMED[rows.model])}
        others = rows.model._base_manager.filter(merged_into=OuterRef("pk")).order_by("pk")
        return rows.annotate(merged_here=ArraySubquery(others.values(said=JSONObject(**named))))

    def get_context_data(self, **kwargs):
        return super().get_context_data(merged=self.merged(), **kwargs)

    def merged(self) -> dict:
        record = self.object
        if record.merged_into_id is None:
            return {"from": [type(record)(**said) for said in record.merged_here]}
        event = AuditEvent.objects.filter(
            target=record.uuid, action=f"{merging.kind_of(record)}.merged_away"
        ).last()
        by = User.objects.filter(username=event.by).first() if event else None
        return {
            "into": record.merged_into,
            "at": event and event.at,
            "by": by.name if by else event and event.by,
            "reason": event and event.reason,
        }


MERGE = gettext_lazy("Merge…")
