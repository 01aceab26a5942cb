"""Files as pages show them: versions under each other, badges, the form with its parts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from core.badges import Badge
from core.boxes import Box
from core.languages import NAMES
from partnerships.choices import MediaType
from partnerships.files import kinds, names
from partnerships.models import StoredFile


@dataclass
class ShownFile:
    """A file on a page: what it is, in words."""

    file: StoredFile
    language: str
    type: str
    badges: list[Badge]
    signatures: list[dict]
    earlier: list["ShownFile"] = field(default_factory=list)


def shown(file: StoredFile) -> ShownFile:
    signed = [_signature(one) for one in file.signatures]
    return ShownFile(
        file=file,
        language=str(NAMES[file.language][0]) if file.language in NAMES else file.language,
        type=MediaType(file.media_type).label,
        badges=_badges(file, signed),
        signatures=signed,
    )


def chains(files: list[StoredFile]) -> list[ShownFile]:
    """The newest versions, each with those before it below; what was withdrawn is left out."""
    standing = {one.pk: one for one in files if not one.withdrawn_reason}
    replaced = {one.replaces_id for one in standing.values()}
    found = []
    for head in standing.values():
        if head.pk in replaced:
            continue
        drawn, before = shown(head), standing.get(head.replaces_id)
        while before:
            drawn.earlier.append(shown(before))
            before = standing.get(before.replaces_id)
        found.append(drawn)
    return sorted(found, key=lambda one: (not one.file.is_master, -one.file.pk))


def _badges(file: StoredFile, signed: list[dict]) -> list[Badge]:
    found = []
    if file.withdrawn_reason:
        found.append(Badge(_("withdrawn"), "square", "warn"))
    if file.is_master and not file.withdrawn_reason:
        found.append(Badge(_("master copy"), "tick", "ok"))
    if signed:
        broken = [one for one in signed if not one["good"]]
        words = _("digital signature not in order") if broken else _("digitally signed, intact")
        found.append(Badge(words, "triangle" if broken else "tick", "bad" if broken else "ok"))
    return found


def _signature(said: dict) -> dict:
    """One signature with its findings in whole sentences."""
    intact = said.get("intact")
    good = bool(intact) and not said.get("changed")
    if intact is None:
        words = _("The signature could not be read.")
    elif not intact:
        words = _("What was signed was changed afterwards.")
    elif said.get("changed"):
        words = _("Something else was added to the file after it was signed.")
    elif said.get("whole"):
        words = _("It covers the whole file.")
    else:
        words = _("It covers the file as it was before later signatures were added.")
    when = said.get("when")
    broken = Badge(_("not in order"), "triangle", "bad")
    return said | {
        "good": good,
        "badge": Badge(_("intact"), "tick", "ok") if good else broken,
        "words": words,
        "at": datetime.fromisoformat(when) if when else None,
    }


@dataclass(frozen=True)
class ShownForm:
    """The form of a file inside the piece. By `submission` the box of the file is known again when
    the form comes back, and keeps what was chosen.
    """

    form: object
    submission: UUID
    boxes: list[Box]


WIDTHS = {"kind": 4, "language": 4, "replaces": 4}


def shown_form(form, submission: UUID) -> ShownForm:
    boxes = [Box(box, WIDTHS.get(box.name, 12)) for box in form if box.name != "file"]
    return ShownForm(form, submission, boxes)


def disposition(file: StoredFile) -> str:
    name = names.speaking(
        title=str(file.record),
        what=file.get_kind_display(),
        language=file.language,
        on=_day_of(file),
        end=kinds.extension(file.media_type),
    )
    return names.disposition(name)


def _day_of(file: StoredFile) -> date:
    """The day of the record where it is known in full, else the day the file was brought."""
    for name in ("signed", "dated", "given", "handed_over"):
        known = getattr(file.record, name, None)
        if known is not None and known.is_full:
            return known.days.lower
    return timezone.localtime(file.uploaded_at).date()
