"""Figures of the second schema, as a review of Quan Sơn and Viêng Xay might hold them; made up."""

from tests.reports.papers.contents.quan_son import QUAN_SON, VIENG_XAY, internal, quan_son
from tests.reports.papers.contents.shapes import amount, days, text, year

BREAK_REASON = "Mưa lũ, bên bạn không sang được"
SECRET = "Đường dây ma túy ở Khe Bó"
OWN_VIEW = "Phía bạn chậm trả lời thư của ta."
OWN_PLAN = "Mua thiết bị y tế tặng bạn"


def figures() -> dict:
    return met() | promised() | given() | happened() | {"comparison": compared(), "plan": plan()}


def met() -> dict:
    cadence = text("Giao ban hai huyện")
    due = [("2024-03-15", "2024-03-15", "held"), ("2024-09-15", None, "missed")]
    rows = [
        {"cadence": cadence, "due": on, "met": met and days(met, "2024-03-16"), "state": state}
        for on, met, state in due
    ]
    counts = {"due": 2, "held": 1, "early": 0, "to_come": 0, "missed": 1}
    turns = [
        {"when": year(2022), "side": "home", "break": False, "reason": ""},
        {"when": year(2023), "side": "home", "break": True, "reason": BREAK_REASON},
        {"when": days("2024-03-15", "2024-03-16"), "side": "counterpart", "break": False},
    ]
    return {
        "meetings_due": counts | {"rows": rows, "by_cadence": [{"cadence": cadence} | counts]},
        "hosts": {"rule": "alternating", "sequence": turns, "next": "home", "by_tie": []},
        "agreed_counts": {"open": 1, "in_hand": 1, "done": 1, "dropped": 0, "carried": 2},
        "agreed_items": [
            agreed("Mở lại chợ phiên Na Mèo", "done", closed=days("2024-06-01", "2024-06-02")),
            agreed("Thông đường nối hai bản", "in_hand", owner="both"),
            agreed("Trao đổi danh sách cư dân", "open", owner="home", due=year(2025)),
        ],
    }


def agreed(what: str, status: str, **more) -> dict:
    known = {"owner": None, "party": None, "due": None, "closed": None, "carried": True}
    course = [{"when": year(2024), "status": status, "said": text("Hai bên đã kiểm tra.")}]
    return (
        known
        | {
            "what": text(what),
            "status": status,
            "from_meeting": year(2023),
            "course": course if status == "in_hand" else [],
        }
        | more
    )


def promised() -> dict:
    said = amount(500_000_000, "VND")
    given = {"when": days("2024-05-10", "2024-05-11"), "amount": amount(300_000_000, "VND")}
    return {
        "commitments": [
            {
                "giver": [QUAN_SON],
                "receiver": [VIENG_XAY],
                "form": "cash",
                "what": text("Hỗ trợ tiền mặt hằng năm"),
                "amount": said,
                "from": year(2023),
                "until": None,
                "interval_months": 12,
                "delivered": [given | {"what": text("Đợt 1"), "receiver": None, "source": []}],
                "delivered_undated": [],
                "delivered_before": [{"unit": "VND", "exact": "500000000", "sum": "500000000"}],
                "instalments": [
                    {
                        "receiver": VIENG_XAY,
                        "period": year(2024),
                        "amount": said,
                        "status": "part",
                        "given": [amount(300_000_000, "VND")],
                    }
                ],
                "status": "open",
                "source": [],
            }
        ]
    }


def given() -> dict:
    empty = dict.fromkeys(("exact", "under", "over", "about"))
    return {
        "aid_totals": [
            empty
            | {"direction": "outbound", "unit": "VND", "exact": "1480000000", "under": "400000000"}
            | {"over": "400000000", "sum": "2280000000"},
            empty | {"direction": "outbound", "unit": "USD", "about": "12500", "sum": "12500"},
            empty | {"direction": "inbound", "unit": "VND", "exact": "90000000", "sum": "90000000"},
        ]
    }


