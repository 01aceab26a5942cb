"""What the papers of a meeting say, before they are laid out."""

from reports.papers import meeting, minutes, official, patrol, plates, seating, series
from reports.papers.names import never_broken
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter
from tests.reports.papers.contents import meetings
from tests.reports.papers.pages import plain, told


def texts(content) -> list[dict]:
    return minutes.minutes(content)["texts"]


def printer(content, *codes) -> Printer:
    return Printer(content, list(codes), Typesetter(never_broken(content)))


# minutes


def test_the_keeper_of_a_copy_comes_first_everywhere():
    [home] = texts(meetings.minutes())
    assert home["languages"] == ["vi", "lo"]
    assert plain(home["title"][0]["between"][0]) == "giữa huyện Sông Mã, tỉnh Sơn La"
    assert [motto["language"] for motto in home["mottos"]] == ["vi", "lo"]
    assert plain(home["signatures"][0]["roles"][0][1]) == "ĐẠI DIỆN PHÍA VIỆT NAM"

    [other] = texts(meetings.minutes(copy="counterpart"))
    assert other["languages"] == ["lo", "vi"]
    said = {own["language"]: plain(own["between"][0]) for own in other["title"]}
    assert said["vi"] == "giữa huyện Mường Ét, tỉnh Hủa Phăn"
    assert [motto["language"] for motto in other["mottos"]] == ["lo", "vi"]
    roles = dict(other["signatures"][0]["roles"][::-1])
    assert plain(roles["vi"]) == "ĐẠI DIỆN PHÍA LÀO"
    people = [block["people"][0]["name"]["value"] for block in other["signatures"]]
    assert "Lò Văn Thử" in plain(people[1][0][1])


def test_minutes_say_who_came_what_was_said_and_what_stays_open():
    [text] = texts(meetings.minutes())
    said = told(text["blocks"], "vi")
    assert "Thời gian: từ 08 giờ 00 đến 11 giờ 30, ngày 28 tháng 3 năm 2025" in said
    assert "1. Lò Văn Thử, Chủ tịch Ủy ban nhân dân huyện, trưởng đoàn" in said
    assert "3. Phối hợp tuyên truyền, giáo dục pháp luật cho nhân dân khu vực biên giới." in said
    reserved = said.index("Ý kiến bảo lưu của phía Lào:")
    assert said[reserved + 1] == "1. Phía Lào bảo lưu ý kiến về giờ họp chợ phiên."
    opened, agreed = [block for block in text["blocks"] if block.kind == "table"]
    cells = [plain(cell.in_order[0].text) if cell.lines else "" for cell in opened.rows[0].cells]
    assert cells == [
        "1",
        "Khám bệnh cho nhân dân bản biên giới.",
        "Đã khám cho hai bản.",
        "đang làm",
    ]
    assert plain(agreed.rows[0].cells[2].in_order[0].text) == "Hai bên"
    assert agreed.rows[1].cells[2].blank == 1  # an owner nobody named is never made up
    last = told(text["final"], "vi")
    assert last[1].startswith("Hai bên thống nhất với nội dung ghi trong biên bản này, trừ")
    assert last[2] == "Bên đăng cai kỳ họp sau: huyện Mường Ét, tỉnh Hủa Phăn"
    assert "02 bản, mỗi bản bằng tiếng Việt và tiếng Lào, có giá trị như nhau" in last[-1]


def test_both_local_times_are_said_where_the_clocks_differ():
    content = meetings.chinese()
    said = meeting.when(printer(content, "vi", "zh"), content["meeting"])
    assert said["vi"] == (
        "từ 08 giờ 00 đến 11 giờ 30 giờ Việt Nam (từ 09 giờ 00 đến 12 giờ 30 giờ Trung Quốc),"
        " ngày 28 tháng 3 năm 2025"
    )
    assert said["zh"].startswith("2025年3月28日越南时间08时00分至11时30分（北京时间09时00分")


def test_a_unilateral_record_has_its_own_title_and_the_form_of_decree_30():
    shown = minutes.record(meetings.record())
    assert [one["role"] for one in shown["signers"]] == ["THƯ KÝ", "CHỦ TỌA"]
    assert [plain(one["name"]) for one in shown["signers"]] == ["Tòng Thị Dụ", "Lò Văn Thử"]
    assert plain(shown["about"]).endswith("ngày 28 tháng 3 năm 2025")
    said = told(shown["final"], "vi")
    assert said[0].startswith("Hai bên không đi đến thống nhất")
    assert said[1] == "Cuộc họp kết thúc vào hồi 11 giờ 30, ngày 28 tháng 3 năm 2025."


# protocol


def places(row):
    return [place for place, _one in row]


def test_no_2_sits_on_the_heads_right_and_the_interpreter_on_the_left():
    row, behind = seating.row_of(meetings.HOME, 4)
    assert places(row) == ["spare", 4, 2, "head", "interpreter", 3, 5]
    names = {place: one["name"]["vi"] for place, one in row if one}
    assert (names["head"], names[2], names["interpreter"]) == (
        "Lò Văn Thử",
        "Cầm Thị Mẫu",
        "Hà Văn Dịch",
    )
    assert behind == []


