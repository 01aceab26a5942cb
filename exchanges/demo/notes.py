"""Facts that fit no other record, and how often the sides meet."""

from exchanges.demo.shapes import entry, tie, unit
from partnerships.choices import CadenceSubject, CadenceUnit, HostRule


def of_tie(key, facts, code, topic, text):
    return entry(f"note:{key}", facts, partnership=tie(code), topic=topic, text=text)


def of_unit(key, facts, place, topic, text):
    return entry(f"note:{key}", facts, unit=unit(place), topic=topic, text=text)


REAR_BASE = "Hậu phương của cách mạng Lào"
NOTES = [
    of_tie(
        "lang-gieng",
        "S0-03 S1-14",
        "NME-LOI",
        "Hai bản liền kề",
        "Hai bản giáp nhau qua đường biên. Một bài chỉ gọi là láng giềng; bài khác cho biết đã "
        "kết nghĩa từ năm 2014.",
    ),
    of_tie("ngon-ngu", "S0-04", "NME-LOI", "Ngôn ngữ chung", "Dân hai bản nói cùng một thứ tiếng."),
    of_unit(
        "mo-hinh-ban-ban",
        "S0-16",
        "quan-son",
        "Mô hình kết nghĩa bản – bản",
        "Huyện gây dựng mô hình này cùng với giao lưu văn hóa, thể thao.",
    ),
    of_unit(
        "hau-phuong-tho-xuan",
        "S1-03",
        "tho-xuan",
        REAR_BASE,
        "Huyện từng là căn cứ của kháng chiến Lào trên đất Thanh Hóa.",
    ),
    of_unit(
        "hau-phuong-lang-chanh",
        "S1-03",
        "lang-chanh",
        REAR_BASE,
        "Huyện từng là căn cứ của kháng chiến Lào trên đất Thanh Hóa.",
    ),
    of_tie(
        "chu-truong-2018-2019",
        "S1-11",
        "THO-HPH",
        "Chủ trương chung năm 2018 và 2019",
        "Hai tỉnh nhất trí mở rộng việc kết nghĩa giữa các cụm dân cư đối diện.",
    ),
    of_tie(
        "mo-rong-2016-2019",
        "S1-15",
        "THO-HPH",
        "Thêm cặp bản, 2016–2019",
        "Bộ đội biên phòng hai bên cùng các huyện miền núi lập thêm cặp bản. Nguồn chỉ nêu tên "
        "ba cặp của năm 2014.",
    ),
    of_tie(
        "kho-khan-ha-tang",
        "S1-16",
        "THO-HPH",
        "Khó khăn về hạ tầng",
        "Không ít bản chưa có đủ nước, điện lưới; có nơi sóng truyền hình không tới.",
    ),
    of_tie(
        "loai-vu-viec",
        "S1-17",
        "THO-HPH",
        "Loại vụ việc hai bên cùng ngăn chặn",
        "Buôn bán người; đạo trái phép; di cư tự do; ma túy; phá hoại môi trường; thiên tai và "
        "dịch bệnh; vũ khí và vật liệu nổ; vượt biên; xâm nhập lãnh thổ; xâm phạm tài nguyên. "
        "Cùng giữ mốc quốc giới.",
    ),
    of_tie(
        "du-toan-hang-nam",
        "S1-18",
        "THO-HPH",
        "Kế hoạch và dự toán",
        "Mỗi năm huyện biên giới lập kế hoạch kèm dự toán kinh phí cho việc kết nghĩa (đề xuất "
        "của nguồn).",
    ),
    of_tie(
        "ngay-ky-niem",
        "S1-20",
        "THO-HPH",
        "Ngày kỷ niệm chung",
        "Nguồn đề xuất kỷ niệm ngày hai nước lập quan hệ ngoại giao và ngày truyền thống kết "
        "nghĩa; không nêu ngày cụ thể.",
    ),
    of_unit(
        "nam-bat-dau",
        "S2-02",
        "muong-khuong",
        "Năm bắt đầu kết nghĩa cụm dân cư",
        "Nguồn nêu mô hình có từ năm 2016; không nói từng cụm lập năm nào và với nơi nào.",
    ),
    of_unit(
        "le-hoi",
        "S2-04",
        "muong-khuong",
        "Lễ hội hai bên",
        "Lễ hội Gầu Tào của phía Việt Nam và Lễ hội Hoa Sơn của phía Trung Quốc là dịp qua lại "
        "thăm nhau.",
    ),
    of_unit(
        "vung-cay-trong",
        "S2-08",
        "muong-khuong",
        "Vùng cây trồng hai bên",
        "Chuối, dứa, quýt; người dân trao đổi cách trồng và buôn bán với nhau.",
    ),
    of_tie(
        "du-kien-noi-lai",
        "S3-05",
        "CMA-ADI",
        "Dự kiến nối lại giao lưu",
        "Xã dự định tổ chức lại vào một dịp 2/9; nguồn không nêu năm, cũng chưa cho biết đã làm "
        "hay chưa.",
    ),
    of_tie(
        "nam-cua-cuoc-hop",
        "S4-01",
        "SMA-MET",
        "Năm của cuộc họp 28/3",
        "Nguồn chỉ ghi ngày 28/3. Năm 2025 suy từ việc cuộc họp nhìn lại năm 2024 và bàn việc "
        "năm 2025.",
    ),
    of_tie(
        "kham-chua-benh",
        "S4-05",
        "SMA-MET",
        "Nơi khám bệnh cho phía Mường Ét",
        "Bệnh viện Đa khoa huyện Sông Mã; Trạm Y tế xã Chiềng Khương; Trạm Y tế xã Mường Hung.",
    ),
    of_tie(
        "viec-phat-sinh-2024",
        "S4-10",
        "SMA-MET",
        "Việc phát sinh năm 2024",
        "Những việc nảy sinh về trật tự, đường biên và mốc giới đã được hai huyện xử lý.",
    ),
]

