"""A text made here: begun, changed while it is a draft, or given up; what comes next."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.fields import PartialDate
from core.pages import Action, FormPage, Group
from partnerships import permissions
from partnerships.choices import MemorandumStatus
from partnerships.forms.clearances import ReasonForm
from partnerships.forms.memoranda import TextPartyRow
from partnerships.forms.memoranda_here import DraftBeginForm, DraftForm
from partnerships.models import Memorandum, Partnership
from partnerships.services import memoranda_here
from partnerships.services.clearances import is_open
from partnerships.views.parts import asked_record
from partnerships.views.past_texts import FOLLOWS, party_rows

ARTICLE_3 = Group(
    _("What Decree 64/2021/ND-CP, Article 3 asks of a text of a commune or department"),
    ("cooperation:6", "mode:6", "term:6", "term_words:6", "place:6", "not_binding:6"),
    note=_("It may stay open while the text is drafted; at the signing it is all there."),
)
WHOM = (
    Group(_("Whom it binds"), ("partnerships:12",)),
    Group(
        _("Parties of the text itself"),
        rows="parties",
        note=_("Where it names others than the parties of these ties, or binds no tie."),
    ),
)
CHAIN = Group(
    _("Which text it follows, and who looks after it"), ("renews:6", "amends:6", "owner:6")
)
FACTS = ("title:12", "route:4", "kind:4", "languages:4")


class DraftPage(FormPage):
    model = Memorandum
    rows = {"parties": TextPartyRow}
    autosave = True
    permission = permissions.DRAFT_MEMORANDUM


class MemorandumDraft(DraftPage):
    """?renews= or ?amends= names the text it follows, ?tie= the tie it binds."""

    form_class = DraftBeginForm
    heading = _("Draft a text")
    submit = _("Begin the draft")
    groups = (
        Group(_("The text"), (*FACTS, "copy_from:12")),
        *WHOM,
        ARTICLE_3,
        CHAIN,
    )

    def get_initial(self):
        initial = {"owner": self.request.user.uuid}
        for name in FOLLOWS:
            earlier = asked_record(self.request, Memorandum.objects.of_past(), name)
            if earlier:
                ties = earlier.partnerships.visible_to(self.request.user)
                initial |= {
                    name: earlier,
                    "copy_from": earlier,
                    "kind": earlier.kind,
                    "route": earlier.route,
                    "partnerships": list(ties),
                    "languages": [code for code in earlier.languages if code != "vi"],
                }
        tie = asked_record(self.request, Partnership.objects.kept(), "tie")
        if tie:
            others = [code for code in tie.paper_languages if code != "vi"]
            initial |= {"partnerships": [tie], "languages": others}
        return initial

    def initial_rows(self, name):
        """The parties of the text it follows. Their uuids only say that these rows count although
        nobody touched them.
        """
        earlier = next(filter(None, map(self.get_initial().get, FOLLOWS)), None)
        return party_rows(earlier) if earlier else []

    def get_cancel_url(self):
        return reverse("partnerships:memorandum-list")

    def perform(self, data):
        parties = [row | {"uuid": None} for row in data.pop("parties")]
        return memoranda_here.draft(
            **data, parties=parties, uuid=self.submission, by=self.request.user
        )

    def get_success_url(self, target):
        return reverse("partnerships:memorandum-articles-edit", args=[target.uuid])


class WhileItMay:
    """A form about a text that is in the right state; else one is told on the text's own page."""

    def closed(self, text: Memorandum) -> str:
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        words = self.closed(self.object)
        if words:
            messages.error(request, words)
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)


class MemorandumDraftEdit(WhileItMay, DraftPage):
    form_class = DraftForm
    groups = (Group(_("The text"), FACTS), *WHOM, ARTICLE_3, CHAIN)

    def get_queryset(self):
        return super().get_queryset().select_related("renews", "amends", "owner")

    def closed(self, text):
        draft = text.basis == Basis.MADE_HERE and text.status == MemorandumStatus.DRAFT
        return "" if draft else gettext("This text is not a draft any more.")

    def get_heading(self):
        return gettext("Change the draft: %(text)s") % {"text": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"text": self.object}

    def get_initial(self):
        text = self.object
        return {
            "partnerships": list(text.partnerships.all()),
            "route": text.route,
            "term": PartialDate(text.term),
            "term_words": text.term_words,
            "languages": [code for code in text.languages if code != "vi"],
            "owner": text.owner and text.owner.uuid,
            "renews": text.renews,
            "amends": text.amends,
        }

    def initial_rows(self, name):
        return party_rows(self.object)

    def perform(self, data):
        return memoranda_here.change(text=self.object, **data, by=self.request.user)


class MemorandumGiveUp(FormPage):
    model = Memorandum
    form_class = ReasonForm
    permission = permissions.RETURN_MEMORANDUM
    guard_edits = False
    submit = _("Give the text up")

    def get_heading(self):
        return gettext("Give up: %(text)s") % {"text": self.object}

    def perform(self, data):
        return memoranda_here.give_up(text=self.object, **data, by=self.request.user)


def acts(page, text: Memorandum) -> list[Action]:
    """What can be done next with a text made here, by whoever looks at its page."""
    if text.basis != Basis.MADE_HERE:
        return []
    officer, judge = page.may(permissions.DRAFT_MEMORANDUM), page.may(permissions.RETURN_MEMORANDUM)
    found = []
    if text.status == MemorandumStatus.DRAFT:
        found = [(_("Change the draft"), "memorandum-draft-edit")] if officer else []
        found += [(_("Return to draft"), "memorandum-return")] if judge and is_open(text) else []
        found += [(_("Give up"), "memorandum-give-up")] if judge else []
    if text.status == MemorandumStatus.CLEARED:
        found = [(_("Record the signing"), "memorandum-sign")] if officer else []
        found += [(_("Return to draft"), "memorandum-return")] if judge else []
        found += [(_("Give up"), "memorandum-give-up")] if judge else []
    signed = text.status in (MemorandumStatus.SIGNED, MemorandumStatus.RENEWED)
    if signed and officer and text.copy_sent_on is None:
        found = [(_("Record that the copy was sent"), "memorandum-copy")]
    return [
        Action(words, reverse(f"partnerships:{name}", args=[text.uuid])) for words, name in found
    ]
