"""Memoranda, the promise that rests on one, and the papers cited beside the articles."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from exchanges.demo.shapes import To, amount, day, entry, organisation, tie, unit, years
from partnerships.choices import CommitmentForm, MemorandumKind, PaperKind, Side

PAPERS = [
    entry(
        "paper:hiep-dinh-quy-che-bien-gioi",
        "S0-15",
        kind=PaperKind.LAW,
        title="Hiệp định về quy chế biên giới Việt Nam - Lào",
        gist="Nguồn cho biết hai bên thực hiện nghiêm; không nêu số, ngày ký.",
        published=True,
    ),
    entry(
        "paper:chu-truong-2012",
        "S1-10",
        kind=PaperKind.POLICY,
        title="Chủ trương kết nghĩa bản đối diện của tỉnh Thanh Hóa",
        issuer=organisation("ubnd-thanh-hoa"),
        unit=unit("thanh-hoa"),
        dated=day("17/12/2012"),
        gist="Mỗi huyện làm thử với một bản đối diện, rồi mở rộng ra những bản khác. "
        "Nguồn không nêu số văn bản.",
    ),
]
MEMORANDA = [
    entry(
        "memorandum:QSN-2022",
        "S0-17",
        kind=MemorandumKind.MEMORANDUM,
        title="Biên bản ghi nhớ Quan Sơn với Viêng Xay và Sầm Tớ, 2022–2025",
        partnerships=[tie("QSN-VXA"), tie("QSN-STO")],
        parties=[
            (Side.HOME, unit("quan-son")),
            (Side.COUNTERPART, unit("vieng-xay")),
            (Side.COUNTERPART, unit("sam-to")),
        ],
        term=DateRange(date(2022, 1, 1), date(2026, 1, 1)),
        term_words="2022–2025",
        doubt="Nguồn không nói đây là một văn bản chung hay hai văn bản riêng với từng huyện; "
        "không nêu ngày ký. Đây là lần ký lại, văn bản trước chưa rõ. Cam kết hỗ trợ từ năm 2023 "
        "dựa vào một biên bản hợp tác; nguồn không nói có phải chính văn bản này.",
    ),
    entry(
        "memorandum:THO-HPH-2016",
        "S1-06",
        kind=MemorandumKind.AGREEMENT,
        title="Thỏa thuận hợp tác Thanh Hóa – Hủa Phăn, 2016–2020",
        partnerships=[tie("THO-HPH")],
        parties=[
            (Side.HOME, unit("thanh-hoa")),
            (Side.COUNTERPART, organisation("chinh-quyen-hua-phan")),
        ],
        signed=years(2016, words="năm 2016"),
        term=DateRange(date(2016, 1, 1), date(2021, 1, 1)),
        term_words="2016–2020",
        doubt="Nguồn nêu bên ký phía Việt Nam là đoàn đại biểu cấp cao của tỉnh; "
        "không nêu ngày và người ký.",
    ),
    entry(
        "memorandum:SMA-MET",
        "S4-03",
        kind=MemorandumKind.MEMORANDUM,
        title="Biên bản ghi nhớ Sông Mã – Mường Ét",
        partnerships=[tie("SMA-MET")],
        parties=[(Side.HOME, unit("song-ma")), (Side.COUNTERPART, unit("muong-et"))],
        place="huyện Mường Ét",
        doubt="Nguồn không nêu ngày ký và thời hạn.",
    ),
]
COMMITMENTS = [
    entry(
        "commitment:QSN-2023",
        "S0-12",
        memorandum=To("memorandum:QSN-2022"),
        title="Quan Sơn hỗ trợ mỗi huyện bạn bằng tiền mặt",
        form=CommitmentForm.CASH,
        giver=unit("quan-son"),
        receivers=[unit("vieng-xay"), unit("sam-to")],
        amount=amount(500_000_000, "VND"),
        since=years(2023, words="từ năm 2023"),
    ),
]
