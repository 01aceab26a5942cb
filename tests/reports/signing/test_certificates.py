"""The certificates an office trusts: installed with their fingerprint, withdrawn with a reason."""

import pytest
from cryptography.hazmat.primitives import serialization
from django.urls import reverse

from accounts.choices import Role
from core.errors import RuleViolation
from reports.models import TrustedCertificate
from reports.services import certificates
from tests import factories as make
from tests import signatures as s
from tests.uploads import upload

pytestmark = pytest.mark.django_db
NEW, LIST = "reports:certificate-create", "reports:certificate-list"


@pytest.fixture(scope="module")
def root():
    return s.authority()


@pytest.fixture
def administrator(client):
    user = make.UserFactory(role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def chosen(client, data, name="root.cer"):
    return client.post(reverse(NEW), {"file": upload(name, data)})


@pytest.mark.parametrize("form", [s.der, lambda root: s.pem(root).encode()])
def test_the_fingerprint_is_shown_before_the_certificate_is_trusted(
    client, administrator, root, form
):
    page = chosen(client, form(root))
    assert page.status_code == 422
    found = page.context["form"].found
    assert found.spelled in page.text
    assert not TrustedCertificate.objects.exists()

    pem = page.context["form"]["pem"].value()
    assert 'type="hidden" name="pem"' in page.text  # the browser sends what was read back
    assert client.post(reverse(NEW), {"pem": pem}).status_code == 422
    done = client.post(reverse(NEW), {"pem": pem, "confirmed": "on"})
    assert done.status_code == 302
    row = TrustedCertificate.objects.get()
    assert (row.name, row.fingerprint) == ("Ban Cơ yếu Chính phủ", s.hashes_of(root))
    assert f"{row.fingerprint[:8]} {row.fingerprint[8:16]}" in client.get(reverse(LIST)).text


def private(whose, kind):
    return whose.key.private_bytes(
        kind, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def together(whose, password=None):
    keep = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    return serialization.pkcs12.serialize_key_and_certificates(
        b"x", whose.key, whose.certificate, None, keep
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda root: private(root, serialization.Encoding.PEM), "private key"),
        (lambda root: private(root, serialization.Encoding.DER), "private key"),
        (lambda root: s.pem(root).encode() + private(root, serialization.Encoding.PEM), "private"),
        (together, "private key"),
        (lambda root: together(root, b"p"), "private key"),
        (lambda root: (s.pem(root) * 2).encode(), "several certificates"),
        (lambda root: b"junk", "not a certificate"),
        (lambda root: b"\x30\x82" * 70_000, "not a certificate"),
        (lambda root: s.pem(root).encode()[:400], "not a certificate"),
        (lambda root: s.der(s.authority(since=-400, until=-1)), "expired on"),
        (lambda root: b"", "Choose a file"),
    ],
)
def test_what_is_no_certificate_to_trust_is_refused_at_the_field(
    client, administrator, root, data, words
):
    page = chosen(client, data(root))
    assert page.status_code == 422
    assert words in " ".join(page.context["form"].errors["file"])
    assert "PRIVATE KEY" not in page.text
    assert not TrustedCertificate.objects.exists()


def test_a_single_signer_and_an_authority_below_another_are_warned_of(root):
    lone = certificates.certificates.read(s.der(s.certificate("Ai Đó", root)))
    assert "only that signer" in lone.warnings[0]
    assert "issued by another authority: Ban Cơ yếu Chính phủ" in lone.warnings[1]


def test_a_certificate_is_installed_once_and_withdrawn_with_a_reason(client, administrator, root):
    row = make.TrustedCertificateFactory(whose=root)
    by = administrator
    found = {"data": s.der(root), "fingerprint": row.fingerprint, "by": by}
    with pytest.raises(RuleViolation, match="installed already"):
        certificates.install(**found)
    with pytest.raises(RuleViolation, match="Compare the fingerprint"):
        certificates.install(**found | {"data": s.der(s.authority("B")), "fingerprint": "0" * 64})
    away = reverse("reports:certificate-withdraw", args=[row.uuid])
    assert client.post(away, {"reason": " "}).status_code == 422
    assert client.post(away, {"reason": "Hết tin cậy"}).status_code == 302
    with pytest.raises(RuleViolation, match="withdrawn already"):
        certificates.withdraw(certificate=row, reason="again", by=by)
    with pytest.raises(RuleViolation, match="was withdrawn: Hết tin cậy"):
        certificates.install(**found)
    assert "withdrawn" in client.get(reverse(LIST)).text


def test_the_list_costs_few_queries(client, administrator, django_assert_max_num_queries):
    for name in "ABC":
        make.TrustedCertificateFactory(whose=s.authority(name), name=name)
    with django_assert_max_num_queries(6):
        client.get(reverse(LIST))
