"""What is still missing in the records of a review: for the internal report and the preview."""

from django.db.models import prefetch_related_objects

from reports.figures.agreed import Agreed
from reports.figures.aid import Gifts
from reports.figures.meetings import Held
from reports.figures.promises import Promises
from reports.figures.shapes import text
from reports.figures.subject import Subject
from reports.figures.texts import Signed


def gaps(
    subject: Subject, held: Held, agreed: Agreed, gifts: Gifts, signed: Signed, promises: Promises
) -> list[dict]:
    prefetch_related_objects(subject.ties, "parties", "changes")
    shown = [*held.in_period, *([held.review_meeting] if held.review_meeting else [])]
    records = [
        *subject.ties,
        *signed.texts,
        *promises.found,
        *gifts.dated,
        *gifts.open,
        *dict.fromkeys(shown),
        *agreed.items,
    ]
    said = [*_vacant(subject), *_ended(subject, signed)]
    for record in records:
        missing = record.missing()
        if missing:
            said.append(f"{record}: còn thiếu {', '.join(missing)}")
    return [text(line) for line in dict.fromkeys(said)]


def _vacant(subject: Subject) -> list[str]:
    """A side that nobody fills, at the end of the period."""
    sides = (("bên Việt Nam", subject.home), ("bên đối tác", subject.counterpart))
    return [
        f"Khuyết {words} từ {found.vacant_since:%d/%m/%Y}: chưa có quyết định về đơn vị kế thừa"
        for words, found in sides
        if found.vacant_since
    ]


def _ended(subject: Subject, signed: Signed) -> list[str]:
    renewed = {one.renews_id for one in signed.texts}
    return [
        f"{one.title}: hết thời hạn trong kỳ, chưa ghi văn bản nối tiếp"
        for one in signed.texts
        if one.term
        and one.term.upper
        and one.term.upper <= subject.period.upper
        and one.pk not in renewed
    ]
