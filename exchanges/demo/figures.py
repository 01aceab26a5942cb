"""What the articles count and measure: border profiles, gates and published figures."""

from exchanges.demo.shapes import (
    amount,
    border,
    entry,
    nearly,
    over,
    said,
    since,
    tie,
    unit,
    years,
)
from partnerships.choices import GateKind, Measure

LAOS, CHINA = border("VN-LA"), border("VN-CN")
BORDER_PROFILES = [
    entry(
        "border_profile:VN-LA",
        "S1-01",
        border=LAOS,
        length=amount(2340, "km"),
        home_provinces=10,
        counterpart_provinces=10,
    ),
    entry(
        "border_profile:thanh-hoa",
        "S1-02",
        border=LAOS,
        unit=unit("thanh-hoa"),
        length=amount(192, "km"),
        districts=5,
        communes=16,
        villages=53,
        counterpart_communes=11,
        border_districts=[
            unit("muong-lat"),
            unit("quan-hoa"),
            unit("quan-son"),
            unit("lang-chanh"),
            unit("thuong-xuan"),
        ],
        faces=[unit("sop-bau"), unit("vieng-xay"), unit("sam-to")],
    ),
    entry(
        "border_profile:quan-son",
        "S0-01",
        border=LAOS,
        unit=unit("quan-son"),
        length=amount(64, "km"),
        communes=6,
        faces=[unit("vieng-xay"), unit("sam-to")],
    ),
    entry(
        "border_profile:muong-khuong",
        "S2-01",
        border=CHINA,
        unit=unit("muong-khuong"),
        length=amount(71, "km"),
        secondary_gates=1,
        openings=1,
        faces=[unit("ha-khau"), unit("ma-quan")],
    ),
    entry(
        "border_profile:lang-son",
        "S3-01",
        border=CHINA,
        unit=unit("lang-son"),
        districts=5,
        communes=21,
        villages=73,
    ),
    entry(
        "border_profile:cao-loc",
        "S3-10",
        border=CHINA,
        unit=unit("cao-loc"),
        length=over(74, "km"),
    ),
]

GATES = [
    # The station is called after the gate; the two crossings of Mường Khương have no name.
    entry(
        "gate:na-meo",
        "S0-06",
        border=LAOS,
        kind=GateKind.INTERNATIONAL,
        name="Cửa khẩu Quốc tế Na Mèo",
        unit=unit("na-meo-cu"),
    ),
]

UNTIL_2019 = years(2019, words="đến năm 2019")
SINCE_2021 = since(2021, "từ năm 2021 đến khi viết bài")
STATION = "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn"


def of_tie(key, facts, code, measure, title, value, when=None, **more):
    return figure(key, facts, measure, title, value, when, partnership=tie(code), **more)


def of_unit(key, facts, place, measure, title, value, when=None, **more):
    return figure(key, facts, measure, title, value, when, unit=unit(place), **more)


def figure(key, facts, measure, title, value, when, **more):
    dated = {"when": when} if when else {}
    return entry(f"figure:{key}", facts, measure=measure, title=title, value=value, **dated, **more)


