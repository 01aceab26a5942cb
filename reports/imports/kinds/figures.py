from django.utils.translation import gettext_lazy as _

from partnerships import permissions
from partnerships.choices import Measure
from partnerships.models import StatedFigure
from partnerships.services import figures
from reports.imports.columns import Column
from reports.imports.kinds.common import TIE, UNIT, money, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.readers import Choice, Named, Partial, Text


def subject(values: dict) -> dict:
    return said(values, "partnership", "unit", "organisation", "country")


def write(values: dict, writing: Writing) -> StatedFigure:
    return figures.enter(
        by=writing.by,
        uuid=writing.uuid,
        value=values["value"],
        **subject(values),
        **said(values, "measure", "title", "when", "stated_by"),
    )


def same(values: dict, user):
    rows = StatedFigure.objects.visible_to(user).filter(title=values["title"], **subject(values))
    return rows.filter(value_number=values["value"].number, when_days=values["when"].days).first()


FIGURES = Kind(
    "figures",
    _("Published figures"),
    StatedFigure,
    (
        Column(
            "measure",
            _("What it measures"),
            Choice(Measure),
            required=True,
            also=("Chỉ tiêu", "Loại"),
        ),
        title(_("What is counted"), "Số bản kết nghĩa", also=("Tên số liệu", "Nội dung")),
        *money("value", _("Value"), _("With its words: nearly, over, about."), "over 30"),
        Column(
            "when",
            _("Period, or as of"),
            Partial(),
            example="2024",
            also=("Thời điểm", "Năm", "Kỳ"),
        ),
        Column("stated_by", _("Stated by"), Text(200), also=("Nguồn", "Cơ quan công bố")),
        TIE,
        UNIT,
        Column("organisation", _("Organisation"), Named("organisation"), also=("Cơ quan",)),
        Column("country", _("Country"), Named("country"), also=("Nước",)),
    ),
    permissions.EDIT_STATED_FIGURE,
    write,
    ("measure", "title", "value", "when", "partnership", "unit", "organisation", "country"),
    same,
    called(StatedFigure, "title"),
)
