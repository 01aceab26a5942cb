"""What a browser sends of the form of each kind, for the facts of its row; and records compared."""

from collections import Counter

from django.db.models import Model
from django.db.models.deletion import CASCADE
from django.urls import reverse

from partnerships.models import Country, Unit
from reports.imports.kinds import KINDS

NAMES = {"id", "uuid", "code"}  # each record has its own


def rows(name: str, *forms: dict) -> dict:
    """Rows of a form as the page sends them."""
    sent = {f"{name}-TOTAL_FORMS": len(forms), f"{name}-INITIAL_FORMS": 0}
    for number, form in enumerate(forms):
        sent |= {f"{name}-{number}-{field}": value for field, value in form.items()}
    return sent


def unit(name: str):
    return Unit.objects.get(name=name).uuid


def amount(number: str, unit: str, bound: str = "exact", name: str = "amount") -> dict:
    return {f"{name}_bound": bound, f"{name}_number": number, f"{name}_unit": unit}


def ties(places):
    return "partnerships:partnership-create", {
        "title": "bản Bo – bản Pó",
        "kind": "twinning",
        "level": "village",
        "basis": "reported",
        **rows(
            "parties",
            {"side": "home", "unit": unit("Bo")},
            {"side": "counterpart", "unit": unit("Pó")},
        ),
        **rows("events", {"kind": "established", "since": "12/2015"}),
    }


def memoranda(places):
    return "partnerships:memorandum-create", {
        "title": "Bản ghi nhớ hợp tác",
        "kind": "memorandum",
        "basis": "reported",
        "status": "signed",
        "partnerships": [places["tie"].uuid],
        "signed": "12/05/2019",
        "term": "12/05/2019 – 11/05/2024",
        "owner": places["officer"].uuid,
        **rows("parties"),
        **rows("signatories"),
        **rows("passages"),
    }


def commitments(places):
    return "partnerships:commitment-create", {
        "title": "Hỗ trợ bò giống",
        "form": "cash",
        "basis": "reported",
        "giver": places["home"].uuid,
        "partnership": places["tie"].uuid,
        "interval": "12",
        "since": "28/03/2019",
        **amount("400 triệu", "VND"),
        **rows("receivers", {"unit": places["other"].uuid}),
        **rows("passages"),
    }


def organisations(places):
    return "partnerships:organisation-create", {
        "name": "Đồn Biên phòng Na Mèo",
        "kind": "border_guard",
        "seat": places["home"].uuid,
        "country": Country.objects.get(code="VN").uuid,
        "since": "28/03/2019",
    }


def people(places):
    post = {
        "title": "Trưởng bản",
        "unit": places["home"].uuid,
        "since": "2019",
        "basis": "reported",
    }
    return "partnerships:person-create", {"name": "Hà Văn Ca", **rows("posts", post)}


def activities(places):
    return "exchanges:activity-create", {
        "kind": "visit",
        "title": "Thăm Tết Bunpimay",
        "partnership": places["tie"].uuid,
        "happened": "14/04/2024",
        "basis": "reported",
        **rows("figures", {"measure": "people", **amount("120", "lượt")}),
        **rows("passages"),
    }


def letters(places):
    return "exchanges:letter-create", {
        "direction": "out",
        "kind": "invitation",
        "gist": "Mời họp giao ban quý I",
        "number": "15/CV-UBND",
        "dated": "01/03/2025",
        "partnership": places["tie"].uuid,
        "basis": "reported",
    }


def figures(places):
    return "partnerships:stated-figure-create", {
        "measure": "other",
        "title": "Số bản kết nghĩa",
        "when": "2024",
        "unit": places["home"].uuid,
        **amount("30", "bản", "over", "value"),
        **rows("passages"),
    }


def meetings(places):
    return reverse("exchanges:tie-meeting-create", args=[places["tie"].uuid]), {
        "kind": "talks",
        "title": "Hội đàm",
        "held": "16/04/2024",
        "place": "Na Mèo",
        "host": "home",
        "year_reviewed": "2023",
        **rows("home"),
        **rows("counterpart"),
        **rows("items"),
        **rows("agreed"),
        **rows("progress"),
    }


def agreed(places):
    return reverse("exchanges:minutes-create", args=[places["meeting"].uuid]), {
        **rows("items"),
        **rows(
            "agreed",
            {
                "text_vi": "Cùng tuần tra song phương",
                "state_vi": "unchecked",
                "owner": "both",
                "due": "30/06/2025",
            },
        ),
        **rows("progress"),
    }


def aid(places):
    return "exchanges:aid-project-past", {
        "title": "Nhà văn hóa bản Lơi",
        "direction": "outbound",
        "sector": "other",
        "form": "construction",
        "partnership": places["tie"].uuid,
        "memorandum": places["text"].uuid,
        "occasion": "mừng nhà văn hóa",
        "funds_words": "ngân sách tỉnh",
        "place": "bản Lơi",
        "doubt": "nguồn không nói ai xây",
        "handed_over": "12/2015",
        "status": "handed_over",
        "basis": "reported",
        **amount("400 triệu", "VND", "under"),
        **rows("givers", {"unit": places["home"].uuid}),
        **rows("receivers", {"unit": places["other"].uuid}),
        **rows("items"),
        **rows("results"),
        **rows("passages"),
    }


FORMS = {
    "ties": ties,
    "memoranda": memoranda,
    "commitments": commitments,
    "organisations": organisations,
    "people": people,
    "activities": activities,
    "letters": letters,
    "figures": figures,
    "aid": aid,
    "meetings": meetings,
    "agreed": agreed,
}
# Who files a meeting was there; a table tells of what others know.
OTHERWISE = {"meetings": {"basis"}}


def picture(kind: str, record: Model) -> dict:
    """Every field of the record and of the rows that belong to it, but their own names."""
    said = _fields(record, OTHERWISE.get(kind, set()))
    for field in record._meta.many_to_many:
        if field.name != "sources":
            keys = getattr(record, field.name).values_list("pk", flat=True)
            said[field.name] = sorted(keys)
    for relation in record._meta.related_objects:
        of = relation.related_model
        owned = relation.one_to_many and relation.on_delete is CASCADE
        if owned and not of.__name__.endswith("History"):
            lines = of._base_manager.filter(**{relation.field.name: record})
            left = {relation.field.name}
            said[of.__name__] = Counter(
                tuple(sorted((name, str(value)) for name, value in _fields(one, left).items()))
                for one in lines
            )
    return said


def _fields(record: Model, left: set[str]) -> dict:
    return {
        field.name: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in NAMES | left
    }


def model_of(kind: str) -> type[Model]:
    return KINDS[kind].model
