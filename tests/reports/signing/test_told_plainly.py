"""What is said of a copy that came back: in one sentence where one is enough, with the way on."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import MediaType
from reports.choices import Verdict
from reports.models import PaperSignature, SignedCopy
from reports.services import scans
from reports.signing import certificates, words
from reports.signing.codes import Code
from reports.signing.verdicts import Sheet
from tests import factories as make
from tests import signatures as s
from tests.reports.signing import scanned
from tests.reports.signing.conftest import final
from tests.reports.signing.scanned import blank, pdf_of, scan, sheet
from tests.uploads import upload

pytestmark = pytest.mark.django_db


def at(name, record):
    return reverse(f"reports:{name}", args=[record.uuid])


@pytest.fixture
def officer_page(client, by):
    client.force_login(by)
    return client


def summary(paper, *seen):
    """What is said of a scan with these pages, each the code of a paper and a page of it."""
    copy = make.ScanReadingFactory(copy__paper=paper).copy
    site = scans.expected(paper).site
    found = [Sheet(n, [Code(site, *what)]) for n, what in enumerate(seen, start=1)]
    found.append(Sheet(len(seen) + 1, blank=True))
    scans.finish(copy_id=copy.pk, token=scans.claim(copy_id=copy.pk), found=found)
    copy.refresh_from_db()
    assert copy.verdict == Verdict.FOREIGN
    return words.summary(copy)


def pages(code, *numbers):
    return [(code, number) for number in numbers]


def test_the_scan_of_another_paper_is_told_in_one_sentence(review, paper, other_copy):
    """Not page by page, nor with every page of this paper as missing."""
    final(type(review).objects.get(edition=1), scanned.FIRST)
    assert summary(paper, *pages(scanned.OTHER_COPY, 1, 2, 3, 4, 5)) == [
        "This is the scan of the other copy: copy of the counterpart side (SMA-MET-2024/2-B). "
        "Bring it to that paper, and here the scan of this one."
    ]
    (back,) = summary(other_copy, *pages(scanned.SECOND, 2, 3))
    assert back.startswith("This is the scan of the other copy: copy of the home side")
    (older,) = summary(paper, *pages(scanned.FIRST, 1, 2))
    assert older.startswith("This is the scan of edition 1 (SMA-MET-2024/1)")
    mixed = summary(paper, *pages(scanned.SECOND, 1, 2, 3, 4), *pages(scanned.OTHER_COPY, 5))
    assert "Page 5 belongs to another copy" in mixed[0]
    assert "Page 5 of the paper is missing" in mixed[1]


def test_a_reading_that_failed_is_told_with_the_way_on(officer_page, paper):
    client = officer_page
    client.post(at("signed-copy-create", paper), {"file": scan(sheet(1)), "declared": "on"})
    copy = SignedCopy.objects.get()
    polled = at("signed-copy-progress", copy)

    def piece():
        return client.get(polled, headers={"HX-Request": "true"}).text

    assert "being read" in client.get(at("signed-copy-detail", copy)).text
    assert "copy-badge" not in piece()
    scans.give_up(copy_id=copy.pk, token=None, reason="hết bộ nhớ")

    assert 'id="copy-badge" data-hx-swap-oob="true"' in piece()  # the mark in the page follows
    for page in (piece(), client.get(at("signed-copy-detail", copy)).text):
        assert "could not be read" in page
        assert "being read" not in page
        assert at("signed-copy-create", paper) in page
        assert page.count(at("signed-copy-read", copy)) == 1
    client.post(at("signed-copy-read", copy))
    scans.read(copy_id=copy.pk)
    assert "pages are missing" in piece()


def test_a_master_that_is_a_pdf_is_viewed_as_the_paper_is(client, unit, paper):
    client.force_login(make.UserFactory(role=Role.READER, units=[unit]))
    data = pdf_of(blank())
    kept = make.SignedCopyFactory(
        paper=paper, master=True, data=data, media_type=MediaType.PDF, name="ký.pdf"
    )
    said = {}
    for asked in ("", "?view=1"):
        answer = client.get(at("review-paper-pdf", paper) + asked, follow=True)
        assert b"".join(answer.streaming_content) == data
        said[asked] = answer["Content-Disposition"].split(";")[0]
    assert said == {"": "attachment", "?view=1": "inline"}
    assert AuditEvent.objects.filter(target=kept.uuid, action="file.downloaded").count() == 2


def test_a_new_name_takes_the_place_of_a_chosen_person(officer_page, paper, people):
    """Both are refused at the field with all that was typed, and one of them can be given up."""
    url = at("paper-signature-create", make.SignedCopyFactory(paper=paper)) + "?side=home"
    said = {"side": "home", "person": str(people["home"].uuid), "person_q": "Lò Văn Mới"}
    said |= {"post": "Phó Chủ tịch", "signed_on": "01/02/2025"}
    refused = officer_page.post(url, said)
    assert refused.status_code == 422
    assert "Keep one of the two" in " ".join(refused.context["form"].errors["person"])
    for kept in (f'value="{people["home"].uuid}" checked', "Lò Văn Mới", "Phó Chủ tịch"):
        assert kept in refused.text
    assert 'name="person" value=""> somebody else: the name typed below' in refused.text

    assert officer_page.post(url, said | {"person": ""}).status_code == 302
    assert PaperSignature.objects.get().person.name == "Lò Văn Mới"


def test_the_issuer_of_a_certificate_is_named_in_words(client):
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    root = s.authority()
    file = {"file": upload("root.cer", s.der(root))}
    shown = client.post(reverse("reports:certificate-create"), file).text
    issuer = root.certificate.issuer.rfc4514_string()
    make.TrustedCertificateFactory(whose=root, name="Gốc", issuer=issuer)
    for page in (shown, client.get(reverse("reports:certificate-list")).text):
        assert f"Ban Cơ yếu Chính phủ, {s.OFFICE}" in page
        assert "CN=" not in page
    stored = "C=VN,O=Ban Cơ yếu\\, Hà Nội,OU=x,CN=Gốc"
    assert certificates.in_words(stored) == "Gốc, Ban Cơ yếu, Hà Nội, VN"
    cut = "CN=Gốc,O=" + "x" * 290 + ",OU"  # longer than what is kept
    assert certificates.in_words(cut) == cut


def test_a_signed_file_leaves_nothing_of_itself_in_the_log(bring, caplog):
    """Our pages say what is wrong; the library would write names and tracebacks as warnings."""
    signed = s.signed(scanned.issued(), "SigHome", s.certificate("Lò Văn Đầu", s.authority()))
    for broken in (
        signed[:-900] + b"startxref\n7\n%%EOF\n",
        signed.replace(b"SigHome", b"SigHomf"),
    ):
        with pytest.raises(RuleViolation):
            bring(upload("ký.pdf", broken))
    assert bring(upload("ký.pdf", signed)).signatures[0]["doubts"] == ["unknown"]
    assert not [one for one in caplog.records if one.name.startswith("pyhanko") or one.exc_info]
    assert "Lò Văn Đầu" not in caplog.text
