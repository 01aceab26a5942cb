from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from exchanges import permissions
from exchanges.choices import ActivityKind, DoneBy
from exchanges.choices import Measure as Counted
from exchanges.models import Activity
from exchanges.services import activities
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE, UNIT, money, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.readers import Choice, Named, Partial, Text


def write(values: dict, writing: Writing) -> Activity:
    amount, what = values["amount"], values["what"]
    measured = amount.number is not None
    row = {"measure": values["measure"], "what": what, "amount": amount}
    return activities.record(
        by=writing.by,
        uuid=writing.uuid,
        today=writing.today,
        basis=values["basis"] or Basis.REPORTED,
        figures=[row] if measured else [],
        **said(values, "kind", "title", "partnership", "unit", "organiser", "happened", "place"),
        **said(values, "done_by", "note"),
    )


def same(values: dict, user):
    rows = Activity.objects.visible_to(user).filter(kind=values["kind"])
    if values["title"]:
        rows = rows.filter(title=values["title"])
    elif not values["partnership"]:
        return None
    return rows.filter(
        happened_days=values["happened"].days, partnership=values["partnership"]
    ).first()


ACTIVITIES = Kind(
    "activities",
    _("Activities"),
    Activity,
    (
        Column(
            "kind",
            _("Kind of activity"),
            Choice(ActivityKind),
            required=True,
            also=("Loại", "Loại hoạt động", "Kind"),
        ),
        title(
            _("Name of the activity"),
            "",
            _("Left empty, it is made of the kind, the tie and the day."),
            required=False,
            also=("Tên", "Tên hoạt động", "Nội dung"),
        ),
        TIE,
        UNIT,
        Column("organiser", _("Organiser"), Named("organisation"), also=("Đơn vị tổ chức",)),
        Column(
            "happened",
            _("Day or time"),
            Partial(),
            example="28/03/2025",
            also=("Ngày", "Thời gian", "Ngày tổ chức"),
        ),
        Column("place", _("Where"), Text(200), also=("Địa điểm",)),
        Column("done_by", _("Done by"), Choice(DoneBy), also=("Bên thực hiện",)),
        Column("measure", _("What was counted"), Choice(Counted), also=("Chỉ số",)),
        Column("what", _("Counted, in words"), Text(120), example="lượt người tham gia"),
        *money("amount", _("How many or how much"), "", "120 lượt"),
        Column("note", _("Note"), Text(2000), also=("Ghi chú",)),
        BASIS,
    ),
    permissions.EDIT_ACTIVITY,
    write,
    ("kind", "title", "partnership", "unit", "happened"),
    same,
    called(Activity, "title"),
)
