"""The narrative: every part in its languages, with what is printed there and the words for it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.languages import NAMES, Side
from core.pages import FormPage
from reports import permissions, terms
from reports.choices import Section
from reports.forms import NarrativeForm
from reports.models import AnnualReview
from reports.preview import Shown
from reports.services import annual_reviews
from reports.services.review_state import languages_of, sections

# Which tables of the paper stand beside a part; each once on the page.
PRINTED = {
    Section.AGREEMENT: ("memoranda", "commitments", "meetings", "agreed"),
    Section.BORDER: ("patrols",),
    Section.SECURITY: ("incidents",),
    Section.ECONOMY: ("figures",),
    Section.CULTURE: ("facts",),
    Section.AID: ("aid", "aid_undated"),
    Section.TWINNING: ("twinnings",),
}


@dataclass(frozen=True)
class Box:
    """One box of a part: its side of the form, and the words offered beside it."""

    side: Side
    words: list[terms.Word]
    beside: str  # the id of the Vietnamese box of the part


class AnnualReviewWrite(FormPage):
    queryset = AnnualReview.objects.select_related("series")
    form_class = NarrativeForm
    permission = permissions.EDIT_REVIEW
    template_name = "reports/annualreview_write.html"
    heading = _("Narrative")
    autosave = True

    def get_form_kwargs(self):
        review = self.object
        return super().get_form_kwargs() | {
            "languages": {part: languages_of(review, part) for part in sections(review)},
            "value": review.narrative,
        }

    def show(self, form, rowsets, conflict=None, status=200):
        overtaken = form.parts if status != 200 else []
        if status != 200:
            form.knows_now()
        self.overtaken = {part.key: part.now for part in overtaken if part.now}
        return super().show(form, rowsets, conflict, status)

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        shown = form.parts
        comments = self._comments()
        blocks = {block.key: block for block in Shown(self.object.figures).blocks}
        for part in shown:
            part.now = self.overtaken.get(part.key, [])
            part.boxes = self._boxes(form, part)
            part.comments = [one for one in comments if one.section == part.key]
            part.blocks = [
                blocks[key]
                for key in PRINTED.get(part.key, ())
                if key in blocks and blocks[key].rows
            ]
        return super().get_context_data(
            parts=shown,
            remarks=[one for one in comments if not one.section],
            glossary=self._glossary(),
            **kwargs,
        )

    def _comments(self) -> list:
        found = self.object.comments.open().select_related("written_by").order_by("pk")
        return list(found) if self.may(permissions.COMMENT_REVIEW) else []

    def _boxes(self, form: NarrativeForm, part) -> list[Box]:
        vietnamese = form.typed(Section(part.key), "vi")
        first = part.sides[0].text.id_for_label
        return [
            Box(side, terms.offered(part.key, side.code, vietnamese), first) for side in part.sides
        ]

    def _glossary(self) -> dict:
        """Every term in the languages of this review, to copy from or to insert by script."""
        codes = [code for code in self.object.languages if code in terms.LANGUAGES]
        return {
            "names": [(code, NAMES[code][0]) for code in codes],
            "terms": [[term.words(code) for code in codes] for term in terms.terms()],
            "compounds": "|".join(terms.compounds()),
        }

    def perform(self, data):
        return annual_reviews.write(review=self.object, **data, by=self.request.user)
