"""The demonstration register, written through the services that officers use.

Each entry is written once and never again: what a load wrote stands in its audit event, so that a
second load neither doubles a record nor brings back what somebody changed or took out since.
"""

from collections.abc import Iterator

from django.db import connection, transaction

from accounts.services import users
from exchanges.demo import articles, figures, happenings, notes, organisations, texts, ties
from exchanges.demo.shapes import Entry, To, entry
from exchanges.services.demo import accounts, places
from exchanges.services.demo.loading import Loading, loaded_before, write
from partnerships.models import Partnership

REGISTER = (  # in the order in which one needs the other
    organisations.ORGANISATIONS,
    organisations.PEOPLE,
    organisations.POSTS,
    texts.PAPERS,
    ties.TIES,
    ties.TIE_EVENTS,
    texts.MEMORANDA,
    texts.COMMITMENTS,
    notes.CADENCES,
    notes.NOTES,
    figures.BORDER_PROFILES,
    figures.GATES,
    figures.FIGURES,
    happenings.MEETINGS,
    happenings.AGREED_ITEMS,
    happenings.MINUTES,
    happenings.ACTIVITIES,
    happenings.INCIDENTS,
    happenings.AID,
)


@transaction.atomic
def load(*, with_accounts: bool = True) -> int:
    """Load all that no earlier load wrote, all of it or nothing; returns how many entries."""
    with connection.cursor() as cursor:  # two loads at once would write everything twice
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('demonstration register'))")
    loading = Loading(by=users.loader(), known=loaded_before())
    for one in cited():
        write(loading, one)
    places.load(loading)
    for entries in REGISTER:
        for one in entries:
            write(loading, one)
    if with_accounts:
        accounts.load(loading)
    return loading.close()


def register_is_empty() -> bool:
    """No tie was entered yet, of the demonstration or of anybody's own."""
    return not Partnership.objects.exists()


def cited() -> Iterator[Entry]:
    """The articles, and the passage of each fact."""
    yield from articles.ARTICLES
    for fact, (article, paragraph) in articles.FACTS.items():
        yield entry(
            f"source:{fact}", paper=To(f"paper:{article}"), paragraph=paragraph, reference=fact
        )
