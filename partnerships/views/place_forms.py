from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.forms.units import (
    RenameForm,
    UnitCreateForm,
    UnitForm,
    UnitNameRow,
    UnitParentRow,
    UnitSuccessionRow,
)
from partnerships.models import Unit
from partnerships.services import places
from partnerships.views import alike

FACTS = ("word:3", "name:5", "level:4")
DAYS = ("valid_from:4", "valid_to:4", "code:4", "latitude:4", "longitude:4")
ROWS = (
    Group(
        _("Belongs to"),
        rows="parents",
        note=_("One unit at a time. Where a reform moved it, the first row ends on that day."),
    ),
    Group(
        _("Further names"),
        rows="names",
        note=_(
            "In its own script, former names, and spellings that sources use. Only names that a "
            "source has; a name is found in the search as soon as it stands here."
        ),
    ),
    Group(
        _("What became of it"),
        rows="successions",
        note=_(
            "One row for each unit that a divided unit went into. Where it only has another name, "
            "use “Rename” instead."
        ),
    ),
)


class UnitPage(FormPage):
    """The form of a place: its own facts, names, what it belonged to and what became of it."""

    model = Unit
    rows = {"parents": UnitParentRow, "names": UnitNameRow, "successions": UnitSuccessionRow}
    autosave = True
    permission = permissions.EDIT_UNIT


class UnitCreate(UnitPage):
    form_class = UnitCreateForm
    heading = _("A new place")
    groups = (Group(_("The place"), (*FACTS, "country:4", *DAYS)), *ROWS)

    def lookalikes(self, data):
        parents = [row["parent"] for row in data["parents"]]
        others = {row["language"]: row["text"] for row in data["names"]}
        said = {"parent": parents[-1] if parents else None, "other_names": others}
        return alike.units(data | said)

    def perform(self, data):
        return places.propose(**data, uuid=self.submission, by=self.request.user)


class OfTheArea:
    """Everybody reads every place; the forms of one outside the area, or of a duplicate that was
    merged into another, are not there.
    """

    def get_queryset(self):
        return super().get_queryset().kept().editable_by(self.request.user)


class UnitEdit(OfTheArea, UnitPage):
    form_class = UnitForm
    template_name = "partnerships/unit_form.html"
    groups = (Group(_("The place"), (*FACTS, *DAYS)), *ROWS)

    def initial_rows(self, name):
        rows, names = {
            "parents": (self.object.parents.select_related("parent__parent"), UnitParentRow),
            "names": (self.object.names, UnitNameRow),
            "successions": (
                self.object.successions.select_related("successor__parent", "paper"),
                UnitSuccessionRow,
            ),
        }[name]
        fields = [field for field in names.base_fields if field != "uuid"]
        return [
            {"uuid": row.uuid} | {field: getattr(row, field) for field in fields}
            for row in rows.order_by("pk")
        ]

    def get_context_data(self, **kwargs):
        steps = self.object.precessions.select_related("predecessor__parent", "paper")
        return super().get_context_data(precessions=steps.order_by("on", "pk"), **kwargs)

    def perform(self, data):
        return places.revise(unit=self.object, **data, by=self.request.user)


class UnitRename(OfTheArea, FormPage):
    model = Unit
    form_class = RenameForm
    permission = permissions.EDIT_UNIT
    submit = _("Rename")
    groups = (
        Group(
            _("The new name"),
            ("name:5", "on:3", "paper:4"),
            note=_(
                "It stays the same place: its name of until then is kept with its days, and papers "
                "of an earlier day print that one. If the authorities made a new unit of it, enter "
                "that unit and what became of this one instead."
            ),
        ),
    )

    def get_heading(self):
        return gettext("Rename %(unit)s") % {"unit": self.object}

    def perform(self, data):
        return places.rename(
            unit=self.object, **data, today=timezone.localdate(), by=self.request.user
        )
