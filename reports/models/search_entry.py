"""What the search box looks in: an entry for each record, kept by triggers on the tables it reads.

Nothing else writes it. It is derived (`search_refill()` writes all of it anew), so it has no
history, and no foreign keys, whose locks could meet those of the services.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from reports.choices import SearchKind

NAMES = (SearchKind.TIE, SearchKind.UNIT, SearchKind.ORGANISATION, SearchKind.PERSON)


class SearchEntry(models.Model):
    """A record as it is found: once for each place (tie, unit, organisation, marker) it belongs to.

    `place` is 8 × the id, and 1 for a tie, 2 for a unit, 3 for an organisation, 4 for a marker;
    0 is open to all; -1 belongs nowhere, so that only those who see everything find it. `words`
    have the letter of the kind before them: how often a word is there is known for each kind.
    """

    kind = models.CharField(max_length=1, choices=SearchKind)
    record = models.BigIntegerField()
    place = models.BigIntegerField()
    first = models.BooleanField()  # one entry of each record, for those who see everything
    uuid = models.UUIDField()
    day = models.DateField(null=True)
    title = models.TextField()
    beside = models.TextField()  # shown with the title: the unit above, the place, the number
    name = models.TextField(db_collation="C")  # the title folded, of a unit without its word
    code = models.TextField(db_collation="C")  # a number or code, folded
    body = models.TextField()
    sensitive = models.BooleanField()  # it is or names a sensitive incident
    filed_by = models.BigIntegerField(null=True)  # who filed that sees it all the same
    issued = models.BooleanField()  # readers may see it
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "kind", "place"], name="an_entry_for_each_place"
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_by_words", fastupdate=False),
            models.Index(fields=["place", "kind"], name="search_by_place"),
            models.Index("kind", F("day").desc(nulls_last=True), "id", name="search_by_day"),
            models.Index(fields=["kind", "name"], name="search_by_name"),
            GinIndex(
                fields=["name"],
                opclasses=["gin_trgm_ops"],
                condition=Q(kind__in=NAMES, first=True),
                name="search_by_likeness",
            ),
        ]

    def __str__(self):
        return self.title
