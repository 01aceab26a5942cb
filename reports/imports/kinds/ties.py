from django.utils.translation import gettext_lazy as _

from partnerships import permissions
from partnerships.choices import Level, PartnershipEventKind, PartnershipKind, Side
from partnerships.models import Partnership
from partnerships.services import lookalikes, partnerships
from partnerships.services.rules import as_party
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, title
from reports.imports.kinds.shape import Kind, Writing, said
from reports.imports.readers import Choice, Named, Partial, Several, Text

WHO_NOTE = _("A place or an organisation; several with semicolons between them.")


def parties(values: dict) -> list[dict]:
    sides = {Side.HOME: values["home"], Side.COUNTERPART: values["counterpart"]}
    return [{"side": side} | as_party(who) for side, named in sides.items() for who in named]


def write(values: dict, writing: Writing) -> Partnership:
    since = values["established"]
    begun = {"kind": PartnershipEventKind.ESTABLISHED, "since": since}
    return partnerships.record(
        by=writing.by,
        uuid=writing.uuid,
        parties=parties(values),
        events=[begun] if since.days or since.words else [],
        **said(values, "title", "kind", "level", "code", "frame", "fields_of_work", "basis"),
    )


def same(values: dict, user):
    found = lookalikes.ties(title=values["title"], parties=parties(values), user=user)
    return next((tie for tie in found if tie.kind == values["kind"]), None)


TIES = Kind(
    "ties",
    _("Twinned ties"),
    Partnership,
    (
        title(_("Title of the tie"), "bản Na Mèo – bản Lơi", also=("Tên cặp kết nghĩa", "Tên")),
        Column(
            "code",
            _("Code of the tie"),
            Text(20),
            note=_("Left empty, the register gives the next one."),
            also=("Mã", "Code"),
        ),
        Column(
            "kind",
            _("Kind of tie"),
            Choice(PartnershipKind),
            required=True,
            also=("Loại", "Hình thức", "Kind"),
        ),
        Column(
            "level",
            _("Level"),
            Choice(Level),
            required=True,
            also=("Cấp",),
        ),
        Column(
            "home",
            _("Home side"),
            Several(Named("who")),
            required=True,
            note=WHO_NOTE,
            example="bản Na Mèo, Na Mèo",
            also=("Phía Việt Nam", "Bên Việt Nam", "Phía ta"),
        ),
        Column(
            "counterpart",
            _("Counterpart side"),
            Several(Named("who")),
            note=WHO_NOTE,
            example="bản Lơi",
            also=("Phía bạn", "Bên bạn", "Phía Lào", "Phía Trung Quốc", "Phía Campuchia"),
        ),
        Column(
            "established",
            _("Established"),
            Partial(),
            example="12/2015",
            also=("Ngày kết nghĩa", "Năm kết nghĩa", "Ngày thiết lập"),
        ),
        Column("frame", _("Stands under the tie"), Named("tie"), also=("Thuộc khung",)),
        Column("fields_of_work", _("Fields of work"), Text(500), also=("Lĩnh vực",)),
        BASIS,
    ),
    permissions.EDIT_PARTNERSHIP,
    write,
    ("kind", "home", "counterpart"),
    same,
)
