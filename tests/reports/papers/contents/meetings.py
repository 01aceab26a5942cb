"""A meeting of Sông Mã and Mường Ét, and one with China, as the register hands them over."""

from tests.reports.papers.contents.chi_ma import AI_DIEM, CHI_MA
from tests.reports.papers.contents.shapes import HASH, days, text
from tests.reports.papers.contents.song_ma import MUONG_ET, SONG_MA

DAY = days("2025-03-28", "2025-03-29")
LAO = {
    "trade": "ມູນຄ່າສິນຄ້າສົ່ງອອກ-ນຳເຂົ້າ ລະຫວ່າງສອງເມືອງ ປີ 2024 ຄາດຄະເນບັນລຸຫຼາຍກວ່າ 3,1 ລ້ານ USD.",
    "clinic": "ພະນັກງານ, ປະຊາຊົນເມືອງແອດ ໄດ້ຮັບເງື່ອນໄຂກວດ, ປິ່ນປົວ ຢູ່ໂຮງໝໍທົ່ວໄປເມືອງຊົງມາ.",
    "law": "ປະສານງານໂຄສະນາ, ສຶກສາອົບຮົມກົດໝາຍ ໃຫ້ປະຊາຊົນເຂດຊາຍແດນ.",
    "patrol": "ເພີ່ມທະວີການລາດຕະເວນສອງຝ່າຍ, ປົກປ້ອງເສັ້ນຊາຍແດນ, ຫຼັກໝາຍຊາຍແດນ.",
    "reserved": "ຝ່າຍລາວ ຂໍສະຫງວນຄຳເຫັນ ກ່ຽວກັບເວລາເປີດຕະຫຼາດນັດ.",
}


def checked(vi: str, lo: str = "", state: str = "checked") -> dict:
    return text(vi, state, **({"lo": (lo, state)} if lo else {}))


def people(*known: tuple) -> list[dict]:
    return [
        {
            "name": {"level": "", "vi": name},
            "post": {"level": "", "vi": post} if post else None,
            "role": role,
            "party": None,
        }
        for name, post, role in known
    ]


HOME = people(
    ("Lò Văn Thử", "Chủ tịch Ủy ban nhân dân huyện", "head"),
    ("Cầm Thị Mẫu", "Phó Chủ tịch Ủy ban nhân dân huyện", "deputy"),
    ("Nguyễn Hoàng Thị Bích Phượng", "Trưởng phòng Y tế", "member"),
    ("Quàng Văn Ví", "Đồn trưởng", "member"),
    ("Tòng Thị Dụ", "Chuyên viên", "minute_taker"),
    ("Hà Văn Dịch", "", "interpreter"),
)
ACROSS = [
    one | {"name": one["name"] | ({"lo": "ບຸນມີ ແກ້ວມະນີ"} if at == 0 else {})}
    for at, one in enumerate(
        people(
            ("Bun Mi Kẹo Ma Ni", "Huyện trưởng", "head"),
            ("Xổm Phon", "Phó Huyện trưởng", "member"),
            ("Khăm Phết", "", "interpreter"),
        )
    )
]


def agenda_points() -> list[dict]:
    return [
        {
            "text": checked("Kết quả phối hợp năm 2024", "ຜົນການປະສານງານປີ 2024"),
            "starts": "2025-03-28T08:00:00+07:00",
        },
        {
            "text": checked("Phương hướng năm 2025", "ທິດທາງປີ 2025"),
            "starts": "2025-03-28T09:30:00+07:00",
        },
    ]


