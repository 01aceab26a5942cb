"""What was found in a signed copy, in whole sentences: page by page, signature by signature."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.badges import Badge
from partnerships.choices import Side
from reports.choices import PaperCopy, ScanState, Verdict

MOST_NUMBERS = 30


def badge(copy) -> Badge:
    """What the copy is, in one mark."""
    if copy.withdrawn_reason:
        return Badge(_("withdrawn"), "square", "warn")
    if copy.state == ScanState.WAITING:
        return Badge(_("being read"), "clock")
    if copy.state == ScanState.FAILED:
        return Badge(_("could not be read"), "triangle", "bad")
    if copy.is_master:
        return Badge(_("master copy"), "tick", "ok")
    shown = {
        Verdict.COMPLETE: Badge(_("every page is here"), "tick", "ok"),
        Verdict.UNREAD: Badge(_("pages without a code"), "half", "warn"),
        Verdict.MISSING: Badge(_("pages are missing"), "triangle", "bad"),
        Verdict.FOREIGN: Badge(_("not this paper"), "triangle", "bad"),
    }
    if copy.verdict == Verdict.UNREAD and copy.vouched_reason:
        return Badge(_("vouched for"), "tick", "ok")
    return shown[Verdict(copy.verdict)]


def summary(copy) -> list[str]:
    """What the reading of a scan came to, and what to do."""
    found = copy.findings
    if not found:
        return []
    if whole := _another_paper(found):
        return [whole]
    said = [_foreign(row, found) for row in found["pages"] if row["what"] == "foreign"]
    if found["unread"]:
        said.append(
            ngettext(
                "Page %(pages)s of the scan has no readable code.",
                "Pages %(pages)s of the scan have no readable code.",
                len(found["unread"]),
            )
            % {"pages": numbers(found["unread"])}
        )
    if found["missing"]:
        said.append(_missing(copy, found))
    if found["twice"]:
        words = _("Scanned more than once: page %(pages)s of the paper.")
        said.append(words % {"pages": numbers(found["twice"])})
    if found["shuffled"]:
        said.append(_("The pages lie in another order than in the paper."))
    return said or [_("Every page of the paper was found, and nothing else.")]


def _another_paper(found: dict) -> str:
    """One sentence for a scan of one other paper alone, where each page would say the same."""
    read = [row for row in found["pages"] if row["what"] in ("ours", "foreign")]
    named = {(row["code"], row["what"], row.get("site", "")) for row in read}
    if len(named) != 1 or read[0]["what"] == "ours" or read[0].get("site"):
        return ""
    code = read[0]["code"]
    kin = found.get("papers", {}).get(code, {})
    about = {"code": code, "edition": kin.get("edition")}
    if kin.get("kin") == "copy":
        about["copy"] = str(PaperCopy(kin["copy"]).label).lower()
    said = {
        "copy": _(
            "This is the scan of the other copy: %(copy)s (%(code)s). Bring it to that paper, and "
            "here the scan of this one."
        ),
        "edition": _(
            "This is the scan of edition %(edition)s (%(code)s), not of this one. Scan the paper "
            "of this edition."
        ),
        "draft": _(
            "This is the scan of a draft (%(code)s). Have the final paper signed and scan that."
        ),
        "paper": _(
            "This is the scan of another paper (%(code)s). Bring it to that paper, and here the "
            "scan of this one."
        ),
    }
    return said[kin["kin"]] % about if kin.get("kin") in said else ""


def _missing(copy, found: dict) -> str:
    words = {"pages": numbers(found["missing"])}
    if copy.verdict == Verdict.UNREAD:
        return _("Not found by a code: page %(pages)s of the paper.") % words
    return (
        ngettext(
            "Page %(pages)s of the paper is missing. Scan the whole paper and bring it again.",
            "Pages %(pages)s of the paper are missing. Scan the whole paper and bring it again.",
            len(found["missing"]),
        )
        % words
    )


def _foreign(row: dict, found: dict) -> str:
    """Page 3 belongs to edition 1."""
    kin = found.get("papers", {}).get(row["code"], {"kin": "unknown"})
    about = {"page": row["page"], "code": row["code"], "printed": row["printed"]}
    if row.get("site"):
        return _("Page %(page)s was issued by another site.") % about
    if kin["kin"] == "edition":
        words = _("Page %(page)s belongs to edition %(edition)s (%(code)s, page %(printed)s).")
        return words % (about | {"edition": kin["edition"]})
    if kin["kin"] == "copy":
        whose = PaperCopy(kin["copy"]).label
        words = _("Page %(page)s belongs to another copy: %(copy)s (%(code)s, page %(printed)s).")
        return words % (about | {"copy": str(whose).lower()})
    said = {
        "draft": _("Page %(page)s belongs to a draft (%(code)s, page %(printed)s)."),
        "paper": _("Page %(page)s belongs to another paper (%(code)s, page %(printed)s)."),
        "page": _("Page %(page)s says that it is page %(printed)s, which the paper does not have."),
        "unknown": _("Page %(page)s carries a code that was never issued here: %(code)s."),
    }
    return said[kin["kin"]] % about


def numbers(pages: Iterable[int]) -> str:
    """1, 2, 5 … with the rest counted."""
    pages = list(pages)
    said = ", ".join(str(page) for page in pages[:MOST_NUMBERS])
    return f"{said} …" if len(pages) > MOST_NUMBERS else said


def pages(copy) -> list[dict]:
    """Each sheet of the scan with what was found on it."""
    shown = {
        "ours": Badge(_("read"), "tick", "ok"),
        "foreign": Badge(_("not this paper"), "triangle", "bad"),
        "unread": Badge(_("no readable code"), "half", "warn"),
        "blank": Badge(_("blank side"), "hole"),
    }
    return [row | {"badge": shown[row["what"]]} for row in copy.findings.get("pages", [])]


def signatures(copy) -> list[dict]:
    """Digital signatures with what is to be said of their certificates; nothing is left out."""
    return [_signature(one) for one in copy.signatures]


def _signature(said: dict) -> dict:
    doubts = [_doubt(one) for one in said.get("doubts", [])]
    trusted = Badge(_("trusted"), "tick", "ok")
    return said | {
        "badge": Badge(_("not trusted"), "triangle", "warn") if doubts else trusted,
        "doubted": doubts,
        "at": moment(said.get("when")),
        "from": moment(said.get("valid_from")),
        "until": moment(said.get("valid_until")),
        "side_words": Side(said["side"]).label if said.get("side") else "",
        "over": _over(said),
    }


def _doubt(name: str) -> str:
    return {
        "unknown": _("The authority that issued the certificate is not among those trusted here."),
        "self_made": _("The signer made the certificate: nobody vouches for who that is."),
        "expired": _("The certificate had expired when the file arrived."),
        "early": _("The certificate was not valid yet on the day that the signature names."),
    }[name]


def _over(said: dict) -> str:
    """A certificate that ends later than the signing is no fault; the reader is told."""
    until = moment(said.get("valid_until"))
    if until and until < timezone.now() and "expired" not in said.get("doubts", []):
        return _("The certificate has ended since; it was valid when the paper was signed.")
    return ""


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
