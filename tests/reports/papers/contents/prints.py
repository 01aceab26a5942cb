"""A text, a hand-over and a letter as the register hands them over to be printed."""

from tests.reports.papers.contents.chi_ma import AI_DIEM, CHI_MA
from tests.reports.papers.contents.quan_son import NA_MEO, QUAN_SON, VIENG_XAY
from tests.reports.papers.contents.shapes import HASH, amount, days

ARTICLES = (
    ("preamble", "", "opening"),
    ("article", "1", "purpose"),
    ("article", "2", "field"),
    ("article", "3", "term"),
)
SAID = {
    "vi": {
        "opening": "Với mong muốn giữ gìn tình hữu nghị giữa nhân dân hai bên biên giới, hai bên"
        " thống nhất những nội dung sau:",
        "purpose": "Hai bên thăm hỏi nhau vào các ngày lễ, tết và thông tin cho nhau về thiên tai,"
        " dịch bệnh ở hai bên biên giới.",
        "field": "Mục tiêu hợp tác\nHai bên gặp nhau mỗi năm một lần, luân phiên tại mỗi bên.\n"
        "Bên mời chịu chi phí tổ chức; mỗi bên tự chịu chi phí đi lại của mình.",
        "term": "Văn bản này không ràng buộc về pháp lý và có hiệu lực 03 năm kể từ ngày ký.",
    },
    "lo": {
        "opening": "ດ້ວຍຄວາມປາຖະໜາຮັກສາມິດຕະພາບລະຫວ່າງປະຊາຊົນສອງຟາກຊາຍແດນ, ສອງຝ່າຍໄດ້ເຫັນດີເປັນເອກະພາບດັ່ງນີ້:",
        "purpose": "ສອງຝ່າຍຢ້ຽມຢາມກັນໃນວັນບຸນ ແລະ ແຈ້ງຂ່າວໃຫ້ກັນກ່ຽວກັບໄພທຳມະຊາດ, ພະຍາດລະບາດ ຢູ່ສອງຟາກຊາຍແດນ.",
        "field": "ຈຸດປະສົງການຮ່ວມມື\nສອງຝ່າຍພົບປະກັນປີລະຄັ້ງ, ຜັດປ່ຽນກັນເປັນເຈົ້າພາບ.\n"
        "ຝ່າຍເຊີນຮັບຜິດຊອບຄ່າຈັດຕັ້ງ; ແຕ່ລະຝ່າຍຮັບຜິດຊອບຄ່າເດີນທາງຂອງຕົນ.",
        "term": "ເອກະສານນີ້ບໍ່ມີຜົນຜູກມັດທາງກົດໝາຍ ແລະ ມີຜົນສັກສິດ 03 ປີ ນັບແຕ່ວັນລົງນາມ.",
    },
    "zh": {
        "opening": "为巩固两国边境人民的友谊，双方达成如下共识：",
        "purpose": "双方在节日期间互访，并相互通报边境两侧的自然灾害和疫情。",
        "field": "合作方式\n双方每年会晤一次，轮流主办。\n邀请方承担组织费用，往返费用各自承担。",
        "term": "本文件不具有法律约束力，自签署之日起三年内有效。",
    },
    "km": {
        "opening": "ដោយមានបំណងរក្សាមិត្តភាពរវាងប្រជាជនទាំងពីរ ភាគីទាំងពីរឯកភាពដូចតទៅ:",
        "purpose": "ភាគីទាំងពីរសួរសុខទុក្ខគ្នាក្នុងថ្ងៃបុណ្យ និងជូនដំណឹងគ្នាអំពីគ្រោះធម្មជាតិ។",
        "field": "ភាគីទាំងពីរជួបគ្នាមួយឆ្នាំម្តង។",
        "term": "ឯកសារនេះមិនមានកាតព្វកិច្ចផ្លូវច្បាប់ទេ។",
    },
    "en": {
        "opening": "Wishing to keep the friendship of the people on both sides of the border, the"
        " two sides agree as follows:",
        "purpose": "The two sides visit each other on holidays and tell each other of disasters and"
        " epidemics on either side of the border.",
        "field": "How they work together\nThe two sides meet once a year, in turn at either side.\n"
        "The host bears the cost of the meeting; each side bears its own travel.",
        "term": "This text is not legally binding and holds for 03 years from its signing.",
    },
}


def lines(*codes: str, state: str = "agreed") -> list[dict]:
    return [
        {
            "kind": kind,
            "number": number,
            "text": {code: {"text": SAID[code][key], "state": state} for code in codes},
        }
        for kind, number, key in ARTICLES
    ]


def _sides(home: dict, other: dict, country: str) -> dict:
    return {
        "home": {"country": "VN", "parties": [home]},
        "counterpart": {"country": country, "parties": [other]},
    }


