from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.search import fold
from partnerships import permissions
from partnerships.models import Person, Post
from partnerships.services import people
from partnerships.services.rules import as_party
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS
from reports.imports.kinds.organisations import NAMES_ELSEWHERE, other_names
from reports.imports.kinds.shape import Kind, Writing, called_alike
from reports.imports.readers import Named, Partial, Text, YesNo


def write(values: dict, writing: Writing) -> Person:
    post = {
        "title": values["title"],
        "heads": values["heads"],
        "since": values["since"],
        "until": values["until"],
        "basis": values["basis"] or Basis.REPORTED,
        **as_party(values["who"]),
    }
    return people.propose(
        name=values["name"],
        posts=[post],
        other_names=other_names(values),
        by=writing.by,
        uuid=writing.uuid,
    )


def same(values: dict, user):
    """Somebody of the area with this name in this office: one may hold two posts in a row."""
    held = Post.objects.visible_to(user).filter(
        person__folded=fold(values["name"]), **as_party(values["who"])
    )
    post = held.select_related("person").first()
    return post and post.person


PEOPLE = Kind(
    "people",
    _("People"),
    Person,
    (
        Column(
            "name",
            _("Full name"),
            Text(120),
            required=True,
            example="Nguyễn Văn A",
            also=("Họ và tên", "Họ tên", "Tên", "Name"),
        ),
        Column(
            "title",
            _("Post"),
            Text(200),
            required=True,
            example="Chủ tịch Ủy ban nhân dân",
            also=("Chức vụ", "Chức danh"),
        ),
        Column(
            "who",
            _("Of which place or organisation"),
            Named("who"),
            required=True,
            example="Na Mèo, Thanh Hóa",
            also=("Đơn vị", "Cơ quan", "Nơi công tác"),
        ),
        Column("heads", _("Heads it"), YesNo(), also=("Người đứng đầu",)),
        Column("since", _("Since"), Partial(), also=("Từ", "Từ ngày", "Từ năm")),
        Column("until", _("Until"), Partial(), also=("Đến", "Đến ngày", "Đến năm")),
        *NAMES_ELSEWHERE,
        BASIS,
    ),
    permissions.EDIT_PERSON,
    write,
    ("name", "who", "title"),
    same,
    called_alike(Person),
    note=_(
        "Only name and post. No passport number, no date of birth, no telephone number: leave "
        "such columns out of the table (Law 91/2025/QH15)."
    ),
)
