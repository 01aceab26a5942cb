"""What the print of a text says: articles, names, marks, refusals; the same bytes again."""

import json
from datetime import date

from core.basis import Basis
from core.fields import PartialDate
from partnerships.choices import MemorandumStatus, Side
from reports import rendering
from reports.contents.memorandum import memorandum
from reports.services import prints
from tests import factories as make
from tests.reports.printed import AGREED, cleared, said

# what a text says


def test_a_text_prints_its_articles_counted_where_nobody_numbered_them(text):
    content = said(text)
    assert [part["number"] for part in content["articles"]] == ["1", "2"]
    assert content["articles"][0]["text"]["lo"] == {"text": AGREED["lo"]["text"], "state": "agreed"}
    assert content["sides"]["home"]["parties"][0]["vi"] == "Quan Sơn"
    assert content["sides"]["counterpart"]["country"] == "LA"


def test_the_parties_are_named_as_they_were_called_on_the_day_of_signing(text, across):
    make.UnitNameFactory(
        unit=across, language="vi", text="Viêng Xay cũ", kind="former", until=date(2020, 1, 1)
    )
    text.signed = PartialDate.read("05/03/2019")
    assert said(text)["sides"]["counterpart"]["parties"][0]["vi"] == "Viêng Xay cũ"
    text.signed = PartialDate.read("05/03/2024")
    assert said(text)["sides"]["counterpart"]["parties"][0]["vi"] == "Viêng Xay"


def test_the_parties_of_an_agency_agreement_are_its_own(db):
    text = make.DraftMemorandumFactory()
    ours = make.OrganisationFactory(name="Sở Nông nghiệp")
    theirs = make.OrganisationFactory(name="Sở Nông lâm", seat__country__code="LA")
    make.MemorandumPartyFactory(memorandum=text, side=Side.HOME, unit=None, organisation=ours)
    make.MemorandumPartyFactory(
        memorandum=text, side=Side.COUNTERPART, unit=None, organisation=theirs
    )
    sides = said(text)["sides"]
    assert [sides[side]["parties"][0]["vi"] for side in ("home", "counterpart")] == [
        "Sở Nông nghiệp",
        "Sở Nông lâm",
    ]
    assert sides["counterpart"]["country"] == "LA"


def test_drafts_and_transcripts_are_marked_and_what_is_cleared_is_not(text):
    assert said(text)["mark"] == "draft"
    past = make.MemorandumFactory(basis=Basis.REPORTED)
    assert said(past)["mark"] == "transcript"
    assert said(cleared(text))["mark"] == ""
    assert said(text, as_draft=True)["mark"] == "draft"
    text.status = MemorandumStatus.SIGNED  # as it will be; nothing is written
    assert said(text)["mark"] == ""
    assert said(text, as_draft=True)["mark"] == "transcript"


def test_a_language_that_is_not_agreed_is_refused_for_signing_and_marked_on_a_draft(text):
    article = text.articles.get(position=2)
    article.text = {**AGREED, "lo": {**AGREED["lo"], "state": "checked"}}
    article.save()
    assert prints.refused(said(text)) == []
    final = cleared(text)
    [refusal] = prints.refused(said(final))
    assert refusal.startswith("Not agreed in Lao: 2. Print it with a watermark")
    assert prints.refused(said(final, as_draft=True)) == []
    assert prints.refused(said(final, languages=["vi"])) == []


def test_a_text_without_articles_is_not_printed(tie):
    empty = make.DraftMemorandumFactory(partnerships=[tie])
    assert "no article of this text" in prints.refused(said(empty))[0]


def test_the_same_register_gives_the_same_bytes_on_any_day(text):
    today = memorandum(
        text, languages=["vi", "lo"], mottos=True, as_draft=False, today=date(2026, 11, 22)
    )
    later = memorandum(
        text, languages=["vi", "lo"], mottos=True, as_draft=False, today=date(2026, 12, 24)
    )
    assert prints.key_of(today) == prints.key_of(later)
    copies = [content | {"copy": "home", "layout": "columns"} for content in (today, later)]
    first, second = (rendering.paper_pdf(json.loads(json.dumps(one))) for one in copies)
    assert first == second
