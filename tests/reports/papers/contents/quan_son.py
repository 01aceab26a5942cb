"""Quan Sơn – Viêng Xay, 2024, from the demonstration facts."""

from tests.reports.papers.contents.shapes import amount, days, frame, source, text, unit, year

THANH_HOA = unit("tỉnh", "Thanh Hóa", lo="ແທງຮວາ")


HUA_PHAN = unit("tỉnh", "Hủa Phăn", lo="ຫົວພັນ")


QUAN_SON = unit("huyện", "Quan Sơn", THANH_HOA, lo="ກວານເຊີນ")


VIENG_XAY = unit("huyện", "Viêng Xay", HUA_PHAN, lo="ວຽງໄຊ")


ONLY_QUAN_SON = QUAN_SON | {"in": None}


ONLY_VIENG_XAY = VIENG_XAY | {"in": None}


NA_CAY = unit("bản", "Na Cay", ONLY_VIENG_XAY)


LOI = unit("bản", "Lơi", ONLY_VIENG_XAY)


NA_MEO = unit("bản", "Na Mèo", lo="ນາແມວ")


STATION = {"level": "", "vi": "Đồn Biên phòng Cửa khẩu Quốc tế Na Mèo"}


VILLAGERS = {"level": "", "vi": "bà con bản Na Mèo"}


def quan_son() -> dict:
    """Quan Sơn – Viêng Xay, 2024, Vietnamese and Lao: no dated aid, much that is undated."""
    return frame(
        "QSN-VXA-2024/1",
        ["vi", "lo"],
        {"from": "2024-01-01", "until": "2025-01-01"},
        sides={
            "home": {"country": "VN", "parties": [QUAN_SON], "vacant_since": None},
            "counterpart": {"country": "LA", "parties": [VIENG_XAY]},
        },
        tie={"code": "QSN-VXA", "kind": "twinning", "level": "district", "since": None},
        memoranda=[
            {
                "title": text("Biên bản ghi nhớ, hợp tác và phát triển giai đoạn 2022-2025"),
                "signed": None,
                "effective": year(2022),
                "until": year(2025),
                "renews": True,
                "basis": "reported",
                "source": source("S0", 9),
            }
        ],
        meeting={},
        narrative={
            "situation_home": text(""),
            "border": text(
                "Theo nguồn đã công bố, việc quản lý đường biên được hai bên phối hợp chặt chẽ,"
                " trên cơ sở Hiệp định về quy chế biên giới Việt Nam - Lào.",
                lo=(
                    "ສອງຝ່າຍໄດ້ປະສານງານຄຸ້ມຄອງຊາຍແດນຢ່າງແໜ້ນແຟ້ນ"
                    " ຕາມສັນຍາວ່າດ້ວຍລະບຽບການຊາຍແດນ ຫວຽດນາມ - ລາວ.",
                    "unchecked",
                ),
            ),
            "directions": text("Cụ thể hóa nội dung đã ký và mở rộng giao lưu giữa hai huyện."),
        },
        facts=[
            {
                "section": "situation",
                "side": "home",
                "text": text(
                    "Quan Sơn giáp hai huyện Viêng Xay và Sầm Tớ, tỉnh Hủa Phăn;"
                    " đường biên giới dài 64 km, thuộc 6 xã.",
                    lo=(
                        "ເມືອງກວານເຊີນ ຕິດກັບເມືອງວຽງໄຊ ແລະ ຊຳໃຕ້ ແຂວງຫົວພັນ;"
                        " ມີເສັ້ນຊາຍແດນຍາວ 64 ກມ, ມີ 6 ຕາແສງຊາຍແດນ.",
                        "machine",
                    ),
                ),
                "source": source("S0", 2),
            },
            {
                "section": "economy",
                "text": text("Chợ phiên ở bản Na Mèo mở mỗi tuần một lần, vào thứ Bảy."),
                "source": source("S0", 4),
            },
            {
                "section": "culture",
                "text": text(
                    "Bệnh viện Đa khoa huyện Quan Sơn mỗi năm tiếp nhận hàng trăm lượt"
                    " người bệnh từ Lào."
                ),
                "source": source("S0", 8),
            },
            {
                "section": "twinning",
                "undated": True,
                "text": text("Hai bên tổ chức giao lưu văn hóa, thể thao giữa các bản."),
                "source": source("S0", 8),
            },
        ],
        figures=quan_son_figures(),
        commitments=[
            {
                "giver": [ONLY_QUAN_SON],
                "receiver": [ONLY_VIENG_XAY],
                "form": "cash",
                "amount": amount(500_000_000, "VND"),
                "from": year(2023),
                "until": None,
                "interval_months": None,
                "delivered": [],
                "instalments": [],
                "status": "open",
                "source": source("S0", 7),
            }
        ],
        aid={"rows": [], "totals": []},
        aid_undated=quan_son_gifts(),
        meetings=[],
        agreed_items=[],
        twinnings=[
            {
                "home": NA_MEO,
                "counterpart": LOI,
                "since": year(2014),
                "level": "village",
                "status": "active",
                "source": source("S1", 14),
            }
        ],
        sources=[
            {"key": "S0", "title": "Điểm sáng đối ngoại vùng biên", "publisher": "Báo Thanh Hóa"},
            {
                "key": "S1",
                "title": "Hợp tác kết nghĩa các ngành, địa phương, thúc đẩy đối ngoại nhân dân"
                " giữa hai tỉnh Thanh Hóa - Hủa Phăn",
                "publisher": "Tạp chí Cộng sản",
            },
        ],
        names={"lo": ["ຊຳໃຕ້"]},
    )


