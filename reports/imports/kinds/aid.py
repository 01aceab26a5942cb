from django.utils.translation import gettext_lazy as _

from exchanges import permissions
from exchanges.choices import AidDirection, AidForm, AidSector, AidStatus
from exchanges.models import AidProject
from exchanges.services import aid_projects
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE, money, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.kinds.ties import WHO_NOTE
from reports.imports.readers import Choice, Named, Partial, Several, Text


def write(values: dict, writing: Writing) -> AidProject:
    return aid_projects.enter_past(
        by=writing.by,
        uuid=writing.uuid,
        givers=values["givers"],
        receivers=values["receivers"],
        amount=values["amount"],
        **said(values, "title", "direction", "sector", "partnership", "memorandum", "occasion"),
        **said(values, "form", "funds_words", "handed_over", "place", "status", "doubt", "basis"),
    )


def same(values: dict, user):
    rows = AidProject.objects.visible_to(user).filter(title=values["title"])
    return rows.filter(handed_over_days=values["handed_over"].days).first()


AID = Kind(
    "aid",
    _("Aid projects"),
    AidProject,
    (
        title(
            _("Title of the aid"), "Nhà văn hóa bản Lơi", also=("Tên dự án", "Nội dung viện trợ")
        ),
        Column(
            "direction",
            _("Direction"),
            Choice(AidDirection),
            required=True,
            also=("Chiều", "Chiều viện trợ"),
        ),
        Column("sector", _("Sector"), Choice(AidSector), also=("Lĩnh vực",)),
        Column(
            "givers",
            _("Givers"),
            Several(Named("who")),
            note=WHO_NOTE,
            also=("Bên cho", "Bên viện trợ", "Đơn vị hỗ trợ"),
        ),
        Column(
            "receivers",
            _("Receivers"),
            Several(Named("who")),
            note=WHO_NOTE,
            also=("Bên nhận", "Đơn vị nhận"),
        ),
        TIE,
        Column("memorandum", _("Memorandum it stands in"), Named("text"), also=("Bản ghi nhớ",)),
        *money("amount", _("Amount"), _("With its words: nearly, over, about."), "gần 400 triệu"),
        Column("form", _("Form of aid"), Choice(AidForm), also=("Hình thức",)),
        Column("occasion", _("Why it is given, if nothing was promised"), Text(200), also=("Dịp",)),
        Column("funds_words", _("Source of funds, in words"), Text(200), also=("Nguồn vốn",)),
        Column(
            "handed_over",
            _("Handed over"),
            Partial(),
            example="12/2015",
            also=("Ngày bàn giao", "Thời gian bàn giao", "Năm"),
        ),
        Column("place", _("Place of the aid"), Text(200), also=("Địa điểm",)),
        Column(
            "status",
            _("State"),
            Choice(AidStatus),
            note=_("Left empty: handed over."),
            also=("Tình trạng",),
        ),
        Column("doubt", _("What the sources leave open"), Text(1000), also=("Ghi chú",)),
        BASIS,
    ),
    permissions.PROPOSE_AID,
    write,
    ("title", "direction", "givers", "receivers", "handed_over"),
    same,
    called(AidProject, "title"),
)
