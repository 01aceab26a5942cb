"""Records of every kind that a paper has a place for."""

from tests.reports.papers.contents.chi_ma import CHI_MA
from tests.reports.papers.contents.quan_son import LOI, gift
from tests.reports.papers.contents.shapes import amount, days, text, year
from tests.reports.papers.contents.song_ma import MUONG_ET, SONG_MA, song_ma


def everything() -> dict:
    """Records of every kind a paper has a place for; made up, unlike the other contents."""
    here, there = SONG_MA | {"in": None}, MUONG_ET | {"in": None}
    dollars = amount(12_500, "USD", "about")
    content = song_ma()
    content["facts"] = [
        {"section": section, "text": text(f"Ghi chép về {section}."), "undated": undated}
        for section in ("agreement", "border", "economy", "twinning", "assessment", "directions")
        for undated in (False, True)
    ]
    content["tie"] |= {
        "since": days("2014-05-01", "2014-06-01"),
        "events": [
            {"kind": "suspended", "when": year(2020), "until": year(2022), "reason": None},
            {"kind": "carried_over", "when": days("2025-07-01", "2025-07-02"), "reason": None},
        ],
    }
    content["meeting"] = {
        "starts": "2025-03-28T08:00:00+07:00",
        "place": text("Hội trường huyện"),
        "heads": {"home": {"name": {"level": "", "vi": "Nguyễn Văn A"}, "post": text("Chủ tịch")}},
        "interpreters": [{"level": "", "vi": "Trần Thị B"}],
    }
    content["patrols"] = {
        "count": 2,
        "people": 41,
        "legs": [
            {
                "when": days("2024-06-10", "2024-06-11"),
                "from_marker": "1088/2",
                "to_marker": "1092",
                "people": 21,
                "findings": text("Mốc nguyên trạng."),
            },
            {"when": None},
        ],
    }
    content["incidents"] = [
        {
            "kind": text("Xâm canh"),
            "when": year(2024),
            "marker": "1090",
            "status": "settled",
            "outcome": text("Hai bên đã cắm lại ranh."),
        },
        {"kind": text("Cháy rừng"), "when": None, "place": here, "status": "of another kind"},
    ]
    content["commitments"] = [
        {
            "giver": [here],
            "receiver": [there],
            "form": "works",
            "what": text("Xây nhà công vụ"),
            "amount": dollars,
            "from": year(2023),
            "interval_months": 6,
            "delivered": [{"when": year(2024), "amount": amount(2_500, "USD")}],
            "instalments": [{"period": year(2024), "amount": dollars, "status": "part"}],
            "status": "open",
        },
        {"giver": [here], "receiver": [], "form": "training", "amount": None, "status": "waived"},
    ]
    content["aid"] = {
        "rows": [
            gift("Máy phát điện", [here], [there], dollars, 1, when=year(2024)),
            gift("Sách", [here], [], None, 1, quantities=[amount(2000, "cuốn", "over")]),
            gift("Giếng nước", [], [there], amount(90_000_000, "VND"), 1, result=text("đã dùng")),
        ],
        "totals": [
            {"unit": "USD", "about": "12500", "sum": "12500", "of": "all"},
            {"unit": "VND", "exact": "90000000", "sum": "90000000", "of": "all"},
        ],
    }
    content["agreed_items"] += [
        {"what": text("Mở chợ phiên"), "owner": "both", "due": year(2025), "status": "done"},
        {"what": text("Sửa đường"), "owner": "home", "party": here, "status": "no such state"},
        {"what": text("Họp thôn"), "owner": "counterpart", "due": None, "status": "open"},
    ]
    content["twinnings"] = [
        {"home": CHI_MA, "counterpart": LOI, "since": None, "status": "suspended"}
    ]
    content["narrative"] |= dict.fromkeys(
        ("strengths", "proposals_home", "proposals_counterpart", "reserved_home"),
        text("Đoạn thứ nhất.\n\nĐoạn thứ hai.", lo=("ວັກທີໜຶ່ງ.", "agreed")),
    )
    return content
