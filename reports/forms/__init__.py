"""What is typed into the pages of reviews. Batches and signing have modules of their own."""

from reports.forms.annual_review import (
    AgreementsForm,
    AnnualReviewForm,
    CommentForm,
    ReturnForm,
    ReviewChangeForm,
)
from reports.forms.narrative import NarrativeForm, name_of
from reports.forms.papers import PaperForm
from reports.forms.series import ReviewSeriesForm, search_meetings, search_named, search_places

__all__ = [
    "AgreementsForm",
    "AnnualReviewForm",
    "CommentForm",
    "NarrativeForm",
    "PaperForm",
    "ReturnForm",
    "ReviewChangeForm",
    "ReviewSeriesForm",
    "name_of",
    "search_meetings",
    "search_named",
    "search_places",
]
