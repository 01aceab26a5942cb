"""A PDF that comes back with digital signatures: our very bytes, signatures and nothing else."""

import os
import random
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic

from core.errors import RuleViolation
from reports.choices import HowSigned, ScanState, Verdict
from reports.models import SignedCopy
from reports.services import certificates, signed_copies
from reports.signing import digital, words
from tests import factories as make
from tests import signatures as s
from tests.reports.signing import scanned
from tests.uploads import changed, pdf, upload

TAMPERINGS = int(os.environ.get("TAMPERINGS", "60"))  # 1000 for the full run


@pytest.fixture(scope="module")
def root():
    return s.authority()


@pytest.fixture(scope="module")
def head(root):
    return s.certificate("Lò Văn Đầu", root)


@pytest.fixture(scope="module")
def across(root):
    return s.certificate("Khamphone Vongsa", root, own=2)


@pytest.fixture(scope="module")
def one(head):
    return s.signed(scanned.issued(), "SigHome", head)


@pytest.fixture(scope="module")
def both(one, across):
    return s.signed(one, "SigCounterpart", across)


def checked(data, *roots):
    return digital.checked(
        BytesIO(data),
        BytesIO(scanned.issued()),
        roots=[s.pem(root) for root in roots],
        received=datetime.now(UTC),
    )


def test_both_sides_sign_in_either_order(root, head, across, both):
    turned = s.signed(s.signed(scanned.issued(), "SigCounterpart", across), "SigHome", head)

    first, second = checked(both, root)
    assert (first["signer"], first["side"], first["whole"]) == ("Lò Văn Đầu", "home", False)
    assert (second["signer"], second["side"], second["whole"]) == (
        "Khamphone Vongsa",
        "counterpart",
        True,
    )
    assert first["organisation"] == s.OFFICE
    assert first["intact"]
    assert (first["doubts"], first["stamped"]) == ([], False)
    assert [one["side"] for one in checked(turned, root)] == ["counterpart", "home"]


@pytest.mark.parametrize(
    ("whose", "doubts"),
    [
        (lambda root: s.certificate("A", root), []),
        (lambda root: s.certificate("A", s.authority("Khác", since=-9)), ["unknown"]),
        (lambda root: s.certificate("A"), ["self_made"]),
        (lambda root: s.certificate("A", root, since=-400, until=-30), ["expired"]),
        (lambda root: s.certificate("A", root, since=30, until=90), ["early"]),
        (lambda root: s.certificate("A", since=-400, until=-30), ["self_made", "expired"]),
    ],
)
def test_what_is_doubtful_about_a_certificate_is_told_and_hides_nothing(root, whose, doubts):
    own = s.certificate("Ban Cơ yếu", ca=True, own=3)  # trusted, and of no avail
    signer = whose(root)
    (said,) = checked(s.signed(scanned.issued(), "SigHome", signer), root, own)
    assert (said["signer"], said["doubts"], said["intact"]) == ("A", doubts, True)


def test_a_single_signer_may_be_trusted_by_name(head):
    alone = s.certificate("Tự ký")
    (said,) = checked(s.signed(scanned.issued(), "SigHome", alone), alone)
    assert said["doubts"] == []


def turned_page(writer):
    at, _resources = writer.find_page_for_modification(0)
    at.get_object()["/Rotate"] = generic.NumberObject(90)
    writer.update_container(at.get_object())


def note(writer):
    at, _resources = writer.find_page_for_modification(0)
    page = at.get_object()
    text = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(9)] * 4),
        }
    )
    notes = page.get("/Annots", generic.ArrayObject())
    page["/Annots"] = generic.ArrayObject([*map(notes.raw_get, range(len(notes)))])
    page["/Annots"].append(writer.add_object(text))
    writer.update_container(page)


def page_more(writer):
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 595, 842)]
            ),
        }
    )
    tree = writer.root["/Pages"]
    tree["/Kids"].append(writer.add_object(page))
    tree["/Count"] = generic.NumberObject(tree["/Count"] + 1)
    writer.update_container(tree)


def a_script(writer):
    act = {generic.pdf_name("/S"): generic.pdf_name("/JavaScript")}
    writer.root["/OpenAction"] = generic.DictionaryObject(act)
    writer.update_root()


