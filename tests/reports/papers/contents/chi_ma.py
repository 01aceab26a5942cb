"""Chi Ma – Ái Điểm, 2019, from the demonstration facts."""

from tests.reports.papers.contents.shapes import days, frame, source, text, unit, year

LANG_SON = unit("tỉnh", "Lạng Sơn", zh="谅山")


LOC_BINH = unit("huyện", "Lộc Bình", LANG_SON, zh="禄平")


YEN_KHOAI = unit("xã", "Yên Khoái", LOC_BINH, zh="安快")


CHI_MA = unit("thôn", "Chi Ma", YEN_KHOAI, zh="峙马")


GUANGXI = {"level": "", "vi": "Quảng Tây", "zh": "广西壮族自治区"}


NINH_MINH = unit("huyện", "Ninh Minh", GUANGXI, zh="宁明")


AI_DIEM_TOWN = unit("trấn", "Ái Điểm", NINH_MINH, zh="爱店")


AI_DIEM = unit("cụm dân cư", "khu xã Ái Điểm", AI_DIEM_TOWN, zh="爱店社区")


def chi_ma() -> dict:
    """Chi Ma – Ái Điểm, 2019, Vietnamese and Chinese: since 12/2015, suspended from 2020."""
    return frame(
        "CMA-ADI-2019/1",
        ["vi", "zh"],
        {"from": "2019-01-01", "until": "2020-01-01"},
        sides={
            "home": {"country": "VN", "parties": [CHI_MA], "vacant_since": None},
            "counterpart": {"country": "CN", "parties": [AI_DIEM]},
        },
        tie={
            "code": "CMA-ADI",
            "kind": "twinning",
            "level": "village",
            "since": days("2015-12-01", "2016-01-01"),
            "events": [
                {
                    "kind": "established",
                    "when": days("2015-12-01", "2016-01-01"),
                    "source": source("S3", 2),
                },
                {
                    "kind": "suspended",
                    "when": year(2020),
                    "reason": text("dịch bệnh COVID-19", zh=("新冠肺炎疫情", "unchecked")),
                    "source": source("S3", 3),
                },
            ],
        },
        memoranda=[],
        meeting={},
        narrative={},
        facts=[
            {
                "section": "twinning",
                "text": text(
                    "Hằng năm, vào quốc khánh của mỗi nước (ngày 2/9 và ngày 1/10) và những dịp"
                    " lễ lớn, hai cụm dân cư giao lưu văn nghệ, trao đổi thông tin, thăm hỏi nhau.",
                    zh=(
                        "每逢两国国庆日（9月2日、10月1日）及重大节日，双方居民区开展文艺联欢、"
                        "信息交流和相互慰问活动。",
                        "unchecked",
                    ),
                ),
                "source": source("S3", 2),
            }
        ],
        figures=[],
        commitments=[],
        aid={"rows": [], "totals": []},
        aid_undated={"rows": [], "totals": []},
        meetings=[],
        agreed_items=[],
        sources=[
            {
                "key": "S3",
                "title": "Đối ngoại Nhân dân Góp phần vun đắp tình đoàn kết, hữu nghị",
                "publisher": "Báo Lạng Sơn",
            }
        ],
    )
