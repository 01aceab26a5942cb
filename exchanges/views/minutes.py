from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import NAMES, TextState
from core.pages import Action, ActionPage, DetailPage, FormPage
from core.word_pages import word_box
from exchanges import permissions, progress
from exchanges.choices import WRITABLE, MinutesStatus, Outcome
from exchanges.forms import ReasonForm
from exchanges.lists import state
from exchanges.models import AgreedItem, Minutes, MinutesSignature
from exchanges.services import minutes
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import DOERS, agreed_row, found_row, seen_sources, texts
from exchanges.views.signatures import sides_to_sign
from exchanges.views.words import MinutesWords
from partnerships.choices import Side
from partnerships.views.parts import address

TRACK = (
    MinutesStatus.DRAFT,
    MinutesStatus.SUBMITTED,
    MinutesStatus.TEXT_AGREED,
    MinutesStatus.SIGNED_BY_ONE,
    MinutesStatus.SIGNED_BY_BOTH,
    MinutesStatus.ARCHIVED,
)


SIGNATURES = Prefetch("signatures", MinutesSignature.objects.select_related("person", "post"))
AGREED = Prefetch("meeting__agreed_items", AgreedItem.objects.prefetch_related(DOERS))
SIGNED_BY = {
    Side.HOME: gettext_lazy("Our side has signed"),
    Side.COUNTERPART: gettext_lazy("The other side has signed"),
}


READY = (TextState.CHECKED, TextState.AGREED)  # of these, papers for signing are made


class MinutesDetail(InReach, DetailPage):
    queryset = Minutes.objects.select_related("meeting", "filed_by", "checked_by")
    permission = permissions.VIEW_MINUTES

    def get_queryset(self):
        shown = ("items", SIGNATURES, AGREED, seen_sources(self.reach))
        return super().get_queryset().prefetch_related(*shown)

    def get_context_data(self, **kwargs):
        record, languages = self.object, self.object.languages
        taken_up = progress.of(record.meeting)
        agreed = record.meeting.agreed_items.all()
        return super().get_context_data(
            status=state(MinutesStatus, record.status),
            track=self._track(),
            items=[
                {"item": item, "texts": texts(item.text, languages)} for item in record.items.all()
            ],
            agreed=[agreed_row(item, languages) for item in agreed],
            found=[found_row(one, languages) for one in taken_up],
            signed_by=record.signatures.all(),
            files=self._url("files") if self.may(permissions.VIEW_FILE) else "",
            prints=address(self.request.user, "reports:minutes-prints", record),
            missing=record.missing(),
            unready=self._not_for_signing(taken_up),
            word=self._word(),
            **kwargs,
        )

    def _not_for_signing(self, taken_up: list) -> str:
        """The languages in which a line waits for its check; said while it can still be mended."""
        record = self.object
        if record.status not in (MinutesStatus.SUBMITTED, MinutesStatus.TEXT_AGREED):
            return ""
        lines = [*record.items.all(), *record.meeting.agreed_items.all()]
        written = [one.text for one in lines] + [one.text for one in taken_up if one.text]
        waiting = [
            str(NAMES[code][0])
            for code in record.languages
            if any(text.get(code, {}).get("state") not in READY for text in written)
        ]
        return ", ".join(waiting)

    def _track(self) -> list[dict]:
        record = self.object
        now = MinutesStatus(record.status)
        place = TRACK.index(MinutesStatus.DRAFT if now == MinutesStatus.RETURNED else now)
        return [
            {"words": step.label, "done": number < place, "now": number == place}
            for number, step in enumerate(TRACK)
            if record.outcome != Outcome.UNILATERAL or step not in _OF_BOTH_SIDES
        ]

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
        if self.may(permissions.CHECK_MINUTES):
            found += self._checking()
        return found + self._signing()

    def _checking(self) -> list[Action]:
        """What the office does with the minutes that somebody else filed."""
        record, found = self.object, []
        own = record.filed_by == self.request.user
        if record.status == MinutesStatus.SUBMITTED and not own:
            if record.outcome != Outcome.UNILATERAL:
                found.append(Action(_("The text is agreed"), self._url("agree"), "post"))
            found.append(Action(_("Return with a reason"), self._url("return")))
        if record.status == MinutesStatus.TEXT_AGREED and not own:
            found.append(Action(_("Back to draft with a reason"), self._url("reopen")))
        signed = (MinutesStatus.SIGNED_BY_BOTH, MinutesStatus.SIGNED_BY_ONE)
        alone = record.outcome == Outcome.UNILATERAL
        if record.status == signed[alone] and record.has_signed_scan():
            found.append(Action(_("Archive with the signed scan"), self._url("archive"), "post"))
        return found

    def _signing(self) -> list[Action]:
        record, may = self.object, self.may(permissions.SIGN_MINUTES)
        if record.outcome == Outcome.UNILATERAL:
            another = record.filed_by != self.request.user
            may = may and another and self.may(permissions.CHECK_MINUTES)
        if not may:
            return []
        return [
            Action(SIGNED_BY[side], f"{self._url('sign')}?side={side}")
            for side in sides_to_sign(record)
        ]

    def _url(self, verb: str) -> str:
        return reverse(f"exchanges:minutes-{verb}", args=[self.object.uuid])


_OF_BOTH_SIDES = (MinutesStatus.TEXT_AGREED, MinutesStatus.SIGNED_BY_BOTH)


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
