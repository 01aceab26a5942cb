"""Every one of the 75 facts is on a page that the officer concerned can open.

A page is named by the entry it belongs to: the record itself, or the tie, unit or person that a
record without a page of its own is shown on; before it the part, where that has its own address.
"""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import User
from exchanges.demo.articles import FACTS
from exchanges.demo.shapes import demo_uuid
from exchanges.services.demo.written import RECORDS
from tests.exchanges.demo_register import loaded

DOCUMENT = Path(__file__).parents[2] / "docs" / "demonstration.md"
TH, LC, LS, SL = "canbo.thanhhoa", "canbo.laocai", "canbo.langson", "canbo.sonla"
SHOWN = [  # fact, who sees it, the page, what is read there
    ("S0-01", TH, "border_profile:quan-son", "64 km", "huyện Sầm Tớ"),
    ("S0-02", TH, "tie:THO-HPH", "tỉnh Thanh Hóa – tỉnh Hủa Phăn"),
    ("S0-03", TH, "tie:NME-LOI", "bản Na Mèo – bản Lơi"),
    ("S0-03", TH, "figure:khoang-cach-na-meo-loi", "4 km"),
    ("S0-04", TH, "note:ngon-ngu", "nói cùng một thứ tiếng"),
    ("S0-05", TH, "tie:NME-LOI", "Chợ phiên của hai bản"),
    ("S0-06", TH, "aid:nha-van-hoa-loi", "180.000.000", "Đồn Biên phòng Cửa khẩu Quốc tế Na Mèo"),
    ("S0-06", TH, "gate:na-meo", "Cửa khẩu Quốc tế Na Mèo"),
    ("S0-07", TH, "aid:nha-cong-vu-sop-phua", "500.000.000"),
    ("S0-08", TH, "aid:mam-non-na-cay", "1.300.000.000"),
    ("S0-09", TH, "aid:cay-co-mui", "400.000.000", "gần", "1 ha"),
    ("S0-10", TH, "aid:lua-nuoc-mua-kho", "60 ha", "54 tạ/ha", "không nói rõ mô hình"),
    ("S0-11", TH, "aid:ly-luan-chinh-tri", "trung cấp lý luận chính trị"),
    ("S0-12", TH, "commitment:QSN-2023", "500.000.000", "từ năm 2023"),
    ("S0-13", TH, "figure:benh-nhan-lao", "hàng trăm lượt"),
    ("S0-13", TH, "partnerships:unit-notes unit:quan-son", "Khám, chữa bệnh cho người bệnh Lào"),
    ("S0-14", TH, "aid:thiet-bi-y-te", "400.000.000", "trên"),
    ("S0-15", LC, "paper:hiep-dinh-quy-che-bien-gioi", "quy chế biên giới Việt Nam - Lào"),
    ("S0-16", TH, "note:mo-hinh-ban-ban", "Mô hình kết nghĩa bản – bản"),
    ("S0-17", TH, "memorandum:QSN-2022", "2022–2025", "một văn bản chung hay hai văn bản"),
    ("S0-17", TH, "person:luong-thi-hanh", "Bí thư Huyện ủy"),
    ("S1-01", LS, "border_profile:VN-LA", "2.340 km"),
    ("S1-02", TH, "border_profile:thanh-hoa", "192 km", "53", "huyện Sốp Bâu"),
    ("S1-03", TH, "note:hau-phuong-tho-xuan", "căn cứ của kháng chiến Lào", "huyện Thọ Xuân"),
    ("S1-04", TH, "tie:THO-HPH", "Lãnh đạo hai tỉnh gặp chính thức"),
    ("S1-05", TH, "figure:trao-doi-2000-2019", "825"),
    ("S1-06", TH, "memorandum:THO-HPH-2016", "2016–2020", "Ủy ban Chính quyền tỉnh Hủa Phăn"),
    ("S1-07", TH, "tie:THO-HPH-NN", "Sở Nông lâm tỉnh Hủa Phăn"),
    ("S1-07", TH, "tie:THO-HPH-CA", "Ban Chỉ huy an ninh tỉnh Hủa Phăn"),
    ("S1-08", TH, "figure:don-vi-ky-chuong-trinh", "25", "2019"),
    ("S1-09", TH, "tie:THO-HPH", "Đơn vị kết nghĩa kiểm điểm kết quả"),
    ("S1-10", TH, "paper:chu-truong-2012", "17/12/2012", "Ủy ban nhân dân tỉnh Thanh Hóa"),
    ("S1-11", TH, "note:chu-truong-2018-2019", "Chủ trương chung năm 2018 và 2019"),
    ("S1-12", TH, "tie:QHO-XKH", "huyện Quan Hóa – huyện Xiềng Khọ"),
    ("S1-12", TH, "tie:LCH-STO", "huyện Lang Chánh – huyện Sầm Tớ"),
    ("S1-13", TH, "tie:QHO-XKH", "Hai huyện gặp gỡ, trao đổi"),
    ("S1-14", TH, "tie:KHU-KNA", "bản Kéo Hượn", "bản Khăm Nàng", "2014"),
    ("S1-15", TH, "figure:cap-ban-2019", "26"),
    ("S1-16", TH, "note:kho-khan-ha-tang", "điện lưới"),
    ("S1-17", TH, "note:loai-vu-viec", "Buôn bán người", "Cùng giữ mốc quốc giới"),
    ("S1-18", TH, "note:du-toan-hang-nam", "dự toán kinh phí"),
    ("S1-19", TH, "tie:THO-HPH", "Tập huấn cho đồn biên phòng"),
    ("S1-20", TH, "note:ngay-ky-niem", "ngày truyền thống kết nghĩa"),
    ("S2-01", LC, "border_profile:muong-khuong", "71 km", "huyện Hà Khẩu", "huyện Mã Quan"),
    ("S2-02", LC, "figure:cum-muong-khuong", "4 cụm"),
    ("S2-02", LC, "figure:cum-lao-cai", "6 cụm"),
    ("S2-02", LC, "note:nam-bat-dau", "năm 2016"),
    ("S2-03", LC, "partnerships:unit-notes unit:muong-khuong", "Sơ kết giữa 4 cụm kết nghĩa"),
    ("S2-04", LC, "note:le-hoi", "Lễ hội Gầu Tào", "Lễ hội Hoa Sơn"),
    ("S2-05", LC, "incident:ke-bo-song", "2018–2019", "Hà Khẩu"),
    ("S2-05", LC, "incident:hang-rao", "cuối năm 2021"),
    ("S2-06", LC, "activity:van-dong-ban-lau", "hàng trăm lượt", "xã Bản Lầu"),
    ("S2-07", LC, "incident:ke-bo-song", "đã giải quyết ổn thỏa"),
    ("S2-08", LC, "note:vung-cay-trong", "Chuối, dứa, quýt"),
    ("S2-09", LC, "activity:don-nam-chay", "Đồn Biên phòng Nậm Chảy"),
    ("S2-10", LC, "activity:don-muong-khuong", "Đồn Biên phòng Mường Khương"),
    ("S3-01", LS, "border_profile:lang-son", "21", "73"),
    ("S3-02", LS, "tie:CMA-ADI", "thôn Chi Ma", "khu xã Ái Điểm", "12/2015"),
    ("S3-02", LS, "person:hoang-thi-giang", "Bí thư Đảng ủy", "xã Yên Khoái"),
    ("S3-03", LS, "tie:CMA-ADI", "dịp quốc khánh hai nước"),
    ("S3-04", LS, "tie:CMA-ADI", "từ năm 2020", "Dịch bệnh COVID-19"),
    ("S3-05", LS, "note:du-kien-noi-lai", "không nêu năm"),
    ("S3-06", LS, "figure:thoa-thuan-cap-tinh", "5 thỏa thuận", "từ năm 2021"),
    ("S3-06", LS, "figure:thoa-thuan-cap-so", "9 thỏa thuận"),
    ("S3-07", LS, "figure:huyen-huu-nghi", "5 huyện"),
    ("S3-07", LS, "figure:thanh-pho-huu-nghi", "1 thành phố"),
    ("S3-08", LS, "figure:cum-lang-son", "9 cụm", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn"),
    ("S3-08", LS, "figure:xa-lang-son", "2 xã"),
    ("S3-09", LS, "tie:NVA-BTA", "thôn Nà Vang", "thôn Bản Tát"),
    ("S3-10", LS, "border_profile:cao-loc", "74 km", "trên"),
    ("S3-11", LS, "figure:thon-cao-loc", "2 thôn"),
    ("S3-11", LS, "figure:xa-cao-loc", "2 xã"),
    ("S3-12", LS, "aid:thu-vien-than-thien", "Room to Read", "2.000 cuốn", "năm 2018"),
    ("S3-13", LS, "tie:LSO-NGO", "thành phố Nghĩa Ô"),
    ("S3-13", LS, "tie:LSO-GAN", "tỉnh Gangwon"),
    ("S3-14", LS, "figure:gia-tri-du-an", "985.483 USD", "gần"),
    ("S3-14", LS, "figure:gia-tri-phi-du-an", "310.658 USD"),
    ("S3-14", LS, "figure:du-an-vien-tro", "8 dự án"),
    ("S3-15", LS, "aid:khau-trang-nhat-ban", "60.000", "Buzen", "Kanagawa"),
    ("S3-16", LS, "activity:tang-co-qua", "1.000", "140.000.000"),
    ("S3-16", LS, "activity:tap-huan-mat-tran", "6 hội nghị", "500 lượt"),
    ("S3-17", LS, "activity:tham-hoi-tam-gia", "một mốc biên giới", "xã Tam Gia"),
    ("S3-18", LS, "tie:LSO-QTA", "khu tự trị dân tộc Choang Quảng Tây"),
    ("S4-01", SL, "meeting:SMA-MET-2025", "28/03/2025", "2024", "2025"),
    ("S4-02", SL, "tie:SMA-MET", "huyện Sông Mã – huyện Mường Ét"),
    ("S4-03", SL, "memorandum:SMA-MET", "huyện Mường Ét"),
    ("S4-04", SL, "figure:thuong-mai-2024", "3.100.000 USD", "ước"),
    ("S4-05", SL, "note:kham-chua-benh", "Trạm Y tế xã Mường Hung"),
    ("S4-06", SL, "minutes:SMA-MET-2025", "huyện Sông Mã"),
    ("S4-07", SL, "agreed_item:SMA-MET-2025-1", "Cùng tuyên truyền pháp luật"),
    ("S4-08", SL, "agreed_item:SMA-MET-2025-2", "Cùng tuần tra song phương"),
    ("S4-09", SL, "agreed_item:SMA-MET-2025-3", "giao lưu văn hóa, văn nghệ và thể thao"),
    ("S4-10", SL, "note:viec-phat-sinh-2024", "trật tự, đường biên và mốc giới"),
]


@pytest.fixture(scope="module", autouse=True)
def _register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


def page_of(named):
    """The page of an entry, or the part of it that is named before its key."""
    *part, key = named.split()
    record = RECORDS[key.partition(":")[0]].objects.get(uuid=demo_uuid(key))
    return reverse(part[0], args=[record.uuid]) if part else record.get_absolute_url()


def test_the_table_has_all_facts():
    assert {fact for fact, *_shown in SHOWN} == set(FACTS)


def test_the_documentation_has_the_same_table():
    told = DOCUMENT.read_text()
    for fact, name, named, *read in SHOWN:
        row = f"| `{named.split()[-1]}` | {name} | {'; '.join(read)} |"
        assert row in told
        assert f"| {fact} |" in told


@pytest.mark.django_db
@pytest.mark.parametrize(("fact", "name", "key", "read"), [(*row[:3], row[3:]) for row in SHOWN])
def test_fact_is_shown(client, fact, name, key, read):
    client.force_login(User.objects.get(username=name))
    page = client.get(page_of(key))
    assert page.status_code == 200
    shown = " ".join(page.content.decode().replace("\xa0", " ").split())
    assert [words for words in read if words not in shown] == []
    assert fact in shown
