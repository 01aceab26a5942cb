"""Meetings, activities, incidents and aid."""

from exchanges.choices import (
    ActivityKind,
    AidDirection,
    AidSector,
    IncidentKind,
    IncidentStatus,
    MeetingKind,
    Outcome,
)
from exchanges.demo.shapes import (
    To,
    amount,
    day,
    entry,
    nearly,
    organisation,
    over,
    said,
    since,
    tie,
    unit,
    years,
)
from partnerships.choices import Side

MEETINGS = [
    entry(
        "meeting:SMA-MET-2025",
        "S4-01 S4-06",
        kind=MeetingKind.BRIEFING,
        title="Hội nghị giao ban huyện Sông Mã – huyện Mường Ét",
        partnerships=[tie("SMA-MET")],
        held=day("28/03/2025"),
        host=Side.HOME,
        year_reviewed=2024,
        year_planned=2025,
    ),
]
MINUTES = [
    entry(
        "minutes:SMA-MET-2025",
        "S4-06",
        meeting=To("meeting:SMA-MET-2025"),
        languages=("vi", "lo"),
        outcome=Outcome.AGREED,
    ),
]
AGREED_ITEMS = [
    entry(
        f"agreed_item:SMA-MET-2025-{position}",
        fact,
        meeting=To("meeting:SMA-MET-2025"),
        title=title,
        position=position,
    )
    for position, fact, title in (
        (
            1,
            "S4-07",
            "Cùng tuyên truyền pháp luật và Hiệp định quy chế biên giới cho dân vùng biên",
        ),
        (
            2,
            "S4-08",
            "Cùng tuần tra song phương giữ đường biên, mốc; xử lý vi phạm; giúp doanh nghiệp "
            "hoạt động đúng pháp luật",
        ),
        (3, "S4-09", "Mở giao lưu văn hóa, văn nghệ và thể thao của cán bộ, chiến sĩ, nhân dân"),
    )
]

SINCE_2020 = since(2020, "từ năm 2020 đến khi viết bài")
FRONT = organisation("mat-tran-lang-son")
ACTIVITIES = [
    entry(
        "activity:van-dong-ban-lau",
        "S2-06",
        kind=ActivityKind.LAW_TALK,
        title="Vận động thôn đối diện về chủ quyền biên giới",
        unit=unit("ban-lau-cu"),
        figures=[("lượt cán bộ, người dân tham gia", said("hàng trăm lượt"))],
    ),
    entry(
        "activity:don-nam-chay",
        "S2-09",
        kind=ActivityKind.LAW_TALK,
        title="Đồn Nậm Chảy tuyên truyền, vận động người dân",
        organiser=organisation("don-nam-chay"),
    ),
    entry(
        "activity:don-muong-khuong",
        "S2-10",
        kind=ActivityKind.PATROL_AID,
        title="Đồn Mường Khương và người dân tuần tra đường biên, mốc giới",
        organiser=organisation("don-muong-khuong"),
    ),
    entry(
        "activity:tap-huan-mat-tran",
        "S3-16",
        kind=ActivityKind.TRAINING,
        title="Tập huấn cho người giữ đường biên, cột mốc",
        organiser=FRONT,
        happened=SINCE_2020,
        figures=[
            ("hội nghị", amount(6, "hội nghị")),
            ("lượt người tham gia", nearly(500, "lượt")),
        ],
    ),
    entry(
        "activity:tang-co-qua",
        "S3-16",
        kind=ActivityKind.GIFT,
        title="Tặng cờ và quà cho người giữ đường biên, cột mốc",
        organiser=FRONT,
        happened=SINCE_2020,
        figures=[
            ("cờ Tổ quốc", over(1000, "lá cờ")),
            ("phần quà", over(130, "phần quà")),
            ("giá trị quà", over(140_000_000, "VND")),
        ],
    ),
    entry(
        "activity:tham-hoi-tam-gia",
        "S3-17",
        kind=ActivityKind.VISIT,
        title="Dân xã Tam Gia thăm cư dân biên giới Trung Quốc",
        unit=unit("tam-gia"),
        place="một mốc biên giới, nguồn không nêu số hiệu",
    ),
]

