"""Translation by Word on the page: out as a file, back in by upload, looked at, taken over."""

import json
from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core import word
from core.errors import RuleViolation
from core.form_pages import LARGEST_DRAFT
from core.forms import ScopedForm
from core.languages import NAMES
from core.pages import FormPage, Page

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Words:
    """What the pages ask about a text in several languages. Each record answers in its own app.

    `urls` is what the names of the three pages begin with: "-out", "-in" and "-check" follow.
    """

    urls: str

    def lines(self, record) -> list[word.Line]:
        """The lines of the text as they are now, in their order."""
        raise NotImplementedError

    def closed(self, record) -> str:
        """Why nothing can be written in the text now; empty if it can."""
        return ""

    def hand_out(self, record, language: str) -> None:
        """The service that writes down who took the text out."""
        raise NotImplementedError

    def take_back(self, record, changes: dict[str, dict], language: str) -> None:
        """The service that writes the lines: {key of the line: changes by language}."""
        raise NotImplementedError

    def url(self, page: str) -> str:
        return reverse(f"{self.urls}-{page}", args=[self.object.uuid])

    @property
    def returned_file(self):
        """What the user uploaded and has not decided on yet."""
        return self.request.user.drafts.filter(page=self.url("check")).first()


def others(languages: list[str]) -> list[str]:
    """The languages that a Vietnamese text is translated into."""
    return [code for code in languages if code != word.lines.SOURCE and code in NAMES]


class WordOut(Words, Page, SingleObjectMixin, View):
    """The file for the translator. The trail says who took it, and for which language."""

    object = None

    def get(self, request, *args, **kwargs):
        record = self.object = self.get_object()
        wanted = request.GET.get("language") or next(iter(others(record.languages)), "")
        if wanted not in others(record.languages):
            messages.error(request, _("This text has no other language to translate into."))
            return redirect(record)
        title = str(record)
        try:
            data = word.write(
                self.lines(record), language=wanted, title=title, on=timezone.localdate()
            )
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(record)
        self.hand_out(record, wanted)
        name = f"{slugify(title, allow_unicode=True)[:120]}-{wanted}.docx"
        return FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=TYPE)


class WordFileForm(ScopedForm):
    file = forms.FileField(
        label=gettext_lazy("Word file that was filled in"),
        widget=forms.FileInput(attrs={"accept": f".docx,{TYPE}"}),
        help_text=gettext_lazy("Nothing changes yet: what the file would change is shown first."),
        error_messages={"empty": gettext_lazy("The file is empty. Save it in Word again.")},
    )


class WordIn(Words, FormPage):
    """The file comes back. It is read and kept as a draft; nothing is written yet."""

    form_class = WordFileForm
    template_name = "core/word_in.html"
    heading = gettext_lazy("Bring a translation back from Word")
    submit = gettext_lazy("Read the file")
    guard_edits = False

    def get_context_data(self, **kwargs):
        record = self.object
        return super().get_context_data(
            record=record,
            closed=self.closed(record),
            waiting=self.returned_file,
            check=self.url("check"),
            outs=outs(self.urls, record),
            **kwargs,
        )

    def perform(self, data):
        words = self.closed(self.object)
        if words:
            raise RuleViolation(words)
        try:
            kept = self._read(data["file"])
        except RuleViolation as refused:
            raise RuleViolation(str(refused), field="file") from refused
        self.request.user.drafts.update_or_create(page=self.url("check"), defaults={"data": kept})
        return self.object

    def _read(self, upload) -> str:
        """The rows of the file, as they are kept until somebody decides."""
        returned = word.read(upload.read(word.LARGEST + 1))
        word.require_ours(self.lines(self.object), returned, self.object.languages)
        kept = json.dumps(returned.as_data() | {"name": upload.name[:200]}, ensure_ascii=False)
        if len(kept) > LARGEST_DRAFT:
            words = _("The file has more text than is read at once. Split the text in two.")
            raise RuleViolation(words)
        return kept

    def get_success_url(self, target):
        return self.url("check")


