"""The search page: what is found, how it is shown, and what odd input does."""

from decimal import Decimal
from time import monotonic

import pytest
from django.db import connection
from django.urls import reverse

from accounts.choices import Role
from core.fields import Amount, PartialDate
from reports.choices import SearchKind
from reports.searching import frequent
from reports.searching.finding import SHOWN, Search
from reports.searching.kinds import open_to
from reports.searching.marking import Marker
from reports.searching.typed import Typed
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return lambda q, **more: client.get(reverse("search"), {"q": q, **more})


def found(user, q) -> dict[SearchKind, list[str]]:
    groups, _alike = Search(user, Typed.read(q), open_to(user)).look()
    return {group.kind: [hit.title for hit in group.hits] for group in groups}


def meetings(user, q) -> list[str]:
    return found(user, q).get(SearchKind.MEETING, [])


def test_the_box_stands_on_every_page_of_those_who_may_search(client, officer):
    client.force_login(officer)
    assert 'action="/search/"' in client.get("/").text
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    assert 'action="/search/"' not in client.get("/").text


def test_without_tone_marks_and_with_them(officer, partnership):
    make.MeetingFactory(partnerships=[partnership], title="Gặp mặt ở Mường Lát")
    for q in ("muong lat", "MƯỜNG LÁT", "Mường lat", "lat gap"):
        assert meetings(officer, q) == ["Gặp mặt ở Mường Lát"], q
    assert meetings(officer, "muong la") == []  # whole words, where records are many


def test_the_beginning_of_a_name_is_enough(officer):
    make.OrganisationFactory(name="Đồn Biên phòng Viengxay")
    assert found(officer, "viengx") == {SearchKind.ORGANISATION: ["Đồn Biên phòng Viengxay"]}


def test_words_of_the_body_are_found_in_any_language(officer, partnership):
    meeting = make.MeetingFactory(partnerships=[partnership], title="Hội đàm")
    texts = {"vi": {"text": "Chống buôn lậu gỗ"}, "lo": {"text": "ເມືອງວຽງໄຊ ແຂວງຫົວພັນ"}}
    make.AgreedItemFactory(meeting=meeting, title="Phối hợp", text=texts)

    for q in ("buon lau", "ວຽງໄຊ", "ຫົວພັນ"):
        assert found(officer, q) == {SearchKind.AGREED_ITEM: ["Phối hợp"]}, q
    assert found(officer, "ໄຊວຽງ") == {}


def test_chinese_names_of_two_characters_are_found_as_they_stand(officer):
    unit = make.UnitFactory(name="Ninh Minh")
    make.UnitNameFactory(unit=unit, language="zh", text="广西宁明县")
    make.UnitNameFactory(unit=make.UnitFactory(name="Khác"), language="zh", text="明宁")

    assert found(officer, "宁明")[SearchKind.UNIT] == [str(unit)]


@pytest.mark.parametrize("q", ["177/2024", "177/2024/NĐ-CP", "177 2024", "nd-cp"])
def test_numbers_of_papers(officer, q):
    make.PaperFactory(title="Nghị định", number="177/2024/NĐ-CP", published=True)
    make.PaperFactory(title="Khác", number="2024/177", published=True)
    assert found(officer, q)[SearchKind.PAPER][0] == "Nghị định"


def test_a_number_with_a_dash_and_a_slash(officer):
    make.PaperFactory(title="Tờ trình", number="12-TTr/HU", published=True)
    assert found(officer, "12-TTr/HU") == {SearchKind.PAPER: ["Tờ trình"]}


def test_a_border_marker_by_its_number(officer):
    for nth, suffix in enumerate(("", "/1", "/2")):
        make.BorderMarkerFactory(number=1088, suffix=suffix, place=2_176_000 + nth)
    assert found(officer, "1088/2") == {SearchKind.MARKER: ["1088/2"]}
    assert found(officer, "1088")[SearchKind.MARKER][0] == "1088"  # the exact one first
    assert "1088/1" in found(officer, "mốc 1088")[SearchKind.MARKER]


