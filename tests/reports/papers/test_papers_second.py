"""The figures of the second schema on paper: due meetings, hosts, states, directions, kinds."""

import copy

import pytest

from reports.papers.agreements import is_of_agreements
from reports.papers.annual import gaps
from reports.papers.internal import internal
from reports.papers.joint import joint
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter
from tests.reports.papers import contents
from tests.reports.papers.contents import second
from tests.reports.papers.pages import plain

COLUMNS = 160  # mm that a table has


def blocks(content: dict) -> list:
    if content["kind"] == "internal":
        return internal(content)["blocks"]
    [text] = joint(content)["texts"]
    return [*text["blocks"], *text["final"]]


def lines(content: dict, language: str = "vi") -> list[str]:
    found = []
    for block in blocks(content):
        own = [getattr(block, "line", None), *getattr(block, "lines", [])]
        if block.kind == "table":
            own = [line for row in block.rows for cell in row.cells for line in cell.lines]
            own += block.notes
        found += [plain(text) for line in own for code, text in line or [] if code == language]
    return found


def tables(content: dict) -> list:
    return [block for block in blocks(content) if block.kind == "table"]


def cells(content: dict, first: str) -> list[list[str]]:
    """The rows of the table whose first head is this, in Vietnamese."""
    for table in tables(content):
        if any(plain(dict(column.head)["vi"]) == first for column in table.columns):
            return [
                [
                    " ".join(plain(dict(line).get("vi", "")) for line in cell.lines)
                    for cell in row.cells
                ]
                for row in table.rows
            ]
    raise AssertionError(first)


@pytest.mark.parametrize("language", ["lo", "zh", "km", "en"])
def test_every_new_wording_has_every_language_and_fits_its_table(language):
    content = copy.deepcopy(second.joint()) | {"languages": ["vi", language]}
    ours, theirs = lines(content), lines(content, language)
    assert len(ours) >= len(theirs) > 100
    for table in tables(content):
        assert sum(table.widths) == COLUMNS, [plain(c.head[0][1]) for c in table.columns]


def test_meetings_stand_against_what_was_due_with_the_missed_ones():
    said = lines(second.joint())
    assert (
        "Cuộc họp định kỳ trong kỳ: đến hạn 2; đã họp 1; họp sớm 0; đến hạn mà không họp 1."
    ) in said
    assert [row[1:] for row in cells(second.joint(), "Theo chế độ họp")] == [
        ["Giao ban hai huyện", "15/09/2024", "không họp"]
    ]


def test_each_rule_of_meetings_is_counted_where_there_are_several():
    content = second.joint()
    due = content["meetings_due"]
    due["by_cadence"] = [*due["by_cadence"], due["by_cadence"][0] | {"held": 2, "missed": 0}]
    first, last = cells(content, "đã họp")
    assert (first[1:], last[1:]) == (["2", "1", "0", "1"], ["2", "2", "0", "0"])


def test_hosts_stand_in_their_order_and_the_reason_of_a_break_is_ours():
    joint_said, ours = lines(second.joint()), lines(second.report())
    told = (
        "Bên đăng cai lần lượt: phía Việt Nam (2022), phía Việt Nam (2023, trái lượt),"
        " phía Lào (15/03/2024)."
    )
    assert told in joint_said
    assert told in ours
    assert "Theo lượt, phía Việt Nam đăng cai kỳ sau." in joint_said
    reason = f"Kỳ họp 2023 trái lượt: {second.BREAK_REASON}."
    assert reason in ours
    assert reason not in joint_said


def test_of_several_ties_each_has_its_hosts():
    content = second.joint()
    content["hosts"] = {
        "rule": "",
        "sequence": [],
        "next": None,
        "by_tie": [{"tie": contents.text("Quan Sơn – Sầm Tớ"), "turn": content["hosts"]}],
    }
    said = lines(content)
    at = said.index("Quan Sơn – Sầm Tớ")
    assert said[at + 1].startswith("Bên đăng cai lần lượt: phía Việt Nam (2022)")


