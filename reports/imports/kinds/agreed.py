from django.utils.translation import gettext_lazy as _

from exchanges import permissions
from exchanges.choices import AgreedItemStatus, ItemOwner
from exchanges.models import AgreedItem
from exchanges.services import agreed_items
from reports.imports.columns import Column
from reports.imports.kinds.common import title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.readers import Choice, Day, Named, Text


def write(values: dict, writing: Writing) -> AgreedItem:
    return agreed_items.record_past(
        by=writing.by,
        uuid=writing.uuid,
        **said(values, "meeting", "title", "owner", "due", "status", "closed", "proof"),
    )


def same(values: dict, user):
    return AgreedItem.objects.filter(meeting=values["meeting"], title=values["title"]).first()


AGREED = Kind(
    "agreed",
    _("Agreed items"),
    AgreedItem,
    (
        Column(
            "meeting",
            _("Meeting it was agreed at"),
            Named("meeting"),
            required=True,
            note=_("Its name; where several are called so, a semicolon and the day."),
            example="Hội nghị giao ban; 28/03/2025",
            also=("Cuộc họp", "Hội nghị", "Tại cuộc gặp"),
        ),
        title(
            _("What was agreed"),
            "Cùng tuần tra song phương",
            most=500,
            also=("Nội dung thống nhất", "Nội dung"),
        ),
        Column("owner", _("Who does it"), Choice(ItemOwner), also=("Bên thực hiện", "Phụ trách")),
        Column("due", _("Due by"), Day(), also=("Thời hạn", "Hạn hoàn thành")),
        Column(
            "status",
            _("State"),
            Choice(AgreedItemStatus),
            note=_("Left empty: open."),
            also=("Tình trạng", "Kết quả"),
        ),
        Column("closed", _("Closed on"), Day(), also=("Ngày hoàn thành",)),
        Column("proof", _("Proof or decision that closed it"), Text(500), also=("Minh chứng",)),
    ),
    permissions.EDIT_AGREED_ITEM,
    write,
    ("meeting", "title"),
    same,
    called(AgreedItem, "title"),
)
