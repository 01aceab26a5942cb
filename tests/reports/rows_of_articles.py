"""A row of every kind of record, of the articles' facts, and the places it speaks of."""

from datetime import date
from decimal import Decimal

from core.fields import Amount, Bound, PartialDate
from partnerships.choices import Level
from tests import factories as make

ROWS = {
    "ties": (
        {
            "title": "bản Bo – bản Pó",
            "kind": "twinning",
            "level": "village",
            "home": "bản Bo",
            "counterpart": "bản Pó",
            "established": "12/2015",
        },
        {"title": "bản Bo – bản Pó", "kind": "twinning", "code": "LA-002"},
        ("home", "bản Na Mòe", "The place “bản Na Mòe” is not found."),
    ),
    "memoranda": (
        {
            "title": "Bản ghi nhớ hợp tác",
            "kind": "memorandum",
            "partnerships": "LA-001",
            "signed": date(2019, 5, 12),
            "term_from": date(2019, 5, 12),
            "term_until": date(2024, 5, 11),
        },
        {"title": "Bản ghi nhớ hợp tác", "status": "signed", "basis": "reported"},
        ("term_until", "11/05/18", "The year has two digits: 11/05/18."),
    ),
    "commitments": (
        {
            "title": "Hỗ trợ bò giống",
            "form": "cash",
            "giver": "bản Na Mèo",
            "receivers": "{other}",
            "partnership": "LA-001",
            "amount": "400 triệu",
            "amount_unit": "đồng",
            "interval_months": 12,
        },
        {"amount": Amount(Decimal(400_000_000), "VND"), "interval_months": 12, "status": "open"},
        ("amount_unit", "", "The number has no unit or currency."),
    ),
    "aid": (
        {
            "title": "Nhà văn hóa bản Lơi",
            "direction": "outbound",
            "givers": "bản Na Mèo",
            "receivers": "{other}",
            "amount": "gần 400 triệu đồng",
            "handed_over": "12/2015",
            "partnership": "LA-001",
            "memorandum": "Biên bản ghi nhớ năm 2014",
            "form": "construction",
            "occasion": "mừng nhà văn hóa",
            "funds_words": "ngân sách tỉnh",
            "place": "bản Lơi",
            "doubt": "nguồn không nói ai xây",
        },
        {"amount": Amount(Decimal(400_000_000), "VND", Bound.UNDER), "status": "handed_over"},
        ("amount", "nhiều tiền", "“nhiều tiền” is not understood as an amount."),
    ),
    "meetings": (
        {
            "ties": "LA-001",
            "kind": "talks",
            "held": date(2024, 4, 16),
            "title": "Hội đàm",
            "place": "Na Mèo",
            "host": "home",
            "year_reviewed": 2023,
        },
        {"title": "Hội đàm", "kind": "talks", "status": "held"},
        ("kind", "tiệc", "“tiệc” is none of the choices."),
    ),
    "agreed": (
        {
            "meeting": "Hội nghị giao ban",
            "title": "Cùng tuần tra song phương",
            "owner": "both",
            "due": date(2025, 6, 30),
        },
        {"title": "Cùng tuần tra song phương", "owner": "both", "status": "open"},
        ("meeting", "Hội nghị lạ", "No meeting of your area is called “Hội nghị lạ”."),
    ),
    "organisations": (
        {"name": "Đồn Biên phòng Na Mèo", "kind": "border_guard", "seat": "bản Na Mèo"},
        {"name": "Đồn Biên phòng Na Mèo", "kind": "border_guard", "country_id": "VN"},
        ("kind", "đồn ma", "“đồn ma” is none of the choices."),
    ),
    "people": (
        {"name": "Hà Văn Ca", "title": "Trưởng bản", "who": "bản Na Mèo", "since": "2019"},
        {"name": "Hà Văn Ca"},
        ("since", "31/04/2019", "There is no such day: 31/04/2019."),
    ),
    "activities": (
        {
            "kind": "visit",
            "title": "Thăm Tết Bunpimay",
            "partnership": "LA-001",
            "happened": date(2024, 4, 14),
            "measure": "people",
            "amount": "120 lượt",
        },
        {"title": "Thăm Tết Bunpimay", "kind": "visit", "basis": "reported"},
        ("happened", "14/04/24", "The year has two digits: 14/04/24."),
    ),
    "letters": (
        {
            "direction": "out",
            "kind": "invitation",
            "gist": "Mời họp giao ban quý I",
            "number": "15/CV-UBND",
            "dated": date(2025, 3, 1),
            "partnership": "LA-001",
        },
        {"number": "15/CV-UBND", "basis": "reported", "direction": "out"},
        ("direction", "bay", "“bay” is none of the choices."),
    ),
    "figures": (
        {
            "measure": "other",
            "title": "Số bản kết nghĩa",
            "value": "trên 30",
            "value_unit": "bản",
            "when": 2024,
            "unit": "bản Na Mèo",
        },
        {"title": "Số bản kết nghĩa", "value": Amount(Decimal(30), "bản", Bound.OVER)},
        ("value", "-5", "An amount is not negative."),
    ),
}


def province():
    return make.UnitFactory(name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)


def places_in(province) -> dict:
    """Two villages on both sides of the line, their tie, a text and a meeting."""
    home = make.UnitFactory(name="Na Mèo", word="bản", parent=province)
    make.UnitFactory(name="Bo", word="bản", parent=province)
    make.UnitFactory(name="Pó", word="bản", country__code="LA")
    tie = make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001", home__unit=home)
    other = tie.parties.get(side="counterpart").unit
    text = make.MemorandumFactory(title="Biên bản ghi nhớ năm 2014", partnerships=[tie])
    meeting = make.MeetingFactory(
        partnerships=[tie], title="Hội nghị giao ban", held=PartialDate.read("28/03/2025")
    )
    return {"home": home, "tie": tie, "other": other, "text": text, "meeting": meeting}


def filled(row: dict, places: dict) -> dict:
    other = str(places["other"])
    return {name: other if value == "{other}" else value for name, value in row.items()}