def test_agreed_items_stand_by_state_and_by_the_meeting_they_are_from():
    content = second.joint()
    assert any(
        line.startswith("Việc đã thống nhất: đã xong 1; đang làm 1; chưa làm 1; thôi thực hiện 0.")
        for line in lines(content)
    )
    assert [row[1:] for row in cells(content, "Kết thúc")] == [
        ["Mở lại chợ phiên Na Mèo", "2023", "01/06/2024", "đã xong"]
    ]
    waiting = cells(content, "Bên chủ trì")
    assert [row[1] for row in waiting] == [
        "Thông đường nối hai bản (kỳ họp 2023) Hai bên đã kiểm tra.",
        "Trao đổi danh sách cư dân (kỳ họp 2023)",
    ]
    assert [row[4] for row in waiting] == ["đang làm", "chưa làm"]


def test_a_commitment_stands_against_its_instalments_and_deliveries():
    content = second.joint()
    assert "đã giao trước kỳ này: 500.000.000 VND" in lines(content)
    assert cells(content, "Phải giao") == [
        [
            "1",
            "2024 huyện Viêng Xay, tỉnh Hủa Phăn",
            "500.000.000 VND",
            "300.000.000 VND",
            "giao một phần",
        ]
    ]
    assert cells(content, "Ngày giao") == [["1", "10/05/2024", "Đợt 1", "300.000.000 VND"]]


def test_aid_by_direction_never_mixes_bounds_or_currencies():
    rows = cells(second.joint(), "Chiều hỗ trợ")
    assert [[cell for cell in row if cell] for row in rows] == [
        ["Việt Nam hỗ trợ Lào", "khoảng", "12.500 USD"],
        ["Tổng các số đã nêu", "12.500 USD"],
        ["Việt Nam hỗ trợ Lào", "đúng", "1.480.000.000 VND"],
        ["gần", "400.000.000 VND"],
        ["trên", "400.000.000 VND"],
        ["Tổng các số đã nêu", "2.280.000.000 VND"],
        ["Lào hỗ trợ Việt Nam", "đúng", "90.000.000 VND"],
        ["Tổng các số đã nêu", "90.000.000 VND"],
    ]


def test_bars_are_told_apart_by_shape_and_hold_no_letters():
    drawn = [
        text
        for table in tables(second.joint())
        for row in table.rows
        for cell in row.cells
        for line in cell.lines
        for _code, text in line
        if "<svg" in text
    ]
    assert len(drawn) == 3 + 5  # due, held, missed; five figures of aid
    assert not any("<text" in one for one in drawn)
    assert sum("<path" in one for one in drawn) == 1  # over
    assert sum("stroke-dasharray" in one for one in drawn) == 2  # nearly, about


def test_activities_and_incidents_are_counted_by_kind():
    content = second.joint()
    assert cells(content, "Hoạt động")[0] == [
        "Thăm, làm việc",
        "3",
        "người dự: 120 tiền: trên 140.000.000 VND",
    ]
    assert cells(content, "Loại vụ việc") == [
        ["Xâm canh, xâm cư", "1", "2", "–", "3"],
        ["Buôn lậu", "–", "–", "1", "1"],
        ["Cộng", "1", "2", "1", "4"],
    ]


def test_an_incident_without_a_sure_day_stands_apart():
    said = lines(second.joint())
    apart = next(n for n, line in enumerate(said) if "KHÔNG RÕ THỜI ĐIỂM" in line)
    assert said.index("Xâm canh ở mốc 1090") < apart < said.index("Phá mốc")


def test_the_period_stands_beside_the_one_before():
    rows = cells(second.joint(), "Tăng, giảm")
    assert rows[0] == ["Cuộc họp đã tổ chức trong kỳ", "cuộc", "2", "1", "−1"]
    assert rows[2][0] == "Việt Nam hỗ trợ Lào: đúng"
    assert rows[3] == [
        "Việt Nam hỗ trợ Lào: Tổng các số đã nêu",
        "VND",
        "900.000.000",
        "2.280.000.000",
        "+1.380.000.000",
    ]
    bound = second.joint()
    bound["comparison"]["rows"][0]["now"]["bound"] = "over"
    assert cells(bound, "Tăng, giảm")[0][4] == "–"  # nobody knows by how much


