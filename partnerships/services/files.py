"""Files of records: attached, named as the master, withdrawn. The bytes are checked before and
kept once; what was attached stays, and a new version stands beside the old one.
"""

import unicodedata
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.text import tidy
from partnerships.choices import SIGNED, FileKind
from partnerships.files import store
from partnerships.files.inspection import Findings, inspect
from partnerships.models import Document, Memorandum, Paper, StoredFile
from partnerships.services.rules import require

LONGEST_NAME = 200


@transaction.atomic
def attach(
    *,
    model: type[StoredFile],
    of: dict[str, Model],
    upload: UploadedFile,
    kind: str,
    declared: bool,
    by: User,
    language: str = "",
    note: str = "",
    is_master: bool = False,
    replaces: StoredFile | None = None,
    uuid: UUID | None = None,
    found: Findings | None = None,
    facts: dict | None = None,
) -> StoredFile:
    """Keep a file with a record: `of` names it, as {"memorandum": text}; `found` is what an
    inspection of the caller's found, `facts` what only that model says of a file.

    `declared` is the word of the person who brings it that it holds no state secret. Raises
    RuleViolation at "file", "declared", "is_master", "kind" or "replaces"; then nothing is kept.
    """
    require(declared, _("Say that the file contains nothing that is a state secret."), "declared")
    found = found or inspect(upload, name=upload.name or "", size=upload.size)
    (record,) = of.values()
    type(record)._base_manager.select_for_update().get(pk=record.pk)
    _require_new(model, of, found.sha256)
    _require_version(replaces, of)
    if is_master:
        _require_master_free(model, of, kind=kind, language=language, replaces=replaces)
    row = model.objects.create(
        uuid=uuid or uuid4(),
        sha256=found.sha256,
        size=found.size,
        media_type=found.media_type,
        name=_name(upload.name),
        kind=kind,
        language=language,
        pages=found.pages,
        note=note,
        is_master=is_master,
        signatures=found.signatures,
        replaces=replaces,
        uploaded_by=by,
        **of,
        **(facts or {}),
    )
    store.keep(upload, sha256=found.sha256)
    row.refresh_from_db(fields=["uploaded_at"])
    audit.record(action="file.attached", target=row, by=by, **_about(row))
    return row


def _about(row: StoredFile) -> dict[str, str]:
    record = row.record
    return {"of": str(record.uuid), "sha256": row.sha256, "kind": row.kind}


def _name(name: str | None) -> str:
    """The name it came with, in one spelling; the end says what it is and stays."""
    name = tidy(unicodedata.normalize("NFC", name or "")) or "file"
    stem, dot, end = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not dot:
        return name[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(end) - 1] + dot + end


def _require_new(model: type[StoredFile], of: dict[str, Model], sha256: str) -> None:
    same = model.objects.filter(**of, sha256=sha256, withdrawn_reason="").first()
    if same:
        day = timezone.localtime(same.uploaded_at)
        require(
            False,
            _("This very file is here already: “%(name)s”, brought on %(day)s.")
            % {"name": same.name, "day": f"{day:%d/%m/%Y}"},
            "file",
        )


def _require_version(replaces: StoredFile | None, of: dict[str, Model]) -> None:
    if replaces is None:
        return
    require(
        all(getattr(replaces, name) == record for name, record in of.items()),
        _("A new version belongs to the same record as the file before it."),
        "replaces",
    )
    taken = type(replaces).objects.filter(replaces=replaces).first()
    require(
        taken is None,
        _("“%(name)s” is already its new version. Choose that one.") % {"name": taken},
        "replaces",
    )


def _require_master_free(
    model: type[StoredFile],
    of: dict[str, Model],
    *,
    kind: str,
    language: str,
    replaces: StoredFile | None,
) -> None:
    require(kind == FileKind.SIGNED_COPY, _("Only a signed copy can be the master."), "is_master")
    masters = model.objects.filter(**of, is_master=True, withdrawn_reason="")
    if model.master_per_language:
        masters = masters.filter(language=language)
    present = masters.first()
    if present is None:
        return
    require(
        present == replaces,
        (
            _(
                "“%(name)s” is the master copy in this language. Bring this file as its new "
                "version, or without the mark."
            )
            if model.master_per_language
            else _("“%(name)s” is the master copy. Bring this file as its new version.")
        )
        % {"name": present},
        "is_master",
    )
    masters.update(is_master=False)


