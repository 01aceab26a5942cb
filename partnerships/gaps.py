"""What old records still lack, as conditions of the database: the same as `missing()` says of one.

A list of them is a page like any other list, however many there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.fields import is_one_day, not_one_day
from partnerships.choices import NameKind, PartnershipEventKind, Side
from partnerships.models import (
    Commitment,
    Memorandum,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    Post,
    Unit,
    UnitName,
)
from partnerships.models.memorandum_rows import Signatory
from partnerships.models.unit import WITHOUT_CODE


@dataclass(frozen=True)
class Gap:
    """One thing that may be lacking: its name in URLs, its words, and when it is lacking."""

    key: str
    words: str
    lacks: Q


@dataclass(frozen=True)
class Kind:
    """A kind of records, the rows that a user may see, and what they may lack.

    `title` are the lookups of its name, the first of them what rows are sorted by; `page` and
    `form` are URL names, `of` the lookup of the uuid they take.
    """

    key: str
    words: str
    model: type[Model]
    rows: Callable[[object], QuerySet]
    gaps: tuple[Gap, ...]
    page: str
    form: str = ""
    title: tuple[str, ...] = ("title",)
    of: str = "uuid"

    def lacking(self, user, gap: str = "") -> QuerySet:
        """Rows that lack this, or anything, each with `lacks_<gap>` for every gap."""
        wanted = [one.lacks for one in self.gaps if gap in ("", one.key)]
        rows = self.rows(user).filter(reduce(or_, wanted, Q(pk__in=[])))
        return rows.annotate(**{f"lacks_{one.key}": one.lacks for one in self.gaps})


def none(rows: QuerySet) -> Q:
    return Q(~Exists(rows))


def no_amount(name: str) -> Q:
    return Q(**{f"{name}_number__isnull": True, f"{name}_words": ""})


def of_tie(model: type[Model], **which) -> QuerySet:
    return model.objects.filter(partnership=OuterRef("pk"), **which)


def signed_by(side: str) -> QuerySet:
    return Signatory.objects.filter(memorandum=OuterRef("pk"), side=side)


TIES = (
    Gap("home", _("home side"), none(of_tie(PartnershipParty, side=Side.HOME))),
    Gap(
        "counterpart", _("counterpart side"), none(of_tie(PartnershipParty, side=Side.COUNTERPART))
    ),
    Gap(
        "established",
        _("day it was established"),
        none(
            of_tie(PartnershipEvent, kind=PartnershipEventKind.ESTABLISHED).filter(
                is_one_day("since")
            )
        ),
    ),
    Gap("text", _("a signed text"), none(Memorandum.objects.filter(partnerships=OuterRef("pk")))),
)
TEXTS = (
    Gap("signed", _("full date of signing"), not_one_day("signed")),
    Gap("place", _("place of signing"), Q(place="")),
    Gap("home", _("who signed for us"), none(signed_by(Side.HOME))),
    Gap("counterpart", _("who signed for them"), none(signed_by(Side.COUNTERPART))),
    Gap("term", _("term"), Q(term__isnull=True)),
)
PROMISES = (
    Gap("amount", _("amount"), no_amount("amount")),
    Gap("interval", _("interval"), Q(interval_months__isnull=True)),
    Gap("since", _("day of the beginning"), not_one_day("since")),
    Gap("until", _("end"), Q(until_days__isnull=True)),
)
POSTS = (Gap("since", _("beginning"), Q(since_days__isnull=True)),)
UNITS = (
    Gap("code", _("official code"), Q(code="") & ~Q(level__in=WITHOUT_CODE)),
    Gap(
        "script",
        _("name in its own script"),
        ~Q(country__paper_language="vi")
        & none(
            UnitName.objects.filter(
                unit=OuterRef("pk"),
                kind=NameKind.OFFICIAL,
                language=OuterRef("country__paper_language"),
            )
        ),
    ),
)


def units_in_ties(user) -> QuerySet:
    """Places that are party to a tie the user may see."""
    parties = PartnershipParty.objects.visible_to(user).filter(unit__isnull=False)
    return Unit.objects.kept().filter(pk__in=parties.order_by().values("unit"))


KINDS = (
    Kind(
        "tie",
        _("Ties"),
        Partnership,
        lambda user: Partnership.objects.visible_to(user).kept(),
        TIES,
        "partnerships:partnership-detail",
        "partnerships:partnership-edit",
    ),
    Kind(
        "text",
        _("Texts"),
        Memorandum,
        lambda user: Memorandum.objects.visible_to(user).of_past(),
        TEXTS,
        "partnerships:memorandum-detail",
        "partnerships:memorandum-edit",
    ),
    Kind(
        "commitment",
        _("Commitments"),
        Commitment,
        lambda user: Commitment.objects.visible_to(user),
        PROMISES,
        "partnerships:commitment-detail",
        "partnerships:commitment-edit",
    ),
    Kind(
        "post",
        _("Posts of people"),
        Post,
        lambda user: Post.objects.visible_to(user),
        POSTS,
        "partnerships:person-detail",
        "partnerships:person-edit",
        title=("person__name", "title"),
        of="person__uuid",
    ),
    Kind(
        "unit",
        _("Places in ties"),
        Unit,
        units_in_ties,
        UNITS,
        "partnerships:unit-detail",
        "partnerships:unit-edit",
        title=("name", "word"),
    ),
)
