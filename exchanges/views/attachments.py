"""Files of what happens: minutes and their signed scan, patrol records, letters, photos, proofs."""

from exchanges import permissions
from exchanges.models import (
    Activity,
    AgreedItem,
    AidProject,
    Attachment,
    Delivery,
    Incident,
    Letter,
    Meeting,
    Minutes,
    Patrol,
)
from exchanges.models.attachment import RECORDS
from partnerships.choices import FileKind
from partnerships.views import file_pages

OF_AID = [
    FileKind.PROPOSAL,
    FileKind.OPINION,
    FileKind.DECISION,
    FileKind.SIGNED_COPY,
    FileKind.HAND_OVER,
    FileKind.PHOTO,
    FileKind.LETTER,
    FileKind.TRANSLATION,
    FileKind.OTHER,
]
OF_A_DELIVERY = [
    FileKind.HAND_OVER,
    FileKind.SIGNED_COPY,
    FileKind.PHOTO,
    FileKind.LETTER,
    FileKind.TRANSLATION,
    FileKind.OTHER,
]


OF_A_MEETING = [FileKind.PHOTO, FileKind.LETTER, FileKind.TRANSLATION, FileKind.OTHER]
OF_MINUTES = [
    FileKind.SIGNED_COPY,
    FileKind.TRANSLATION,
    FileKind.DRAFT,
    FileKind.PHOTO,
    FileKind.OTHER,
]
OF_AN_AGREED_ITEM = [FileKind.PROOF, FileKind.PHOTO, FileKind.DECISION, FileKind.OTHER]
OF_AN_ACTIVITY = [FileKind.PHOTO, FileKind.PROOF, FileKind.LETTER, FileKind.OTHER]
OF_A_PATROL = [FileKind.SHEET, FileKind.PHOTO, FileKind.TRANSLATION, FileKind.OTHER]
OF_AN_INCIDENT = [
    FileKind.PHOTO,
    FileKind.LETTER,
    FileKind.PROOF,
    FileKind.TRANSLATION,
    FileKind.OTHER,
]
OF_A_LETTER = [
    FileKind.LETTER,
    FileKind.SIGNED_COPY,
    FileKind.TRANSLATION,
    FileKind.DRAFT,
    FileKind.OTHER,
]


class OfARecord:
    """What all of them share; each names its record and the kinds of file it takes."""

    files = Attachment
    app = "exchanges"
    attach_permission = permissions.ATTACH_FILE


class OfAidProject(OfARecord):
    model = AidProject
    part = "project"
    kinds = OF_AID


class OfDelivery(OfARecord):
    model = Delivery
    part = "delivery"
    kinds = OF_A_DELIVERY


class OfMeeting(OfARecord):
    model = Meeting
    part = "meeting"
    kinds = OF_A_MEETING


class OfMinutes(OfARecord):
    model = Minutes
    part = "minutes"
    kinds = OF_MINUTES
    has_master = True


class OfAgreedItem(OfARecord):
    model = AgreedItem
    part = "agreed_item"
    kinds = OF_AN_AGREED_ITEM
    stem = "agreed-item"


class OfActivity(OfARecord):
    model = Activity
    part = "activity"
    kinds = OF_AN_ACTIVITY


class OfPatrol(OfARecord):
    model = Patrol
    part = "patrol"
    kinds = OF_A_PATROL


class OfIncident(OfARecord):
    model = Incident
    part = "incident"
    kinds = OF_AN_INCIDENT


class OfLetter(OfARecord):
    model = Letter
    part = "letter"
    kinds = OF_A_LETTER


class AidProjectFiles(OfAidProject, file_pages.Files):
    permission = permissions.VIEW_FILE


class AidProjectFileAdd(OfAidProject, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class DeliveryFiles(OfDelivery, file_pages.Files):
    permission = permissions.VIEW_FILE


class DeliveryFileAdd(OfDelivery, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class MeetingFiles(OfMeeting, file_pages.Files):
    permission = permissions.VIEW_FILE


class MeetingFileAdd(OfMeeting, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class MinutesFiles(OfMinutes, file_pages.Files):
    permission = permissions.VIEW_FILE


class MinutesFileAdd(OfMinutes, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class AgreedItemFiles(OfAgreedItem, file_pages.Files):
    permission = permissions.VIEW_FILE


class AgreedItemFileAdd(OfAgreedItem, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class ActivityFiles(OfActivity, file_pages.Files):
    permission = permissions.VIEW_FILE


class ActivityFileAdd(OfActivity, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class PatrolFiles(OfPatrol, file_pages.Files):
    permission = permissions.VIEW_FILE


class PatrolFileAdd(OfPatrol, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class IncidentFiles(OfIncident, file_pages.Files):
    permission = permissions.VIEW_FILE


class IncidentFileAdd(OfIncident, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class LetterFiles(OfLetter, file_pages.Files):
    permission = permissions.VIEW_FILE


class LetterFileAdd(OfLetter, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class AttachmentDetail(file_pages.FileDetail):
    model = Attachment
    app = "exchanges"
    stem = "attachment"
    related = (*RECORDS, "uploaded_by", "replaces", "replaced_by")
    permission = permissions.VIEW_FILE
    attach_permission = permissions.ATTACH_FILE


class AttachmentPicture(file_pages.FilePicture):
    model = Attachment
    permission = permissions.VIEW_FILE


class AttachmentDownload(file_pages.FileDownload):
    queryset = Attachment.objects.select_related(*RECORDS)
    permission = permissions.VIEW_FILE


class AttachmentEdit(file_pages.FileEdit):
    model = Attachment
    permission = permissions.ATTACH_FILE


class AttachmentWithdraw(file_pages.FileWithdraw):
    model = Attachment
    permission = permissions.ATTACH_FILE


class AttachmentMaster(file_pages.FileMaster):
    model = Attachment
    permission = permissions.ATTACH_FILE