def test_a_second_interpreter_and_those_without_room_sit_behind():
    more = meetings.people(("Phiên dịch hai", "", "interpreter"))
    crowd = meetings.people(*((f"Người {n}", "", "member") for n in range(12)))
    row, behind = seating.row_of([*meetings.HOME, *more, *crowd])
    assert len([place for place in places(row) if place != "spare"]) == seating.TABLE
    assert [one["name"]["vi"] for one in behind][-1] == "Phiên dịch hai"
    assert len(behind) == 12 + 4 + 1 - (seating.TABLE - 2)


def test_the_host_sits_on_the_right_and_both_heads_are_level():
    shown = seating.seating(meetings.frame("seating"))
    assert plain(shown["host"]["name"][0][1]) == "Huyện Sông Mã, tỉnh Sơn La"
    rows = [shown[side]["seats"] for side in ("host", "guest")]
    heads = [[seat.is_head for seat in row].index(True) for row in rows]
    assert len(set(heads)) == 1
    host, guest = ([plain(dict(s.role)["vi"]) for s in row if s.role] for row in rows)
    assert host == ["Số 4", "Số 2", "Trưởng đoàn", "Phiên dịch", "Số 3", "Số 5"]
    assert guest == ["Số 5", "Số 3", "Phiên dịch", "Trưởng đoàn", "Số 2", "Số 4"]
    # the other side hosts: the columns change, "Ta" still signs on the right
    away = seating.seating(meetings.frame("seating", meeting=meetings.meeting(host="counterpart")))
    assert plain(away["host"]["name"][0][1]) == "Huyện Mường Ét, tỉnh Hủa Phăn"
    assert [plain(one["who"][0][1]) for one in away["signing"]] == ["Bạn", "Ta"]


def test_a_plate_has_two_faces_in_two_orders_of_language():
    shown = plates.plates(meetings.frame("plates"))
    assert [len(sheet) for sheet in shown["sheets"]] == [2, 2, 2, 2, 1]
    up, down = shown["sheets"][3][0]
    assert (plain(up["name"]), plain(up["others"][0][1])) == ("ບຸນມີ ແກ້ວມະນີ", "Bun Mi Kẹo Ma Ni")
    assert (plain(down["name"]), down["of"][0][0]) == ("Bun Mi Kẹo Ma Ni", "vi")
    own = shown["sheets"][0][0]
    assert [plain(face["name"]) for face in own] == ["Lò Văn Thử", "Lò Văn Thử"]
    assert own[0]["code"] == "vi"  # a name without a form of its own stays in Latin letters
    assert [code for code, _said in own[0]["post"]] == ["lo", "vi"]


# letters, patrols, series


def test_a_letter_keeps_decree_30_and_the_other_language_follows_it():
    shown = official.official(meetings.official())
    assert (shown["head"]["number"], shown["head"]["symbol"]) == ("12", "/SNgV-HTQT")
    assert plain(dict(shown["addressees"])["vi"]) == "Huyện Mường Ét, tỉnh Hủa Phăn"
    [lao] = shown["others"]
    assert lao["code"] == "lo"
    assert plain(lao["kind"]) == "ໜັງສືແຈ້ງການ"
    beside = official.official(meetings.official(layout="columns"))
    assert beside["others"] == []
    assert [code for code, _said in beside["blocks"][0].line] == ["vi", "lo"]
    given = official.official(meetings.official())["content"]["letter"] | {"number": "7/SNgV-BG"}
    whole = official.official(meetings.official(letter=given))
    assert (whole["head"]["number"], whole["head"]["symbol"]) == ("7/SNgV-BG", "")


def test_an_invitation_says_where_when_and_what_of():
    shown = official.official(meetings.invitation(answer_due="2025-03-20"))
    said = told(shown["blocks"], "vi")
    assert said[0] == (
        "Huyện Sông Mã, tỉnh Sơn La trân trọng kính mời đoàn đại biểu huyện Mường Ét,"
        " tỉnh Hủa Phăn tham dự hội nghị giao ban giữa hai bên."
    )
    assert "1. Kết quả phối hợp năm 2024" in said
    assert "trước ngày 20 tháng 3 năm 2025" in said[-2]
    written = official.official(meetings.official(text_kind="invitation"))
    assert told(written["blocks"], "vi")[0].startswith("Sở Ngoại vụ tỉnh Sơn La trân trọng")


def test_a_patrol_record_leaves_in_dots_what_nobody_wrote():
    [text] = patrol.patrol(meetings.patrol(**{"to": None}))["texts"]
    said = told(text["blocks"], "vi")
    assert "huyện Sông Mã, tỉnh Sơn La: 12 người" in said
    assert "huyện Mường Ét, tỉnh Hủa Phăn: ...... người" in said
    assert "Đoạn từ mốc ...... đến mốc ......" in said
    assert "CHỈ HUY TUẦN TRA" in [plain(words) for _code, words in text["signatures"][0]["roles"]]
    [empty] = patrol.patrol(meetings.patrol(findings=[]))["texts"]
    assert "Không phát hiện vấn đề nào được ghi lại." in told(empty["blocks"], "vi")


def test_a_series_says_how_each_agreed_item_ended_and_which_minutes_are_missing():
    shown = series.series(meetings.series(chapters=1))
    known, unminuted = shown["chapters"]
    table = [block for block in known["blocks"] if block.kind == "table"][-1]
    became = [plain(one.text) for one in table.rows[0].cells[-1].in_order]
    assert became[:3] == ["đã xong", "20/03/2026", "Biên bản tuần tra"]
    note = unminuted["blocks"][0]
    assert plain(note.lines[0][0][1]) == "Chưa có biên bản trong sổ."
