from django.utils.translation import gettext_lazy as _

from core.fields import Amount
from partnerships import permissions
from partnerships.choices import CommitmentForm, CommitmentStatus
from partnerships.models import Commitment, Organisation
from partnerships.services import commitments
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE, money, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.kinds.ties import WHO_NOTE
from reports.imports.readers import Choice, Named, Partial, Several, Text, Whole


def giver(who) -> dict:
    return {"giver_organisation" if isinstance(who, Organisation) else "giver": who}


def write(values: dict, writing: Writing) -> Commitment:
    return commitments.record_past(
        by=writing.by,
        uuid=writing.uuid,
        receivers=values["receivers"],
        amount=values["amount"] or Amount(),
        **giver(values["giver"]),
        **said(values, "title", "form", "memorandum", "partnership", "clause", "interval_months"),
        **said(values, "since", "until", "status", "settled", "settled_reason", "basis"),
    )


def same(values: dict, user):
    rows = Commitment.objects.visible_to(user).filter(title=values["title"])
    return rows.filter(**giver(values["giver"])).first()


COMMITMENTS = Kind(
    "commitments",
    _("Commitments"),
    Commitment,
    (
        title(_("What is promised"), "Hỗ trợ 5 con bò giống", also=("Cam kết", "Nội dung cam kết")),
        Column(
            "form",
            _("Form of the promise"),
            Choice(CommitmentForm),
            required=True,
            also=("Hình thức",),
        ),
        Column("giver", _("Giver"), Named("who"), required=True, also=("Bên cho", "Bên hỗ trợ")),
        Column(
            "receivers",
            _("Receivers"),
            Several(Named("who")),
            note=WHO_NOTE,
            also=("Bên nhận", "Bên được hỗ trợ"),
        ),
        Column(
            "memorandum",
            _("Memorandum it stands in"),
            Named("text"),
            note=_("Its name; where several are called so, a semicolon and the day."),
            also=("Bản ghi nhớ", "Văn bản"),
        ),
        TIE,
        *money("amount", _("Amount"), _("For each receiver, each time."), "400.000.000"),
        Column(
            "interval_months",
            _("Every so many months"),
            Whole(1, 600),
            also=("Chu kỳ (tháng)", "Số tháng một lần"),
        ),
        Column("clause", _("Clause, as the text names it"), Text(120), also=("Điều khoản",)),
        Column("since", _("Since"), Partial(), also=("Từ ngày", "Từ năm")),
        Column("until", _("Until"), Partial(), also=("Đến ngày", "Đến năm")),
        Column(
            "status",
            _("State"),
            Choice(CommitmentStatus),
            note=_("Left empty: open."),
            also=("Tình trạng",),
        ),
        Column("settled", _("Settled on"), Partial()),
        Column("settled_reason", _("How it was settled"), Text(500)),
        BASIS,
    ),
    permissions.EDIT_COMMITMENT,
    write,
    ("title", "giver", "receivers", "memorandum", "partnership"),
    same,
    called(Commitment, "title"),
)