MEETING, ACTIVITY = CadenceSubject.MEETING, CadenceSubject.ACTIVITY


def cadence(key, facts, subject, title, **more):
    return entry(f"cadence:{key}", facts, subject=subject, title=title, **more)


CADENCES = [
    cadence(
        "cho-phien",
        "S0-05",
        ACTIVITY,
        "Chợ phiên của hai bản",
        partnership=tie("NME-LOI"),
        each=CadenceUnit.WEEK,
        weekday=6,
        place="bản Na Mèo",
    ),
    cadence(
        "kham-chua-benh-lao",
        "S0-13",
        ACTIVITY,
        "Khám, chữa bệnh cho người bệnh Lào",
        unit=unit("quan-son"),
        place="Bệnh viện Đa khoa huyện Quan Sơn",
    ),
    cadence(
        "lanh-dao-hai-tinh",
        "S1-04",
        MEETING,
        "Lãnh đạo hai tỉnh gặp chính thức",
        partnership=tie("THO-HPH"),
        host_rule=HostRule.ALTERNATING,
    ),
    cadence(
        "kiem-diem-hang-nam",
        "S1-09",
        MEETING,
        "Đơn vị kết nghĩa kiểm điểm kết quả và ký việc năm tới",
        partnership=tie("THO-HPH"),
    ),
    *(
        cadence(
            f"gap-go-6-thang-{code}",
            "S1-13",
            MEETING,
            "Hai huyện gặp gỡ, trao đổi",
            partnership=tie(code),
            every=6,
            each=CadenceUnit.MONTH,
            host_rule=HostRule.ALTERNATING,
        )
        for code in ("QHO-XKH", "QHO-VXA", "TXU-STO", "LCH-STO")
    ),
    cadence(
        "tap-huan-hang-nam",
        "S1-19",
        ACTIVITY,
        "Tập huấn cho đồn biên phòng, cán bộ tỉnh, huyện, xã, già làng và trưởng bản",
        partnership=tie("THO-HPH"),
        recommended=True,
    ),
    cadence(
        "so-ket-4-cum",
        "S2-03",
        MEETING,
        "Sơ kết giữa 4 cụm kết nghĩa",
        unit=unit("muong-khuong"),
    ),
    cadence(
        "quoc-khanh-hai-nuoc",
        "S3-03",
        ACTIVITY,
        "Văn nghệ, thăm hỏi và trao đổi tin tức dịp quốc khánh hai nước",
        partnership=tie("CMA-ADI"),
        days=["09-02", "10-01"],
    ),
    cadence(
        "giao-ban-song-ma",
        "S4-01 S4-03",
        MEETING,
        "Giao ban giữa hai huyện",
        partnership=tie("SMA-MET"),
        host_rule=HostRule.ALTERNATING,
    ),
]
