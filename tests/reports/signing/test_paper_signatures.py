"""Who signed for which side: in any order, mixed ways, taken back until the review is archived."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import MinutesStatus
from partnerships.choices import Side
from partnerships.files import store
from reports.choices import Verdict
from reports.models import AnnualReview, PaperSignature
from reports.services import annual_reviews, paper_signatures, signed_copies
from tests import factories as make
from tests.reports.signing.conftest import DAY, final
from tests.reports.signing.scanned import OTHER_COPY, SECOND

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 1)


@pytest.fixture
def copy(paper):
    return make.SignedCopyFactory(paper=paper)


def sign(copy, side, person, by, **more):
    facts = {"signed_on": DAY, "today": TODAY} | more
    return paper_signatures.sign(copy=copy, side=side, person=person, by=by, **facts)


def test_both_sides_sign_in_any_order_on_different_copies(copy, paper, people, by):
    other = make.SignedCopyFactory(paper=paper)
    sign(other, Side.COUNTERPART, people["counterpart"], by)
    assert signed_copies.signing_state(paper).waiting_for == ["home"]
    signed = sign(copy, Side.HOME, people["home"], by)
    assert signed.post.title == "Chủ tịch"
    signed_copies.make_master(copy=copy, by=by)

    state = signed_copies.signing_state(paper)
    assert state.is_done
    assert signed_copies.master_of(paper) == copy
    review = annual_reviews.archive(review=paper.review, by=by)
    assert review.status == "archived"
    with pytest.raises(RuleViolation, match="archived"):
        paper_signatures.take_back(signature=signed, reason="slip", by=by)
    with pytest.raises(RuleViolation, match="archived"):
        sign(copy, Side.HOME, people["home"], by)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"signed_on": date(2025, 3, 2)}, "lies in the past"),
        ({"signed_on": date(2025, 1, 14)}, "issued on 15/01/2025"),
        ({"person": "Somebody new"}, "Say the post"),
        ({"copy": Verdict.MISSING}, "every page of this paper"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(copy, paper, people, by, facts, words):
    broken = facts.pop("copy", None)
    copy = make.SignedCopyFactory(paper=paper, verdict=broken) if broken else copy
    person = facts.pop("person", people["home"])
    with pytest.raises(RuleViolation, match=words):
        sign(copy, Side.HOME, person, by, **facts)
    assert not PaperSignature.objects.exists()


def test_nobody_signs_for_both_sides_or_twice(copy, people, by):
    sign(copy, Side.HOME, people["home"], by)
    with pytest.raises(RuleViolation, match="has signed for the other side"):
        sign(copy, Side.COUNTERPART, people["home"], by)
    with pytest.raises(RuleViolation, match="This side has signed already"):
        sign(copy, Side.HOME, people["counterpart"], by)


def test_somebody_new_is_entered_with_the_post_at_the_place_of_the_side(copy, people, by):
    signed = sign(copy, Side.COUNTERPART, "Bounmy Sisouk", by, post="Phó huyện trưởng")
    assert (signed.person.name, signed.post.title) == ("Bounmy Sisouk", "Phó huyện trưởng")
    assert signed.post.unit.partnershipparty_set.get().side == Side.COUNTERPART
    again = sign(copy, Side.HOME, people["home"], by, post="Bí thư")
    assert (again.post.title, again.post.person) == ("Bí thư", people["home"])


def test_somebody_new_is_of_the_party_that_stands_and_not_of_one_that_left(copy, partnership, by):
    left = partnership.parties.get(side=Side.COUNTERPART)
    left.until = date(2024, 7, 1)
    left.save()
    place = make.UnitFactory(country=left.unit.country)
    make.PartnershipPartyFactory(partnership=partnership, side=Side.COUNTERPART, unit=place)
    signed = sign(copy, Side.COUNTERPART, "Bounmy Sisouk", by, post="Phó huyện trưởng")
    assert signed.post.unit == place


def test_a_slip_is_taken_back_with_a_reason_and_signed_anew(copy, paper, people, by):
    signed = sign(copy, Side.HOME, people["counterpart"], by)
    with pytest.raises(RuleViolation, match="Say why"):
        paper_signatures.take_back(signature=signed, reason=" ", by=by)
    paper_signatures.take_back(signature=signed, reason="Nhầm bên", by=by)
    with pytest.raises(RuleViolation, match="taken back already"):
        paper_signatures.take_back(signature=signed, reason="Nhầm bên", by=by)
    sign(copy, Side.HOME, people["home"], by)
    acts = AuditEvent.objects.filter(target=paper.uuid).order_by("pk")
    assert [one.action for one in acts] == [
        "paper.signature_recorded",
        "paper.signature_taken_back",
        "paper.signature_recorded",
    ]
    assert acts[1].reason == "Nhầm bên"


# One text: the joint paper is the minutes of the meeting


@pytest.fixture
def minutes(partnership):
    meeting = make.MeetingFactory(partnerships=[partnership], held=PartialDate.read("20/01/2025"))
    return make.MinutesFactory(meeting=meeting, status=MinutesStatus.TEXT_AGREED)


@pytest.fixture
def one_text(series, minutes):
    return make.AnnualReviewFactory(
        series=series, sent=True, edition=3, meeting=minutes.meeting, one_text=True
    )


def test_signing_the_one_text_signs_the_minutes_and_archives_them_with_the_scan(
    one_text, minutes, people, by
):
    copy = make.SignedCopyFactory(paper=final(one_text, SECOND))
    other = make.SignedCopyFactory(paper=final(one_text, OTHER_COPY, copy="counterpart"))
    first = sign(copy, Side.HOME, people["home"], by)
    sign(copy, Side.COUNTERPART, people["counterpart"], by)
    sign(other, Side.HOME, people["home"], by)  # the other copy of the same text
    minutes.refresh_from_db()
    assert minutes.status == MinutesStatus.SIGNED_BY_BOTH
    assert [(one.side, one.person) for one in minutes.signatures.order_by("pk")] == [
        ("home", people["home"]),
        ("counterpart", people["counterpart"]),
    ]
    with pytest.raises(RuleViolation, match="minutes of the meeting"):
        paper_signatures.take_back(signature=first, reason="slip", by=by)

    signed_copies.make_master(copy=copy, by=by)
    paper_signatures.put_away_minutes(AnnualReview.objects.get(pk=one_text.pk), by)
    minutes.refresh_from_db()
    assert minutes.status == MinutesStatus.ARCHIVED
    assert minutes.attachments.get(is_master=True).sha256 == copy.sha256
    store.require_there(copy.sha256)
    paper_signatures.put_away_minutes(AnnualReview.objects.get(pk=one_text.pk), by)  # once
    assert minutes.attachments.count() == 1


def test_the_one_text_needs_minutes_that_are_agreed(one_text, minutes, people, by):
    copy = make.SignedCopyFactory(paper=final(one_text, SECOND))
    type(minutes).objects.update(status=MinutesStatus.DRAFT)
    with pytest.raises(RuleViolation):
        sign(copy, Side.HOME, people["home"], by)
    assert not PaperSignature.objects.exists()
