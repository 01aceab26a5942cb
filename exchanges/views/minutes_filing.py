"""Minutes as they are written: items, what was agreed, what became of earlier items."""

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.boxes import without_errors
from core.forms import ROWS
from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.choices import WRITABLE, ItemKind
from exchanges.forms import MinutesForm
from exchanges.models import Meeting, Minutes
from exchanges.services import filings
from exchanges.views.parts import TEXTS, Filing, crumbs, languages_of
from exchanges.views.taken_up import TakesUp


class TakesAgenda:
    """A button puts the points of the agenda into the items, to be written on there."""

    def post(self, request, *args, **kwargs):
        if "add_agenda" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object  # noqa: B018 - out of scope is 404 before anything else
        return self.show(*without_errors(*self._filled(self._with_agenda())))

    def _with_agenda(self) -> QueryDict:
        data = self.request.POST.copy()
        said = data.get("items-TOTAL_FORMS", "0")
        total = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        rows = [f"items-{number}" for number in range(min(total, ROWS))]
        free = [row for row in rows if not self._says_anything(data, row)]
        for point in self.meeting.agenda.all():
            row = free.pop(0) if free else f"items-{total}"
            if row == f"items-{total}":
                total += 1
            data[f"{row}-kind"] = ItemKind.DISCUSSION
            for code in self.languages:
                data[f"{row}-text_{code}"] = point.text.get(code, {}).get("text", "")
        data["items-TOTAL_FORMS"] = str(min(total, ROWS))
        return data

    def _says_anything(self, data: QueryDict, row: str) -> bool:
        words = (data.get(f"{row}-text_{code}", "").strip() for code in self.languages)
        return bool(data.get(f"{row}-uuid") or data.get(f"{row}-DELETE") or any(words))


GROUPS = (  # as in the form of the whole meeting, but not counted on from its first two parts
    Group(gettext_lazy("What was said, side by side"), rows="items"),
    Group(gettext_lazy("What was agreed"), rows="agreed"),
    Group(gettext_lazy("Outcome"), ("outcome:12",)),
)


class MinutesFiling(TakesAgenda, TakesUp, Filing, FormPage):
    """The part of the filing form that is about minutes."""

    form_class = MinutesForm
    permission = permissions.FILE_MINUTES
    template_name = "exchanges/meeting_form.html"

    @property
    def rows(self):
        return self.with_found(TEXTS)

    @property
    def groups(self):
        return self.with_found_group(GROUPS)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            files_minutes=True,
            takes_agenda=self.meeting.agenda.exists(),
            crumbs=crumbs(self.meeting),
            **kwargs,
        )

    def written(self, data: dict) -> dict:
        return {
            "outcome": data["outcome"],
            "items": data["items"],
            "agreed": data["agreed"],
            "found": data.get("progress", []),
            "removed": [one for name in self.rows for one in self.removed(name)],
            "submit": self.submits,
            "by": self.request.user,
        }


class MinutesCreate(MinutesFiling):
    """Under the URL of a meeting that was held."""

    model = Meeting
    creates = Minutes
    heading = gettext_lazy("Minutes of the meeting")

    @property
    def meeting(self):
        return self.object

    @property
    def languages(self):
        return languages_of(list(self.object.partnerships.all()))

    def get(self, request, *args, **kwargs):
        if hasattr(self.object, "minutes"):
            return HttpResponseRedirect(self.object.minutes.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def perform(self, data):
        return filings.file_minutes(
            meeting=self.object,
            languages=self.languages,
            uuid=self.submission,
            **self.written(data),
        )


class MinutesEdit(MinutesFiling):
    queryset = Minutes.objects.select_related("meeting")

    def get_initial(self):
        return {"outcome": self.object.outcome}

    @property
    def meeting(self):
        return self.object.meeting

    @property
    def languages(self):
        return self.object.languages

    def get(self, request, *args, **kwargs):
        if self.object.status not in WRITABLE:
            words = _("The minutes have been submitted. They must be returned first.")
            messages.error(request, words)
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def perform(self, data):
        return filings.write_minutes(minutes=self.object, **self.written(data))
