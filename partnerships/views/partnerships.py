from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDate
from core.languages import NAMES
from core.pages import Action, DetailPage, PickerPage
from partnerships import lists, permissions, text_chain, timeline
from partnerships.cadence_words import how_often
from partnerships.choices import CadenceSubject
from partnerships.cited import with_sources
from partnerships.filters import PartnershipFilter
from partnerships.models import (
    Cadence,
    Memorandum,
    Note,
    Partnership,
    PartnershipEvent,
    StatedFigure,
)
from partnerships.overview import with_overview
from partnerships.views import parts, rows, sides, tie_life
from partnerships.views.merging import MERGE, Merged

OF_A_DAY = ("below", "heads")
# Parts of a tie's page: those of this app, and those that apps above keep.
PARTS = (
    ("below", _("Ties below"), "partnerships:partnership-tree"),
    ("heads", _("Who heads the two sides"), "partnerships:partnership-heads"),
    ("meetings", _("Meetings"), "exchanges:tie-meetings"),
    ("dues", _("Due by cadence"), "exchanges:tie-dues"),
    ("agreed-items", _("Agreed items"), "exchanges:tie-agreed-items"),
    ("owed", _("What we owe and are owed"), "exchanges:tie-owed"),
    ("aid", _("Aid"), "exchanges:tie-aid"),
    ("activities", _("Activities"), "exchanges:tie-activities"),
    ("patrols", _("Patrols"), "exchanges:tie-patrols"),
    ("incidents", _("Incidents"), "exchanges:tie-incidents"),
    ("letters", _("Letters"), "exchanges:tie-letters"),
    ("figures", _("Figures"), "partnerships:partnership-figures"),
    ("reviews", _("Annual reviews"), "reports:tie-reviews"),
    ("series", _("Minutes of a period"), "reports:tie-series"),
    ("log", _("Who entered and changed it"), "partnerships:partnership-history"),
)
ACTS = (
    (_("Record a meeting"), "exchanges:tie-meeting-create", ""),
    (_("Enter a commitment"), "partnerships:commitment-create", "tie"),
    (_("Prepare a review"), "reports:annual-review-create", "tie"),
    (_("Enter a signed text"), "partnerships:memorandum-create", "tie"),
    (_("Edit the tie"), "partnerships:partnership-edit", ""),
    (MERGE, "partnerships:partnership-merge", ""),
)


class PartnershipList(parts.RecordList):
    queryset = Partnership.objects.kept()
    columns = lists.PARTNERSHIPS
    detail = "partnerships:partnership-detail"
    filterset_class = PartnershipFilter
    permission = permissions.VIEW_PARTNERSHIP
    brought_as = "ties"
    create = ("partnerships:partnership-create", _("Add a tie"), permissions.EDIT_PARTNERSHIP)
    related = ((_("Ties in their frames"), "partnerships:frame-tree"),)
    tabs = (
        (_("All"), ""),
        (_("A side is vacant"), "status=vacant"),
        (_("Suspended"), "status=suspended"),
        (_("Villages"), "level=village"),
    )

    def get_queryset(self):
        return with_overview(super().get_queryset(), parts.asked_day(self.request))


