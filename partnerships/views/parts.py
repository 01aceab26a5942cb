"""What several pages of this app share: parts with their own address, days, words, sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.access import row_by_row
from core.addresses import open_address
from core.pages import Action, FragmentPage, ListPage
from core.reading import read_date
from core.text import tidy
from partnerships.choices import NameKind, PaperKind
from partnerships.models import UnitName


@dataclass(frozen=True)
class Section:
    """A part of a record page that has an address of its own, perhaps kept by an app above."""

    id: str
    words: str
    url: str


def sections(user, record, declared: Iterable[tuple[str, str, str]]) -> list[Section]:
    """The declared parts (id, words, name of the URL) that are there and open to the user."""
    found = [Section(id_, words, address(user, name, record)) for id_, words, name in declared]
    return [section for section in found if section.url]


def address(user, name: str, record, query: str = "") -> str:
    """The URL of a page of a record, if there is such a page and the user may open it.

    With `query` the page is not the record's own and is told of it: ?tie=<uuid>.
    """
    if not query:
        return open_address(user, name, record.uuid)
    url = open_address(user, name)
    return url and f"{url}?{query}={record.uuid}"


def acts(user, record, declared: Iterable[tuple[str, str]]) -> list[Action]:
    """The declared acts (words, name of the URL) that the user may do; none with a duplicate."""
    if getattr(record, "merged_into_id", None):
        return []
    found = [(words, address(user, name, record)) for words, name in declared]
    return [Action(words, url) for words, url in found if url]


def asked_day(request) -> date:
    """The day that ?on= names in full; else today."""
    try:
        found = read_date(tidy(request.GET.get("on", ""))[:40])
    except ValueError:
        found = None
    return found.days.lower if found and found.is_full else timezone.localdate()


def asked_record(request, records: QuerySet, name: str):
    """What ?name=<uuid> names among the records that the user may see; None: nothing."""
    try:
        uuid = UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    with row_by_row():
        return records.visible_to(request.user).filter(uuid=uuid).first()


class RecordList(ListPage):
    """A list whose heading is known, so that no second look at the rows is needed for it."""

    related: tuple[tuple[str, str], ...] = ()  # words and URL names of lists that stand beside it

    def get_heading(self):
        rows = self.model or self.queryset.model
        return self.heading or rows._meta.verbose_name_plural

    def get_actions(self):
        beside = [(words, open_address(self.request.user, name)) for words, name in self.related]
        return [Action(words, url) for words, url in beside if url] + super().get_actions()


class Part(FragmentPage):
    """A part of a record's page: `rows(record)` are what its template shows."""

    def rows(self, record):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=self.rows(self.object), **kwargs)


def with_own_name(rows: QuerySet) -> QuerySet:
    """Adds `own_name` of units."""
    names = UnitName.objects.filter(
        unit=OuterRef("pk"),
        kind=NameKind.OFFICIAL,
        language=OuterRef("country__paper_language"),
    ).exclude(language="vi")
    return rows.annotate(own_name=Subquery(names.values("text")[:1]))


def gathered(*groups: Iterable) -> list[dict]:
    """The sources of several records, each once: paper by paper, its passages under it."""
    papers: dict[str, dict] = {}
    for record in (record for group in groups for record in group):
        for said in record.cited:
            title = said["title"] if said["published"] else PaperKind(said["kind"]).label
            paper = papers.setdefault(
                said["paper"], {"uuid": said["paper"], "title": title, "passages": set()}
            )
            paper["passages"].add((said["paragraph"] or 0, said["reference"]))
    return [
        paper | {"passages": sorted(paper["passages"])}
        for paper in sorted(papers.values(), key=lambda paper: str(paper["title"]))
    ]
