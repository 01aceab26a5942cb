"""A small site over the machinery: offices with branches. Its rows are kept in one column."""

from django import forms
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Office
from core.access import permission
from core.errors import RuleViolation
from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import RecordForm, RowForm
from core.lists import NONE_YET, Column
from core.pages import (
    Action,
    ActionPage,
    DetailPage,
    FormPage,
    FragmentPage,
    Group,
    ListPage,
    PickerPage,
)
from core.pickers import RecordChoice
from partnerships.models import Partnership

USE = permission("tests.use", Role.OFFICER)
WRITE = permission("tests.write", Role.OFFICER)


class BranchRow(RowForm):
    one = "branch"
    add = "Add a branch"
    name = forms.CharField(label="Name", max_length=40)
    opened = PartialDateFormField(label="Opened", required=False)


class OfficeForm(RecordForm):
    founded = PartialDateFormField(label="Founded", required=False)
    budget = AmountFormField(label="Budget", required=False)
    parent = RecordChoice(
        Office.objects.all(), label="Parent", required=False, search_url="demo:pick"
    )

    class Meta:
        model = Office
        fields = ["name", "superior", "code", "place"]


class OfficePage(FormPage):
    model = Office
    form_class = OfficeForm
    permission = WRITE
    rows = {"branches": BranchRow}
    autosave = True
    groups = (
        Group(_("Office"), ("name", "superior", "code:3", "place:3", "founded:3", "parent")),
        Group("Branches", rows="branches", note="Where it works."),
    )

    def get_success_url(self, target):
        return f"/demo/{target.uuid}/"

    def get_cancel_url(self):
        return "/demo/"

    def write(self, office, data):
        if data["name"] == "refused":
            raise RuleViolation("The office of this name is refused.")
        for name in ("name", "superior", "place"):
            setattr(office, name, data[name])
        office.code = ",".join(row["name"] for row in data["branches"])[:20] or data["code"]
        office.save()
        if data["superior"] == "half":
            raise RuleViolation("Refused after writing.")
        return office


class OfficeCreate(OfficePage):
    heading = "New office"

    def perform(self, data):
        if data["name"] == "unchecked":  # what a rule of the database alone refuses
            data["name"] = Office.objects.first().name
        return self.write(Office(uuid=self.submission), data)


class OfficeEdit(OfficePage):
    def initial_rows(self, name):
        return [{"name": one} for one in self.object.code.split(",") if one]

    def perform(self, data):
        return self.write(self.object, data)


class OfficeList(ListPage):
    model = Office
    columns = (
        Column("name", "Name", ("name",), order="name"),
        Column("superior", "Superior", ("superior",), order="superior", missing=NONE_YET),
        Column("code", "Code", ("code",), kind="number"),
        Column("place", "Place", ("place",), hidden=True),
    )
    detail = "demo:detail"
    permission = USE
    create = ("demo:create", "Add office", WRITE)
    tabs = (("All", ""), ("Hà Nội", "place=Hà Nội"))
    heading = "offices"


class OfficeDetail(DetailPage):
    model = Office
    permission = USE
    template_name = "core/fragment.html"

    def get_actions(self):
        return [Action("Close", f"/demo/{self.object.uuid}/close/", "danger", ask="Really?")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(piece="core/_empty.html", words="a piece", **kwargs)


class TieDetail(DetailPage):
    model = Partnership
    permission = USE


class OfficePiece(FragmentPage):
    model = Office
    permission = USE
    template_name = "core/_empty.html"
    heading = "Piece"

    def get_context_data(self, **kwargs):
        return super().get_context_data(words="a piece", **kwargs)


class OfficeClose(ActionPage):
    model = Office
    permission = WRITE

    def perform(self, office):
        Office.objects.filter(pk=office.pk).update(place="closed")
        raise RuleViolation("It is not to be closed.")


class OfficePicker(PickerPage):
    model = Office
    permission = USE

    @staticmethod
    def search(rows, words):
        return rows.filter(name__icontains=words)


demo = (
    [
        path("", OfficeList.as_view(), name="list"),
        path("new/", OfficeCreate.as_view(), name="create"),
        path("pick/", OfficePicker.as_view(), name="pick"),
        path("ties/<uuid:uuid>/", TieDetail.as_view(), name="tie"),
        path("<uuid:uuid>/", OfficeDetail.as_view(), name="detail"),
        path("<uuid:uuid>/edit/", OfficeEdit.as_view(), name="edit"),
        path("<uuid:uuid>/piece/", OfficePiece.as_view(), name="piece"),
        path("<uuid:uuid>/close/", OfficeClose.as_view(), name="close"),
    ],
    "demo",
)
urlpatterns = [
    path("demo/", include(demo)),
    path("sign-in/", include("accounts.sign_in_urls")),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
handler500 = "core.faults.server_error"
