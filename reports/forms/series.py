from core.forms import RecordForm
from core.search import Folded, fold
from reports.models import ReviewSeries


def search_named(rows, words: str):
    return rows.kept().named(words).order_by("pk")


def search_places(rows, words: str):
    return rows.offered(words)


def search_meetings(rows, words: str):
    """By a part of the title, or a year: "2025" finds what was held or planned in it."""
    if words.isdigit() and len(words) == 4 and 1945 <= int(words) <= 2200:
        days = f"[{words}-01-01,{int(words) + 1}-01-01)"
        found = rows.filter(held_days__overlap=days) | rows.filter(planned__year=int(words))
    else:
        found = rows.alias(folded_now=Folded("title")).filter(folded_now__contains=fold(words))
    return found.order_by("-pk")


class ReviewSeriesForm(RecordForm):
    class Meta:
        model = ReviewSeries
        fields = ["title"]
