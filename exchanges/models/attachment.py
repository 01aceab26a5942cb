import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.history import keep_history
from exchanges.models.activity import Activity
from exchanges.models.agreed_item import AgreedItem
from exchanges.models.aid_project import AidProject
from exchanges.models.delivery import OF_THE_PROMISE, Delivery
from exchanges.models.incident import Incident
from exchanges.models.letter import Letter
from exchanges.models.meeting import Meeting
from exchanges.models.minutes import Minutes
from exchanges.models.patrol import Patrol
from exchanges.models.signed_rules import DECLARE_SIGNED, SIGNED_AS_SAID
from partnerships.models import StoredFile
from partnerships.models.subject import just_one_of

RECORDS = {
    "project": AidProject,
    "delivery": Delivery,
    "meeting": Meeting,
    "minutes": Minutes,
    "agreed_item": AgreedItem,
    "activity": Activity,
    "patrol": Patrol,
    "incident": Incident,
    "letter": Letter,
}


def _of(model, label) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        models.PROTECT,
        verbose_name=label,
        related_name="attachments",
        null=True,
        blank=True,
    )


def _once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[name, "sha256"],
        condition=Q(withdrawn_reason=""),
        name=f"a_{name}_has_a_file_once",
        violation_error_message=_("This file is already with the record."),
    )


class AttachmentQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """As the record it goes with: a file of a sensitive incident needs the same right."""
        rows = super().visible_to(user)
        if not user.is_authenticated or getattr(user, "sees_sensitive", False):
            return rows
        hidden = Incident.objects.filter(sensitive=True).exclude(filed_by=user.pk)
        of_them = Q(pk=OuterRef("incident")) | Q(letters=OuterRef("letter"))
        return rows.exclude(Exists(hidden.filter(of_them)))


@keep_history(of=tuple(RECORDS))
class Attachment(StoredFile):
    """A file of something that happened: the signed scan of minutes, a patrol record, the record
    of a hand-over, a letter, photos, a proof.
    """

    scope_paths = (
        "project__partnership",
        "project__parties__unit",
        "project__parties__organisation",
        *(f"delivery__{path}" for path in OF_THE_PROMISE),
        *(
            f"{name}__{path}"
            for name, model in RECORDS.items()
            if name not in ("project", "delivery")
            for path in model.scope_paths
        ),
    )
    belongs_to = tuple(RECORDS)
    master_per_language = False  # minutes are one paper in both languages
    refusals = {
        "archived_minutes_have_a_scan": _(
            "The minutes are archived with this scan. Add the right one as the new master first."
        ),
    }

    project = _of(AidProject, _("aid project"))
    delivery = _of(Delivery, _("delivery"))
    meeting = _of(Meeting, _("meeting"))
    minutes = _of(Minutes, _("minutes"))
    agreed_item = _of(AgreedItem, _("agreed item"))
    activity = _of(Activity, _("activity"))
    patrol = _of(Patrol, _("patrol"))
    incident = _of(Incident, _("incident"))
    letter = _of(Letter, _("letter"))

    objects = AttachmentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                condition=just_one_of(*RECORDS), name="attachment_has_one_record"
            ),
            *(_once(name) for name in RECORDS),
            models.UniqueConstraint(
                fields=["minutes"],
                condition=Q(is_master=True, withdrawn_reason="", minutes__isnull=False),
                name="minutes_have_one_master",
                violation_error_message=_("Another file is the master copy of these minutes."),
            ),
        ]

        triggers = [
            *StoredFile.Meta.triggers,
            pgtrigger.Trigger(
                name="archived_minutes_keep_their_scan",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=DECLARE_SIGNED,
                func=SIGNED_AS_SAID.format(minutes="OLD.minutes_id"),
            ),
        ]

    def get_absolute_url(self):
        return reverse("exchanges:attachment-detail", args=[self.uuid])

    @property
    def record(self):
        """What it goes with."""
        return next(
            getattr(self, name) for name in RECORDS if getattr(self, f"{name}_id") is not None
        )

    @property
    def may_be_master(self) -> bool:
        """Only minutes are signed by both sides and archived with their scan."""
        return self.minutes_id is not None