def test_the_next_period_is_planned_and_our_own_plans_are_ours():
    joint_said, ours = lines(second.joint()), lines(second.report())
    for line in ("Giao ban hai huyện", "15/03/2025", "Biên bản ghi nhớ hợp tác", "30/12/2025"):
        assert line in joint_said
    assert second.OWN_PLAN in ours
    assert second.OWN_PLAN not in joint_said
    assert any(line.endswith("KẾ HOẠCH KỲ SAU") for line in ours)


def test_the_internal_report_alone_tells_our_view_and_sensitive_incidents():
    ours = lines(second.report())
    assert {second.OWN_VIEW, second.SECRET} <= set(ours)
    withheld = second.report() | {"sensitive": {"withheld": True}}
    assert any(line.startswith("Có vụ việc nhạy cảm trong kỳ") for line in lines(withheld))


def test_the_report_on_agreements_has_its_groups_and_next_plan():
    content = second.agreements()
    assert is_of_agreements(content)
    paper = internal(content)
    assert [plain(line) for line in paper["subject"]] == [
        "Công tác thỏa thuận quốc tế từ 15/11/2023 đến 14/11/2024",
        "và kế hoạch kỳ sau của huyện Quan Sơn, tỉnh Thanh Hóa",
    ]
    said = lines(content)
    counts = "Trong kỳ đã ký 1 thỏa thuận; cuối kỳ còn hiệu lực 1; sắp hết thời hạn 0;"
    assert any(line.startswith(counts) for line in said)
    assert next(row[1:] for row in cells(content, "Ngày ký"))[2:] == ["2022", "từ 01/01/2022"]
    assert "đang lấy ý kiến" in said
    assert "đến 31/12/2025" in said
    assert [line for line in said if line.startswith("V. ")] == ["V. KẾ HOẠCH KỲ SAU"]
    assert plain(paper["end"]["closing"][0][1]).startswith(
        "Trên đây là báo cáo công tác thỏa thuận"
    )


def test_a_report_of_one_unit_does_not_name_states_it_has_no_partner_of():
    content = second.report()
    content["sides"]["counterpart"] = {"country": "CN", "parties": []}
    assert [plain(line) for line in internal(content)["subject"]][1:] == [
        "của huyện Quan Sơn, tỉnh Thanh Hóa",
        "với các địa phương đối tác",
    ]
    assert not any(" và như sau" in line for line in lines(content))


def test_what_was_frozen_under_the_first_schema_prints_as_before():
    old = contents.quan_son()
    said = lines(old)
    heads = [plain(c.head[0][1]) for table in tables(old) for c in table.columns]
    for new in ("Chiều hỗ trợ", "Theo chế độ họp", "Hoạt động", "Tăng, giảm", "Loại vụ việc"):
        assert new not in heads
    assert not any(
        line.startswith(("Việc đã thống nhất: đã xong", "Cuộc họp định kỳ")) for line in said
    )
    assert not any("KẾ HOẠCH" in line for line in lines(contents.internal()))


def test_three_hundred_rows_are_one_table_whose_rows_stay_whole():
    content = second.joint()
    row = content["incidents"][0]
    content["incidents"] = [row | {"kind": contents.text(f"Vụ số {n}")} for n in range(300)]
    [table] = [one for one in tables(content) if len(one.rows) == 300]
    assert table.may_split
    assert plain(table.rows[-1].cells[1].lines[0][0][1]) == "Vụ số 299"


def test_letters_of_markup_in_what_is_missing_stay_text():
    content = second.report()
    content["gaps"] = [contents.text("Văn bản 2022–2025 <b>: còn thiếu")]
    [block] = gaps(Printer(content | {"copy": "home"}, ["vi"], Typesetter({})))
    assert '<span class="nw">2022–2025</span>' in block.line[0][1]
    assert "&lt;b&gt;" in block.line[0][1]