def memorandum(*codes: str, **more) -> dict:
    """A twinning agreement of Quan Sơn and Viêng Xay, cleared and not signed yet."""
    languages = list(codes or ("vi", "lo"))
    return {
        "schema": 1,
        "kind": "memorandum",
        "mark": "",
        "copy": "home",
        "layout": "columns",
        "text_kind": "agreement",
        "title": "Thỏa thuận kết nghĩa giai đoạn 2026-2028",
        "languages": languages,
        "mottos": True,
        "sides": _sides(QUAN_SON, VIENG_XAY, "LA"),
        "articles": lines(*languages),
        "place": None,
        "signed": None,
        "signatories": {},
        "cut_off": "2026-11-20",
        "code": "VB-12AB34CD",
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
    } | more


def chinese(**more) -> dict:
    return memorandum("vi", "zh") | {"sides": _sides(CHI_MA, AI_DIEM, "CN")} | more


def khmer() -> dict:
    memot = {"level": "huyện", "vi": "Memot", "km": "មេមត់"}
    return memorandum("vi", "km") | {"sides": _sides(QUAN_SON, memot, "KH")}


def long_memorandum(articles: int = 24) -> dict:
    """Articles enough to go over several pages, one of them longer than a page."""
    parts = lines("vi", "lo")
    again = [
        {
            **parts[2],
            "number": str(number),
            "text": times(parts[2]["text"], 12 if number == 9 else 1),
        }
        for number in range(1, articles)
    ]
    return memorandum() | {"articles": [parts[0], *again, {**parts[3], "number": str(articles)}]}


def times(texts: dict, number: int) -> dict:
    return {
        code: entry | {"text": "\n".join([entry["text"]] * number)} for code, entry in texts.items()
    }


def hand_over(**more) -> dict:
    """A culture house, of which half is known."""
    return {
        "schema": 1,
        "kind": "hand_over",
        "mark": "",
        "copy": "home",
        "layout": "columns",
        "title": "Nhà văn hóa bản Lơi",
        "languages": ["vi", "lo"],
        "roles": {"home": "giver", "counterpart": "receiver"},
        "sides": _sides(NA_MEO, VIENG_XAY, "LA"),
        "day": days("2026-11-20", "2026-11-21"),
        "place": None,
        "people": {
            "giver": {"name": {"level": "", "vi": "Lương Văn Tùng"}, "post": "Chủ tịch xã"},
            "receiver": {"name": None, "post": None},
        },
        "grounds": ["Quyết định số 12/QĐ-UBND"],
        "amount": amount(180000000, "VND"),
        "items": [
            {"what": "Nhà văn hóa một tầng", "amount": amount(1, "nhà")},
            {"what": "Bàn ghế gỗ", "amount": None},
        ],
        "results": [],
        "deliveries": [
            {
                "given": days("2026-10-01", "2026-11-01"),
                "what": "Vật liệu xây dựng",
                "amount": amount(120000000, "VND", "over"),
            }
        ],
        "condition": None,
        "acceptance": {"kind": "with_remarks", "day": days("2026-11-20", "2026-11-21")},
        "remarks": "Còn thiếu biển tên.",
        "cut_off": "2026-11-20",
        "code": "BG-12AB34CD",
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
    } | more


def letter(**more) -> dict:
    """To one body, asked on a day; number and signature wait for the registry."""
    return {
        "schema": 1,
        "kind": "letter",
        "mark": "",
        "copy": "home",
        "title": "Thỏa thuận kết nghĩa giai đoạn 2026-2028",
        "languages": ["vi", "lo"],
        "sides": _sides(QUAN_SON, VIENG_XAY, "LA"),
        "law": "Nghị định số 64/2021/NĐ-CP, Điều 7",
        "term": "03 năm kể từ ngày ký",
        "cooperation": "giao lưu nhân dân, thông tin về thiên tai và dịch bệnh",
        "mode": "gặp mặt mỗi năm một lần, luân phiên tại mỗi bên",
        "not_binding": True,
        "addressees": ["Công an tỉnh Thanh Hóa"],
        "asked_on": "2026-11-20",
        "due_on": "2026-12-01",
        "limit": {"days": 7, "working": True},
        "enclosures": ["Dự thảo văn bản bằng tiếng Việt", "Dự thảo văn bản bằng tiếng Lào"],
        "letter": {
            "superior": ["Ủy ban nhân dân tỉnh Thanh Hóa"],
            "office": "Sở Ngoại vụ tỉnh Thanh Hóa",
            "code": "SNgV",
            "place": "Thanh Hóa",
            "number": "",
            "date": None,
            "unit": "HTQT",
            "authority": "KT.",
            "head": "Giám đốc",
            "post": "Phó Giám đốc",
            "signer": "",
            "recipients": ["Như trên", "Giám đốc (để báo cáo)"],
        },
        "cut_off": "2026-11-20",
        "code": "CV-12AB34CD",
        "hash": HASH,
        "site_url": "https://ketnghia.example.vn",
    } | more
