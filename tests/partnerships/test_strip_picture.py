"""The picture: nothing overlaps, many ties are counted, and no position is ever drawn.

Pure: a strip is put together by hand, no database is asked.
"""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from core.fields import Amount
from partnerships.choices import Level, PartnershipStatus
from partnerships.models import Border, Country, Unit
from partnerships.strip import drawing
from partnerships.strip.columns import INNER
from partnerships.strip.lines import Line
from partnerships.strip.parts import Area, Mark, Point, Strip, Tie

INK = dict.fromkeys(("text", "second", "ground", "edge", "ours", "tie", "warn"), "#000")
VN, LA = Country(code="VN", name="Việt Nam"), Country(code="LA", name="Lào", paper_language="lo")


def place(key, name, country=VN, level=Level.DISTRICT) -> Unit:
    position = {"latitude": Decimal("20.21"), "longitude": Decimal("104.89")}
    return Unit(pk=key, word="huyện", name=name, country=country, level=level, **position)


def strip_of(stretches=3, boxes=2) -> Strip:
    """The last stretch has 64 of 192 km."""
    border = Border(code="VN-LA", name="Việt Nam – Lào", neighbour=LA)
    line = Line(border, place(1, "Thanh Hóa"), place(2, "Hủa Phăn", LA))
    strip = Strip(line, date(2024, 6, 1), by=Level.DISTRICT)
    strip.stretches = [Area(place(100 + n, f"Mường Lát {n}")) for n in range(stretches)]
    strip.stretches[-1].length = Amount(Decimal(64), "km")
    strip.length = Amount(Decimal(192), "km")
    strip.boxes = [Area(place(50 + n, f"Viêng Xay {n}", LA)) for n in range(boxes)]
    return strip


def tie(strip, number, *, level=Level.VILLAGE, homes=1, words="bản Kéo Hượn") -> Tie:
    home = strip.stretches[number % len(strip.stretches)]
    other = strip.boxes[number % len(strip.boxes)]
    made = Tie(str(uuid4()), f"{words} {number}", f"/{number}/", level, PartnershipStatus.ACTIVE)
    if level == Level.DISTRICT:
        made.homes, made.others = [Point(home.unit, home.key)], [Point(other.unit, other.key)]
    else:
        for more in range(homes):
            village = place(1000 + 10 * number + more, f"{words} {number}-{more}")
            made.homes.append(Point(village, home.key))
        made.others = [Point(place(90_000 + number, f"Khăm Nàng {number}", LA), other.key)]
    strip.ties.append(made)
    return made


def mark(strip, kind, number, words, at=None, away=False):
    area = (strip.boxes if away else strip.stretches)[number % (2 if away else 3)].key
    strip.marks.append(Mark(kind, words, "/m/", area, at, away))


