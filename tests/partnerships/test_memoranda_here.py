"""Texts made here: drafted, changed, signed, reported on, given up (DESIGN.md 5, DOMAIN.md B1)."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.languages import TextState
from partnerships.choices import MemorandumStatus, Route, Side
from partnerships.models import Memorandum
from partnerships.services import articles, memoranda_here
from tests.factories import (
    ArticleFactory,
    MemorandumFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.partnerships.texts_here import (
    TERM,
    TODAY,
    both_sides,
    cleared,
    drafted,
    new,
    ready,
    sign,
    signed,
    with_copy,
    written,
)


def refused(words, field=None):
    class Refused:
        def __enter__(self):
            self.raises = pytest.raises(RuleViolation, match=words)
            self.caught = self.raises.__enter__()
            return self.caught

        def __exit__(self, *error):
            passed = self.raises.__exit__(*error)
            if field is not None:
                assert self.caught.value.field == field
            return passed

    return Refused()


def test_a_draft_is_begun_empty_and_its_drafter_is_told_before_it_ends(officer, partnership):
    text = drafted(partnership, officer)
    text.refresh_from_db()
    assert (text.basis, text.status, text.route) == (Basis.MADE_HERE, "draft", Route.COMMUNE)
    assert (text.drafted_by, text.owner, text.languages) == (officer, officer, ["vi", "lo"])
    assert list(text.partnerships.all()) == [partnership]
    assert not text.articles.exists()
    assert AuditEvent.objects.filter(action="memorandum.drafted", target=text.uuid).exists()


def test_one_text_may_bind_several_ties_or_only_its_own_parties(officer, partnership, unit):
    other = PartnershipFactory(home__unit=unit)
    assert (
        drafted(partnership, officer, partnerships=[partnership, other]).partnerships.count() == 2
    )
    them = UnitFactory(country__code="LA")
    text = drafted(
        partnership,
        officer,
        partnerships=[],
        parties=[
            {"side": Side.HOME, "unit": unit, "organisation": None},
            {"side": Side.COUNTERPART, "unit": them, "organisation": None},
        ],
    )
    assert [party.who for party in text.parties.order_by("pk")] == [unit, them]


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"title": "Hiệp định kết nghĩa"}, "may be called so", "title"),
        ({"title": "Hiệp  định kết nghĩa"}, "may be called so", "title"),
        ({"title": "ĐỊNH ƯỚC hữu nghị"}, "may be called so", "title"),
        ({"languages": ["vi"]}, "language of the other side", "languages"),
        ({"partnerships": []}, "Name the ties", "partnerships"),
        ({"route": ""}, "whose text it is", "route"),
        ({"term": DateRange(date(2026, 1, 1), date(2025, 1, 1))}, "ends after it begins", "term"),
    ],
)
def test_what_a_draft_cannot_be(officer, partnership, facts, words, field):
    with refused(words, field):
        drafted(partnership, officer, **facts)
    assert not Memorandum.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_vietnamese_text_is_always_there(officer, partnership):
    assert drafted(partnership, officer, languages=["lo", "en"]).languages == ["vi", "lo", "en"]


def test_nobody_drafts_what_they_could_not_see(officer):
    with refused("your own area", "partnerships"):
        drafted(PartnershipFactory(), officer)


def test_only_a_signed_text_is_renewed(officer, partnership):
    other = drafted(partnership, officer)
    with refused("is not signed", "renews"):
        drafted(partnership, officer, renews=other)


def test_articles_of_an_earlier_text_are_copied_but_not_what_was_agreed(officer, partnership):
    earlier = MemorandumFactory(partnerships=[partnership])
    said = {"text": "Một", "state": TextState.AGREED, "rev": 7}
    ArticleFactory(memorandum=earlier, number="1", text={"vi": said, "zh": said})
    text = drafted(partnership, officer, copy_from=earlier)
    copy = text.articles.get()
    assert copy.number == "1"
    assert copy.text == {"vi": {"text": "Một", "state": TextState.CHECKED, "rev": 1}}
    articles.write(
        memorandum=text,
        items=[{"uuid": copy.uuid, "changes": {"vi": new("Hai", rev=1)}}],
        by=officer,
    )
    assert earlier.articles.get().text["vi"]["text"] == "Một"


def test_a_draft_is_changed_until_it_is_cleared(officer, head, partnership):
    text = drafted(partnership, officer)
    facts = {"title": "Bản ghi nhớ", "kind": "memorandum", "route": Route.DEPARTMENT}
    facts |= {"languages": ["lo"], "partnerships": [partnership]}
    memoranda_here.change(text=text, **facts, by=officer)
    text.refresh_from_db()
    assert (text.title, text.route) == ("Bản ghi nhớ", Route.DEPARTMENT)
    text = cleared(partnership, officer, head)
    with refused("not a draft any more"):
        memoranda_here.change(text=text, **facts, by=officer)


def test_the_route_stays_while_the_text_is_being_cleared(officer, partnership):
    text = ready(partnership, officer)
    with refused("The clearance has begun", "route"):
        memoranda_here.change(
            text=text,
            title=text.title,
            kind=text.kind,
            route=Route.OTHER,
            partnerships=[partnership],
            by=officer,
        )


# Signing


def test_a_cleared_text_is_signed_and_what_it_renews_is_renewed(officer, head, partnership):
    earlier = MemorandumFactory(partnerships=[partnership])
    text = signed(partnership, officer, head, renews=earlier)
    text.refresh_from_db()
    earlier.refresh_from_db()
    assert (text.status, str(text.signed), text.term) == ("signed", "20/03/2026", TERM)
    assert {one.side for one in text.signatories.all()} == set(Side)
    assert earlier.status == MemorandumStatus.RENEWED
    assert AuditEvent.objects.filter(action="memorandum.signed", target=text.uuid).exists()


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"signed": PartialDate.read("3/2026")}, "full day", "signed"),
        ({"signed": PartialDate.read("21/03/2026")}, "not come yet", "signed"),
        ({"signed": PartialDate.read("19/03/2026")}, "cleared on 20/03/2026", "signed"),
        ({"signatories": both_sides}, "for each side", None),
        ({"place": ""}, "where the text was signed.*Điều 3", "place"),
        ({"cooperation": ""}, "in which field", "cooperation"),
        ({"mode": ""}, "how the parties work", "mode"),
        ({"not_binding": False}, "not legally binding", "not_binding"),
        ({"term": None}, "from which day", "term"),
        ({"term": DateRange(date(2026, 4, 1), None)}, "until when", "term_words"),
        ({"term": DateRange(date(2025, 1, 1), date(2026, 1, 1))}, "after it was signed", "term"),
    ],
)
def test_what_a_signing_needs(officer, head, partnership, facts, words, field):
    if "signatories" in facts:
        facts = {"signatories": both_sides()[:1]}
    text = with_copy(cleared(partnership, officer, head))
    with refused(words, field):
        sign(text, officer, **facts)
    text.refresh_from_db()
    assert text.status == MemorandumStatus.CLEARED
    assert not text.signatories.exists()


def test_without_its_signed_copy_no_text_is_signed(officer, head, partnership):
    with refused("Upload the signed copy", "signed_copy"):
        sign(cleared(partnership, officer, head), officer)


def test_a_text_that_holds_without_an_end_says_so_in_words(officer, head, partnership):
    text = with_copy(cleared(partnership, officer, head))
    sign(text, officer, term=DateRange(date(2026, 4, 1), None), term_words="không thời hạn")


def test_article_3_does_not_bind_a_text_of_the_province(officer, head, partnership):
    text = with_copy(cleared(partnership, officer, head, route=Route.PROVINCE))
    bare = {"cooperation": "", "mode": "", "not_binding": False, "term": None, "place": ""}
    assert sign(text, officer, **bare).status == MemorandumStatus.SIGNED


def test_a_draft_is_not_signed(officer, partnership):
    with refused("Cannot go from"):
        sign(with_copy(written(partnership, officer)), officer)


def test_the_copy_is_sent_after_the_signing_and_not_in_the_future(officer, head, partnership):
    text = signed(partnership, officer, head)
    with refused("after the signing", "on"):
        memoranda_here.send_copy(text=text, on=date(2026, 3, 19), today=TODAY, by=officer)
    with refused("not come yet", "on"):
        memoranda_here.send_copy(text=text, on=date(2026, 3, 21), today=TODAY, by=officer)
    memoranda_here.send_copy(text=text, on=TODAY, today=TODAY, by=officer)
    text.refresh_from_db()
    assert text.copy_sent_on == TODAY


def test_a_text_is_given_up_with_a_reason_and_then_stays_so(officer, head, partnership):
    text = cleared(partnership, officer, head)
    with refused("why the text is given up", "reason"):
        memoranda_here.give_up(text=text, reason=" ", by=head)
    memoranda_here.give_up(text=text, reason="Bên bạn xin lùi", by=head)
    text.refresh_from_db()
    assert (text.status, text.end_reason) == ("given_up", "Bên bạn xin lùi")
    with refused("It is “Given up” already."):
        memoranda_here.give_up(text=text, reason="lần nữa", by=head)


def test_a_past_text_goes_none_of_these_ways(officer, head, partnership):
    past = MemorandumFactory(partnerships=[partnership])
    with refused("made here goes through"):
        memoranda_here.give_up(text=past, reason="nhầm", by=officer)
    with refused("made here goes through"):
        sign(past, officer)
    with refused("signed here a copy"):
        memoranda_here.send_copy(text=past, on=TODAY, today=TODAY, by=officer)


def test_an_owner_who_may_not_see_the_text_is_refused(officer, partnership):
    with refused("may not see this text", "owner"):
        drafted(partnership, officer, owner=UserFactory(units=[UnitFactory()]))
