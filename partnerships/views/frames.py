"""Parent frames as a tree: province with province, below it districts, communes, villages."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django.views.generic.list import MultipleObjectMixin

from core.badges import Badge
from core.pages import Page
from partnerships import badges, permissions
from partnerships.choices import Level, PartnershipStatus, Side
from partnerships.models import Partnership, PartnershipParty
from partnerships.views import parts

MOST = 2000  # ties that one page shows; a province has some hundred


@dataclass
class Node:
    """A tie in the tree; `below` are all under it. The template writes nested lists out of one:
    after a node that `opens` comes one under it, after another one end the lists of `closes`.
    """

    tie: dict
    badge: Badge
    level: str
    depth: int = 0
    below: int = 0
    closes: range = range(0)

    @property
    def opens(self) -> bool:
        return bool(self.below)


def tree_of(ties: QuerySet, on: date) -> list[Node]:
    """The ties in the order of a tree, each frame before those below it. One query.

    A tie whose frame is not among them stands on top: the user may not see the frame.
    """
    rows = list(
        ties.with_status(on)
        .annotate(filled=_filled_sides(on))
        .order_by("title", "pk")
        .values("pk", "uuid", "title", "level", "frame", "status", "filled")[:MOST]
    )
    there = {row["pk"] for row in rows}
    below = defaultdict(list)
    for row in rows:
        below[row["frame"] if row["frame"] in there else None].append(row)
    found: list[Node] = []
    _walk(below, None, 0, found)
    depths = [*(node.depth for node in found[1:]), 0]
    for node, following in zip(found, depths[: len(found)], strict=True):
        node.closes = range(node.depth - following)
    return found


def _walk(below: dict, frame: int | None, depth: int, found: list[Node]) -> int:
    """Appends what stands below the frame; how many they are."""
    count = 0
    for row in below[frame]:
        node = Node(row, _badge(row), Level(row["level"]).label, depth)
        found.append(node)
        node.below = _walk(below, row["pk"], depth + 1, found)
        count += 1 + node.below
    return count


def _filled_sides(on: date) -> ArraySubquery:
    standing = PartnershipParty.objects.standing(on).filter(partnership=OuterRef("pk"))
    return ArraySubquery(standing.order_by("side").values("side").distinct())


def _badge(row: dict) -> Badge:
    filled = set(row["filled"])
    return badges.of_tie(
        PartnershipStatus(row["status"]),
        home=Side.HOME in filled,
        counterpart=Side.COUNTERPART in filled,
    )


class FrameTree(Page, MultipleObjectMixin, TemplateView):
    """All ties that stand in frames, as they are on a day."""

    model = Partnership
    template_name = "partnerships/frame_tree.html"
    permission = permissions.VIEW_PARTNERSHIP
    object_list = None

    def get_context_data(self, **kwargs):
        on = parts.asked_day(self.request)
        nodes = tree_of(self.get_queryset().kept().framed(), on)
        return super().get_context_data(
            heading=_("Ties in their frames"),
            on=on,
            rows=nodes,
            more=len(nodes) == MOST,
            **kwargs,
        )


class PartnershipTree(parts.Part):
    """The tie with all below it, and the way up to the frame on top."""

    model = Partnership
    template_name = "partnerships/_tree.html"
    heading = _("Ties below")
    permission = permissions.VIEW_PARTNERSHIP

    def rows(self, tie):
        seen = Partnership.objects.visible_to(self.request.user).kept()
        return tree_of(seen.under(seen.filter(pk=tie.pk)), parts.asked_day(self.request))
