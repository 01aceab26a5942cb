"""Files of aid and of deliveries."""

from exchanges import permissions
from exchanges.models import AidProject, Attachment, Delivery
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


class OfAidProject:
    model = AidProject
    files = Attachment
    part = "project"
    app = "exchanges"
    kinds = OF_AID
    attach_permission = permissions.ATTACH_FILE


class OfDelivery:
    model = Delivery
    files = Attachment
    part = "delivery"
    app = "exchanges"
    kinds = OF_A_DELIVERY
    attach_permission = permissions.ATTACH_FILE


class AidProjectFiles(OfAidProject, file_pages.Files):
    permission = permissions.VIEW_FILE


class AidProjectFileAdd(OfAidProject, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class DeliveryFiles(OfDelivery, file_pages.Files):
    permission = permissions.VIEW_FILE


class DeliveryFileAdd(OfDelivery, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class AttachmentDetail(file_pages.FileDetail):
    model = Attachment
    app = "exchanges"
    stem = "attachment"
    related = ("project", "delivery", "uploaded_by", "replaces", "replaced_by")
    permission = permissions.VIEW_FILE
    attach_permission = permissions.ATTACH_FILE


class AttachmentPicture(file_pages.FilePicture):
    model = Attachment
    permission = permissions.VIEW_FILE


class AttachmentDownload(file_pages.FileDownload):
    queryset = Attachment.objects.select_related("project", "delivery")
    permission = permissions.VIEW_FILE


class AttachmentEdit(file_pages.FileEdit):
    model = Attachment
    permission = permissions.ATTACH_FILE


class AttachmentWithdraw(file_pages.FileWithdraw):
    model = Attachment
    permission = permissions.ATTACH_FILE
