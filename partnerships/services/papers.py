from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import PartialDate
from partnerships.models import Organisation, Paper, Source, Unit
from partnerships.services.rules import UNDATED, cite, require


@transaction.atomic
def record(
    *,
    kind: str,
    title: str,
    by: User,
    issuer: Organisation | None = None,
    issued_by: str = "",
    unit: Unit | None = None,
    number: str = "",
    dated: PartialDate = UNDATED,
    gist: str = "",
    published: bool = False,
    passages: Iterable[tuple[int | None, str]] = (),
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Paper:
    """A text that is cited, perhaps known by name only; `passages` are (paragraph, reference)."""
    paper = Paper.objects.create(
        uuid=uuid or uuid4(),
        kind=kind,
        title=title,
        issuer=issuer,
        issued_by=issued_by,
        unit=unit,
        number=number,
        dated=dated,
        gist=gist,
        published=published,
    )
    cite(paper, sources)
    audit.record(action="paper.recorded", target=paper, by=by)
    for paragraph, reference in passages:
        passage(paper=paper, paragraph=paragraph, reference=reference, by=by)
    return paper


@transaction.atomic
def passage(
    *,
    paper: Paper,
    by: User,
    paragraph: int | None = None,
    reference: str = "",
    uuid: UUID | None = None,
) -> Source:
    """A paragraph of a paper as a source, with the number the fact has in the office's list."""
    taken = reference and Source.objects.filter(reference=reference).exists()
    require(not taken, _("The fact %(number)s has a source already.") % {"number": reference})
    source = Source.objects.create(
        uuid=uuid or uuid4(), paper=paper, paragraph=paragraph, reference=reference
    )
    audit.record(action="paper.cited", target=source, by=by, paper=str(paper.uuid))
    return source
