"""The 19 pairs of the articles and the three partnerships of Lạng Sơn, with what befell them."""

from exchanges.demo.shapes import day, entry, organisation, tie, unit, years
from partnerships.choices import Level, PartnershipEventKind, PartnershipKind, Side

LAO, CHINESE = ("vi", "lo"), ("vi", "zh")


def between(code, facts, title, kind, level, home, counterpart, languages, frame=None, **more):
    """A tie of two units, or of two organisations."""
    who = "organisation" if level == Level.AGENCY else "unit"
    named = organisation if level == Level.AGENCY else unit
    return entry(
        f"tie:{code}",
        facts,
        code=code,
        title=title,
        kind=kind,
        level=level,
        paper_languages=languages,
        frame=frame and tie(frame),
        parties=[
            {"side": Side.HOME, who: named(home)},
            {"side": Side.COUNTERPART, who: named(counterpart)},
        ],
        **more,
    )


def district(code, facts, title, kind, home, counterpart, frame="THO-HPH"):
    return between(code, facts, title, kind, Level.DISTRICT, home, counterpart, LAO, frame)


def village(code, facts, title, home, counterpart, languages, frame=None):
    return between(
        code,
        facts,
        title,
        PartnershipKind.TWINNING,
        Level.VILLAGE,
        home,
        counterpart,
        languages,
        frame,
    )


def agency(code, title, home, counterpart):
    return between(
        code,
        "S1-07",
        title,
        PartnershipKind.COOPERATION,
        Level.AGENCY,
        home,
        counterpart,
        LAO,
        "THO-HPH",
    )


Kind = PartnershipKind
TIES = [
    between(
        "THO-HPH",
        "S0-02 S1-06",
        "tỉnh Thanh Hóa – tỉnh Hủa Phăn",
        Kind.COOPERATION,
        Level.PROVINCE,
        "thanh-hoa",
        "hua-phan",
        LAO,
        fields_of_work="văn hóa, kinh tế; an ninh và quốc phòng",
    ),
    district(
        "QSN-VXA",
        "S0-02 S0-17",
        "huyện Quan Sơn – huyện Viêng Xay",
        Kind.FRIENDSHIP,
        "quan-son",
        "vieng-xay",
    ),
    district(
        "QSN-STO",
        "S0-02 S0-17",
        "huyện Quan Sơn – huyện Sầm Tớ",
        Kind.FRIENDSHIP,
        "quan-son",
        "sam-to",
    ),
    district(
        "QHO-XKH",
        "S1-12",
        "huyện Quan Hóa – huyện Xiềng Khọ",
        Kind.TWINNING,
        "quan-hoa",
        "xieng-kho",
    ),
    district(
        "QHO-VXA",
        "S1-12",
        "huyện Quan Hóa – huyện Viêng Xay",
        Kind.TWINNING,
        "quan-hoa",
        "vieng-xay",
    ),
    district(
        "TXU-STO",
        "S1-12",
        "huyện Thường Xuân – huyện Sầm Tớ",
        Kind.COOPERATION,
        "thuong-xuan",
        "sam-to",
    ),
    district(
        "LCH-STO",
        "S1-12",
        "huyện Lang Chánh – huyện Sầm Tớ",
        Kind.COOPERATION,
        "lang-chanh",
        "sam-to",
    ),
    district(
        "SMA-MET",
        "S4-02",
        "huyện Sông Mã – huyện Mường Ét",
        Kind.BRIEFING,
        "song-ma",
        "muong-et",
        frame=None,
    ),
    village(
        "NME-LOI", "S0-03 S1-14", "bản Na Mèo – bản Lơi", "ban-na-meo", "ban-loi", LAO, "THO-HPH"
    ),
    village("HIN-POO", "S1-14", "bản Hin – bản Pó", "ban-hin", "ban-po", LAO, "THO-HPH"),
    village(
        "KHU-KNA",
        "S1-14",
        "bản Kéo Hượn – bản Khăm Nàng",
        "ban-keo-huon",
        "ban-kham-nang",
        LAO,
        "THO-HPH",
    ),
    village(
        "CMA-ADI",
        "S3-02",
        "thôn Chi Ma – cụm dân cư khu xã Ái Điểm",
        "chi-ma",
        "khu-xa-ai-diem",
        CHINESE,
    ),
    village("NVA-BTA", "S3-09", "thôn Nà Vang – thôn Bản Tát", "na-vang", "ban-tat", CHINESE),
    agency(
        "THO-HPH-NN", "Nông nghiệp Thanh Hóa – Nông lâm Hủa Phăn", "so-nong-nghiep", "so-nong-lam"
    ),
    agency(
        "THO-HPH-PN", "Phụ nữ Thanh Hóa – Phụ nữ Hủa Phăn", "phu-nu-thanh-hoa", "phu-nu-hua-phan"
    ),
    agency(
        "THO-HPH-TP",
        "Tư pháp Thanh Hóa – Tư pháp Hủa Phăn",
        "tu-phap-thanh-hoa",
        "tu-phap-hua-phan",
    ),
    agency(
        "THO-HPH-CD",
        "Lao động Thanh Hóa – Công đoàn Hủa Phăn",
        "lien-doan-lao-dong",
        "cong-doan-hua-phan",
    ),
    agency(
        "THO-HPH-CA",
        "Công an Thanh Hóa – An ninh Hủa Phăn",
        "cong-an-thanh-hoa",
        "an-ninh-hua-phan",
    ),
    agency(
        "THO-HPH-KT",
        "Thanh tra Thanh Hóa – Thanh tra Hủa Phăn",
        "thanh-tra-thanh-hoa",
        "thanh-tra-hua-phan",
    ),
    between(
        "LSO-NGO",
        "S3-13",
        "tỉnh Lạng Sơn – thành phố Nghĩa Ô",
        Kind.COOPERATION,
        Level.PROVINCE,
        "lang-son",
        "nghia-o",
        CHINESE,
    ),
    between(
        "LSO-GAN",
        "S3-13",
        "tỉnh Lạng Sơn – tỉnh Gangwon",
        Kind.COOPERATION,
        Level.PROVINCE,
        "lang-son",
        "gangwon",
        ("vi",),
    ),
    between(
        "LSO-QTA",
        "S3-18",
        "tỉnh Lạng Sơn – khu tự trị dân tộc Choang Quảng Tây",
        Kind.FRIENDSHIP,
        Level.PROVINCE,
        "lang-son",
        "quang-tay",
        CHINESE,
    ),
]


def established(code, facts, when):
    return entry(
        f"tie_event:{code}:established",
        facts,
        partnership=tie(code),
        kind=PartnershipEventKind.ESTABLISHED,
        since=when,
    )


TIE_EVENTS = [
    *(established(code, "S1-14", years(2014)) for code in ("NME-LOI", "HIN-POO", "KHU-KNA")),
    established("CMA-ADI", "S3-02", day("12/2015")),
    entry(
        "tie_event:CMA-ADI:suspended",
        "S3-04",
        partnership=tie("CMA-ADI"),
        kind=PartnershipEventKind.SUSPENDED,
        since=years(2020, words="từ năm 2020"),
        reason="Dịch bệnh COVID-19",
    ),
]
