from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Prefetch
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.access import Reach
from core.basis import Basis
from core.counting import CappedCount, capped
from core.languages import NAMES
from core.pages import Action, DetailPage, PickerPage
from partnerships import deadlines, lists, permissions, text_chain
from partnerships.choices import MEMORANDUM_TRANSITIONS, SIGNED, MemorandumStatus
from partnerships.cited import with_sources
from partnerships.models import (
    Correction,
    Country,
    Memorandum,
    MemorandumParty,
    Partnership,
    Signatory,
)
from partnerships.models.memorandum_words import has_scan
from partnerships.text_filters import MemorandumFilter
from partnerships.views import memoranda_here, parts, rows

# Parts of a text's page, kept by other pages of this app and by apps above.
PARTS = (
    ("articles", _("Articles"), "partnerships:memorandum-articles"),
    ("clearance", _("Clearance"), "partnerships:memorandum-clearance"),
    ("files", _("Files"), "partnerships:memorandum-files"),
    ("prints", _("Prints"), "reports:memorandum-prints"),
    ("log", _("Who entered and changed it"), "partnerships:memorandum-history"),
)
OF_WHAT_IS_MADE_HERE = ("clearance", "prints")
# How another text comes to follow this one: drafted here, or signed already.
FOLLOW = (
    (_("Draft its renewal"), "partnerships:memorandum-draft", "renews"),
    (_("Draft an amendment"), "partnerships:memorandum-draft", "amends"),
    (_("Enter the signed text that renews it"), "partnerships:memorandum-create", "renews"),
    (_("Enter the signed text that amends it"), "partnerships:memorandum-create", "amends"),
)


class MemorandumList(parts.RecordList):
    model = Memorandum
    columns = lists.MEMORANDA
    detail = "partnerships:memorandum-detail"
    filterset_class = MemorandumFilter
    default_sort = "-signed"
    related = (
        (_("Draft a text"), "partnerships:memorandum-draft"),
        (_("Deadlines"), "partnerships:text-deadlines"),
        (_("Papers"), "partnerships:paper-list"),
        (_("Published figures"), "partnerships:stated-figure-list"),
        (_("Notes"), "partnerships:note-list"),
    )
    create = (
        "partnerships:memorandum-create",
        _("Enter a signed text"),
        permissions.EDIT_MEMORANDUM,
    )
    permission = permissions.VIEW_MEMORANDUM
    brought_as = "memoranda"
    on_chosen = (
        ("partnerships:memorandum-own-chosen", _("Hand over"), permissions.EDIT_MEMORANDUM),
    )
    tabs = (
        (_("All"), ""),
        (_("In force"), "state=in_force"),
        (_("End within half a year"), "within=180"),
        (_("Expired"), "state=expired"),
        (_("Drafts"), "state=draft"),
        (_("Without signed copy"), "scan=false"),
    )

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    @cached_property
    def seen(self):
        return Memorandum.objects.visible_to(self.who)

    def get_queryset(self):
        ties = Partnership.objects.visible_to(self.who)
        return rows.with_bound(self.seen, ties).annotate(scan=has_scan())

    @cached_property
    def numbers(self) -> dict:
        """How many texts each tab has, and the countries to choose from, in one query."""
        today, texts = timezone.localdate(), self.seen
        counted = {
            "": texts,
            "state=in_force": texts.in_force(today),
            "within=180": texts.ending(today, within=180),
            "state=expired": texts.expired(today),
            "state=draft": texts.filter(status=MemorandumStatus.DRAFT),
            "scan=false": texts.without_scan(),
        }
        named = JSONObject(uuid=F("uuid"), name=F("name"))
        countries = Country.objects.order_by("name").values(said=named)
        counts = {f"n{at}": CappedCount(found) for at, found in enumerate(counted.values())}
        read = User.objects.filter(pk=self.request.user.pk).values(
            **counts, countries=ArraySubquery(countries)
        )
        found = read.get()
        numbers = {query: found[f"n{at}"] for at, query in enumerate(counted)}
        return {"tabs": numbers, "countries": found["countries"]}

    def get_filterset(self, params):
        return MemorandumFilter(
            params,
            queryset=self.get_queryset(),
            request=self.request,
            countries=self.numbers["countries"],
        )

    def get_tabs(self):
        counts = self.numbers["tabs"]
        return [
            (f"{words} ({capped(counts[query])})", query, current)
            for words, query, current in super().get_tabs()
        ]


class MemorandumPicker(PickerPage):
    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM

    @staticmethod
    def search(texts, words):
        return rows.entitled(texts, words).order_by("title")


class MemorandumDetail(DetailPage):
    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    def get_queryset(self):
        ties = Partnership.objects.visible_to(self.who).order_by("title")
        people = Signatory.objects.select_related("person").order_by("-side", "pk")  # ours first
        parties = MemorandumParty.objects.select_related("unit", "organisation")
        corrections = Correction.objects.select_related("by").order_by("-pk")
        texts = rows.with_passed(Memorandum.objects.visible_to(self.who))
        texts = texts.select_related("owner", "end_paper", "drafted_by", "cleared_by")
        return with_sources(texts).prefetch_related(
            Prefetch("partnerships", ties),
            Prefetch("parties", parties),
            Prefetch("signatories", people),
            Prefetch("corrections", corrections),
        )

    @property
    def is_draft(self) -> bool:
        text = self.object
        return text.basis == Basis.MADE_HERE and text.status not in SIGNED

    def get_actions(self):
        """What is next with a text made here; a signed one is put right or ended."""
        text = self.object
        acts = memoranda_here.acts(self, text)
        if self.is_draft or not self.may(permissions.EDIT_MEMORANDUM):
            return acts
        slip = text.basis == Basis.MADE_HERE
        words = _("Correct a slip of transcription") if slip else _("Complete or correct")
        acts.append(Action(words, reverse("partnerships:memorandum-edit", args=[text.uuid])))
        if MemorandumStatus.TERMINATED in MEMORANDUM_TRANSITIONS.get(text.status, ()):
            end = reverse("partnerships:memorandum-terminate", args=[text.uuid])
            acts.append(Action(_("Record its end"), end))
        return acts

    def _follow(self) -> list[Action]:
        if self.is_draft:
            return []
        found = [
            Action(words, parts.address(self.who, name, self.object, query))
            for words, name, query in FOLLOW
        ]
        return [action for action in found if action.url]

    def get_context_data(self, **kwargs):
        text, today = self.object, timezone.localdate()
        promises = rows.with_receivers(with_sources(text.commitments.all()))
        promises = list(promises.select_related("giver", "giver_organisation"))
        return super().get_context_data(
            shown=rows.shown_text(text, today),
            last_day=lists.texts.last_day(text.term),
            owner=deadlines.owner_of(text),
            passed=rows.passed(text),
            relatives=text_chain.relatives(text, self.who, today),
            follow=self._follow(),
            missing=[] if self.is_draft else text.missing(),
            languages=[NAMES.get(code, (code,))[0] for code in text.languages],
            promises=[rows.shown_promise(promise) for promise in promises],
            sources=parts.gathered([text], promises),
            edit=parts.address(self.who, "partnerships:memorandum-owner", text),
            parts=self._parts(),
            **kwargs,
        )

    def _parts(self) -> list:
        """Clearance and prints are a matter of what is made here."""
        made_here = self.object.basis == Basis.MADE_HERE
        return [
            part
            for part in parts.sections(self.who, self.object, PARTS)
            if made_here or part.id not in OF_WHAT_IS_MADE_HERE
        ]