@pytest.mark.parametrize("q", ["1.300.000.000", "1300000000", "1,3 tỷ", "1300 triệu"])
def test_amounts_however_they_are_written(officer, partnership, q):
    make.AidProjectFactory(
        partnership=partnership,
        title="Trường mầm non",
        amount=Amount(Decimal(1_300_000_000), "VND"),
    )
    assert found(officer, q) == {SearchKind.AID: ["Trường mầm non"]}


def test_exact_names_come_first_then_names_that_begin_so_then_the_latest(officer, partnership):
    for title, day in (
        ("Họp về Sông Mã", "01/02/2025"),
        ("Sông Mã gặp mặt", "01/02/2001"),
        ("Sông Mã", "01/02/2000"),
        ("Họp về sông Mã lần hai", "01/02/2026"),
    ):
        held = PartialDate.read(day)
        make.MeetingFactory(partnerships=[partnership], title=title, held=held)
    assert meetings(officer, "song ma") == [
        "Sông Mã",
        "Sông Mã gặp mặt",
        "Họp về sông Mã lần hai",
        "Họp về Sông Mã",
    ]


def test_a_name_spelt_nearly_like_it_is_offered(page, officer):
    unit = make.UnitFactory(name="Mường Chanh")
    assert found(officer, "Mừng Chanh") == {}
    answer = page("Mừng Chanh").text
    assert "Did you mean" in answer
    assert unit.get_absolute_url() in answer


def test_a_name_out_of_reach_is_not_offered(page):
    make.PersonFactory(name="Nguyễn Văn Bình")
    assert "Nguyễn Văn Bình" not in page("Nguyen Van Binhh").text


def test_the_hit_is_marked_and_html_is_escaped(page, partnership):
    make.MeetingFactory(partnerships=[partnership], title='<script>alert("x")</script> Họp & gặp')
    answer = page("hop alert").text
    assert "<script>alert" not in answer
    assert "&lt;script&gt;<mark>alert</mark>(&quot;x&quot;)" in answer
    assert "<mark>Họp</mark> &amp; gặp" in answer


def test_what_was_typed_is_escaped(page):
    answer = page('"><img src=x>').text
    assert "<img" not in answer
    assert "&lt;img src=x&gt;" in answer


@pytest.mark.parametrize(
    ("q", "text", "marked"),
    [
        ("duong", "Đường Đưỡng", "<mark>Đường</mark> <mark>Đưỡng</mark>"),
        ("an", "Lan ăn", "Lan <mark>ăn</mark>"),
        ("12-TTr/HU", "số 12-TTr/HU", "số <mark>12-TTr/HU</mark>"),
        ("1300000000", "1.300.000.000 đồng", "<mark>1.300.000.000</mark> đồng"),
        ("宁明", "广西宁明县", "广西<mark>宁明</mark>县"),
        ("ວຽງໄຊ", "ເມືອງວຽງໄຊ", "ເມືອງ<mark>ວຽງໄຊ</mark>"),
    ],
)
def test_marking(q, text, marked):
    assert str(Marker(Typed.read(q)).marked(text)) == marked


@pytest.mark.parametrize("q", ["", "   ", "a", "%", "???", "'", "ວ", "\u200b"])
def test_too_little_says_what_to_do(page, q):
    answer = page(q)
    assert answer.status_code == 200
    assert "Type a" in answer.text


@pytest.mark.parametrize(
    "q",
    [
        "a\x00b quan",
        "quan " * 2000,
        "x" * 10_000,
        "100% %s %(a)s",
        "\\ ' \" : & | ! ( ) * <->",
        "quan:* | 'x'",
        "ab\U0001f600cd",
        "ﬁx ßtraße İstanbul",
        "ວຽງໄຊ" * 60,
        "宁" * 200,
        "\ud800",
        "1,3 tỷ tỷ 5 triệu",
    ],
)
def test_odd_input_is_answered(page, q):
    q = q.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert page(q).status_code == 200


def test_nothing_found_says_so(page):
    assert "Nothing that you may see holds “không có gì”" in page("không có gì").text


