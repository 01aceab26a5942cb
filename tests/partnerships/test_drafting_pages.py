"""The pages of a text made here: draft, articles, clearance, signing."""

from django.urls import reverse
from django.utils import timezone

from partnerships.choices import Answer, MemorandumStatus
from partnerships.models import Clearance, Memorandum
from tests.factories import MemorandumFactory
from tests.partnerships.texts_here import (
    asked_for,
    cleared,
    drafted,
    ready,
    written,
)


def address(name, record=None):
    return reverse(f"partnerships:{name}", args=[record.uuid] if record else [])


def rows(name, *rows, initial=0):
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data


def draft_form(tie, **more):
    return {
        "title": "Thỏa thuận kết nghĩa",
        "route": "commune",
        "kind": "agreement",
        "languages": ["lo"],
        "partnerships": str(tie.uuid),
        **rows("parties"),
    } | more


def test_an_officer_begins_a_draft_and_comes_to_its_articles(at_work, partnership, officer):
    page = at_work.get(address("memorandum-draft") + f"?tie={partnership.uuid}")
    assert partnership.title in page.text
    answer = at_work.post(address("memorandum-draft"), draft_form(partnership))
    text = Memorandum.objects.get()
    assert answer["Location"] == address("memorandum-articles-edit", text)
    assert (text.drafted_by, text.languages) == (officer, ["vi", "lo"])


def test_a_draft_that_renews_opens_with_what_the_earlier_text_had(at_work, partnership):
    earlier = MemorandumFactory(
        partnerships=[partnership], languages=["vi", "lo"], kind="regulation"
    )
    page = at_work.get(address("memorandum-draft") + f"?renews={earlier.uuid}")
    form = page.context["form"]
    assert form["renews"].value() == form["copy_from"].value() == earlier
    assert form["kind"].value() == "regulation"


def test_the_name_of_a_treaty_is_refused_at_its_box(at_work, partnership):
    form = draft_form(partnership, title="Hiệp định kết nghĩa")
    answer = at_work.post(address("memorandum-draft"), form)
    assert answer.status_code == 422
    assert "Hiệp định" in answer.context["form"].errors["title"][0]
    assert not Memorandum.objects.exists()


def test_a_draft_without_other_language_or_tie_says_so_at_the_boxes(at_work, partnership):
    form = draft_form(partnership, languages=[])
    answer = at_work.post(address("memorandum-draft"), form)
    assert answer.context["form"].errors["languages"]
    answer = at_work.post(address("memorandum-draft"), draft_form(partnership, partnerships=""))
    assert answer.context["form"].errors["partnerships"]


def test_a_draft_is_changed_on_its_page_until_it_is_cleared(at_work, partnership, officer, head):
    text = written(partnership, officer)
    at_work.get(address("memorandum-draft-edit", text))
    form = draft_form(partnership, title="Tên mới", place="Na Mèo")
    assert at_work.post(address("memorandum-draft-edit", text), form).status_code == 302
    text.refresh_from_db()
    assert (text.title, text.place) == ("Tên mới", "Na Mèo")
    text = cleared(partnership, officer, head)
    for name in ("memorandum-draft-edit", "memorandum-articles-edit"):
        answer = at_work.get(address(name, text), follow=True)
        assert "any more" in answer.text


# Articles


def article(line=None, text_vi="", text_lo="", rev=0, **more):
    row = {
        "kind": "article", "number": "", "position": "", "text_vi": text_vi, "text_lo": text_lo,
        "initial-text_vi": "", "initial-text_lo": "", "rev_vi": rev, "rev_lo": rev,
    }  # fmt: skip
    if line is not None:
        row |= {
            "uuid": str(line.uuid), "number": line.number, "position": line.position,
            "initial-text_vi": line.text["vi"]["text"], "initial-text_lo": line.text["lo"]["text"],
        }  # fmt: skip
    return row | more


def shown_version(page) -> str:
    return page.context["version"]


def test_lines_are_written_side_by_side(at_work, partnership, officer):
    text = drafted(partnership, officer)
    form = rows("articles", article(text_vi="Một", text_lo="ໜຶ່ງ"), article(text_vi="Hai"))
    at_work.post(address("memorandum-articles-edit", text), form | {"renumber": "on"})
    first, second = text.articles.all()
    assert (first.number, first.text["lo"]["state"]) == ("1", "unchecked")
    assert "lo" not in second.text
    piece = at_work.get(address("memorandum-articles", text)).text
    assert "Article 2" in piece
    assert "1 of 2 lines are written" in piece


def test_of_two_windows_the_second_is_told_what_the_text_reads_now(at_work, partnership, officer):
    text = written(partnership, officer)
    line = text.articles.first()
    url = address("memorandum-articles-edit", text)
    version = shown_version(at_work.get(url))
    lines = list(text.articles.all())

    def window(words):
        typed = [article(one, one.text["vi"]["text"], one.text["lo"]["text"], 1) for one in lines]
        typed[0]["text_vi"] = words
        return rows("articles", *typed, initial=2) | {"version": version}

    assert at_work.post(url, window("Của người thứ nhất")).status_code == 302
    answer = at_work.post(url, window("Của người thứ hai"))
    assert answer.status_code == 422
    assert "Của người thứ nhất" in answer.text
    assert "Của người thứ hai" in answer.text
    line.refresh_from_db()
    assert line.text["vi"]["text"] == "Của người thứ nhất"


