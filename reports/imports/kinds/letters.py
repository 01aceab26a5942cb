from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from exchanges import permissions
from exchanges.choices import LetterDirection, LetterKind
from exchanges.models import Letter
from exchanges.services import letters
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE, UNIT
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.readers import Choice, Day, Partial, Text


def write(values: dict, writing: Writing) -> Letter:
    return letters.record(
        by=writing.by,
        uuid=writing.uuid,
        basis=values["basis"] or Basis.REPORTED,
        **said(values, "direction", "kind", "gist", "partnership", "unit", "number", "dated"),
        **said(values, "arrived", "sender", "addressee", "answer_due"),
    )


def same(values: dict, user):
    rows = Letter.objects.visible_to(user).filter(direction=values["direction"])
    if values["number"]:
        return rows.filter(number=values["number"], dated_days=values["dated"].days).first()
    return rows.filter(gist=values["gist"], dated_days=values["dated"].days).first()


LETTERS = Kind(
    "letters",
    _("Letters"),
    Letter,
    (
        Column(
            "direction",
            _("Sent or received"),
            Choice(LetterDirection, (("di", "out"), ("den", "in"))),
            required=True,
            also=("Chiều", "Đi/đến"),
        ),
        Column(
            "kind",
            _("Kind of letter"),
            Choice(LetterKind),
            required=True,
            also=("Loại", "Loại thư"),
        ),
        Column("number", _("Number"), Text(60), example="15/CV-UBND", also=("Số", "Số hiệu")),
        Column("dated", _("Day of the letter"), Partial(), also=("Ngày", "Ngày văn bản")),
        Column("arrived", _("Arrived on"), Day(), also=("Ngày đến",)),
        Column("sender", _("Sender"), Text(200), also=("Nơi gửi", "Bên gửi")),
        Column("addressee", _("Addressee"), Text(200), also=("Nơi nhận", "Bên nhận")),
        Column(
            "gist",
            _("Gist"),
            Text(500),
            required=True,
            example="Mời họp giao ban quý I",
            also=("Trích yếu", "Nội dung"),
        ),
        TIE,
        UNIT,
        Column("answer_due", _("Answer due by"), Day(), also=("Hạn trả lời",)),
        BASIS,
    ),
    permissions.EDIT_LETTER,
    write,
    ("direction", "number", "dated", "gist"),
    same,
    called(Letter, "number", "gist"),
)