class PartnershipDetail(Merged, DetailPage):
    """A tie as it is on a day, with all that this app keeps of it; the rest is loaded in."""

    model = Partnership
    permission = permissions.VIEW_PARTNERSHIP

    def get_queryset(self):
        seen = super().get_queryset()
        named = JSONObject(uuid=F("uuid"), title=F("title"))
        frame = seen.filter(pk=OuterRef("frame")).values(said=named)
        below = seen.kept().filter(frame=OuterRef("pk")).order_by()
        ties = (
            tie_life.with_decisions(seen)
            .with_status(self.day)
            .with_established()
            .annotate(frame_seen=Subquery(frame[:1]), has_below=Exists(below))
        )
        earlier = Memorandum.objects.filter(pk=OuterRef("renews"), partnerships__in=seen)
        texts = Memorandum.objects.select_related("renews").order_by("term", "pk")
        texts = with_sources(texts.annotate(renews_seen=Exists(earlier)))
        return with_sources(ties).prefetch_related(
            Prefetch("parties", sides.parties()),
            Prefetch("changes", with_sources(PartnershipEvent.objects.select_related("paper"))),
            Prefetch("memoranda", texts),
            Prefetch("cadences", with_sources(Cadence.objects.all())),
            Prefetch("note_set", with_sources(Note.objects.all())),
        )

    @property
    def day(self):
        return parts.asked_day(self.request)

    def get_actions(self):
        user = self.request.user
        if self.object.merged_into_id:
            return []
        acts = [(words, parts.address(user, name, self.object, to)) for words, name, to in ACTS]
        return [Action(words, url) for words, url in acts if url]

    def get_context_data(self, **kwargs):
        tie, on = self.object, self.day
        promises = list(rows.promises_of(tie))
        drawn = sides.of_tie(tie, on)
        texts = list(tie.memoranda.all())
        for text in texts:  # what it renews may bind only ties that this user cannot see
            text.renews = text.renews if text.renews_seen else None
        links = text_chain.of_these(texts, [text.renews for text in texts])
        changes = list(tie.changes.all())
        return super().get_context_data(
            on=on,
            sides=drawn,
            badge=sides.badge(tie, drawn, on),
            since=PartialDate(tie.established_days, tie.established_words),
            missing=rows.missing_of(tie, texts),
            line=timeline.told(
                sides={side.side: side.parties for side in drawn},
                changes=changes,
                texts=texts,
                promises=promises,
                on=on,
                decisions=tie_life.decisions(tie, self.request.user),
            ),
            life=tie_life.acts(self.request.user, tie, changes),
            texts=[rows.shown_text(text, on, links[text.pk]) for text in texts],
            promises=[rows.shown_promise(promise) for promise in promises],
            meets=[
                how_often(cadence)
                for cadence in tie.cadences.all()
                if cadence.subject == CadenceSubject.MEETING and not cadence.ends
            ],
            cadences=[(cadence, how_often(cadence)) for cadence in tie.cadences.all()],
            new_cadence=parts.address(self.request.user, "partnerships:tie-cadence-create", tie),
            languages=[NAMES.get(code, (code, ""))[0] for code in tie.paper_languages],
            toc=self._toc(tie, texts, promises),
            parts=self._parts(tie, on),
            sources=parts.gathered(
                [tie], changes, texts, promises, tie.cadences.all(), tie.note_set.all()
            ),
            edit=parts.address(self.request.user, "partnerships:partnership-edit", tie),
            **kwargs,
        )

    def _parts(self, tie, on) -> list:
        """The tree below and the heads as they are on the day asked for; no tree if there is
        nothing below.
        """
        found = parts.sections(self.request.user, tie, PARTS)
        return [
            replace(part, url=f"{part.url}?on={on:%d/%m/%Y}") if part.id in OF_A_DAY else part
            for part in found
            if part.id != "below" or tie.has_below
        ]

    @staticmethod
    def _toc(tie, texts, promises) -> tuple:
        """The sections of this page itself, with how much is in each."""
        return (
            ("history", gettext("History"), None),
            ("texts", gettext("Texts"), len(texts)),
            ("commitments", gettext("Commitments"), len(promises)),
            ("cadences", gettext("Cadences"), len(tie.cadences.all())),
            ("notes", gettext("Notes"), len(tie.note_set.all())),
        )


class PartnershipPicker(PickerPage):
    queryset = Partnership.objects.kept()
    permission = permissions.VIEW_PARTNERSHIP

    @staticmethod
    def search(ties, words):
        return ties.named(words).order_by("title")


class PartnershipFigures(parts.Part):
    """What was published of the tie and of the one above it, beside what the register counts."""

    model = Partnership
    template_name = "partnerships/_figures.html"
    heading = _("Figures")
    permission = permissions.VIEW_STATED_FIGURE

    def get_queryset(self):
        return super().get_queryset().select_related("frame")

    def rows(self, tie):
        about = [subject for subject in (tie, tie.frame) if subject]
        seen = StatedFigure.objects.visible_to(self.request.user).filter(partnership__in=about)
        return rows.figures_of(seen, about)