class TakeForm(ScopedForm):
    """A tick for each text that the file would replace, with the revision that was looked at."""

    def __init__(self, *args, offers: list[word.Offer], **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        for offer in offers:
            self.fields[f"take_{offer.name}"] = forms.BooleanField(
                label=gettext_lazy("Take over"), required=False, initial=offer.ticked
            )
            self.fields[f"rev_{offer.name}"] = forms.IntegerField(
                required=False, initial=offer.rev, widget=forms.HiddenInput
            )

    @property
    def revised_fields(self) -> list[str]:
        return list(self.fields)

    def clean(self) -> dict:
        data, changes = super().clean(), {}
        for offer in self.offers:
            if not data.get(f"take_{offer.name}"):
                continue
            if data.get(f"rev_{offer.name}") != offer.rev:
                raise ValidationError(self.overtaken(offer))
            new = {"text": offer.words, "state": "", "rev": offer.rev}
            changes.setdefault(offer.line.key, {})[offer.language] = new
        if not changes:
            raise ValidationError(_("Tick what is to be taken over, or discard the file."))
        return {"changes": changes}

    @staticmethod
    def overtaken(offer: word.Offer) -> str:
        words = _(
            "“%(line)s” (%(language)s) was changed by somebody else while you were looking. Look "
            "at it again below."
        )
        return words % {"line": offer.line.label, "language": offer.language_name}

    def look_again(self) -> None:
        """Shown once more after a refusal: what was overtaken loses its tick and is the newest."""
        self.data = self.data.copy()
        for offer in self.offers:
            if self.data.get(f"rev_{offer.name}") != str(offer.rev):
                self.data[f"rev_{offer.name}"] = str(offer.rev)
                self.data.pop(f"take_{offer.name}", None)


class WordCheck(Words, FormPage):
    """What the returned file would change, line by line; whoever ticks decides."""

    form_class = TakeForm
    template_name = "core/word_check.html"
    heading = gettext_lazy("What the Word file changes")
    submit = gettext_lazy("Take over what is ticked")

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self._kept else self._nothing_here()

    def post(self, request, *args, **kwargs):
        if not self._kept:
            return self._nothing_here()
        if "discard" in request.POST:
            self.returned_file.delete()
            messages.info(request, _("The file was discarded. Nothing has changed."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().post(request, *args, **kwargs)

    def _nothing_here(self):
        messages.info(self.request, _("No file is waiting. Upload the one that was filled in."))
        return HttpResponseRedirect(self.url("in"))

    @cached_property
    def _kept(self) -> dict:
        kept = self.returned_file
        return json.loads(kept.data) if kept else {}

    @property
    def proposal(self) -> word.Proposal:
        """Made anew when the record was read again under its lock."""
        made_for, proposal = getattr(self, "_made", (None, None))
        if made_for is not self.object:
            returned = word.Returned.from_data(self._kept)
            proposal = word.proposal(self.lines(self.object), returned)
            self._made = (self.object, proposal)
        return proposal

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offers": self.proposal.offers}

    def show(self, form, rowsets, conflict=None, status=200):
        if status != 200:
            form.look_again()
        return super().show(form, rowsets, conflict, status)

    def get_context_data(self, **kwargs):
        form, proposal = kwargs["form"], self.proposal
        return super().get_context_data(
            record=self.object,
            closed=self.closed(self.object),
            proposal=proposal,
            name=self._kept["name"],
            into=NAMES[proposal.language][0],
            lines=[
                (line, [_with_boxes(form, offer) for offer in line.offers])
                for line in proposal.lines
            ],
            again=self.url("in"),
            **kwargs,
        )

    def perform(self, data):
        self.take_back(self.object, data["changes"], self.proposal.language)
        count = sum(map(len, data["changes"].values()))
        words = ngettext("%(n)s text was taken over.", "%(n)s texts were taken over.", count)
        self.returned_file.delete()
        messages.success(self.request, words % {"n": count})
        return self.object


def _with_boxes(form, offer: word.Offer) -> dict:
    return {"offer": offer, "take": form[f"take_{offer.name}"], "rev": form[f"rev_{offer.name}"]}


def outs(urls: str, record) -> list[tuple[str, str, str]]:
    """Name, code and address of the file for each language of a record."""
    address = reverse(f"{urls}-out", args=[record.uuid])
    return [
        (str(NAMES[code][0]), code, f"{address}?language={code}")
        for code in others(record.languages)
    ]


def word_box(words: Words, record, *, may_write: bool, revisions: str = "") -> dict:
    """The box on the page of a text: out for each language, back in, and its versions."""
    out = outs(words.urls, record) if may_write else []
    open_now = out and not words.closed(record)
    back = reverse(f"{words.urls}-in", args=[record.uuid]) if open_now else ""
    return {"outs": out, "back": back, "revisions": revisions}