def crowded(ties) -> Strip:
    strip = strip_of()
    for number in range(ties):
        tie(strip, number)
    for number in range(30):
        mark(strip, "marker", number // 10, f"{320 + number}/2", at=number)
        mark(strip, "incident", number // 10, "Lũ cuốn trôi cọc dấu", at=number)
    for number in range(8):
        mark(strip, "gate", number, f"Cửa khẩu chính Chiềng Khương {number}")
        mark(strip, "station", number, f"Đồn Biên phòng Cửa khẩu Quốc tế Na Mèo {number}")
        mark(strip, "station", number, f"Đại đội Biên phòng {number}", away=True)
    mark(strip, "gate", 0, "Cửa khẩu tại mốc", at=4)
    return strip


def markup(picture, strip, **more):
    context = {"drawing": picture, "strip": strip, "ink": INK | {"font": "serif"}, "number": 1}
    return render_to_string("partnerships/_strip_svg.html", context | more)


def overlapping(picture):
    boxes = [
        (label.left, label.left + label.width, label.top, label.top + 17, label.words)
        for label in picture.labels
    ]
    return [
        (one[4], other[4])
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]


@pytest.mark.parametrize("ties", [0, 1, 12, 40])
def test_no_label_meets_another_or_leaves_the_picture(ties):
    strip = crowded(ties)
    for picture in (drawing.drawn(strip), *drawing.pages(strip)):
        assert overlapping(picture) == []
        assert all(one.left >= 0 for one in picture.labels)
        assert all(one.left + one.width <= picture.width for one in picture.labels)
        assert all(one.y < picture.height for one in picture.labels)
    assert len([p for p in drawing.drawn(strip).paths if p.kind == "dot"]) == ties


@pytest.mark.parametrize("ties", [41, 600])
def test_hundreds_of_ties_are_counted_by_stretch(ties):
    strip = crowded(ties)
    picture = drawing.drawn(strip)
    assert picture.grouped
    counts = [int(s.words.split()[0]) for s in picture.signs if s.kind == "dot"]
    assert sum(counts) == 2 * ties  # on each side
    assert len(picture.paths) == 6  # three stretches, two boxes
    assert overlapping(picture) == []
    assert len(markup(picture, strip)) < 100_000


def test_widths_follow_the_stated_km():
    segments = drawing.drawn(strip_of()).segments
    assert [segment.solid for segment in segments] == [False, False, True]
    assert [segment.width for segment in segments] == [INNER // 3] * 3  # 64 of 192 km is a third
    strip = strip_of()
    strip.stretches[-1].length = Amount(Decimal(96), "km")
    assert [s.width for s in drawing.drawn(strip).segments] == [300, 300, 600]


def test_markers_stand_in_their_order_and_are_thinned_out():
    strip = strip_of()
    for number in range(600):
        mark(strip, "marker", 0, str(number), at=number)
    signs = [s for s in drawing.drawn(strip).signs if s.kind == "marker"]
    assert 10 < len(signs) < 60
    assert [s.x for s in signs] == sorted(s.x for s in signs)
    assert [int(s.words) for s in signs] == sorted(int(s.words) for s in signs)


def test_layers_can_be_hidden():
    strip = strip_of()
    tie(strip, 0)
    tie(strip, 1, level=Level.DISTRICT)
    mark(strip, "gate", 0, "Na Mèo")
    assert {p.kind for p in drawing.drawn(strip).paths} == {"dot", "district"}
    picture = drawing.drawn(strip, ["districts"])
    assert {p.kind for p in picture.paths} == {"district"}
    assert picture.signs == []


def test_a_tie_with_several_parties_has_several_lines():
    strip = strip_of()
    tie(strip, 0, homes=3)
    picture = drawing.drawn(strip)
    assert len([sign for sign in picture.signs if sign.kind == "dot"]) == 4
    assert len(picture.paths) == 3


def test_a_tie_that_leads_out_of_the_range_is_an_arrow():
    strip = strip_of()
    away = tie(strip, 0, level=Level.DISTRICT)
    away.others = [Point(place(7, "Xiềng Khọ", LA), None)]
    picture = drawing.drawn(strip)
    assert [arrow.words for arrow in picture.arrows] == ["to huyện Xiềng Khọ, outside the strip"]
    assert picture.paths == []


def test_the_picture_says_that_it_is_none_of_the_border():
    strip = crowded(5)
    page = markup(drawing.drawn(strip), strip)
    assert page.count("no legal force as to the border") == 2
    for position in ("20.21", "104.89"):
        assert position not in page
    assert "<desc" in page
    assert "style=" not in page
    assert "<a " not in markup(drawing.drawn(strip), strip, on_paper=True)


def test_a_long_range_is_cut_into_several_pictures_for_paper():
    strip = strip_of(stretches=25)
    pictures = drawing.pages(strip)
    assert len(pictures) > 1
    assert all(picture.width <= INNER + 80 for picture in pictures)
    assert sum(len(picture.segments) for picture in pictures) == 25
    assert len(drawing.drawn(strip).segments) == 25