@transaction.atomic
def make_master(*, document: StoredFile, by: User) -> StoredFile:
    """Mark a signed copy as the one that counts; the mark leaves the other one of its language."""
    document = _locked(document)
    _require_there(document)
    require(
        document.kind == FileKind.SIGNED_COPY and document.may_be_master,
        _("Only a signed copy can be the master."),
        "kind",
    )
    _of_same_record(document).filter(is_master=True).update(is_master=False)
    document.is_master = True
    document.save(update_fields=["is_master"])
    audit.record(action="file.made_master", target=document, by=by, **_about(document))
    return document


@transaction.atomic
def describe(
    *, document: StoredFile, kind: str, by: User, language: str = "", note: str = ""
) -> StoredFile:
    """Put right what is said of a file. Its bytes are what they are."""
    document = _locked(document)
    _require_there(document)
    require(
        not document.is_master or kind == FileKind.SIGNED_COPY,
        _("The master copy is a signed copy. Mark another file as the master first."),
        "kind",
    )
    other = document.is_master and language != document.language
    taken = other and _of_same_record(document, language).filter(is_master=True).first()
    require(
        not taken,
        _("“%(name)s” is the master copy in that language.") % {"name": taken},
        "language",
    )
    document.kind, document.language, document.note = kind, language, note
    document.save(update_fields=["kind", "language", "note"])
    audit.record(action="file.described", target=document, by=by, **_about(document))
    return document


@transaction.atomic
def withdraw(*, document: StoredFile, reason: str, by: User) -> StoredFile:
    """Say that a file was brought by mistake. It stays where it is, with the reason."""
    document = _locked(document)
    _require_there(document)
    require(reason, _("Say why the file is withdrawn."), "reason")
    require(
        not _holds_up_a_signed_text(document),
        _(
            "A text signed here needs its master copy. Mark another signed copy as the master "
            "first."
        ),
    )
    later, before = type(document).objects.filter(replaces=document).first(), document.replaces
    document.withdrawn_reason, document.replaces = reason, None
    document.save(update_fields=["withdrawn_reason", "replaces"])
    if later:  # the versions beside it follow each other again
        later.replaces = before
        later.save(update_fields=["replaces"])
    audit.record(action="file.withdrawn", target=document, by=by, reason=reason, **_about(document))
    return document


@transaction.atomic
def handed_out(*, document: StoredFile, by: User) -> None:
    """Write down who took the file, and exactly which bytes."""
    audit.record(action="file.downloaded", target=document, by=by, **_about(document))


@transaction.atomic
def point_outside(*, record: Memorandum | Paper, number: str, by: User) -> Memorandum | Paper:
    """The paper itself is kept elsewhere, where its secrecy asks for it; here stands its number."""
    record = type(record)._base_manager.select_for_update().get(pk=record.pk)
    require(number or record.kept_outside, _("Write the number it has there."), "number")
    record.kept_outside = number
    record.save(update_fields=["kept_outside"])
    action = f"{record._meta.model_name}.kept_outside"
    audit.record(action=action, target=record, by=by, number=number)
    return record


def _locked(document: StoredFile) -> StoredFile:
    """With the record it belongs to: two people may mark two files at once."""
    record = document.record
    type(record)._base_manager.select_for_update().get(pk=record.pk)
    return type(document)._base_manager.select_for_update().get(pk=document.pk)


def _require_there(document: StoredFile) -> None:
    require(
        not document.withdrawn_reason,
        _("“%(name)s” is withdrawn. Bring the file once more instead.") % {"name": document},
    )


def _of_same_record(document: StoredFile, language: str | None = None):
    name = next(name for name in document.belongs_to if getattr(document, f"{name}_id"))
    rows = type(document).objects.exclude(pk=document.pk)
    rows = rows.filter(**{name: document.record}, withdrawn_reason="")
    if not document.master_per_language:
        return rows
    return rows.filter(language=document.language if language is None else language)


def _holds_up_a_signed_text(document: StoredFile) -> bool:
    text = document.record
    if not (document.is_master and isinstance(text, Memorandum)):
        return False
    if text.basis != Basis.MADE_HERE or text.status not in SIGNED:
        return False
    others = Document.objects.exclude(pk=document.pk)
    return not others.filter(memorandum=text, is_master=True, withdrawn_reason="").exists()