@pytest.mark.parametrize("forge", [turned_page, note, page_more, a_script])
@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_whatever_is_added_beside_signatures_is_refused(root, head, across, one, forge, when):
    data = {
        "before": lambda: s.signed(s.added(scanned.issued(), forge), "SigHome", head),
        "between": lambda: s.signed(s.added(one, forge), "SigCounterpart", across),
        "after": lambda: s.added(one, forge),
    }[when]()
    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        checked(data, root)


def test_random_bytes_changed_in_the_signed_part_are_found(root, both):
    """The whole run of 1,000 by TAMPERINGS=1000; half of them behind the bytes issued here."""
    ours, chance = len(scanned.issued()), random.Random(20261122)
    gaps = [(i, both.index(b">", i)) for i in _all(both, b"/Contents <")]
    found = 0
    while found < TAMPERINGS:
        low, high = (0, ours) if found % 2 else (ours, len(both))
        place = chance.randrange(low, high)
        if any(start <= place <= end for start, end in gaps):
            continue  # the signature itself, which nothing signs
        forged = bytearray(both)
        forged[place] ^= 1 << chance.randrange(8)
        with pytest.raises(RuleViolation):
            checked(bytes(forged), root)
        found += 1


def _all(data, what):
    places, at = [], data.find(what)
    while at >= 0:
        places.append(at)
        at = data.find(what, at + 1)
    return places


def test_a_changed_word_under_a_signature_is_found_even_without_our_bytes_beside(root, head):
    """As pyHanko alone would judge it: the signature does not hold."""
    forged = bytearray(s.signed(scanned.issued(), "SigHome", head))
    forged[2000] ^= 1
    with pytest.raises(RuleViolation, match=r"does not hold|cannot be checked|changed besides"):
        digital.checked(
            BytesIO(bytes(forged)),
            BytesIO(bytes(forged[: len(scanned.issued())])),
            roots=[],
            received=datetime.now(UTC),
        )


# Brought as a copy of the paper


def brought(paper, data, by):
    return signed_copies.bring(paper=paper, upload=upload("ký.pdf", data), declared=True, by=by)


def test_a_signed_pdf_is_whole_at_once_and_its_doubts_are_shown(paper, by, one, root):
    copy = brought(paper, one, by)
    assert (copy.how, copy.state, copy.verdict) == (
        HowSigned.DIGITAL,
        ScanState.READ,
        Verdict.COMPLETE,
    )
    (shown,) = words.signatures(copy)
    assert str(shown["badge"]) == "not trusted"
    assert "not among those trusted here" in shown["doubted"][0]

    row = certificates.install(data=s.der(root), fingerprint=_print(root), by=by)
    copy = signed_copies.check_again(copy=copy, by=by)
    assert str(words.signatures(copy)[0]["badge"]) == "trusted"
    certificates.withdraw(certificate=row, reason="Khoá bị lộ", by=by)
    copy = signed_copies.check_again(copy=copy, by=by)
    assert copy.signatures[0]["doubts"] == ["unknown"]


def _print(whose):
    return s.hashes_of(whose)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda head: s.signed(pdf("Giấy khác"), "SigHome", head), "not the very file issued here"),
        (
            lambda head: s.signed(changed(scanned.issued()), "SigHome", head),
            "not the very file issued here",
        ),
        (lambda head: scanned.issued(), "without a signature"),
        (lambda head: s.added(scanned.issued(), a_script), "without a signature"),
        (lambda head: s.added(s.signed(scanned.issued(), "SigHome", head), note), "changed beside"),
    ],
)
def test_what_is_not_our_file_with_signatures_is_refused_and_not_kept(paper, by, head, data, said):
    with pytest.raises(RuleViolation, match=said):
        brought(paper, data(head), by)
    assert not SignedCopy.objects.exists()


def test_the_issued_file_that_is_lost_is_told(by, one):
    lost = make.SignedCopyFactory().paper
    lost.pdf.storage.delete(lost.pdf.name)
    with pytest.raises(RuleViolation, match="lost from the storage"):
        brought(lost, one, by)
