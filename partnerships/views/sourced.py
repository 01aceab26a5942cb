"""Forms of records that are known from papers: their sources are rows of the form."""

from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships.forms import PassageRow

SOURCES = Group(
    _("Sources"),
    rows="passages",
    note=_("The papers it is known from. A paper is entered first, then chosen here."),
)


class SourcedPage(FormPage):
    rows = {"passages": PassageRow}

    def initial_rows(self, name):
        return passage_rows(self.object, self.request.user) if self.object else []


def passage_rows(record, user) -> list[dict]:
    """Sources in papers that the user may read; what they may not see stays."""
    seen = record.sources.select_related("paper").visible_to(user)
    return [{"uuid": one.uuid, "paper": one.paper, "paragraph": one.paragraph} for one in seen]
