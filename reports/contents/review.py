"""What a paper of a review prints: frozen figures and texts, and what this paper adds to them.

The content is attached to the PDF. So what is not for the other side is left out of the content
of a joint paper, and not only out of its pages.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from accounts.models import User
from reports import figures
from reports.choices import INTERNAL_ONLY, PaperKind, ReviewPurpose, ReviewStatus, Section
from reports.models import AnnualReview

# Figures that both sides see. What is named nowhere here stays in the house.
SHARED = {
    *("schema", "review", "title", "sides", "tie", "memoranda", "commitments"),
    *("meeting", "meetings", "meetings_due", "hosts", "minutes", "agreed_items", "agreed_counts"),
    *("incidents", "incident_counts", "aid", "aid_undated", "aid_totals", "activities", "patrols"),
    *("twinnings", "figures", "facts", "comparison", "plan", "sources"),
}
OF_AGREEMENTS = {"schema", "review", "title", "sides", "agreements", "plan", "facts", "sources"}
OUR_PLANS = {"year_plans"}  # of the plan: what our offices mean to spend


def of_review(
    review: AnnualReview, *, kind: PaperKind, by: User, number: str = "", day: date | None = None
) -> dict:
    """What the paper prints: frozen figures where they are frozen, else what stands now."""
    live = review.status == ReviewStatus.DRAFT
    known = figures.collect(review) if live else review.figures
    digest = figures.digest(known, review.narrative) if live else review.figures_hash
    internal = kind == PaperKind.INTERNAL
    content = for_us(known, by=by) if internal else for_both_sides(known)
    if internal:
        content["report"] = _report(review, by, number, day)
    return content | {
        "edition": review.edition,
        "hash": digest,
        "site_url": settings.SITE_URL,
        "period": {
            "from": review.period.lower.isoformat(),
            "until": review.period.upper.isoformat(),
        },
        "cut_off": review.cut_off.isoformat() if review.cut_off else None,
        "narrative": narrative(review, internal=internal),
    }


def narrative(review: AnnualReview, *, internal: bool) -> dict:
    """What people wrote; of the parts for us alone nothing, unless it is our report."""
    return {
        key: text
        for key, text in review.narrative.items()
        if (internal or key not in INTERNAL_ONLY)
        and any(entry.get("text") for entry in text.values())
    }


def for_us(known: dict, *, by: User) -> dict:
    """All figures; the report on agreements prints but a few of them. Whoever may not read
    sensitive incidents does not have them printed either: the report says that there are some.
    """
    if not getattr(by, "sees_sensitive", False) and (known.get("sensitive") or {}).get("incidents"):
        known = known | {"sensitive": {"withheld": True}}
    if (known.get("review") or {}).get("purpose") != ReviewPurpose.AGREEMENTS:
        return dict(known)
    own = {name: value for name, value in known.items() if name in OF_AGREEMENTS}
    own["facts"] = [one for one in own["facts"] if one["section"] == Section.AGREEMENT]
    return _with_sources(own)


def for_both_sides(known: dict) -> dict:
    """The figures without what only our side may read."""
    shared = {name: value for name, value in known.items() if name in SHARED}
    if shared.get("hosts"):
        shared["hosts"] = _without_reasons(shared["hosts"])
    if shared.get("plan"):
        shared["plan"] = {k: v for k, v in shared["plan"].items() if k not in OUR_PLANS}
    return _with_sources(shared)


def _with_sources(own: dict) -> dict:
    """With the sources that any of these records is known from, and no others."""
    cited = set(_cited(own))
    listed = [one for one in own.get("sources") or [] if one["key"] in cited]
    return own | {"sources": listed} if "sources" in own else own


def _without_reasons(hosts: dict) -> dict:
    """Why a meeting was out of turn is what our office noted."""
    told = [one | {"reason": ""} for one in hosts.get("sequence") or []]
    by_tie = [one | {"turn": _without_reasons(one["turn"])} for one in hosts.get("by_tie") or []]
    return hosts | {"sequence": told} | ({"by_tie": by_tie} if "by_tie" in hosts else {})


def _cited(value) -> Iterator[str]:
    """The keys of the sources that any of these records is known from."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "source":
                refs = part if isinstance(part, list) else [part] if part else []
                yield from (ref["key"] for ref in refs)
            elif name != "sources":
                yield from _cited(part)
    elif isinstance(value, list):
        for part in value:
            yield from _cited(part)


def _report(review: AnnualReview, by: User, number: str, day: date | None) -> dict:
    """The head of the internal report: the office that makes it, the number if it has one, the day
    once it is issued.
    """
    office = by.office if by.pk else None
    issued = day or review.issued_on
    return {
        "superior": [line for line in (office.superior if office else "").split("\n") if line],
        "office": office.name if office else None,
        "code": office.code if office else None,
        "place": office.place if office else None,
        "number": number or None,
        "date": issued.isoformat() if issued else None,
        "addressee": office.superior if office else None,
        "recipients": [],
    }
