"""One act on several rows of a list: they are shown first, then it is done to all or to none."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from core.boxes import laid_out, problems
from core.form_pages import Group
from core.forms import ScopedForm
from core.lists import PAGE
from core.pickers import read_uuids
from core.refusals import REFUSED, sentence
from core.view_pages import ListPage, Page


@dataclass(frozen=True)
class Candidate:
    """A record as the page lists it. What hinders the act, or refused it, stands in `reasons`."""

    record: models.Model
    state: str
    reasons: list[str]
    can_be_ticked: bool
    is_ticked: bool


class ChosenPage(Page, FormView):
    """The act of a record's own page, for several rows of a list at once, without any script.

    `?row=` names the rows; without it the page offers those that the filters of the list leave
    and that are in a state of `begins`. All ticked records are done in one transaction, each by
    its own service; if one is refused, nothing is done and each says why.
    """

    template_name = "core/chosen.html"
    form_class = ScopedForm
    listed: type[ListPage]  # the list whose rows these are, with its scope and filters
    back: str  # the name of its URL
    begins: tuple[models.TextChoices, ...]
    related: tuple[str, ...] = ()  # what the name of a record is made of
    groups: tuple[Group, ...] = ()
    most = PAGE  # records at once: fewer where each takes long, since the browser waits
    submit = gettext_lazy("Do it for all that are ticked")

    # What a page says

    def hindrance(self, record) -> str:
        """Why this record cannot be done, as far as it shows without trying; else nothing."""
        return ""

    def waiting(self, rows: models.QuerySet) -> models.QuerySet:
        """Of the rows of the list those that are in a state of `begins`."""
        return rows.filter(status__in=self.begins)

    def stated(self, record):
        """What has the state: the record, or what belongs to it; None where it has none yet."""
        return record

    def begin(self, records: list, data: dict) -> dict:
        """What is done once for all of them, before the first: a paper that all of them name."""
        return data

    def perform(self, record, data: dict) -> None:
        """The one call of the record's own service."""
        raise NotImplementedError

    # The rows

    @cached_property
    def listing(self) -> ListPage:
        page = self.listed()
        page.setup(self.request)
        return page

    @cached_property
    def ticked(self) -> list[UUID]:
        return read_uuids(self.request.POST.getlist("row"))[: self.most]

    def _records(self, rows: models.QuerySet) -> list:
        """In the order of the list, each with what its name is made of."""
        keys = list(rows.values_list("pk", flat=True)[: self.most + 1])
        model = rows.model
        found = model._base_manager.select_related(*self.related).in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _offered(self) -> list:
        rows = self.listing.table.all_rows()
        if self.listing.chosen is None:
            rows = self.waiting(rows)
        return self._records(rows)

    def _asked_for(self) -> list:
        """The ticked records that the user may see, always in the same order: two such acts at
        once then wait for each other instead of stopping each other.
        """
        rows = self.listing.get_queryset().filter(uuid__in=self.ticked).order_by("pk")
        return self._records(rows)

    # Requests

    def get(self, request, *args, **kwargs):
        return self.show(self.get_form(), self._offered(), {})

    def post(self, request, *args, **kwargs):
        form, records, refusals = self.get_form(), self._asked_for(), {}
        self._require_all_there(form, records)
        if form.is_valid():
            refusals = self._done(form, records)
            if form.is_valid() and not refusals:
                return self._told(records)
        offered = self._offered()
        place = {record.pk: at for at, record in enumerate(offered)}
        records.sort(key=lambda record: place.get(record.pk, len(place)))
        there = {record.pk for record in records}
        others = [one for one in offered if one.pk not in there]
        return self.show(form, [*records, *others], refusals, status=422)

    def _require_all_there(self, form, records: list) -> None:
        if not self.ticked:
            form.add_error(None, _("Tick at least one record."))
        elif len(records) < len(set(self.ticked)):
            words = _("Some of what you ticked is gone, or is no longer yours to see.")
            form.add_error(None, words)

    def _done(self, form, records: list) -> dict[UUID, list[str]]:
        """Every refusal by its record; if there is one, nothing has been done."""
        refusals = {}
        with transaction.atomic():
            data = self._begun(form, records)
            for record in records if data is not None else ():
                try:
                    with transaction.atomic():
                        self.perform(record, dict(data))
                except REFUSED as refused:
                    refusals[record.uuid] = sentence(refused)
                    _say_at_its_box(form, refused)
            if refusals or form.errors:
                transaction.set_rollback(True)
        return refusals

    def _begun(self, form, records: list) -> dict | None:
        try:
            with transaction.atomic():
                return self.begin(records, dict(form.cleaned_data))
        except REFUSED as refused:
            if not _say_at_its_box(form, refused):
                form.add_error(None, sentence(refused))
            return None

    def _told(self, records: list):
        """Back in the list, cut down to what was done: each row shows its new state."""
        count = len(records)
        words = ngettext("Done for %(count)s record.", "Done for %(count)s records.", count)
        messages.success(self.request, words % {"count": count})
        rows = urlencode([("row", record.uuid) for record in records])
        return HttpResponseRedirect(f"{reverse(self.back)}?{rows}")

    # The page

    def show(self, form, records: list, refusals: dict, status=200):
        shown = [self._candidate(record, refusals) for record in records[: self.most]]
        context = self.get_context_data(
            form=form,
            groups=laid_out(form, {}, self.groups, None),
            problems=problems(form, {}) if status != 200 else [],
            candidates=shown,
            refused=len(refusals),
            any_left=any(one.is_ticked for one in shown),
            more=len(records) > self.most,
            most=self.most,
            can_do=sum(one.can_be_ticked for one in shown),
        )
        return self.render_to_response(context, status=status)

    def _candidate(self, record, refusals: dict) -> Candidate:
        hindered = self._state_hinders(record) or self.hindrance(record)
        said = refusals.get(record.uuid, [])
        named = record.uuid in self.ticked
        if self.request.method == "GET":
            named = self.listing.chosen is not None or self.request.GET.get("tick") == "all"
        reasons, stated = said or ([hindered] if hindered else []), self.stated(record)
        state = stated.get_status_display() if stated else ""
        return Candidate(record, state, reasons, not hindered, named and not reasons)

    def _state_hinders(self, record) -> str:
        """Where nothing has a state yet, `hindrance` says why."""
        stated = self.stated(record)
        if stated is None or stated.status in self.begins:
            return ""
        labels = {
            "now": stated.get_status_display(),
            "needed": "”, “".join(str(state.label) for state in self.begins),
        }
        return _("It is “%(now)s”. This can only be done with what is “%(needed)s”.") % labels

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading,
            crumbs=[(capfirst(self.listing.get_heading()), reverse(self.back))],
            cancel=reverse(self.back),
            **kwargs,
        )


def _say_at_its_box(form, refused: Exception) -> bool:
    """A refusal that is about a box of the form is said there, once; False if it is about none."""
    at = getattr(refused, "field", "")
    if at not in form.fields:
        return False
    new = [words for words in sentence(refused) if words not in form.errors.get(at, ())]
    if new:
        form.add_error(at, new)
    return True
