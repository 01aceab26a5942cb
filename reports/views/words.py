"""The narrative of a review out to a translator as a Word file and back in; its versions."""

from django.apps import apps
from django.utils.translation import gettext as _

from core.revision_pages import Change, RevisionsPage
from core.word import Line
from core.word_pages import WordCheck, WordIn, WordOut, Words
from reports import permissions
from reports.choices import INTERNAL_ONLY, ReviewStatus, Section
from reports.models import AnnualReview
from reports.services import words


class ReviewWords(Words):
    """The parts that people write, in the order of the paper. What is for our side alone is not
    translated, so it does not leave the house.
    """

    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.EDIT_REVIEW
    urls = "reports:annual-review-word"

    def lines(self, record):
        return [
            Line(f"{record.uuid}:{section.value}", str(section.label), text)
            for section in Section
            if section not in INTERNAL_ONLY and (text := record.narrative.get(section.value))
        ]

    def closed(self, record):
        if record.status == ReviewStatus.DRAFT:
            return ""
        return _("Only a draft can be written in.")

    def hand_out(self, record, language):
        words.hand_out(review=record, language=language, by=self.request.user)

    def take_back(self, record, changes, language):
        by_section = {key.rpartition(":")[2]: texts for key, texts in changes.items()}
        words.take_back(review=record, changes=by_section, language=language, by=self.request.user)


class AnnualReviewWordOut(ReviewWords, WordOut):
    pass


class AnnualReviewWordIn(ReviewWords, WordIn):
    pass


class AnnualReviewWordCheck(ReviewWords, WordCheck):
    pass


class AnnualReviewRevisions(RevisionsPage):
    """Every saved narrative is one row of the history, with all its parts."""

    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.VIEW_REVISIONS

    def changes(self, record):
        history = apps.get_model("reports", "AnnualReviewHistory").objects
        rows = history.filter(pgh_obj=record.pk).order_by("pgh_id")
        found = []
        for at, metadata, narrative in rows.values_list(
            "pgh_created_at", "pgh_context__metadata", "narrative"
        ):
            by = (metadata or {}).get("user")
            found += [
                Change(at, by, section.value, str(section.label), (place,), text)
                for place, section in enumerate(Section)
                if (text := narrative.get(section.value))
            ]
        return found
