from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions, text_chain
from partnerships.cited import with_sources
from partnerships.filters import OrganisationFilter
from partnerships.models import (
    Charge,
    Commitment,
    Memorandum,
    Note,
    Organisation,
    Partnership,
    Post,
    StatedFigure,
)
from partnerships.overview import with_overview
from partnerships.services.areas import in_area
from partnerships.views import parts, rows
from partnerships.views.merging import MERGE, Merged
from partnerships.views.places import ties_as_rows

PARTS = (
    ("heads", _("Who heads it"), "partnerships:organisation-heads"),
    ("ties", _("Ties and texts"), "partnerships:organisation-ties"),
    ("notes", _("Posts and notes"), "partnerships:organisation-notes"),
    ("figures", _("Figures"), "partnerships:organisation-figures"),
    ("meetings", _("Meetings"), "exchanges:organisation-meetings"),
    ("aid", _("Aid"), "exchanges:organisation-aid"),
    ("activities", _("Activities"), "exchanges:organisation-activities"),
    ("patrols", _("Patrols"), "exchanges:organisation-patrols"),
    ("log", _("Who entered and changed it"), "partnerships:organisation-history"),
)
ACTS = (
    (_("Edit"), "partnerships:organisation-edit"),
    (_("Give charge"), "partnerships:organisation-charge"),
    (MERGE, "partnerships:organisation-merge"),
)


class OrganisationList(parts.RecordList):
    queryset = Organisation.objects.kept()
    columns = lists.ORGANISATIONS
    detail = "partnerships:organisation-detail"
    filterset_class = OrganisationFilter
    permission = permissions.VIEW_ORGANISATION
    brought_as = "organisations"
    create = (
        "partnerships:organisation-create",
        _("Add an organisation"),
        permissions.EDIT_ORGANISATION,
    )


class OrganisationPicker(PickerPage):
    queryset = Organisation.objects.kept()
    permission = permissions.VIEW_ORGANISATION

    @staticmethod
    def search(organisations, words):
        return organisations.named(words).select_related("seat", "country").order_by("name")


class OrganisationDetail(Merged, DetailPage):
    model = Organisation
    permission = permissions.VIEW_ORGANISATION

    def get_queryset(self):
        self.queryset = with_sources(
            Organisation.objects.select_related("country", "seat", "merged_into")
        )
        return super().get_queryset()

    def get_actions(self):
        """Only what the services would not refuse: what lies in the user's area."""
        user = self.request.user
        found = parts.acts(user, self.object, ACTS)
        return found if found and in_area(self.object, user) else []

    def get_context_data(self, **kwargs):
        named = self.object.other_names.items()
        return super().get_context_data(
            names=[(code, NAMES.get(code, (code,))[0], name) for code, name in named],
            parts=parts.sections(self.request.user, self.object, PARTS),
            sources=parts.gathered([self.object]),
            **kwargs,
        )


class OrganisationPart(parts.Part):
    model = Organisation

    def seen(self, model):
        return model.objects.visible_to(self.request.user)


class OrganisationTies(OrganisationPart):
    template_name = "partnerships/_ties_and_texts.html"
    heading = _("Ties and texts")
    permission = permissions.VIEW_PARTNERSHIP

    def rows(self, organisation):
        today = timezone.localdate()
        ties = self.seen(Partnership).filter(parties__organisation=organisation).distinct()
        ties = Partnership.objects.filter(pk__in=ties.values("pk"))
        texts = self.seen(Memorandum).filter(
            Q(pk__in=Memorandum.objects.filter(parties__organisation=organisation).values("pk"))
        )
        texts = list(
            with_sources(texts).prefetch_related(Prefetch("renews", self.seen(Memorandum)))
        )
        links = text_chain.of_these(texts, [text.renews for text in texts])
        promises = self.seen(Commitment).filter(
            Q(giver_organisation=organisation)
            | Q(pk__in=Commitment.objects.filter(receivers__organisation=organisation).values("pk"))
        )
        promises = rows.with_receivers(with_sources(promises))
        promises = promises.select_related("giver", "giver_organisation")
        return {
            "ties": ties_as_rows(with_overview(ties, today)),
            "texts": [rows.shown_text(text, today, links[text.pk]) for text in texts],
            "promises": [rows.shown_promise(promise) for promise in promises],
        }


class OrganisationNotes(OrganisationPart):
    template_name = "partnerships/_organisation_notes.html"
    heading = _("Posts and notes")
    permission = permissions.VIEW_NOTE

    def rows(self, organisation):
        user = self.request.user
        posts = self.seen(Post).filter(organisation=organisation).select_related("person")
        charges = self.seen(Charge).filter(
            Q(partnership__isnull=True) | Q(partnership__in=self.seen(Partnership)),
            organisation=organisation,
        )
        return {
            "posts": with_sources(posts),
            "charges": charges.select_related(
                "unit", "partnership", "from_marker", "to_marker", "from_marker__border"
            ).order_by(F("until").desc(nulls_first=True), "pk"),
            "may_end": permissions.EDIT_CHARGE.held_by(user) and in_area(organisation, user),
            "notes": with_sources(self.seen(Note).filter(organisation=organisation)),
        }


class OrganisationFigures(OrganisationPart):
    template_name = "partnerships/_figures.html"
    heading = _("Figures")
    permission = permissions.VIEW_STATED_FIGURE

    def rows(self, organisation):
        seen = self.seen(StatedFigure).filter(organisation=organisation)
        return rows.figures_of(seen, [organisation])
