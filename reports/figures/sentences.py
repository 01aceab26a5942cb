"""Records that print as sentences. The wording is Vietnamese, whatever the page speaks: it is the
language of the office's papers; other languages are for people to write.
"""

from core.fields import PartialDate
from exchanges.choices import ActivityKind
from exchanges.models import Activity
from partnerships.choices import CadenceUnit, Festival, HostRule
from partnerships.models import BorderProfile, Cadence, Note
from reports.figures.shapes import amount, number, partial
from reports.papers import values

FEASTS = {
    Festival.TET: "mùng 1 Tết Nguyên Đán",
    Festival.HUNG_KINGS: "ngày Giỗ Tổ Hùng Vương",
    Festival.VIETNAM_DAY: "Quốc khánh Việt Nam",
    Festival.LAO_NEW_YEAR: "ngày đầu Bunpimay",
    Festival.LAOS_DAY: "Quốc khánh Lào",
    Festival.CHINA_DAY: "Quốc khánh Trung Quốc",
    Festival.QINGMING: "Tết Thanh minh",
    Festival.MID_AUTUMN: "Tết Trung thu",
    Festival.KHMER_NEW_YEAR: "ngày đầu Tết cổ truyền Khmer",
}
EACH = {CadenceUnit.WEEK: "tuần", CadenceUnit.MONTH: "tháng", CadenceUnit.YEAR: "năm"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
HOSTS = {
    HostRule.ALTERNATING: "hai bên luân phiên chủ trì",
    HostRule.HOME: "phía Việt Nam chủ trì",
    HostRule.COUNTERPART: "phía bạn chủ trì",
}
OF_ACTIVITIES = {
    ActivityKind.CULTURE: "culture",
    ActivityKind.SPORT: "culture",
    ActivityKind.FESTIVAL: "culture",
    ActivityKind.CLINIC: "culture",
    ActivityKind.TRAINING: "culture",
    ActivityKind.MARKET: "economy",
    ActivityKind.LAW_TALK: "security",
    ActivityKind.PATROL_AID: "border",
}
# What the topic of a note says, by words in it; the first that fits.
OF_TOPICS = (
    ("border", ("biên giới", "mốc", "cửa khẩu", "pháp lý", "hiệp định", "tuần tra")),
    ("security", ("an ninh", "trật tự", "vụ việc", "tội phạm", "ma túy")),
    ("economy", ("kinh tế", "thương mại", "nông nghiệp", "cây trồng", "chợ", "trồng", "buôn bán")),
    (
        "culture",
        ("văn hóa", "ngôn ngữ", "tiếng nói", "lễ hội", "y tế", "khám", "giáo dục", "thể thao"),
    ),
    ("agreement", ("thỏa thuận", "văn bản", "chủ trương", "ký kết", "dự toán", "kế hoạch")),
    ("twinning", ("kết nghĩa", "đối ngoại", "giao lưu", "nối lại", "thăm", "cụm dân cư")),
)


def section_of(topic: str, text: str = "", *, otherwise: str) -> str:
    """By its topic; where that tells nothing, by its text."""
    for words in (topic.lower(), text.lower()):
        for section, known in OF_TOPICS:
            if any(one in words for one in known):
                return section
    return otherwise


def note(found: Note) -> str:
    """The topic in front, so that a bare list says what it lists."""
    return f"{found.topic}: {found.text}" if found.topic else found.text


def when(value: PartialDate) -> str:
    known = partial(value)
    return values.partial_date(known, "vi") if known else ""


def cadence(found: Cadence) -> str:
    """ "Chợ phiên: mỗi tuần một lần, vào thứ Bảy, tại bản Na Mèo." """
    said = [rhythm(found)]
    if found.weekday:
        said.append(f"vào {WEEKDAYS[found.weekday - 1]}")
    if found.days:
        said.append("vào " + ", ".join(f"ngày {_day(one)}" for one in found.days))
    if found.festival:
        said.append(_feast(found))
    if found.place:
        said.append(f"tại {found.place}")
    if found.host_rule in HOSTS:
        said.append(HOSTS[found.host_rule])
    advice = " (nguồn khuyến nghị)" if found.recommended else ""
    return f"{found.title}: {', '.join(said)}{advice}."


def rhythm(found: Cadence) -> str:
    if found.every == 1:
        return f"mỗi {EACH[found.each]} một lần"
    return f"{found.every} {EACH[found.each]} một lần"


def _feast(found: Cadence) -> str:
    """ "trước ngày đầu Bunpimay 7 ngày", "vào Quốc khánh Lào" """
    feast = FEASTS[Festival(found.festival)]
    if not found.offset:
        return f"vào {feast}"
    return f"{'sau' if found.offset > 0 else 'trước'} {feast} {abs(found.offset)} ngày"


def _day(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{int(day)}/{int(month)}"


def activity(found: Activity) -> str:
    said = [found.title]
    figures = [
        f"{one}: {values.amount(known, 'vi')}"
        for one in found.figures.all()
        if (known := amount(one.amount))
    ]
    if figures:
        said.append("; ".join(figures))
    on = when(found.happened)
    ends = ", ".join(filter(None, [on, found.place]))
    return f"{': '.join(said)}{f' ({ends})' if ends else ''}."


def border(found: BorderProfile) -> str:
    """What the table of figures does not hold: what the unit faces, gates and openings."""
    parts = []
    faces = ", ".join(str(unit) for unit in found.faces.all())
    if faces:
        parts.append(f"giáp {faces}")
    named = ", ".join(unit.name for unit in found.border_districts.all())
    if found.districts:
        parts.append(f"{found.districts} huyện biên giới" + (f" ({named})" if named else ""))
    counts = (
        (found.counterpart_communes, "cụm bản, xã phía bạn"),
        (found.international_gates, "cửa khẩu quốc tế"),
        (found.main_gates, "cửa khẩu chính"),
        (found.secondary_gates, "cửa khẩu phụ"),
        (found.openings, "lối mở"),
    )
    parts += [f"{number(many)} {what}" for many, what in counts if many]
    return f"{found.unit or found.border}: {'; '.join(parts)}." if parts else ""
