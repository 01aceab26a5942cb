"""The signing of a text made here, and the report and copy that follow it."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.pages import FormPage, Group
from partnerships import heads, permissions
from partnerships.choices import FileKind, MemorandumStatus, Side
from partnerships.forms.memoranda_here import CopyForm, SignForm, SigningRow, SignWithCopyForm
from partnerships.models import Document, Memorandum, PartnershipParty
from partnerships.services import files, memoranda_here
from partnerships.views.memoranda_here import ARTICLE_3, WhileItMay


class MemorandumSign(WhileItMay, FormPage):
    """The signing is recorded. Whoever heads each side today stands in the rows already."""

    model = Memorandum
    permission = permissions.DRAFT_MEMORANDUM
    rows = {"signatories": SigningRow}
    submit = _("Record the signing")
    template_name = "partnerships/memorandum_sign.html"

    def closed(self, text):
        cleared = text.basis == Basis.MADE_HERE and text.status == MemorandumStatus.CLEARED
        return "" if cleared else gettext("A text is signed once it is cleared.")

    def get_heading(self):
        return gettext("Record the signing: %(text)s") % {"text": self.object}

    @property
    def copies(self):
        return self.object.documents.filter(is_master=True, withdrawn_reason="")

    def get_form_class(self):
        return SignForm if self.copies.exists() else SignWithCopyForm

    @property
    def groups(self):
        shown = (
            Group(gettext("The signing"), ("signed:4", "place:8")),
            Group(gettext("Who signed"), rows="signatories"),
            Group(ARTICLE_3.title, ("cooperation:6", "mode:6", "term:6", "term_words:6",
                                    "not_binding:12")),
        )  # fmt: skip
        if self.copies.exists():
            return shown
        note = gettext("Without it the signing is not recorded. It may also be among the files.")
        copy = Group(gettext("The signed copy"), ("signed_copy:6", "declared:6"), note=note)
        return (*shown, copy)

    def get_context_data(self, **kwargs):
        return super().get_context_data(copies=list(self.copies), missing=self._missing(), **kwargs)

    def _missing(self) -> list[str]:
        """What Article 3 asks and nobody has written yet, told before the form is sent."""
        if self.object.route not in memoranda_here.ARTICLE_3:
            return []
        text = self.object
        asked = {
            _("field and content"): text.cooperation,
            _("how the parties work together"): text.mode,
            _("that it is not legally binding"): text.not_binding,
            _("term"): text.term,
        }
        return [str(words) for words, there in asked.items() if not there]

    def get_initial(self):
        text = self.object
        names = ("place", "term_words", "cooperation", "mode", "not_binding")
        return {name: getattr(text, name) for name in names} | {"term": PartialDate(text.term)}

    def initial_rows(self, name):
        """Their uuids only say that these rows count although nobody touched them."""
        today = timezone.localdate()
        standing = PartnershipParty.objects.standing(today)
        ties = standing.filter(partnership__in=self.object.partnerships.all())
        parties = [*self.object.parties.all(), *ties.order_by("pk")]
        found = []
        for side in Side.values:
            who = [one.who for one in parties if one.side == side]
            led = heads.of_places(who, today, self.request.user)
            found += [
                {
                    "uuid": holder.post.uuid,
                    "side": side,
                    "person": holder.post.person,
                    "post": str(holder.post.title),
                }
                for one in led
                for holder in one.heads
            ]
        return found

    def perform(self, data):
        rows = [row | {"uuid": None} for row in data.pop("signatories")]
        upload, declared = data.pop("signed_copy", None), data.pop("declared", False)
        if upload is not None:
            self._attach(upload, declared)
        return memoranda_here.sign(
            text=self.object,
            signatories=rows,
            **data,
            today=timezone.localdate(),
            by=self.request.user,
        )

    def _attach(self, upload, declared: bool) -> None:
        try:
            files.attach(
                model=Document,
                of={"memorandum": self.object},
                upload=upload,
                kind=FileKind.SIGNED_COPY,
                is_master=True,
                declared=declared,
                by=self.request.user,
            )
        except RuleViolation as refused:
            field = "declared" if refused.field == "declared" else "signed_copy"
            raise RuleViolation(str(refused), field) from refused


class MemorandumCopy(FormPage):
    model = Memorandum
    form_class = CopyForm
    permission = permissions.DRAFT_MEMORANDUM
    heading = submit = _("Record that report and copy were sent")
    groups = (Group("", ("on:4",)),)

    def get_initial(self):
        return {"on": self.object.copy_sent_on or timezone.localdate()}

    def perform(self, data):
        return memoranda_here.send_copy(
            text=self.object, **data, today=timezone.localdate(), by=self.request.user
        )
