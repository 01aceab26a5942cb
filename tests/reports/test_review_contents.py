"""What reaches a paper of a review: nothing for us alone reaches the other side, neither on the
pages nor in the file attached to them; one text carries the minutes of its meeting.
"""

import json
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from core.fields import PartialDate
from exchanges.choices import DelegationRole, ItemKind, Outcome
from reports import figures, rendering
from reports.choices import INTERNAL_ONLY, PaperKind, ReviewPurpose, ReviewStatus
from reports.contents.review import OUR_PLANS, SHARED, of_review
from reports.figures.schema import SCHEMA
from reports.models import AnnualReview
from reports.papers.internal import internal
from reports.papers.joint import joint
from reports.preview.shown import Shown
from tests import factories as make
from tests.factories.reports import text
from tests.reports.collected import place, review_of
from tests.reports.papers.pages import plain, printed

HOUSE = {"sensitive", "agreements", "gaps", "places"}  # figures that stay in the house
SECRETS = {
    "incident": "Đường dây ma túy ở Khe Bó",
    "view": "Phía bạn chậm trả lời thư",
    "plan": "Mua xe tặng công an huyện bạn",
    "reason": "Ta từ chối sang vì thiếu kinh phí",
    "source": "Điện mật của đồn Na Mèo",
}


@pytest.fixture
def review(tie):
    """A year with something secret in every place that has one."""
    paper = make.PaperFactory(title=SECRETS["source"])
    hidden = make.IncidentFactory(
        partnership=tie,
        title=SECRETS["incident"],
        sensitive=True,
        happened=PartialDate.read("3/2024"),
    )
    hidden.sources.add(make.SourceFactory(paper=paper))
    make.IncidentFactory(partnership=tie, title="Mất trâu", happened=PartialDate.read("4/2024"))
    for when, reason in (("15/3/2023", ""), ("15/3/2024", SECRETS["reason"])):
        make.MeetingFactory(
            partnerships=[tie], held=PartialDate.read(when), host="home", host_reason=reason
        )
    written = {
        "directions": text("Họp hai lần."),
        "assessment_internal": text(SECRETS["view"], "checked", "vi"),
        "plan": text(SECRETS["plan"], "checked", "vi"),
    }
    review = review_of(tie, code="QSN-VXA")
    AnnualReview.objects.filter(pk=review.pk).update(narrative=written)
    review.refresh_from_db()
    return review


@pytest.fixture
def cleared():
    return make.UserFactory(sees_sensitive=True)


def content(review, kind, by, **more):
    said = of_review(review, kind=kind, by=by, number="")
    languages = ["vi", "lo"] if kind == PaperKind.JOINT else ["vi"]
    own = {"kind": str(kind), "copy": "home", "layout": "columns", "languages": languages}
    return said | own | {"draft": True, "code": "QSN-VXA-2024/1.DT1"} | more


