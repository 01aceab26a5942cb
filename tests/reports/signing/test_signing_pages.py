"""The pages of signing: the piece of the review, one copy, who signed; and what readers get."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from partnerships.choices import Side
from reports.choices import HowSigned, Verdict
from reports.models import PaperSignature, SignedCopy
from reports.services import scans
from tests import factories as make
from tests.reports.signing.scanned import scan

pytestmark = pytest.mark.django_db


def at(name, record, **query):
    url = reverse(f"reports:{name}", args=[record.uuid])
    return url + "?" + "&".join(f"{key}={value}" for key, value in query.items())


@pytest.fixture
def officer_page(client, by):
    client.force_login(by)
    return client


def test_a_scan_is_brought_read_and_shown(officer_page, paper, django_assert_max_num_queries):
    client = officer_page
    assert client.get(at("signed-copy-create", paper)).status_code == 200
    bad = client.post(at("signed-copy-create", paper), {"file": scan()})
    assert bad.status_code == 422
    assert "state secret" in bad.text
    sent = {"file": scan(), "declared": "on", "submission": "a" * 32}
    client.post(at("signed-copy-create", paper), sent)
    client.post(at("signed-copy-create", paper), sent | {"file": scan()})  # the same form again
    copy = SignedCopy.objects.get()

    waiting = client.get(at("signed-copy-detail", copy))
    assert "0 of 5 pages" in waiting.text
    assert "data-hx-trigger" in waiting.text
    scans.read(copy_id=copy.pk)
    with django_assert_max_num_queries(10):
        page = client.get(at("signed-copy-detail", copy))
    assert "Every page of this very paper" in page.text
    assert "Every page was read." in client.get(at("signed-copy-progress", copy)).text
    assert client.get(at("signed-copy-page", copy, n=5))["Content-Type"] == "image/webp"
    assert client.get(at("signed-copy-page", copy, n=6)).status_code == 404
    client.post(at("signed-copy-master", copy))
    assert SignedCopy.objects.get().is_master
    with django_assert_max_num_queries(10):
        piece = client.get(at("review-signing", paper.review))
    assert "master copy" in piece.text


def test_who_signed_is_offered_recorded_and_taken_back(officer_page, paper, people):
    client, copy = officer_page, make.SignedCopyFactory(paper=paper)
    url = at("paper-signature-create", copy, side="home")
    assert client.get(url).status_code == 200
    said = {"side": "home", "person": str(people["home"].uuid), "signed_on": "01/02/2025"}
    late = client.post(url, said | {"signed_on": "01/01/2025"})
    assert late.status_code == 422
    assert "15/01/2025" in late.text
    assert client.post(url, said).status_code == 302
    signed = PaperSignature.objects.get()
    assert "Take back" in client.get(at("signed-copy-detail", copy)).text
    refused = client.post(at("signed-copy-withdraw", copy), {"reason": "slip"})
    assert "Signatures are recorded on this copy" in refused.text
    client.post(at("paper-signature-take-back", signed), {"reason": "slip"})
    signed.refresh_from_db()
    assert signed.taken_back_reason == "slip"
    assert client.post(at("signed-copy-withdraw", copy), {"reason": "slip"}).status_code == 302


def test_a_doubtful_certificate_is_told_where_the_signature_is_recorded(officer_page, paper):
    doubtful = {
        "signer": "Lò Văn Đầu",
        "organisation": "",
        "when": "2025-02-03T09:00:00+07:00",
        "stamped": False,
        "intact": True,
        "whole": True,
        "changed": False,
        "issuer": "Lò Văn Đầu",
        "valid_from": "2024-01-01T00:00:00+00:00",
        "valid_until": "2024-12-31T00:00:00+00:00",
        "doubts": ["self_made", "expired"],
        "field": "SigHome",
        "side": "home",
    }
    copy = make.SignedCopyFactory(paper=paper, how=HowSigned.DIGITAL, signatures=[doubtful])
    person = make.PostFactory(unit=paper.review.series.partnerships.get().parties.first().unit)
    type(person.person).objects.filter(pk=person.person.pk).update(name="Lò Văn Đầu")

    page = officer_page.get(at("paper-signature-create", copy, side="home"))
    assert "The signer made the certificate" in page.text
    assert page.context["form"].initial["person"] == person.person
    assert (
        "had expired when the file arrived" in officer_page.get(at("signed-copy-detail", copy)).text
    )


def test_pages_that_are_missing_offer_no_act_that_would_be_refused(officer_page, paper):
    copy = make.SignedCopyFactory(paper=paper, verdict=Verdict.UNREAD)
    page = officer_page.get(at("signed-copy-detail", copy))
    assert "Vouch for the pages" in page.text
    assert "Make it the master" not in page.text
    officer_page.post(at("signed-copy-vouch", copy), {"reason": "Đã đối chiếu từng trang"})
    page = officer_page.get(at("signed-copy-detail", copy))
    assert "Make it the master" in page.text
    assert "Đã đối chiếu từng trang" in page.text


def test_readers_get_the_master_and_nothing_of_the_other_copies(client, unit, paper):
    client.force_login(make.UserFactory(role=Role.READER, units=[unit]))
    other = make.SignedCopyFactory(paper=paper, name="hỏng.png")
    issued = client.get(at("review-paper-pdf", paper))
    assert issued["Content-Type"] == "application/pdf"
    issued.getvalue()  # read to its end
    assert client.get(at("signed-copy-detail", other)).status_code == 404
    assert "hỏng.png" not in client.get(at("review-signing", paper.review)).text

    master = make.SignedCopyFactory(paper=paper, master=True)
    make.PaperSignatureFactory(copy=master, side=Side.HOME)
    handed = client.get(at("review-paper-pdf", paper), follow=True)
    assert b"".join(handed.streaming_content)[:4] == b"\x89PNG"
    assert AuditEvent.objects.filter(target=master.uuid, action="file.downloaded").count() == 1
    shown = client.get(at("signed-copy-detail", master))
    assert shown.status_code == 200
    assert "Withdraw" not in shown.text
