import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import FileKind, MediaType
from partnerships.models.memorandum import Memorandum
from partnerships.models.memorandum_rules import signed_here
from partnerships.models.paper import Paper
from partnerships.models.subject import just_one_of

BYTES = ("sha256", "size", "media_type", "name", "uploaded_by", "uploaded_at")


class StoredFile(models.Model):
    """A file as it came: its bytes never change, and are kept once under their SHA-256.

    A new version stands beside the one it replaces. A file entered by mistake is withdrawn with a
    reason and stays. `signatures` is what was found in a digitally signed PDF when it came: who,
    when (ISO 8601), whether intact, and whether it covers the whole file.
    """

    uuid = public_id()
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    media_type = models.CharField(
        _("type of file"), max_length=80, choices=MediaType, editable=False
    )
    name = models.CharField(_("name of the file as it came"), max_length=200, editable=False)
    kind = models.CharField(_("what it is"), max_length=16, choices=FileKind)
    language = models.CharField(_("language"), max_length=3, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_master = models.BooleanField(_("master copy"), default=False)
    signatures = models.JSONField(_("digital signatures"), default=list, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("new version of"),
        related_name="replaced_by",
        null=True,
        blank=True,
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("uploaded by"), related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now())
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    master_per_language = True  # else one for the record, whatever its language

    class Meta:
        abstract = True
        ordering = ["-pk"]
        indexes = [models.Index(fields=["sha256"], name="%(class)s_by_hash")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="%(class)s_has_a_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="%(class)s_is_not_empty"),
            models.CheckConstraint(
                condition=Q(media_type__in=MediaType.values), name="%(class)s_is_of_a_known_type"
            ),
            models.CheckConstraint(
                condition=Q(is_master=False) | Q(kind=FileKind.SIGNED_COPY),
                name="%(class)s_master_is_a_signed_copy",
                violation_error_message=_("Only a signed copy can be the master."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="files_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="bytes_stay", fields=BYTES),
        ]

    def __str__(self):
        return self.name


@keep_history(of=("memorandum", "paper"))
class Document(StoredFile):
    """A file of a memorandum or of a paper: the signed scan, a draft, an opinion, a decision."""

    scope_paths = (
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
        "paper__issuer",
        "paper__unit",
    )
    open_rows = Q(paper__published=True)
    belongs_to = ("memorandum", "paper")

    memorandum = models.ForeignKey(
        Memorandum,
        models.PROTECT,
        verbose_name=_("memorandum"),
        related_name="documents",
        null=True,
        blank=True,
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        verbose_name=_("paper"),
        related_name="documents",
        null=True,
        blank=True,
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                condition=just_one_of("memorandum", "paper"), name="document_has_one_record"
            ),
            models.UniqueConstraint(
                fields=["memorandum", "sha256"],
                condition=Q(withdrawn_reason=""),
                name="a_text_has_a_file_once",
                violation_error_message=_("This file is already with the text."),
            ),
            models.UniqueConstraint(
                fields=["paper", "sha256"],
                condition=Q(withdrawn_reason=""),
                name="a_paper_has_a_file_once",
                violation_error_message=_("This file is already with the paper."),
            ),
            models.UniqueConstraint(
                fields=["memorandum", "language"],
                condition=Q(is_master=True, withdrawn_reason="", memorandum__isnull=False),
                name="a_text_has_one_master_per_language",
                violation_error_message=_("Another file is the master copy in this language."),
            ),
        ]
        triggers = [
            *StoredFile.Meta.triggers,
            pgtrigger.Trigger(
                name="signed_by_both",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=signed_here("OLD.memorandum_id"),
            ),
        ]

    def get_absolute_url(self):
        return reverse("partnerships:document-detail", args=[self.uuid])

    @property
    def record(self):
        """The memorandum or the paper it belongs to."""
        return self.memorandum or self.paper

    @property
    def may_be_master(self) -> bool:
        """Only a text that is signed has a copy that counts."""
        return self.memorandum_id is not None
