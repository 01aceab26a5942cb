from django.utils.translation import gettext_lazy as _

from core.search import fold
from partnerships import permissions
from partnerships.choices import OrganisationKind
from partnerships.models import Organisation
from partnerships.services import organisations
from reports.imports.columns import Column
from reports.imports.kinds.shape import Kind, Writing, called_alike, said
from reports.imports.readers import Choice, Day, Named, Text

OTHER_NAMES = {"name_en": "en", "name_lo": "lo", "name_zh": "zh", "name_km": "km"}
NAMES_ELSEWHERE = (
    Column("name_en", _("Name in English"), Text(200), also=("Tên tiếng Anh",)),
    Column("name_lo", _("Name in Lao"), Text(200), also=("Tên tiếng Lào",)),
    Column("name_zh", _("Name in Chinese"), Text(200), also=("Tên tiếng Trung",)),
    Column("name_km", _("Name in Khmer"), Text(200), also=("Tên tiếng Khmer",)),
)


def other_names(values: dict) -> dict[str, str]:
    return {code: values[name] for name, code in OTHER_NAMES.items() if values[name]}


def write(values: dict, writing: Writing) -> Organisation:
    return organisations.propose(
        by=writing.by,
        uuid=writing.uuid,
        other_names=other_names(values),
        **said(values, "name", "kind", "country", "seat", "since", "until"),
    )


def same(values: dict, user):
    rows = Organisation.objects.kept().filter(folded=fold(values["name"]))
    country = values["country"] or (values["seat"] and values["seat"].country)
    return rows.filter(country=country).first() if country else rows.first()


ORGANISATIONS = Kind(
    "organisations",
    _("Organisations"),
    Organisation,
    (
        Column(
            "name",
            _("Name of the organisation"),
            Text(200),
            required=True,
            example="Đồn Biên phòng Na Mèo",
            also=("Tên", "Tên đơn vị", "Tên cơ quan", "Name"),
        ),
        Column("kind", _("Kind of organisation"), Choice(OrganisationKind), also=("Loại", "Kind")),
        Column(
            "seat",
            _("Seat"),
            Named("unit"),
            note=_("The place it sits in; or at least its country."),
            example="Na Mèo, Thanh Hóa",
            also=("Trụ sở", "Địa bàn"),
        ),
        Column("country", _("Country"), Named("country"), example="Việt Nam", also=("Nước",)),
        *NAMES_ELSEWHERE,
        Column("since", _("Since"), Day(), also=("Thành lập",)),
        Column("until", _("First day it is no more"), Day(), also=("Giải thể",)),
    ),
    permissions.EDIT_ORGANISATION,
    write,
    ("name", "seat", "country"),
    same,
    called_alike(Organisation),
)
