"""Sông Mã – Mường Ét, 2024, from the demonstration facts."""

from tests.reports.papers.contents.quan_son import HUA_PHAN
from tests.reports.papers.contents.shapes import amount, days, frame, source, text, unit, year

SON_LA = unit("tỉnh", "Sơn La", lo="ເຊີນລາ")


SONG_MA = unit("huyện", "Sông Mã", SON_LA, lo="ຊົງມາ")


MUONG_ET = unit("huyện", "Mường Ét", HUA_PHAN, lo="ແອດ")


def song_ma() -> dict:
    """Sông Mã – Mường Ét, 2024, Vietnamese and Lao: the meeting of 28/3/2025 reviews the year."""
    meeting_day = days("2025-03-28", "2025-03-29")
    here, there = SONG_MA | {"in": None}, MUONG_ET | {"in": None}
    return frame(
        "SMA-MET-2024/1",
        ["vi", "lo"],
        {"from": "2024-01-01", "until": "2025-01-01"},
        sides={
            "home": {"country": "VN", "parties": [SONG_MA], "vacant_since": None},
            "counterpart": {"country": "LA", "parties": [MUONG_ET]},
        },
        tie={"code": "SMA-MET", "kind": "twinning", "level": "district", "since": None},
        memoranda=[
            {"title": text("Biên bản ghi nhớ"), "signed": None, "place": there, "basis": "reported"}
        ],
        meeting={"date": meeting_day, "place": here, "host": "home"},
        narrative={
            "security": text(
                "Hai huyện chủ động xử lý những việc phát sinh về an ninh trật tự, đường biên"
                " và mốc giới.",
                lo=(
                    "ສອງເມືອງເປັນເຈົ້າການແກ້ໄຂບັນຫາທີ່ເກີດຂຶ້ນ ດ້ານຄວາມສະຫງົບ, ເສັ້ນຊາຍແດນ ແລະ ຫຼັກໝາຍຊາຍແດນ.",
                    "checked",
                ),
            ),
        },
        facts=[
            {
                "section": "culture",
                "text": text(
                    "Người dân, cán bộ huyện Mường Ét được khám, chữa bệnh tại Bệnh viện Đa khoa"
                    " huyện Sông Mã và hai trạm y tế xã Chiềng Khương, Mường Hung."
                ),
                "when": year(2024),
                "source": source("S4", 3),
            }
        ],
        figures=[
            {
                "measure": "trade_value",
                "subject": [here, there],
                "unit": "USD",
                "not_computed": True,
                "stated": [
                    {
                        "amount": amount(3_100_000, "USD", "over", estimate=True),
                        "when": year(2024),
                        "source": source("S4", 3),
                    }
                ],
            },
            {
                "measure": "meetings_held",
                "unit": "cuộc",
                "computed": amount(0, "cuộc"),
                "stated": [],
            },
        ],
        commitments=[],
        aid={"rows": [], "totals": []},
        aid_undated={"rows": [], "totals": []},
        meetings=[
            {
                "which": "held",
                "kind": text("Hội nghị giao ban", lo=("ກອງປະຊຸມແລກປ່ຽນ", "unchecked")),
                "when": meeting_day,
                "place": here,
                "host": "home",
                "host_name": here,
                "year_reviewed": 2024,
                "year_planned": 2025,
                "outcome": "agreed",
                "source": source("S4", 1),
            },
            {"which": "next", "when": None, "host": "counterpart", "host_name": there},
        ],
        agreed_items=[
            {
                "what": text(what, lo=(lo, "unchecked")),
                "owner": None,
                "due": None,
                "from_meeting": meeting_day,
                "status": "open",
                "source": source("S4", 4),
            }
            for what, lo in SONG_MA_AGREED
        ],
        sources=[
            {
                "key": "S4",
                "title": "Thúc đẩy truyền thống đoàn kết, gắn bó giữa huyện Sông Mã và Mường Ét",
                "publisher": "Báo Sơn La",
            }
        ],
        names={"lo": ["ຫວຽດນາມ"]},
    )


SONG_MA_AGREED = [
    (
        "Cùng tuyên truyền, giáo dục pháp luật cho người dân vùng biên về Hiệp định quy chế"
        " biên giới quốc gia Việt Nam - Lào",
        "ປະສານງານໂຄສະນາ, ສຶກສາອົບຮົມກົດໝາຍ ໃຫ້ປະຊາຊົນຊາຍແດນ ກ່ຽວກັບສັນຍາວ່າດ້ວຍລະບຽບການຊາຍແດນ ຫວຽດນາມ - ລາວ",
    ),
    (
        "Tăng tuần tra song phương, giữ an toàn đường biên, mốc quốc giới; xử lý kịp thời vi"
        " phạm; giúp đơn vị, doanh nghiệp hoạt động đúng pháp luật",
        "ເພີ່ມການລາດຕະເວນສອງຝ່າຍ, ປົກປ້ອງເສັ້ນຊາຍແດນ ແລະ ຫຼັກໝາຍຊາຍແດນ; ແກ້ໄຂການລະເມີດໃຫ້ທັນເວລາ",
    ),
    (
        "Tạo thuận lợi cho giao lưu văn hóa, văn nghệ, thể thao giữa hai huyện",
        "ສ້າງເງື່ອນໄຂແລກປ່ຽນວັດທະນະທຳ, ສິລະປະ, ກິລາ ລະຫວ່າງສອງເມືອງ",
    ),
]