def quan_son_figures() -> list[dict]:
    return [
        {
            "measure": "border_communes",
            "subject": [ONLY_QUAN_SON],
            "unit": "xã",
            "not_computed": True,
            "stated": [{"amount": amount(6, "xã"), "when": None, "source": source("S0", 2)}],
        },
        {
            "measure": "border_length",
            "subject": [ONLY_QUAN_SON],
            "unit": "km",
            "not_computed": True,
            "stated": [{"amount": amount(64, "km"), "when": None, "source": source("S0", 2)}],
        },
        {
            "measure": "twinned_villages",
            "subject": [THANH_HOA, HUA_PHAN],
            "unit": "cặp",
            "computed": amount(3, "cặp"),
            "stated": [
                {"amount": amount(26, "cặp"), "when": year(2019), "source": source("S1", 14)}
            ],
        },
        {
            "measure": "exchanges_held",
            "subject": [THANH_HOA, HUA_PHAN],
            "unit": "cuộc",
            "not_computed": True,
            "stated": [
                {
                    "amount": amount(825, "cuộc"),
                    "when": days("2000-01-01", "2020-01-01"),
                    "source": source("S1", 6),
                }
            ],
        },
        {
            "measure": "patients",
            "subject": [ONLY_QUAN_SON],
            "unit": "lượt",
            "not_computed": True,
            "stated": [
                {
                    "amount": amount(None, "", words="hàng trăm"),
                    "when": {"from": None, "until": None, "words": "hằng năm"},
                    "source": source("S0", 8),
                }
            ],
        },
    ]


def gift(title, givers, receivers, value, paragraph, **rest) -> dict:
    return {
        "title": text(title),
        "givers": givers,
        "receivers": receivers,
        "direction": "outbound",
        "amount": value,
        "when": None,
        "source": source("S0", paragraph),
        **rest,
    }


def quan_son_gifts() -> dict:
    total = {
        "unit": "VND",
        "exact": "1480000000",
        "under": "400000000",
        "over": "400000000",
        "about": None,
        "sum": "2280000000",
        "of": "all",
    }
    own = total | {"exact": "1300000000", "sum": "2100000000", "of": ONLY_QUAN_SON}
    return {
        "rows": [
            gift(
                "Trường mầm non bản Na Cay",
                [ONLY_QUAN_SON],
                [NA_CAY],
                amount(1_300_000_000, "VND"),
                6,
            ),
            gift("Nhà văn hóa bản Lơi", [STATION, VILLAGERS], [LOI], amount(180_000_000, "VND"), 5),
            gift(
                "Trồng cây có múi",
                [ONLY_QUAN_SON],
                [ONLY_VIENG_XAY],
                amount(400_000_000, "VND", "under", words="gần 400 triệu"),
                6,
                quantities=[amount(1, "ha")],
            ),
            gift(
                "Thiết bị y tế",
                [ONLY_QUAN_SON],
                [ONLY_VIENG_XAY],
                amount(400_000_000, "VND", "over", words="trên 400 triệu"),
                8,
            ),
        ],
        "totals": [total, own],
    }


def internal() -> dict:
    """The internal report on Quan Sơn – Viêng Xay, 2024, without number."""
    content = quan_son()
    return content | {
        "kind": "internal",
        "languages": ["vi"],
        "code": "QSN-VXA-2024/1-BC",
        "report": {
            "superior": ["Ủy ban nhân dân", "tỉnh Thanh Hóa"],
            "office": "Sở Ngoại vụ",
            "code": "SNgV",
            "place": "Thanh Hóa",
            "number": None,
            "date": None,
            "addressee": "Ủy ban nhân dân tỉnh Thanh Hóa",
            "post": "GIÁM ĐỐC",
            "signer": None,
            "recipients": ["Như trên"],
            "file_unit": None,
        },
        "gaps": [text("Biên bản ghi nhớ 2022-2025: ngày ký, người ký, bản chụp")],
    }
