"""The five articles, and in which paragraph of them each fact stands.

A paragraph is any line of an article that is not empty, headings and captions too; the title is
not counted. No article names the day it appeared; what is known of it is said in words.
"""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import PartialDate
from exchanges.demo.shapes import entry
from partnerships.choices import PaperKind


def article(key: str, title: str, dated: PartialDate, gist: str, issued_by: str = ""):
    return entry(
        f"paper:{key}",
        kind=PaperKind.ARTICLE,
        title=title,
        issued_by=issued_by,
        dated=dated,
        gist=gist,
        published=True,
    )


ARTICLES = [
    article(
        "S0",
        "Điểm sáng đối ngoại vùng biên",
        PartialDate(DateRange(None, date(2025, 1, 1)), "không ghi ngày, muộn nhất là năm 2024"),
        "Huyện Quan Sơn và hai huyện Viêng Xay, Sầm Tớ của tỉnh Hủa Phăn.",
        "Báo Thanh Hóa",
    ),
    article(
        "S1",
        "Hợp tác kết nghĩa các ngành, địa phương, thúc đẩy đối ngoại nhân dân "
        "giữa hai tỉnh Thanh Hóa - Hủa Phăn",
        PartialDate(DateRange(date(2019, 1, 1), None), "không ghi ngày, khoảng năm 2020"),
        "Kết nghĩa cấp tỉnh, ngành, huyện và bản giữa hai tỉnh, số liệu đến năm 2019.",
        "Tạp chí Cộng sản",
    ),
    article(
        "S2",
        "Mường Khương: Tăng cường công tác đối ngoại nhân dân",
        PartialDate(words="không ghi ngày, khoảng tháng 9/2024"),
        "Cụm dân cư kết nghĩa và sự việc biên giới ở huyện Mường Khương, tỉnh Lào Cai.",
    ),
    article(
        "S3",
        "Đối ngoại Nhân dân Góp phần vun đắp tình đoàn kết, hữu nghị",
        PartialDate(words="không ghi ngày, khoảng năm 2022–2023"),
        "Đối ngoại nhân dân của tỉnh Lạng Sơn: cụm dân cư kết nghĩa, đối tác và viện trợ.",
    ),
    article(
        "S4",
        "Thúc đẩy truyền thống đoàn kết, gắn bó giữa huyện Sông Mã và Mường Ét",
        PartialDate(
            DateRange(date(2025, 3, 28), date(2025, 4, 1)), "không ghi ngày, cuối tháng 3/2025"
        ),
        "Hội nghị giao ban giữa huyện Sông Mã và huyện Mường Ét.",
    ),
]

# Article → paragraph → numbers of its facts.
PARAGRAPHS = {
    "S0": {1: (1, 2), 3: (3, 4, 5), 4: (6,), 5: (7, 8, 9, 10, 11, 12), 6: (13, 14, 15)}
    | {7: (16,), 8: (17,)},
    "S1": {2: (1, 2, 3), 4: (4, 5), 5: (6, 7, 8), 6: (9,), 9: (17,), 10: (10, 11), 11: (12, 13)}
    | {12: (14, 15), 15: (16,), 20: (19,), 22: (20,), 23: (18,)},
    "S2": {1: (1,), 2: (2,), 3: (10,), 5: (3, 4), 6: (9,), 7: (8,), 8: (5, 6, 7)},
    "S3": {2: (17,), 3: (18,), 4: (1,), 5: (2, 3, 4, 5), 6: (6, 7), 7: (8,), 8: (9,)}
    | {9: (10, 11, 12), 10: (13, 14), 11: (15,), 12: (16,)},
    "S4": {1: (1, 2), 4: (3, 10), 7: (4, 5), 8: (6,), 9: (7,), 10: (8,), 11: (9,)},
}
FACTS = {
    f"{article}-{number:02}": (article, paragraph)
    for article, paragraphs in PARAGRAPHS.items()
    for paragraph, numbers in paragraphs.items()
    for number in numbers
}
