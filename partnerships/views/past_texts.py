"""The short form of a text that was signed before it entered the register, and what befalls one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.fields import PartialDate
from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.choices import SIGNED
from partnerships.forms.borders import PassageRow
from partnerships.forms.memoranda import (
    OwnerForm,
    PastTextEditForm,
    PastTextForm,
    SignatoryRow,
    SlipForm,
    TerminateForm,
    TextPartyRow,
)
from partnerships.models import Memorandum, Partnership
from partnerships.services import memoranda, memoranda_life
from partnerships.views import alike
from partnerships.views.parts import asked_record
from partnerships.views.sourced import SOURCES, passage_rows

FOLLOWS = ("renews", "amends")
BOUND = (
    Group(_("Whom it binds"), ("partnerships:12",)),
    Group(
        _("Parties of the text itself"),
        rows="parties",
        note=_("Where it names others than the parties of these ties, or binds no tie."),
    ),
    Group(_("Signing and term"), ("signed:4", "place:4", "languages:4", "term:6", "term_words:6")),
    Group(
        _("Who signed"),
        rows="signatories",
        note=_("As far as is known; the post alone will do."),
    ),
    Group(
        _("Which text it follows"),
        ("renews:6", "amends:6"),
        note=_("A renewal may be signed before the earlier text ends; both then hold."),
    ),
)
ENDED = Group(_("If it was ended before its term"), ("ended:4", "end_reason:8", "end_paper:6"))
KNOWN = (
    Group(
        _("What is held of it, and who looks after it"),
        ("kept_outside:6", "owner:6", "doubt:12"),
        note=_("Warnings go to this person 180, 90 and 30 days before the text ends."),
    ),
    SOURCES,
)
REASON = Group("", ("reason:12",))


class TextPage(FormPage):
    """The form of a signed text; what is not known stays empty and is listed afterwards."""

    model = Memorandum
    rows = {"parties": TextPartyRow, "signatories": SignatoryRow, "passages": PassageRow}
    autosave = True
    permission = permissions.EDIT_MEMORANDUM


class MemorandumCreate(TextPage):
    """?renews= or ?amends= names the text it follows, ?tie= the tie it binds."""

    form_class = PastTextForm
    heading = _("Enter a signed text")
    groups = (
        Group(
            _("The text"),
            ("title:12", "kind:4", "basis:4", "status:4"),
            note=_(
                "For texts signed before they entered the register. Enter what is known: what is "
                "missing is listed afterwards and can be completed later."
            ),
        ),
        *BOUND,
        ENDED,
        *KNOWN,
    )

    def get_initial(self):
        initial = {"owner": self.request.user.uuid, "status": "signed"}
        for name in FOLLOWS:
            earlier = asked_record(self.request, Memorandum.objects.of_past(), name)
            if earlier:
                ties = earlier.partnerships.visible_to(self.request.user)
                initial |= {name: earlier, "kind": earlier.kind, "partnerships": list(ties)}
        tie = asked_record(self.request, Partnership.objects.kept(), "tie")
        return initial | ({"partnerships": [tie]} if tie else {})

    def initial_rows(self, name):
        """The parties of the text it follows: they are most often the same. Their uuids only say
        that these rows count although nobody touched them.
        """
        earlier = next(filter(None, map(self.get_initial().get, FOLLOWS)), None)
        return party_rows(earlier) if earlier and name == "parties" else []

    def get_cancel_url(self):
        return reverse("partnerships:memorandum-list")

    def lookalikes(self, data):
        return alike.texts(data, self.request.user)

    def perform(self, data):
        return memoranda.enter(
            **data, today=timezone.localdate(), uuid=self.submission, by=self.request.user
        )


def party_rows(text: Memorandum) -> list[dict]:
    rows = text.parties.select_related("unit__parent", "organisation")
    names = ("uuid", "side", "unit", "organisation")
    return [{name: getattr(row, name) for name in names} for row in rows]


class MemorandumEdit(TextPage):
    """A past text is completed or put right; of one signed here only a slip of transcription."""

    submit = _("Save with this reason")

    def get_queryset(self):
        """What is being prepared here has pages of its own."""
        rows = super().get_queryset().of_past()
        return rows.select_related("renews", "amends", "end_paper", "owner")

    @property
    def is_ours(self) -> bool:
        return self.object.basis == Basis.MADE_HERE

    def get_form_class(self):
        return SlipForm if self.is_ours else PastTextEditForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"text": self.object}

    def get_heading(self):
        if self.is_ours:
            return gettext("Correct a slip of transcription: %(text)s") % {"text": self.object}
        return gettext("Complete or correct: %(text)s") % {"text": self.object}

    @property
    def groups(self):
        if not self.is_ours:
            facts = Group(gettext("The text"), ("title:12", "kind:4", "basis:4", "status:4"))
            return (REASON, facts, *BOUND, ENDED, *KNOWN)
        facts = Group(
            gettext("The text"),
            ("title:8", "kind:4", "cooperation:6", "mode:6", "not_binding:12"),
            note=gettext(
                "What was signed stays as it is. Here only what was copied wrongly from the paper "
                "is put right; another content needs an amendment."
            ),
        )
        return (REASON, facts, *BOUND, *KNOWN)

    def get_initial(self):
        text = self.object
        return {
            "partnerships": list(text.partnerships.all()),
            "term": PartialDate(text.term),
            "term_words": text.term_words,
            "languages": text.languages,
            "owner": text.owner and text.owner.uuid,
        } | {name: getattr(text, name) for name in ("renews", "amends", "end_paper")}

    def initial_rows(self, name):
        if name == "parties":
            return party_rows(self.object)
        if name == "signatories":
            rows = self.object.signatories.select_related("person").order_by("-side", "pk")
            names = ("uuid", "side", "person", "post")
            return [{name: getattr(row, name) for name in names} for row in rows]
        return passage_rows(self.object, self.request.user)

    def perform(self, data):
        return memoranda_life.correct(
            text=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class OfText(FormPage):
    """A small form about a text; afterwards one is on its page again."""

    model = Memorandum
    permission = permissions.EDIT_MEMORANDUM
    act = _("Save")

    def get_queryset(self):
        return super().get_queryset().filter(status__in=SIGNED)

    def get_heading(self):
        return f"{self.act}: {self.object}"


class MemorandumTerminate(OfText):
    form_class = TerminateForm
    guard_edits = False
    act = submit = _("Record its end")
    groups = (
        Group(
            "",
            ("ended:4", "reason:8", "paper:6"),
            note=_(
                "For a text that was ended before its term, or that has none. One that simply ran "
                "out needs nothing: its term says so."
            ),
        ),
    )

    def perform(self, data):
        return memoranda_life.terminate(
            text=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class MemorandumOwner(OfText):
    form_class = OwnerForm
    act = submit = _("Name who is told before it ends")
    groups = (
        Group(
            "",
            ("owner:6",),
            note=_("Warnings go to this person 180, 90 and 30 days before the text ends."),
        ),
    )

    def get_queryset(self):
        return Memorandum.objects.visible_to(self.request.user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"text": self.object}

    def get_initial(self):
        return {"owner": self.object.owner and self.object.owner.uuid}

    def perform(self, data):
        return memoranda_life.entrust(text=self.object, **data, by=self.request.user)