def meeting(**more) -> dict:
    return {
        "kind": "briefing",
        "title": "Hội nghị giao ban huyện Sông Mã – huyện Mường Ét",
        "is_held": True,
        "date": DAY,
        "starts": "2025-03-28T08:00:00+07:00",
        "ends": "2025-03-28T11:30:00+07:00",
        "place": {"level": "", "vi": "Trụ sở Ủy ban nhân dân huyện", "in": SONG_MA},
        "marker": None,
        "on_line": False,
        "host": "home",
        "host_name": SONG_MA,
        "years": [2024, 2025],
        "heads": {
            "home": {"name": HOME[0]["name"], "post": HOME[0]["post"]},
            "counterpart": {"name": ACROSS[0]["name"], "post": ACROSS[0]["post"]},
        },
        **more,
    }


def frame(kind: str, **more) -> dict:
    return {
        "schema": 1,
        "kind": kind,
        "mark": "",
        "copy": "home",
        "layout": "columns",
        "languages": ["vi", "lo"],
        "title": "Hội nghị giao ban huyện Sông Mã – huyện Mường Ét",
        "sides": {
            "home": {"country": "VN", "parties": [SONG_MA]},
            "counterpart": {"country": "LA", "parties": [MUONG_ET]},
        },
        "meeting": meeting(),
        "delegations": {"home": HOME, "counterpart": ACROSS},
        "agenda": agenda_points(),
        "cut_off": "2025-03-28",
        "code": "BB-0A1B2C3D",
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
        **more,
    }


def items() -> list[dict]:
    said = [
        ("review", None, "Giá trị hàng hóa xuất nhập khẩu giữa hai huyện năm 2024 ước đạt trên"
         " 3,1 triệu USD.", LAO["trade"]),
        ("review", None, "Cán bộ, nhân dân huyện Mường Ét được tạo điều kiện khám, chữa bệnh tại"
         " Bệnh viện Đa khoa huyện Sông Mã.", LAO["clinic"]),
        ("decision", None, "Phối hợp tuyên truyền, giáo dục pháp luật cho nhân dân khu vực biên"
         " giới.", LAO["law"]),
        ("reserved", "counterpart", "Phía Lào bảo lưu ý kiến về giờ họp chợ phiên.",
         LAO["reserved"]),
    ]  # fmt: skip
    return [{"kind": kind, "side": side, "text": checked(vi, lo)} for kind, side, vi, lo in said]


def agreed_items() -> list[dict]:
    return [
        {
            "what": checked("Tăng cường tuần tra song phương, bảo vệ mốc giới.", LAO["patrol"]),
            "owner": "both",
            "parties": [],
            "due": days("2025-12-31", "2026-01-01"),
        },
        {
            "what": checked("Tuyên truyền pháp luật cho nhân dân biên giới.", LAO["law"]),
            "owner": None,
            "parties": [],
            "due": None,
        },
    ]


def minutes(**more) -> dict:
    """Agreed, with an opinion of the other side reserved."""
    content = frame(
        "minutes",
        mottos=True,
        status="text_agreed",
        outcome="with_reservations",
        items=items(),
        agreed_items=agreed_items(),
        taken_up=[
            {
                "what": checked("Khám bệnh cho nhân dân bản biên giới.", LAO["clinic"]),
                "from_meeting": days("2024-03-20", "2024-03-21"),
                "status": "in_hand",
                "text": checked("Đã khám cho hai bản.", "ໄດ້ກວດໃຫ້ສອງບ້ານ."),
            }
        ],
        next_host="counterpart",
    )
    return content | more


def record(**more) -> dict:
    """A record of our side only."""
    office = {
        "superior": ["Ủy ban nhân dân tỉnh Sơn La"],
        "office": "Sở Ngoại vụ tỉnh Sơn La",
        "code": "SNgV",
        "place": "Sơn La",
        "number": "",
        "date": None,
    }
    own = {"kind": "record", "outcome": "unilateral", "languages": ["vi"], "layout": ""}
    return minutes(letter=office, **own) | more


