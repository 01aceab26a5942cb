from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from partnerships import permissions
from partnerships.choices import SIGNED, MemorandumKind, MemorandumStatus, Side
from partnerships.models import Memorandum
from partnerships.services import memoranda
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE_NOTE, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.kinds.ties import WHO_NOTE, parties
from reports.imports.readers import Choice, Day, Named, Partial, Several, Text

NOT_SIGNED = tuple(one for one in MemorandumStatus.values if one not in SIGNED)


def write(values: dict, writing: Writing) -> Memorandum:
    posts = {Side.HOME: values["home_post"], Side.COUNTERPART: values["counterpart_post"]}
    first, last = values["term_from"], values["term_until"]
    after = last and last + timedelta(days=1)
    term = {"term": DateRange(first, after)} if first or last else {}
    return memoranda.enter(
        by=writing.by,
        today=writing.today,
        uuid=writing.uuid,
        partnerships=list(values["partnerships"]),
        parties=parties(values),
        signatories=[
            {"side": side, "person": None, "post": post} for side, post in posts.items() if post
        ],
        **term,
        **said(values, "title", "kind", "status", "signed", "place", "term_words", "basis"),
        **said(values, "ended", "end_reason", "kept_outside", "doubt"),
    )


def same(values: dict, user):
    rows = Memorandum.objects.visible_to(user).filter(title=values["title"], kind=values["kind"])
    return rows.filter(signed_days=values["signed"].days).first()


MEMORANDA = Kind(
    "memoranda",
    _("Memoranda"),
    Memorandum,
    (
        title(_("Title of the text"), "Bản ghi nhớ hợp tác", also=("Tên văn bản", "Tên")),
        Column(
            "kind",
            _("Kind of text"),
            Choice(MemorandumKind, (("thoa thuan", "agreement"), ("ban ghi nho", "memorandum"))),
            required=True,
            also=("Loại", "Loại văn bản", "Kind"),
        ),
        Column(
            "partnerships",
            _("Ties it binds"),
            Several(Named("tie")),
            note=TIE_NOTE,
            example="LA-001",
            also=("Cặp kết nghĩa", "Quan hệ kết nghĩa"),
        ),
        Column(
            "home", _("Home side"), Several(Named("who")), note=WHO_NOTE, also=("Phía Việt Nam",)
        ),
        Column(
            "counterpart",
            _("Counterpart side"),
            Several(Named("who")),
            note=WHO_NOTE,
            also=("Phía bạn", "Phía Lào"),
        ),
        Column(
            "signed", _("Signed on"), Partial(), example="12/05/2019", also=("Ngày ký", "Năm ký")
        ),
        Column("place", _("Place of signing"), Text(200), also=("Nơi ký",)),
        Column("home_post", _("Signed for the home side by"), Text(200), also=("Người ký",)),
        Column("counterpart_post", _("Signed for the counterpart by"), Text(200)),
        Column("term_from", _("In force from"), Day(), also=("Hiệu lực từ",)),
        Column("term_until", _("Last day in force"), Day(), also=("Hiệu lực đến", "Hết hiệu lực")),
        Column("term_words", _("Term in words"), Text(200), also=("Thời hạn",)),
        Column(
            "status",
            _("State"),
            Choice(MemorandumStatus, without=NOT_SIGNED),
            note=_("Left empty: signed."),
            also=("Tình trạng",),
        ),
        Column("ended", _("Terminated on"), Partial()),
        Column("end_reason", _("Why it ended"), Text(300)),
        Column("kept_outside", _("Kept outside the system, number"), Text(120)),
        Column("doubt", _("What the sources leave open"), Text(1000), also=("Ghi chú",)),
        BASIS,
    ),
    permissions.EDIT_MEMORANDUM,
    write,
    ("title", "kind", "signed"),
    same,
    called(Memorandum, "title"),
)