SETTLED = {
    "unit": unit("muong-khuong"),
    "counterpart": unit("ha-khau"),
    "kind": IncidentKind.CONSTRUCTION,
    "status": IncidentStatus.SETTLED,
    "outcome": "Theo nguồn, đã giải quyết ổn thỏa; vận động nhân dân đã giúp cho đàm phán.",
}
INCIDENTS = [
    entry(
        "incident:ke-bo-song",
        "S2-05 S2-07",
        title="Phía Hà Khẩu xây kè bờ sông biên giới",
        happened=years(2018, 2019, "2018–2019"),
        **SETTLED,
    ),
    entry(
        "incident:hang-rao",
        "S2-05 S2-07",
        title="Phía Hà Khẩu dựng hàng rào biên giới",
        happened=years(2021, words="cuối năm 2021"),
        **SETTLED,
    ),
]


def gift(key, facts, title, sector, givers, receivers, code=None, **more):
    """From Vietnam, unless said otherwise; when it was handed over is known of one only."""
    return entry(
        f"aid:{key}",
        facts,
        title=title,
        sector=sector,
        givers=givers,
        receivers=receivers,
        partnership=code and tie(code),
        **{"direction": AidDirection.OUTBOUND} | more,
    )


QUAN_SON, VIENG_XAY, SAM_TO = unit("quan-son"), unit("vieng-xay"), unit("sam-to")
AID = [
    gift(
        "nha-van-hoa-loi",
        "S0-06",
        "Nhà văn hóa bản Lơi",
        AidSector.CULTURE,
        [organisation("don-na-meo"), unit("ban-na-meo")],
        [unit("ban-loi")],
        "NME-LOI",
        amount=amount(180_000_000, "VND"),
        place="trung tâm bản Lơi",
    ),
    gift(
        "nha-cong-vu-sop-phua",
        "S0-07",
        "Nhà công vụ Sốp Phưa",
        AidSector.PUBLIC_BUILDING,
        [QUAN_SON],
        [SAM_TO],
        "QSN-STO",
        amount=amount(500_000_000, "VND"),
        place="Sốp Phưa",
    ),
    gift(
        "mam-non-na-cay",
        "S0-08",
        "Trường mầm non bản Na Cay",
        AidSector.EDUCATION,
        [QUAN_SON],
        [unit("ban-na-cay")],
        "QSN-VXA",
        amount=amount(1_300_000_000, "VND"),
        place="bản Na Cay",
    ),
    gift(
        "cay-co-mui",
        "S0-09",
        "Trồng cây có múi ở Viêng Xay",
        AidSector.AGRICULTURE,
        [QUAN_SON],
        [VIENG_XAY],
        "QSN-VXA",
        amount=nearly(400_000_000, "VND"),
        lines=[("diện tích", amount(1, "ha"))],
    ),
    gift(
        "lua-nuoc-mua-kho",
        "S0-10",
        "Mô hình lúa nước mùa khô",
        AidSector.AGRICULTURE,
        [QUAN_SON],
        [],
        lines=[("diện tích", amount(60, "ha")), ("năng suất bình quân", amount(54, "tạ/ha"))],
        doubt="Nguồn không nói rõ mô hình làm cho huyện nào, cũng không nêu giá trị.",
    ),
    gift(
        "ly-luan-chinh-tri",
        "S0-11",
        "Cán bộ Sầm Tớ học trung cấp lý luận chính trị",
        AidSector.TRAINING,
        [QUAN_SON],
        [SAM_TO],
        "QSN-STO",
        place="Thanh Hóa",
        doubt="Nguồn không nêu số người, thời gian và kinh phí.",
    ),
    gift(
        "thiet-bi-y-te",
        "S0-14",
        "Thiết bị y tế cho Viêng Xay",
        AidSector.HEALTH,
        [QUAN_SON],
        [VIENG_XAY],
        "QSN-VXA",
        amount=over(400_000_000, "VND"),
    ),
    gift(
        "thu-vien-than-thien",
        "S3-12",
        "Thư viện thân thiện",
        AidSector.EDUCATION,
        [organisation("room-to-read")],
        [unit("cao-loc")],
        direction=AidDirection.INBOUND,
        handed_over=years(2018, words="năm 2018"),
        lines=[("sách", over(2000, "cuốn")), ("bàn học", said("không nêu số lượng"))],
    ),
    gift(
        "khau-trang-nhat-ban",
        "S3-15",
        "Khẩu trang y tế tặng Nhật Bản",
        AidSector.HEALTH,
        [unit("lang-son")],
        [unit("fukuoka"), unit("kanagawa"), unit("buzen")],
        lines=[("khẩu trang y tế", amount(60_000, "khẩu trang"))],
    ),
]