def test_whoever_opened_the_window_before_a_line_was_moved_is_told(at_work, partnership, officer):
    text = written(partnership, officer)
    url = address("memorandum-articles-edit", text)
    version = shown_version(at_work.get(url))
    first, second = text.articles.all()
    typed = [article(one, one.text["vi"]["text"], one.text["lo"]["text"], 1)
             for one in (first, second)]  # fmt: skip
    moved = [typed[0] | {"position": 2}, typed[1]]
    at_work.post(url, rows("articles", *moved, initial=2) | {"version": version})
    assert [one.pk for one in text.articles.all()] == [second.pk, first.pk]
    typed[1]["text_lo"] = "ໃໝ່"
    answer = at_work.post(url, rows("articles", *typed, initial=2) | {"version": version})
    assert answer.status_code == 422
    assert "while you were writing" in answer.text
    assert "ໃໝ່" in answer.text


def test_an_empty_new_line_is_asked_for_its_words(at_work, partnership, officer):
    text = drafted(partnership, officer)
    form = rows("articles", article(number="7"))
    answer = at_work.post(address("memorandum-articles-edit", text), form)
    assert answer.status_code == 422
    assert "in Vietnamese first" in answer.text


# Clearance


def test_the_piece_shows_steps_days_and_what_is_in_the_way(
    at_work, partnership, officer, django_assert_max_num_queries
):
    text = asked_for(partnership, officer)
    with django_assert_max_num_queries(10):
        piece = at_work.get(address("memorandum-clearance", text)).text
    assert "0 of 5 needed steps are answered" in piece
    assert "Chủ tịch Ủy ban nhân dân tỉnh" in piece
    assert "(7 working days)" in piece
    assert "Every step that is needed has to be answered first." in piece


def test_the_piece_of_articles_stays_within_ten_queries(
    at_work, partnership, officer, django_assert_max_num_queries
):
    text = written(partnership, officer)
    with django_assert_max_num_queries(10):
        at_work.get(address("memorandum-articles", text))


def test_a_clearance_from_asking_to_the_answer(at_work, partnership, officer):
    text = asked_for(partnership, officer)
    step = text.clearances.order_by("position").first()
    assert at_work.get(address("clearance-ask", step)).status_code == 200
    day = f"{timezone.localdate():%d/%m/%Y}"
    at_work.post(address("clearance-ask", step), {"on": "2/3/2026", "asked_of": step.asked_of})
    piece = at_work.get(address("memorandum-clearance", text)).text
    assert "11/03/2026" in piece
    assert "working days late" in piece
    form = {"on": day, "answer": "disagrees", "words": "Chưa rõ", "paper_number": "5/CAT"}
    assert at_work.post(address("clearance-answer", step), form).status_code == 302
    step.refresh_from_db()
    assert (step.answer, step.paper.number) == (Answer.DISAGREES, "5/CAT")


def test_words_are_asked_for_at_their_box(at_work, partnership, officer):
    text = asked_for(partnership, officer)
    step = text.clearances.order_by("position").first()
    at_work.post(address("clearance-ask", step), {"on": "2/3/2026", "asked_of": step.asked_of})
    form = {"on": "3/3/2026", "answer": "disagrees"}
    answer = at_work.post(address("clearance-answer", step), form)
    assert answer.status_code == 422
    assert answer.context["form"].errors["words"]
    answer = at_work.post(address("clearance-ask", step), {"on": "2/3/2099", "asked_of": "x"})
    assert answer.context["form"].errors["on"]


def test_steps_are_added_left_out_and_taken_out(at_work, partnership, officer):
    text = asked_for(partnership, officer)
    form = {"title": "Ý kiến", "asked_of": "Sở Tài chính", "limit_days": 3, "required": "on"}
    at_work.post(address("memorandum-step-add", text), form)
    step = text.clearances.get(asked_of="Sở Tài chính")
    assert (step.limit_days, step.working_days, step.required) == (3, False, True)
    assert at_work.post(address("clearance-remove", step)).status_code == 302
    assert not Clearance.objects.filter(pk=step.pk).exists()
    optional = text.clearances.filter(required=False).first()
    at_work.post(address("clearance-skip", optional), {"reason": "hồ sơ đủ"})
    assert "left out" in at_work.get(address("memorandum-clearance", text)).text


def test_begin_return_and_give_up_by_their_buttons(at_work, client, partnership, officer, head):
    text = asked_for(partnership, officer)
    at_work.post(address("memorandum-return", text), {"reason": "viết lại"})
    text.refresh_from_db()
    assert text.returned_reason == "viết lại"
    at_work.post(address("memorandum-clearance-start", text))
    text.refresh_from_db()
    assert text.clearance_round == 2
    assert "Round 1" in at_work.get(address("memorandum-clearance", text)).text
    at_work.post(address("memorandum-give-up", text), {"reason": "bạn xin thôi"})
    text.refresh_from_db()
    assert text.status == MemorandumStatus.GIVEN_UP


def test_a_head_clears_by_the_button_and_the_second_is_told(client, partnership, officer, head):
    text = ready(partnership, officer)
    client.force_login(head)
    assert address("memorandum-clear", text) in (
        client.get(address("memorandum-clearance", text)).text
    )
    assert "may be signed" in client.post(address("memorandum-clear", text), follow=True).text
    again = client.post(address("memorandum-clear", text), follow=True)
    assert "cleared this text already" in again.text