LS, MK = "lang-son", "muong-khuong"
FIGURES = [
    of_tie(
        "khoang-cach-na-meo-loi",
        "S0-03",
        "NME-LOI",
        Measure.OTHER,
        "Khoảng cách giữa hai trung tâm bản",
        amount(4, "km"),
    ),
    of_unit(
        "benh-nhan-lao",
        "S0-13",
        "quan-son",
        Measure.PATIENTS,
        "Lượt người bệnh Lào mỗi năm",
        said("hàng trăm lượt"),
    ),
    of_tie(
        "trao-doi-2000-2019",
        "S1-05",
        "THO-HPH",
        Measure.MEETINGS,
        "Cuộc gặp, trao đổi ở mọi cấp, mọi ngành",
        amount(825, "cuộc"),
        years(2000, 2019, "2000–2019"),
    ),
    of_tie(
        "don-vi-ky-chuong-trinh",
        "S1-08",
        "THO-HPH",
        Measure.AGENCY_TIES,
        "Đơn vị Thanh Hóa có chương trình hợp tác đã ký với phía Lào",
        amount(25, "đơn vị"),
        UNTIL_2019,
    ),
    of_tie(
        "cap-ban-2019",
        "S1-15",
        "THO-HPH",
        Measure.VILLAGE_TIES,
        "Cặp bản kết nghĩa của hai tỉnh",
        amount(26, "cặp"),
        UNTIL_2019,
    ),
    of_unit(
        "cum-muong-khuong",
        "S2-02",
        MK,
        Measure.VILLAGE_TIES,
        "Cụm dân cư kết nghĩa của huyện",
        amount(4, "cụm"),
    ),
    of_unit(
        "cum-lao-cai",
        "S2-02",
        "lao-cai-cu",
        Measure.VILLAGE_TIES,
        "Cụm dân cư kết nghĩa toàn tỉnh",
        amount(6, "cụm"),
    ),
    of_unit(
        "thoa-thuan-cap-tinh",
        "S3-06",
        LS,
        Measure.AGREEMENTS,
        "Thỏa thuận của tỉnh với đối tác nước ngoài",
        amount(5, "thỏa thuận"),
        SINCE_2021,
    ),
    of_unit(
        "thoa-thuan-cap-so",
        "S3-06",
        LS,
        Measure.AGREEMENTS,
        "Thỏa thuận của sở, ban, ngành với đối tác nước ngoài",
        amount(9, "thỏa thuận"),
        SINCE_2021,
    ),
    of_unit(
        "huyen-huu-nghi",
        "S3-07",
        LS,
        Measure.DISTRICT_TIES,
        "Huyện biên giới có quan hệ hữu nghị quốc tế",
        amount(5, "huyện"),
    ),
    of_unit(
        "thanh-pho-huu-nghi",
        "S3-07",
        LS,
        Measure.DISTRICT_TIES,
        "Thành phố có quan hệ hữu nghị quốc tế",
        amount(1, "thành phố"),
    ),
    of_unit(
        "cum-lang-son",
        "S3-08",
        LS,
        Measure.VILLAGE_TIES,
        "Cụm dân cư thôn, bản kết nghĩa với phía Trung Quốc",
        amount(9, "cụm"),
        stated_by=STATION,
    ),
    of_unit(
        "xa-lang-son",
        "S3-08",
        LS,
        Measure.COMMUNE_TIES,
        "Xã kết nghĩa với phía Trung Quốc",
        amount(2, "xã"),
        stated_by=STATION,
    ),
    of_unit(
        "thon-cao-loc",
        "S3-11",
        "cao-loc",
        Measure.VILLAGE_TIES,
        "Thôn của huyện kết nghĩa với phía Trung Quốc",
        amount(2, "thôn"),
    ),
    of_unit(
        "xa-cao-loc",
        "S3-11",
        "cao-loc",
        Measure.COMMUNE_TIES,
        "Xã của huyện kết nghĩa với phía Trung Quốc",
        amount(2, "xã"),
    ),
    of_unit(
        "du-an-vien-tro",
        "S3-14",
        LS,
        Measure.AID_PROJECTS,
        "Dự án viện trợ đã phê duyệt, tiếp nhận",
        amount(8, "dự án"),
        SINCE_2021,
    ),
    of_unit(
        "gia-tri-du-an",
        "S3-14",
        LS,
        Measure.AID_VALUE,
        "Giá trị các dự án viện trợ",
        nearly(985_483, "USD"),
        SINCE_2021,
    ),
    of_unit(
        "vien-tro-phi-du-an",
        "S3-14",
        LS,
        Measure.OTHER,
        "Khoản viện trợ phi dự án đã tiếp nhận",
        amount(8, "khoản"),
        SINCE_2021,
    ),
    of_unit(
        "gia-tri-phi-du-an",
        "S3-14",
        LS,
        Measure.AID_VALUE,
        "Giá trị viện trợ phi dự án",
        amount(310_658, "USD"),
        SINCE_2021,
    ),
    of_tie(
        "thuong-mai-2024",
        "S4-04",
        "SMA-MET",
        Measure.TRADE,
        "Giá trị xuất nhập khẩu giữa Sông Mã và Mường Ét",
        over(3_100_000, "USD", estimate=True),
        years(2024, words="năm 2024"),
    ),
]
