"""Organisations that the articles name, and the two officials whose post they give."""

from exchanges.demo.shapes import To, entry, unit
from partnerships.choices import OrganisationKind as Kind


def seated(key, facts, name, kind, seat):
    return entry(f"organisation:{key}", facts, name=name, kind=kind, seat=unit(seat))


ORGANISATIONS = [
    seated(
        "ubnd-thanh-hoa",
        "S1-10",
        "Ủy ban nhân dân tỉnh Thanh Hóa",
        Kind.COMMITTEE,
        "thanh-hoa",
    ),
    seated(
        "chinh-quyen-hua-phan",
        "S1-06",
        "Ủy ban Chính quyền tỉnh Hủa Phăn",
        Kind.COMMITTEE,
        "hua-phan",
    ),
    seated(
        "so-nong-nghiep",
        "S1-07",
        "Sở Nông nghiệp và Phát triển nông thôn tỉnh Thanh Hóa",
        Kind.DEPARTMENT,
        "thanh-hoa",
    ),
    seated("so-nong-lam", "S1-07", "Sở Nông lâm tỉnh Hủa Phăn", Kind.DEPARTMENT, "hua-phan"),
    seated(
        "phu-nu-thanh-hoa",
        "S1-07",
        "Hội Liên hiệp Phụ nữ tỉnh Thanh Hóa",
        Kind.ASSOCIATION,
        "thanh-hoa",
    ),
    seated(
        "phu-nu-hua-phan",
        "S1-07",
        "Hội Liên hiệp Phụ nữ tỉnh Hủa Phăn",
        Kind.ASSOCIATION,
        "hua-phan",
    ),
    seated("tu-phap-thanh-hoa", "S1-07", "Sở Tư pháp tỉnh Thanh Hóa", Kind.DEPARTMENT, "thanh-hoa"),
    seated("tu-phap-hua-phan", "S1-07", "Sở Tư pháp tỉnh Hủa Phăn", Kind.DEPARTMENT, "hua-phan"),
    seated(
        "lien-doan-lao-dong",
        "S1-07",
        "Liên đoàn Lao động tỉnh Thanh Hóa",
        Kind.ASSOCIATION,
        "thanh-hoa",
    ),
    seated(
        "cong-doan-hua-phan",
        "S1-07",
        "Liên hiệp Công đoàn tỉnh Hủa Phăn",
        Kind.ASSOCIATION,
        "hua-phan",
    ),
    seated("cong-an-thanh-hoa", "S1-07", "Công an tỉnh Thanh Hóa", Kind.POLICE, "thanh-hoa"),
    seated(
        "an-ninh-hua-phan",
        "S1-07",
        "Ban Chỉ huy an ninh tỉnh Hủa Phăn",
        Kind.POLICE,
        "hua-phan",
    ),
    seated(
        "thanh-tra-thanh-hoa",
        "S1-07",
        "Ban Kiểm tra - Thanh Tra tỉnh Thanh Hóa",
        Kind.DEPARTMENT,
        "thanh-hoa",
    ),
    seated(
        "thanh-tra-hua-phan",
        "S1-07",
        "Ban Kiểm tra - Thanh tra tỉnh Hủa Phăn",
        Kind.DEPARTMENT,
        "hua-phan",
    ),
    seated(
        "don-na-meo",
        "S0-06",
        "Đồn Biên phòng Cửa khẩu Quốc tế Na Mèo",
        Kind.BORDER_GUARD,
        "na-meo-cu",
    ),
    seated(
        "benh-vien-quan-son",
        "S0-13",
        "Bệnh viện Đa khoa huyện Quan Sơn",
        Kind.HOSPITAL,
        "quan-son",
    ),
    seated(
        "don-nam-chay",
        "S2-09",
        "Đồn Biên phòng Nậm Chảy",
        Kind.BORDER_GUARD,
        "muong-khuong",
    ),
    seated(
        "don-muong-khuong",
        "S2-10",
        "Đồn Biên phòng Mường Khương",
        Kind.BORDER_GUARD,
        "muong-khuong",
    ),
    seated(
        "mat-tran-lang-son",
        "S3-16",
        "Ủy ban Mặt trận Tổ quốc tỉnh Lạng Sơn",
        Kind.ASSOCIATION,
        "lang-son",
    ),
    entry(
        "organisation:room-to-read",
        "S3-12",
        name="Room to Read",
        kind=Kind.NGO,
        country=To("country:US"),
    ),
    seated(
        "benh-vien-song-ma",
        "S4-05",
        "Bệnh viện Đa khoa huyện Sông Mã",
        Kind.HOSPITAL,
        "song-ma",
    ),
    seated(
        "tram-chieng-khuong",
        "S4-05",
        "Trạm Y tế xã Chiềng Khương",
        Kind.HOSPITAL,
        "chieng-khuong-cu",
    ),
    seated(
        "tram-muong-hung",
        "S4-05",
        "Trạm Y tế xã Mường Hung",
        Kind.HOSPITAL,
        "muong-hung-cu",
    ),
]
PEOPLE = [
    entry("person:luong-thi-hanh", "S0-17", name="Lương Thị Hạnh"),
    entry("person:hoang-thi-giang", "S3-02", name="Hoàng Thị Giang"),
]
POSTS = [
    entry(
        "post:luong-thi-hanh",
        "S0-17",
        person=To("person:luong-thi-hanh"),
        title="Bí thư Huyện ủy",
        heads=True,
        unit=unit("quan-son"),
    ),
    entry(
        "post:hoang-thi-giang",
        "S3-02",
        person=To("person:hoang-thi-giang"),
        title="Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân xã",
        heads=True,
        unit=unit("yen-khoai"),
    ),
]
