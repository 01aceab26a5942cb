from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.models import Border, Country, Note, Organisation, Partnership, Source, Unit
from partnerships.services.rules import cite, require, require_just_one


@transaction.atomic
def record(
    *,
    topic: str,
    text: str,
    by: User,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    border: Border | None = None,
    country: Country | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Note:
    """A fact that fits nowhere else, of one tie, unit, organisation, border or country."""
    require_just_one(
        _("Name one subject: a tie, a unit, an organisation, a border or a country."),
        partnership,
        unit,
        organisation,
        border,
        country,
    )
    require(text.strip(), _("A note says something."))
    note = Note.objects.create(
        uuid=uuid or uuid4(),
        topic=topic,
        text=text,
        partnership=partnership,
        unit=unit,
        organisation=organisation,
        border=border,
        country=country,
    )
    cite(note, sources)
    audit.record(action="note.recorded", target=note, by=by)
    return note
