from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking
from core.fields import PartialDateField, earliest, public_id
from core.history import keep_history
from core.search import fold, folded_field, folded_index
from partnerships.models.subject import UnitOrOrganisation, sources

# A person is seen through the place of a post; across the border, through the ties of that place.
THROUGH_POSTS = (
    "posts__unit",
    "posts__organisation",
    "posts__unit__partnershipparty_set__partnership",
    "posts__organisation__partnershipparty_set__partnership",
)


class PersonQuerySet(ScopedQuerySet):
    def named(self, typed: str):
        return self.filter(folded__contains=fold(typed))


@keep_history()
class Person(models.Model):
    """Somebody who holds or held a post. Nothing else is kept of a person than name and posts
    (Law 91/2025/QH15: no more than the task needs).
    """

    scope_paths = THROUGH_POSTS

    uuid = public_id()
    name = models.CharField(_("full name"), max_length=120, db_collation="vi-x-icu")
    folded = folded_field("name")
    other_names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    sources = sources()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        indexes = [
            folded_index("person_by_folded_name"),
            models.Index(fields=["name", "id"], name="person_by_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:person-detail", args=[self.uuid])


class PostQuerySet(ScopedQuerySet):
    def in_time(self):
        """The latest first; those of which no beginning is known last."""
        return self.order_by(earliest("since", descending=True).desc(), "-pk")


@keep_history(of=("person",))
class Post(UnitOrOrganisation):
    """A person heads, chairs or serves a unit or an organisation, from and until when is known."""

    scope_paths = tuple(path.removeprefix("posts__") for path in THROUGH_POSTS)

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.REPORTED)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="posts"
    )
    title = models.CharField(_("post"), max_length=200)
    other_titles = models.JSONField(_("post in other languages"), default=dict, blank=True)
    heads = models.BooleanField(_("heads the unit or organisation"), default=False)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    sources = sources()

    objects = PostQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.title}, {self.who}"

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        return lacking({_("beginning"): self.since.days})

    def held_on(self, on: date) -> bool:
        """Held on that day, as far as is known: begun by then or nobody knows when, and not over.

        A day known in part counts as held: whoever was in office until 2023 was so all that year.
        """
        first = self.since.days and self.since.days.lower
        if first and first > on:
            return False
        if self.until.days is None:
            return not self.until.words
        return self.until.days.upper is None or self.until.days.upper > on
