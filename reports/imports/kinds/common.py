"""Columns that several kinds of record share."""

from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from reports.imports.columns import Column
from reports.imports.readers import Choice, Money, Named, Text, Unitless

BASIS = Column(
    "basis",
    _("Basis"),
    Choice(Basis, without=(Basis.MADE_HERE,)),
    note=_("How the office knows of it. Left empty: reported."),
)
TIE_NOTE = _("The title or the code of the tie, as the list of ties has it.")
TIE = Column(
    "partnership",
    _("Tie"),
    Named("tie"),
    note=TIE_NOTE,
    example="LA-001",
    also=("Cặp kết nghĩa", "Quan hệ kết nghĩa", "Mã quan hệ"),
)
UNIT = Column(
    "unit",
    _("Place it belongs to"),
    Named("unit"),
    note=_("Where several are called so, write what it belongs to behind a comma."),
    example="Na Mèo, Thanh Hóa",
    also=("Địa bàn", "Địa phương", "Đơn vị"),
)


def money(name: str, label, note, example: str) -> tuple[Column, Column]:
    """An amount, and beside it a column for its unit or currency."""
    unit = f"{name}_unit"
    return (
        Column(
            name,
            label,
            Money(unit_column=unit),
            note=note,
            example=example,
            also=("Số tiền", "Kinh phí", "Trị giá"),
        ),
        Column(
            unit,
            _("Unit or currency"),
            Unitless(),
            note=_("VND, USD, LAK, or what is counted. May stand in the cell of the amount."),
            example="VND",
            also=("Đơn vị tính", "Loại tiền", "ĐVT"),
        ),
    )


def title(label, example: str, note="", most: int = 255, required: bool = True, also=()) -> Column:
    return Column(
        "title", label, Text(most), required=required, example=example, note=note, also=also
    )
