"""A text among those it follows and those that follow it, as a line from earlier to later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from core.badges import Badge
from partnerships import badges
from partnerships.choices import MemorandumStatus
from partnerships.lists.texts import term
from partnerships.models import Memorandum


@dataclass(frozen=True)
class Link:
    """One text of the line: how it follows the one before, its days, its state today."""

    text: Memorandum
    how: str
    days: str
    badge: Badge
    is_this: bool


@dataclass(frozen=True)
class Relatives:
    """The line a text stands in, and the texts of its kind in force beside it."""

    line: list[Link]
    beside: list[Memorandum]


def relatives(text: Memorandum, user, on: date) -> Relatives:
    """As far as this user may see them, in one query. A text that stands alone has no line."""
    seen = Memorandum.objects.visible_to(user)
    in_line = Q(pk__in=Memorandum.objects.in_chain_with(text.pk).values("pk"))
    meets = Q(pk__in=Memorandum.objects.overlapping_with(text).order_by().values("pk"))
    rows = seen.filter(in_line | meets).annotate(in_line=in_line, meets=meets)
    rows = list(rows.exclude(pk=text.pk).order_by("term", "pk"))
    found = {one.pk: one for one in rows if one.in_line}
    beside = [one for one in rows if one.meets]
    if not found:
        return Relatives([], beside)
    found[text.pk] = text
    line = sorted(found.values(), key=lambda one: (_depth(one, found), _first(one), one.pk))
    return Relatives([_link(one, found, text, on) for one in line], beside)


def _depth(text: Memorandum, found: dict[int, Memorandum]) -> int:
    """How many steps it lies after the earliest one; PostgreSQL keeps the line free of rings."""
    before = [found[pk] for pk in (text.renews_id, text.amends_id) if pk in found]
    return max((_depth(one, found) + 1 for one in before), default=0)


def _first(text: Memorandum) -> date:
    days = text.signed.days or text.term
    return (days and days.lower) or date.max


def _link(text: Memorandum, found: dict, this: Memorandum, on: date) -> Link:
    until = text.term.upper if text.term else None
    return Link(
        text,
        follows(text, found),
        str(text.signed) or term(text.term_words, text.term),
        badges.of_text(MemorandumStatus(text.status), until, on),
        text.pk == this.pk,
    )


def follows(text: Memorandum, found: dict) -> str:
    said = []
    if text.renews_id in found:
        said.append(_("renews “%(text)s”") % {"text": found[text.renews_id]})
    if text.amends_id in found:
        said.append(_("amends “%(text)s”") % {"text": found[text.amends_id]})
    return ", ".join(said)


def of_these(
    texts: list[Memorandum], besides: Iterable[Memorandum | None] = ()
) -> dict[int, list[tuple[str, Memorandum]]]:
    """For texts of one tie: what each follows and what follows it, in words and as a text.

    `besides` are earlier texts of other ties that may be named too.
    """
    found = {text.pk: text for text in [*filter(None, besides), *texts]}
    links: dict[int, list[tuple[str, Memorandum]]] = defaultdict(list)
    for text in texts:
        for earlier, now, later in (
            (text.renews_id, _("renews"), _("renewed by")),
            (text.amends_id, _("amends"), _("amended by")),
        ):
            if earlier in found:
                links[text.pk].append((f"← {now}", found[earlier]))
                links[earlier].append((f"→ {later}", text))
    return links
