"""Addresses of the files of aid and deliveries."""

from django.urls import path

from exchanges.views import attachments

AT = "attachments/<uuid:uuid>"

urlpatterns = [
    path("aid/<uuid:uuid>/files/", attachments.AidProjectFiles.as_view(), name="aid-project-files"),
    path(
        "aid/<uuid:uuid>/files/add/",
        attachments.AidProjectFileAdd.as_view(),
        name="aid-project-file-add",
    ),
    path(
        "deliveries/<uuid:uuid>/files/",
        attachments.DeliveryFiles.as_view(),
        name="delivery-files",
    ),
    path(
        "deliveries/<uuid:uuid>/files/add/",
        attachments.DeliveryFileAdd.as_view(),
        name="delivery-file-add",
    ),
    path(f"{AT}/", attachments.AttachmentDetail.as_view(), name="attachment-detail"),
    path(f"{AT}/page/", attachments.AttachmentPicture.as_view(), name="attachment-page"),
    path(f"{AT}/download/", attachments.AttachmentDownload.as_view(), name="attachment-download"),
    path(f"{AT}/edit/", attachments.AttachmentEdit.as_view(), name="attachment-edit"),
    path(f"{AT}/withdraw/", attachments.AttachmentWithdraw.as_view(), name="attachment-withdraw"),
]