def words(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_every_figure_is_either_for_both_sides_or_for_us():
    assert set(SCHEMA["properties"]) == SHARED | HOUSE
    assert not SHARED & HOUSE
    assert set(SCHEMA["properties"]["plan"]["properties"]) > OUR_PLANS


def test_nothing_for_us_alone_is_in_a_joint_paper_or_attached_to_it(review, cleared, tmp_path):
    known = content(review, PaperKind.JOINT, cleared)
    assert "Mất trâu" in words(known)
    assert not [secret for secret in SECRETS.values() if secret in words(known)]
    assert not set(known) & HOUSE
    assert not set(known["narrative"]) & set(INTERNAL_ONLY)

    pdf = rendering.paper_pdf(known)
    with pikepdf.open(BytesIO(pdf)) as file:
        attached = b"".join(
            one.get_file().read_bytes() for one in file.attachments.values()
        ).decode()
    pages = printed(pdf, tmp_path / "joint.pdf")
    assert "Mất trâu" in attached
    assert "Mất trâu" in pages
    for secret in SECRETS.values():
        assert secret not in attached
        assert secret not in pages


def test_the_internal_report_tells_all_to_whoever_may_read_it(review, cleared, officer):
    ours = content(review, PaperKind.INTERNAL, cleared)
    assert not [secret for secret in SECRETS.values() if secret not in words(ours)]
    said = [plain(t) for b in internal(ours)["blocks"] for _c, t in getattr(b, "line", [])]
    for part in ("ĐÁNH GIÁ NỘI BỘ", "VỤ VIỆC NHẠY CẢM", "KẾ HOẠCH KỲ SAU"):
        assert any(line.endswith(part) for line in said)

    withheld = content(review, PaperKind.INTERNAL, officer)
    assert SECRETS["incident"] not in words(withheld)
    assert withheld["sensitive"] == {"withheld": True}
    assert withheld["hash"] == ours["hash"]


def test_the_page_shows_sensitive_incidents_to_those_only(client, review):
    review.figures = figures.collect(review)
    review.save()
    for sees in (False, True):
        client.force_login(make.UserFactory(sees_all=True, sees_sensitive=sees))
        page = client.get(reverse("reports:annual-review-figures", args=[review.uuid]))
        said = page.content.decode()
        assert page.status_code == 200
        assert (SECRETS["incident"] in said, 'id="b-sensitive"' in said) == (sees, sees)
        for key in ("due", "hosts", "aid_totals", "activities", "comparison", "plan"):
            assert f'id="b-{key}"' in said


def test_a_frozen_report_is_dated_on_the_day_it_was_issued(review, officer):
    review.figures = figures.collect(review)
    review.status, review.issued_on = ReviewStatus.SENT, date(2025, 1, 7)
    known = content(review, PaperKind.INTERNAL, officer)
    known |= of_review(review, kind=PaperKind.INTERNAL, by=officer, number="05/BC-SNgV")
    head = internal(known)["head"]
    assert (head["number"], head["symbol"]) == ("05/BC-SNgV", "")
    assert (head["day"], head["month"], head["year"]) == ("07", "01", 2025)


# One text


@pytest.fixture
def met(tie, review):
    """The meeting of March that reviews the year, with its minutes."""
    met = make.MeetingFactory(
        partnerships=[tie],
        title="Hội nghị 2024",
        kind="review",
        year_reviewed=2024,
        year_planned=2025,
    )
    person = make.PersonFactory(name="Lò Văn Mười")
    make.AttendanceFactory(meeting=met, role=DelegationRole.HEAD, person=person)
    make.AgendaItemFactory(meeting=met)
    record = make.MinutesFactory(meeting=met, outcome=Outcome.WITH_RESERVATIONS)
    said = {"vi": {"text": "Giữ nguyên ý kiến về lối mở.", "state": "checked"}}
    make.MinutesItemFactory(minutes=record)
    make.MinutesItemFactory(minutes=record, kind=ItemKind.RESERVED, side="home", text=said)
    make.AgreedItemFactory(meeting=met, title="Thông đường")
    review.meeting, review.one_text = met, True
    review.save()
    return met


def all_lines(paper) -> list[str]:
    [own] = paper["texts"]
    found = []
    for block in [*own["blocks"], *own["final"]]:
        lines = [getattr(block, "line", []), *getattr(block, "lines", [])]
        if block.kind == "table":
            lines = [line for row in block.rows for cell in row.cells for line in cell.lines]
        found += [plain(said) for line in lines for code, said in line if code == "vi"]
    return found


def test_one_text_is_the_minutes_of_its_meeting_beside_the_figures(review, met, cleared):
    known = content(review, PaperKind.JOINT, cleared)
    paper = joint(known)
    said = all_lines(paper)
    [own] = paper["texts"]
    assert plain(own["title"][0]["kind"]) == "BIÊN BẢN HỘI NGHỊ ĐÁNH GIÁ"
    assert plain(own["title"][0]["name"]) == "Đánh giá năm 2024, kế hoạch năm 2025"
    for line in (
        "1. Lò Văn Mười, trưởng đoàn",
        "1. Đánh giá kết quả phối hợp năm 2025.",
        "1. Hai bên đánh giá kết quả năm 2024.",
        "1. Giữ nguyên ý kiến về lối mở.",
        "Mất trâu",
        "Hai bên thống nhất với nội dung ghi trong biên bản này, trừ những ý kiến bảo lưu đã ghi.",
    ):
        assert said.count(line) == 1, line
    assert sum("Hai bên đánh giá kết quả năm 2024." in line for line in said) == 1
    assert said.count("Thông đường") == 1
    parts = [line.split(". ")[0] for line in said if line.isupper() and ". " in line]
    assert parts[:3] == ["I", "II", "III"]
    assert len(parts) == len(set(parts)) > 8


def test_the_hash_covers_the_minutes_and_a_later_edit_changes_no_frozen_paper(review, met, cleared):
    known = figures.checked(figures.collect(review))
    review.figures, review.status = known, ReviewStatus.FROZEN
    review.figures_hash = figures.digest(known, review.narrative)
    frozen = content(review, PaperKind.JOINT, cleared)
    met.minutes.items.update(text={"vi": {"text": "Sửa sau.", "state": "checked"}})
    assert content(review, PaperKind.JOINT, cleared) == frozen
    review.status = ReviewStatus.DRAFT
    assert content(review, PaperKind.JOINT, cleared)["hash"] != frozen["hash"]


def test_what_one_side_recorded_alone_is_no_text_of_both(review, met):
    assert "minutes" in figures.collect(review)
    met.minutes.outcome = Outcome.UNILATERAL
    met.minutes.save()
    assert "minutes" not in figures.collect(review)


# The report on agreements


def test_the_report_on_agreements_takes_what_it_prints_and_no_more(tie, text, district, cleared):
    make.ClearanceFactory(memorandum=text, asked_on=date(2026, 10, 1))
    series = make.ReviewSeriesFactory(unit=district, purpose=ReviewPurpose.AGREEMENTS)
    period = DateRange(date(2025, 11, 15), date(2026, 11, 15))
    review = make.AnnualReviewFactory(series=series, period=period, languages=["vi"])
    known = content(review, PaperKind.INTERNAL, cleared)
    assert "incidents" not in known
    assert "sensitive" not in known
    assert [one["title"]["vi"]["text"] for one in known["agreements"]["in_clearance"]] == [
        text.title
    ]
    paper = internal(known)
    assert plain(paper["subject"][0]) == (
        "Công tác thỏa thuận quốc tế từ 15/11/2025 đến 14/11/2026"
    )
    assert Shown(figures.collect(review)).blocks[0].key == "agreements"


def test_a_unit_with_partners_in_two_states_has_both_named(officer, district, tie, across):
    beyond = place("huyện", "Tịnh Tây", country__code="CN")
    make.PartnershipFactory(home__unit=district, counterpart__unit=beyond)
    review = make.AnnualReviewFactory(series=make.ReviewSeriesFactory(unit=district))
    known = figures.checked(figures.collect(review))
    assert known["sides"]["counterpart"]["countries"] == ["LA", "CN"]
    assert "countries" not in known["sides"]["home"]

    paper = joint(content(review, PaperKind.JOINT, officer))
    (text,) = paper["texts"]
    between = " ".join(map(plain, text["title"][0]["between"]))
    assert "huyện Viêng Xay và huyện Tịnh Tây" in between
    assert "(nước CHDCND Lào và nước CHND Trung Hoa)" in between
    assert text["mottos"] == []  # of one state each, or none
    roles = [plain(words) for block in text["signatures"] for _code, words in block["roles"]]
    assert any("LÀO VÀ TRUNG QUỐC" in one for one in roles)
    assert figures.collect(review_of(tie))["sides"]["counterpart"]["country"] == "LA"
