from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDate
from core.languages import NAMES
from core.pages import Action, DetailPage, PickerPage
from partnerships import lists, permissions, timeline
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
from partnerships.views import parts, rows, sides

# Parts of a tie's page: those of this app, and those that apps above keep.
PARTS = (
    ("meetings", _("Meetings"), "exchanges:tie-meetings"),
    ("agreed-items", _("Agreed items"), "exchanges:tie-agreed-items"),
    ("aid", _("Aid"), "exchanges:tie-aid"),
    ("activities", _("Activities"), "exchanges:tie-activities"),
    ("incidents", _("Incidents"), "exchanges:tie-incidents"),
    ("figures", _("Figures"), "partnerships:partnership-figures"),
    ("reviews", _("Annual reviews"), "reports:tie-reviews"),
)
ACTS = (
    (_("Record a meeting"), "exchanges:tie-meeting-create", ""),
    (_("Prepare a review"), "reports:annual-review-create", "tie"),
    (_("Edit the tie"), "partnerships:partnership-edit", ""),
)


class PartnershipList(parts.RecordList):
    model = Partnership
    columns = lists.PARTNERSHIPS
    detail = "partnerships:partnership-detail"
    filterset_class = PartnershipFilter
    permission = permissions.VIEW_PARTNERSHIP
    create = ("partnerships:partnership-create", _("Add a tie"), permissions.EDIT_PARTNERSHIP)
    tabs = (
        (_("All"), ""),
        (_("A side is vacant"), "status=vacant"),
        (_("Suspended"), "status=suspended"),
        (_("Villages"), "level=village"),
    )

    def get_queryset(self):
        return with_overview(super().get_queryset(), timezone.localdate())


class PartnershipDetail(DetailPage):
    """A tie as it is on a day, with all that this app keeps of it; the rest is loaded in."""

    model = Partnership
    permission = permissions.VIEW_PARTNERSHIP

    def get_queryset(self):
        seen = super().get_queryset()
        named = JSONObject(uuid=F("uuid"), title=F("title"))
        frame = seen.filter(pk=OuterRef("frame")).values(said=named)
        below = seen.filter(frame=OuterRef("pk")).order_by("title").values(said=named)
        ties = (
            seen.with_status(self.day)
            .with_established()
            .annotate(frame_seen=Subquery(frame[:1]), below=ArraySubquery(below[:40]))
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
        acts = [(words, parts.address(user, name, self.object, to)) for words, name, to in ACTS]
        return [Action(words, url) for words, url in acts if url]

    def get_context_data(self, **kwargs):
        tie, on = self.object, self.day
        promises = list(rows.promises_of(tie))
        drawn = sides.of_tie(tie, on)
        texts = list(tie.memoranda.all())
        for text in texts:  # what it renews may bind only ties that this user cannot see
            text.renews = text.renews if text.renews_seen else None
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
            ),
            texts=[rows.shown_text(text, on) for text in texts],
            promises=[rows.shown_promise(promise) for promise in promises],
            meets=[
                parts.how_often(cadence)
                for cadence in tie.cadences.all()
                if cadence.subject == CadenceSubject.MEETING
            ],
            cadences=[(cadence, parts.how_often(cadence)) for cadence in tie.cadences.all()],
            languages=[NAMES.get(code, (code, ""))[0] for code in tie.paper_languages],
            toc=self._toc(tie, texts, promises),
            parts=parts.sections(self.request.user, tie, PARTS),
            sources=parts.gathered(
                [tie], changes, texts, promises, tie.cadences.all(), tie.note_set.all()
            ),
            edit=parts.address(self.request.user, "partnerships:partnership-edit", tie),
            **kwargs,
        )

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
    model = Partnership
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