def chinese(**more) -> dict:
    """A meeting with the Chinese side: the clocks there are an hour ahead."""
    said = {
        "vi": {"text": "Hai bên thông báo tình hình an ninh trật tự.", "state": "agreed"},
        "zh": {"text": "双方通报了边境治安情况。", "state": "agreed"},
    }
    parts = {
        "languages": ["vi", "zh"],
        "sides": {
            "home": {"country": "VN", "parties": [CHI_MA]},
            "counterpart": {"country": "CN", "parties": [AI_DIEM]},
        },
        "meeting": meeting(kind="talks", marker="1223", place=None, host="counterpart",
                           host_name=None, heads={}, years=[None, None]),
        "delegations": {"home": [], "counterpart": []},
        "agenda": [],
        "items": [{"kind": "discussion", "side": None, "text": said}],
        "agreed_items": [],
        "taken_up": [],
        "outcome": "agreed",
        "next_host": None,
        "title": "Hội đàm thôn Chi Ma – khu xã Ái Điểm",
    }  # fmt: skip
    return minutes(**parts) | more


def official(**more) -> dict:
    """A letter of notification, written in both languages."""
    letter = {
        "superior": ["Ủy ban nhân dân tỉnh Sơn La"],
        "office": "Sở Ngoại vụ tỉnh Sơn La",
        "code": "SNgV",
        "place": "Sơn La",
        "number": "12",
        "date": "2025-02-03",
        "unit": "HTQT",
        "authority": "KT.",
        "head": "Giám đốc",
        "post": "Phó Giám đốc",
        "signer": "Nguyễn Văn Ký",
        "recipients": ["Như trên"],
    }
    return frame(
        "official",
        text_kind="notice",
        title="Mưa lũ tại khu vực mốc 130",
        layout="consecutive",
        text=text(
            "Sở Ngoại vụ tỉnh Sơn La trân trọng thông báo: mưa lũ từ ngày 01 tháng 02 làm sạt lở"
            " bờ suối tại khu vực mốc 130.\nĐề nghị Quý bên phối hợp kiểm tra.",
            lo=("ພະແນກການຕ່າງປະເທດແຂວງເຊີນລາ ຂໍແຈ້ງໃຫ້ຊາບ: ຝົນຕົກໜັກເຮັດໃຫ້ຕະຝັ່ງຫ້ວຍເຈື່ອນ ຢູ່ຫຼັກໝາຍ 130.\n"
                "ຂໍໃຫ້ຝ່າຍທ່ານປະສານງານກວດກາ.", "checked"),
        ),
        addressee=None,
        answer_due=None,
        letter=letter,
    ) | {"meeting": None} | more  # fmt: skip


def invitation(**more) -> dict:
    own = {"text_kind": "invitation", "text": {}, "meeting": meeting(), "kind": "official"}
    return official(**own) | {"title": meeting()["title"]} | more


def patrol(**more) -> dict:
    content = frame(
        "patrol",
        title="Tuần tra từ mốc 126 đến mốc 130",
        people={"home": [12], "counterpart": [None]},
        day=DAY,
        findings=[{"marker": "128", "what": "Cỏ mọc che mặt mốc, hai bên đã phát quang."}],
        note=None,
    )
    return content | {"from": "126", "to": "130"} | more


def series(chapters: int = 3, **more) -> dict:
    one = minutes()
    ended = [
        row | state
        for row, state in zip(
            one["agreed_items"],
            (
                {"status": "done", "closed": "2026-03-20", "proof": "Biên bản tuần tra"},
                {"status": "open", "closed": None, "proof": None},
            ),
            strict=True,
        )
    ]
    known = [one | {"agreed_items": ended, "is_agreed": True} for _n in range(chapters)]
    unminuted = {"status": None, "items": [], "agreed_items": [], "taken_up": [], "outcome": None}
    known.append(one | unminuted | {"is_agreed": False})
    return (
        frame(
            "series",
            title="SMA-MET",
            period={"from": "2024-01-01", "until": "2027-01-01", "words": ""},
            found=len(known),
            chapters=known,
        )
        | more
    )
