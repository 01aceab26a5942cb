"""From the list of reviews to pages about several of them at once."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import Permission
from core.pages import Action
from reports import permissions


def ways_to_several(may: Callable[[Permission], bool]) -> list[Action]:
    ways = (
        (permissions.VIEW_BATCH, _("All ties of a place"), "reports:review-batch-list"),
        (permissions.TAKE_REVIEWS, _("A year as ZIP"), "reports:review-zip"),
    )
    return [Action(words, reverse(page)) for needed, words, page in ways if may(needed)]
