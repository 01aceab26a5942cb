"""Activities: the list, one of them, the short form, taking one back."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import Action, DetailPage, FormPage, Group
from exchanges import permissions
from exchanges.activity_filters import ActivityFilter
from exchanges.activity_lists import ACTIVITIES, counts
from exchanges.choices import ActivityKind, DoneBy
from exchanges.forms.activities import ActivityForm, FigureRow, TakeBackForm
from exchanges.happened import with_figures
from exchanges.models import Activity
from exchanges.services import activities
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import seen_sources, seen_tie, with_tie
from partnerships.forms import PassageRow
from partnerships.models import Organisation, Partnership, Unit
from partnerships.views import parts
from partnerships.views.sourced import SOURCES as SOURCE_ROWS
from partnerships.views.sourced import passage_rows

BESIDE = ((_("Totals"), "exchanges:activity-totals"), (_("Patrols"), "exchanges:patrol-list"))
TABS = ((_("Those that count"), ""), (_("Taken back"), "standing=no"))


class ActivityList(InReach, parts.RecordList):
    model = Activity
    columns = ACTIVITIES
    detail = "exchanges:activity-detail"
    filterset_class = ActivityFilter
    default_sort = "-happened"
    permission = permissions.VIEW_ACTIVITY
    brought_as = "activities"
    create = ("exchanges:activity-create", _("Enter an activity"), permissions.EDIT_ACTIVITY)
    related = BESIDE
    tabs = TABS

    def get_queryset(self):
        return with_figures(with_tie(super().get_queryset(), self.reach))


class ActivityDetail(InReach, DetailPage):
    model = Activity
    permission = permissions.VIEW_ACTIVITY

    def get_queryset(self):
        rows = super().get_queryset().select_related("unit", "organiser", "filed_by")
        return rows.prefetch_related("figures", seen_tie(self.reach), seen_sources(self.reach))

    def get_actions(self):
        return acts(self, "activity", permissions.EDIT_ACTIVITY)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            standing=counts(self.object.withdrawn_reason),
            files=parts.address(self.request.user, "exchanges:activity-files", self.object),
            **kwargs,
        )


def acts(page, name: str, permission) -> list[Action]:
    """What can be done with an activity or a patrol that stands."""
    record = page.object
    if record.withdrawn_reason or not page.may(permission):
        return []
    return [
        Action(words, reverse(f"exchanges:{name}-{verb}", args=[record.uuid]))
        for words, verb in ((gettext("Edit"), "edit"), (gettext("Take it back"), "withdraw"))
    ]


class ActivityPage(FormPage):
    """The one short form."""

    model = Activity
    form_class = ActivityForm
    rows = {"figures": FigureRow, "passages": PassageRow}
    permission = permissions.EDIT_ACTIVITY
    autosave = True
    groups = (
        Group(
            _("What, with whom, when"),
            (
                "kind:4", "happened:4", "done_by:4", "partnership:12", "unit:6", "organiser:6",
                "place:6", "basis:6", "title:12", "note:12",
            ),
        ),
        Group(_("How much"), rows="figures"),
        SOURCE_ROWS,
    )  # fmt: skip

    def initial_rows(self, name):
        if self.object is None:
            return []
        if name == "passages":
            return passage_rows(self.object, self.request.user)
        return [
            {"uuid": one.uuid, "measure": one.measure, "what": one.what, "amount": one.amount}
            for one in self.object.figures.all()
        ]

    def get_context_data(self, **kwargs):
        listed = (gettext("Activities"), reverse("exchanges:activity-list"))
        return super().get_context_data(crumbs=[listed], **kwargs)


def records_of(record, *names: str) -> dict:
    """What a record names, as a form of it begins."""
    return {name: getattr(record, name) for name in names}


def asked_public(request, records, name: str):
    """What ?name=<uuid> names among places and bodies: their names are public."""
    try:
        return records.filter(uuid=UUID(request.GET.get(name, ""))).first()
    except ValueError:
        return None


class ActivityCreate(ActivityPage):
    """From the menu, from a tie (?tie=) or a unit (?unit=). "Save and enter the next" comes back
    here with tie, kind, place, day and what was counted as they were.
    """

    template_name = "exchanges/activity_form.html"
    heading = _("A new activity")

    @cached_property
    def came_from(self) -> dict:
        asked = {
            "partnership": parts.asked_record(self.request, Partnership.objects.kept(), "tie"),
            "unit": asked_public(self.request, Unit.objects.kept(), "unit"),
            "organiser": asked_public(self.request, Organisation.objects.kept(), "organiser"),
        }
        return {name: record for name, record in asked.items() if record}

    def get_initial(self):
        said = {
            name: self.request.GET[name][:200]
            for name in ("happened", "place")
            if self.request.GET.get(name)
        }
        for name, choices in (("kind", ActivityKind), ("done_by", DoneBy)):
            if self.request.GET.get(name) in choices.values:
                said[name] = self.request.GET[name]
        return super().get_initial() | self.came_from | said

    def row_kwargs(self, name):
        return {"first": self.request.GET.get("measure", "")} if name == "figures" else {}

    def get_cancel_url(self):
        first = next(iter(self.came_from.values()), None)
        return first.get_absolute_url() if first else reverse("exchanges:activity-list")

    def get_success_url(self, target):
        if "next" not in self.request.POST:
            return super().get_success_url(target)
        words = gettext("Saved: %(title)s. Enter the next one.") % {"title": target}
        messages.success(self.request, words)
        kept = {
            "tie": target.partnership and target.partnership.uuid,
            "unit": target.unit and target.unit.uuid,
            "organiser": target.organiser and target.organiser.uuid,
            "kind": target.kind,
            "done_by": target.done_by,
            "place": target.place,
            "happened": str(target.happened),
            "measure": target.figures.values_list("measure", flat=True).first(),
        }
        said = urlencode({name: value for name, value in kept.items() if value})
        return f"{reverse('exchanges:activity-create')}?{said}"

    def perform(self, data):
        today = timezone.localdate()
        return activities.record(**data, uuid=self.submission, today=today, by=self.request.user)


class ActivityEdit(ActivityPage):
    queryset = Activity.objects.select_related("partnership", "unit", "organiser")

    def get_initial(self):
        """At hand, so that a tie which this user may not see stays."""
        return super().get_initial() | records_of(self.object, "partnership", "unit", "organiser")

    def perform(self, data):
        today = timezone.localdate()
        return activities.revise(activity=self.object, **data, today=today, by=self.request.user)


class ActivityWithdraw(FormPage):
    model = Activity
    form_class = TakeBackForm
    permission = permissions.EDIT_ACTIVITY
    submit = _("Take it back")
    groups = (
        Group(
            _("Take the activity back"),
            ("reason:12",),
            note=_("It stays to be read, and counts no more."),
        ),
    )

    def perform(self, data):
        return activities.withdraw(activity=self.object, **data, by=self.request.user)
