"""The sources of a row beside the row itself, without a query for each."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from partnerships.models import Source


def with_sources(rows: QuerySet) -> QuerySet:
    """Adds `cited`: the paper, paragraph and reference of every source, as dicts.

    A paper that was not published is named by its kind only: who may read it finds the rest there.
    """
    link = rows.model._meta.get_field("sources").remote_field.related_name
    name = link % {"class": rows.model._meta.model_name} if "%" in link else link
    sources = Source.objects.filter(**{name: OuterRef("pk")}).order_by(
        "paper__title", "paragraph", "reference"
    )
    said = JSONObject(
        paper=F("paper__uuid"),
        title=F("paper__title"),
        kind=F("paper__kind"),
        published=F("paper__published"),
        paragraph=F("paragraph"),
        reference=F("reference"),
    )
    return rows.annotate(cited=ArraySubquery(sources.values(said=said)))