def test_more_than_are_shown_lead_to_all_of_the_kind(page, partnership):
    for nth in range(SHOWN + 3):
        make.MeetingFactory(partnerships=[partnership], title=f"Giao ban {nth}")
    answer = page("giao ban").text
    assert answer.count("<mark>Giao</mark>") == SHOWN
    assert f'<a href="/meetings/?found=giao+ban">All {SHOWN + 3}</a>' in answer
    alone = page("giao ban", kind=SearchKind.MEETING.value).text
    assert alone.count("<mark>Giao</mark>") == SHOWN + 3
    assert "/meetings/?found=giao+ban" in alone


def test_a_kind_without_a_list_shows_all_of_its_own_on_the_search_page(page, partnership):
    for _nth in range(SHOWN + 1):
        meeting = make.MeetingFactory(partnerships=[partnership], title="Giao ban")
        make.MinutesFactory(meeting=meeting)
    assert f'<a href="/search/?q=giao+ban&amp;kind=j">All {SHOWN + 1}</a>' in page("giao ban").text


def test_as_one_types_only_what_is_found_is_sent(client, officer):
    client.force_login(officer)
    answer = client.get("/search/", {"q": "gì đó"}, headers={"HX-Target": "found"}).text
    assert "<html" not in answer
    assert "Nothing that you may see" in answer


def test_sensitive_incidents_are_found_by_those_who_may(client, unit, partnership):
    filer = make.UserFactory(role=Role.LIAISON, units=[unit])
    facts = {"partnership": partnership, "filed_by": filer, "sensitive": True}
    incident = make.IncidentFactory(title="Truyền đạo trái phép", **facts)
    make.LetterFactory(partnership=partnership, incident=incident, gist="Về việc truyền đạo")
    others = make.UserFactory(role=Role.OFFICER, units=[unit])

    assert set(found(filer, "truyen dao")) == {SearchKind.INCIDENT, SearchKind.LETTER}
    assert found(others, "truyen dao") == {}


def test_readers_find_issued_reviews_only(unit, partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership], title="Báo cáo kết nghĩa")
    make.AnnualReviewFactory(series=series)
    reader = make.UserFactory(role=Role.READER, units=[unit])
    officer = make.UserFactory(role=Role.OFFICER, units=[unit])

    assert SearchKind.REVIEW in found(officer, "bao cao ket nghia")
    assert SearchKind.REVIEW not in found(reader, "bao cao ket nghia")


def test_own_hits_are_not_lost_among_many_of_others(officer, partnership):
    """More of others than are ever looked at, made first: the user's own are found all the same."""
    make.MeetingFactory(partnerships=[partnership], title="Thường niên của mình")
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reports_searchentry (kind, record, place, first, uuid, day, title,
                beside, name, code, body, sensitive, issued, words)
            SELECT 'i', -n, -8 * n, true, gen_random_uuid(), '2026-01-01', 'Thường niên', '',
                'thuong nien', '', '', false, true, search_words('i', 'Thường niên')
            FROM generate_series(1, 3000) AS n"""
        )
    assert meetings(officer, "thuong nien") == ["Thường niên của mình"]
    groups, _alike = Search(
        make.UserFactory(role=Role.OFFICER, sees_all=True),
        Typed.read("thuong nien"),
        list(SearchKind),
    ).look()
    assert [(one.number, one.is_more) for one in groups] == [(1000, True)]


@pytest.mark.parametrize("shares", [{}, {"igiao": 0.1, "iban": 0.1}])
def test_pinned_queries(
    client, officer, partnership, django_assert_num_queries, monkeypatch, shares
):
    # How frequent words are is PostgreSQL's own guess, which other tests' rows have a part in.
    monkeypatch.setattr(frequent, "_known", shares)
    monkeypatch.setitem(frequent._read_at, connection.settings_dict["NAME"], monotonic())
    client.force_login(officer)
    for rows in (1, 30):
        make.MeetingFactory.create_batch(rows, partnerships=[partnership], title="Giao ban quý")
        # who is signed in (2), the words, the reach (2), the settings in a transaction (3), what
        # is found, and names like it; for words that are frequent, instead of these, a look
        # whether they stand together
        with django_assert_num_queries(10):
            client.get(reverse("search"), {"q": "giao ban"})
