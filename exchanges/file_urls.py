"""Addresses of the files of what happens."""

from django.urls import path

from exchanges.views import attachments

AT = "attachments/<uuid:uuid>"


def of(where: str, name: str, pages: tuple) -> list:
    """The piece "Files" of a record, and the page that adds to it."""
    shown, added = pages
    return [
        path(f"{where}/<uuid:uuid>/files/", shown.as_view(), name=f"{name}-files"),
        path(f"{where}/<uuid:uuid>/files/add/", added.as_view(), name=f"{name}-file-add"),
    ]


urlpatterns = [
    *of("aid", "aid-project", (attachments.AidProjectFiles, attachments.AidProjectFileAdd)),
    *of("deliveries", "delivery", (attachments.DeliveryFiles, attachments.DeliveryFileAdd)),
    *of("meetings", "meeting", (attachments.MeetingFiles, attachments.MeetingFileAdd)),
    *of("minutes", "minutes", (attachments.MinutesFiles, attachments.MinutesFileAdd)),
    *of(
        "agreed-items", "agreed-item", (attachments.AgreedItemFiles, attachments.AgreedItemFileAdd)
    ),
    *of("activities", "activity", (attachments.ActivityFiles, attachments.ActivityFileAdd)),
    *of("patrols", "patrol", (attachments.PatrolFiles, attachments.PatrolFileAdd)),
    *of("incidents", "incident", (attachments.IncidentFiles, attachments.IncidentFileAdd)),
    *of("letters", "letter", (attachments.LetterFiles, attachments.LetterFileAdd)),
    path(f"{AT}/", attachments.AttachmentDetail.as_view(), name="attachment-detail"),
    path(f"{AT}/page/", attachments.AttachmentPicture.as_view(), name="attachment-page"),
    path(f"{AT}/download/", attachments.AttachmentDownload.as_view(), name="attachment-download"),
    path(f"{AT}/edit/", attachments.AttachmentEdit.as_view(), name="attachment-edit"),
    path(f"{AT}/master/", attachments.AttachmentMaster.as_view(), name="attachment-master"),
    path(f"{AT}/withdraw/", attachments.AttachmentWithdraw.as_view(), name="attachment-withdraw"),
]