def happened() -> dict:
    people = {"measure": "people", "words": text("người dự"), "unit": "người", "exact": "120"}
    money = {"measure": "money", "words": text("tiền"), "unit": "VND", "over": "140000000"}
    return {
        "activities": {
            "rows": [
                {"kind": "visit", "words": text("Thăm"), "count": 3, "figures": [people, money]},
                {"kind": "sport", "words": text("Thể thao"), "count": 1, "figures": []},
            ],
            "undated": [],
        },
        "incident_counts": [
            {"kind": "settling", "words": text("Xâm canh"), "outcome": "settled", "count": 2},
            {"kind": "settling", "words": text("Xâm canh"), "outcome": "reported", "count": 1},
            {"kind": "smuggling", "words": text("Buôn lậu"), "outcome": "closed", "count": 1},
        ],
        "incidents": [incident("Xâm canh ở mốc 1090", "settled"), incident("Phá mốc", None)],
    }


def incident(title: str, status: str | None) -> dict:
    return {
        "kind": text(title),
        "sort": "settling",
        "when": year(2024) if status else None,
        "undated": status is None,
        "marker": "1090",
        "status": status or "reported",
        "outcome": None,
        "source": [],
    }


def compared() -> dict:
    said = [
        ("meetings_held", "cuộc", None, 2, 1),
        ("activities_visit", "hoạt động", None, 1, 3),
        ("aid_outbound", "VND", "exact", 900_000_000, 1_480_000_000),
        ("aid_outbound", "VND", "sum", 900_000_000, 2_280_000_000),
    ]
    rows = [
        {
            "measure": measure,
            "unit": unit,
            "bound": bound,
            "before": amount(before, unit),
            "now": amount(now, unit),
        }
        for measure, unit, bound, before, now in said
    ]
    return {"period": {"from": "2023-01-01", "until": "2024-01-01"}, "rows": rows}


def plan() -> dict:
    totals = [{"unit": "VND", "exact": "200000000", "sum": "200000000", "of": "all"}]
    line = {"what": text(OWN_PLAN), "amount": amount(200_000_000, "VND")}
    return {
        "period": {"from": "2025-01-01", "until": "2026-01-01"},
        "meetings": [{"what": text("Giao ban hai huyện"), "due": "2025-03-15", "planned": None}],
        "agreed_items": [],
        "instalments": [
            {
                "what": text("Hỗ trợ tiền mặt hằng năm"),
                "giver": [QUAN_SON],
                "receiver": [VIENG_XAY],
                "period": year(2025),
                "amount": amount(500_000_000, "VND"),
            }
        ],
        "expiring": [memorandum("Biên bản ghi nhớ hợp tác", "2025-12-31")],
        "year_plans": [
            {
                "unit": QUAN_SON,
                "year": 2025,
                "direction": "outbound",
                "note": None,
                "lines": [line],
                "totals": totals,
            }
        ],
    }


def memorandum(title: str, last: str | None, **more) -> dict:
    return {
        "title": text(title),
        "signed": year(2022),
        "effective": days("2022-01-01", "2022-01-02"),
        "until": last and {"from": None, "until": last, "words": ""},
        "parties": [QUAN_SON, VIENG_XAY],
        "ties": ["huyện Quan Sơn – huyện Viêng Xay"],
        "source": [],
    } | more


def joint() -> dict:
    return quan_son() | figures()


def report() -> dict:
    known = internal() | figures()
    counts = [{"kind": "drugs", "words": text("Ma túy"), "outcome": "verified", "count": 1}]
    known["sensitive"] = {"incidents": [incident(SECRET, "verified")], "incident_counts": counts}
    known["narrative"] = known["narrative"] | {"assessment_internal": text(OWN_VIEW)}
    return known


def agreements() -> dict:
    known = internal()
    return known | {
        "review": {"purpose": "agreements"},
        "sides": known["sides"] | {"counterpart": {"country": "LA", "parties": []}},
        "period": {"from": "2023-11-15", "until": "2024-11-15"},
        "agreements": {
            "signed": [memorandum("Thỏa thuận hợp tác cấp xã", None)],
            "in_force": [memorandum("Biên bản ghi nhớ hợp tác", "2026-01-01")],
            "expiring": [],
            "ended": [],
            "in_clearance": [memorandum("Quy chế kết nghĩa", None, signed=None, status="draft")],
        },
        "plan": plan(),
    }
