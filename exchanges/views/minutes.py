from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, ActionPage, DetailPage, FormPage
from core.word_pages import word_box
from exchanges import permissions
from exchanges.choices import WRITABLE, MinutesStatus, Outcome
from exchanges.forms import MinutesForm, ReasonForm
from exchanges.lists import state
from exchanges.models import Meeting, Minutes
from exchanges.services import filings, minutes
from exchanges.views.filing import TEXT_GROUPS
from exchanges.views.parts import SOURCES, TEXTS, Filing, agreed_row, crumbs, languages_of, texts
from exchanges.views.words import MinutesWords

TRACK = (
    MinutesStatus.DRAFT,
    MinutesStatus.SUBMITTED,
    MinutesStatus.TEXT_AGREED,
    MinutesStatus.SIGNED_BY_ONE,
    MinutesStatus.SIGNED_BY_BOTH,
    MinutesStatus.ARCHIVED,
)


class MinutesDetail(DetailPage):
    queryset = Minutes.objects.select_related("meeting", "filed_by", "checked_by").prefetch_related(
        "items", SOURCES
    )
    permission = permissions.VIEW_MINUTES

    def get_context_data(self, **kwargs):
        record = self.object
        now = MinutesStatus(record.status)
        if now == MinutesStatus.RETURNED:
            now = MinutesStatus.DRAFT
        place = TRACK.index(now)
        return super().get_context_data(
            status=state(MinutesStatus, record.status),
            track=[
                {"words": step.label, "done": number < place, "now": number == place}
                for number, step in enumerate(TRACK)
                if record.outcome != Outcome.UNILATERAL or step not in _OF_BOTH_SIDES
            ],
            items=[
                {"item": item, "texts": texts(item.text, record.languages)}
                for item in record.items.all()
            ],
            agreed=[
                agreed_row(item, record.languages) for item in record.meeting.agreed_items.all()
            ],
            missing=record.missing(),
            word=self._word(),
            **kwargs,
        )

    def _word(self) -> dict:
        versions = self._url("revisions") if self.may(permissions.VIEW_REVISIONS) else ""
        return word_box(
            MinutesWords(),
            self.object,
            may_write=self.may(permissions.FILE_MINUTES),
            revisions=versions,
        )

    def get_actions(self):
        record, found = self.object, []
        if record.status in WRITABLE and self.may(permissions.FILE_MINUTES):
            found = [
                Action(_("Write on"), self._url("edit")),
                Action(_("Submit for checking"), self._url("submit"), "post"),
            ]
        if not self.may(permissions.CHECK_MINUTES) or record.filed_by == self.request.user:
            return found
        if record.status == MinutesStatus.SUBMITTED:
            if record.outcome != Outcome.UNILATERAL:
                found.append(Action(_("The text is agreed"), self._url("agree"), "post"))
            found.append(Action(_("Return with a reason"), self._url("return")))
        if record.status == MinutesStatus.TEXT_AGREED:
            found.append(Action(_("Back to draft with a reason"), self._url("reopen")))
        return found

    def _url(self, verb: str) -> str:
        return reverse(f"exchanges:minutes-{verb}", args=[self.object.uuid])


_OF_BOTH_SIDES = (MinutesStatus.TEXT_AGREED, MinutesStatus.SIGNED_BY_BOTH)


class MinutesFiling(Filing, FormPage):
    """The part of the filing form that is about minutes."""

    form_class = MinutesForm
    permission = permissions.FILE_MINUTES
    template_name = "exchanges/meeting_form.html"
    rows = TEXTS
    groups = TEXT_GROUPS

    def get_context_data(self, **kwargs):
        return super().get_context_data(files_minutes=True, crumbs=crumbs(self.meeting), **kwargs)

    def written(self, data: dict) -> dict:
        return {
            "outcome": data["outcome"],
            "items": data["items"],
            "agreed": data["agreed"],
            "removed": [*self.removed("items"), *self.removed("agreed")],
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


class MinutesSubmit(ActionPage):
    model = Minutes
    permission = permissions.FILE_MINUTES
    done = gettext_lazy("Submitted. The office will check the minutes.")

    def perform(self, record):
        minutes.submit(minutes=record, by=self.request.user)


class MinutesAgree(ActionPage):
    model = Minutes
    permission = permissions.CHECK_MINUTES
    done = gettext_lazy("The text of the minutes is agreed.")

    def perform(self, record):
        minutes.agree_text(minutes=record, by=self.request.user)


class MinutesReturn(FormPage):
    model = Minutes
    form_class = ReasonForm
    permission = permissions.CHECK_MINUTES
    heading = gettext_lazy("Return the minutes to the filer")
    submit = gettext_lazy("Return")

    def perform(self, data):
        return minutes.return_(minutes=self.object, by=self.request.user, **data)


class MinutesReopen(FormPage):
    model = Minutes
    form_class = ReasonForm
    permission = permissions.CHECK_MINUTES
    heading = gettext_lazy("Make the minutes a draft again")
    submit = gettext_lazy("Make it a draft")

    def perform(self, data):
        return minutes.reopen(minutes=self.object, by=self.request.user, **data)
