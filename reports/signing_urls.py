"""Addresses of signed copies, of who signed, and of the certificates that are trusted."""

from django.urls import path

from reports.views import certificates, signatures
from reports.views import signed_copies as copies

AT = "signed/<uuid:uuid>"

urlpatterns = [
    path("<uuid:uuid>/signing/", copies.ReviewSigning.as_view(), name="review-signing"),
    path(
        "papers/<uuid:uuid>/signed/add/", copies.SignedCopyAdd.as_view(), name="signed-copy-create"
    ),
    path(f"{AT}/", copies.SignedCopyDetail.as_view(), name="signed-copy-detail"),
    path(f"{AT}/page/", copies.SignedCopyPicture.as_view(), name="signed-copy-page"),
    path(f"{AT}/progress/", copies.SignedCopyProgress.as_view(), name="signed-copy-progress"),
    path(f"{AT}/download/", copies.SignedCopyDownload.as_view(), name="signed-copy-download"),
    path(f"{AT}/vouch/", copies.SignedCopyVouch.as_view(), name="signed-copy-vouch"),
    path(f"{AT}/master/", copies.SignedCopyMaster.as_view(), name="signed-copy-master"),
    path(f"{AT}/withdraw/", copies.SignedCopyWithdraw.as_view(), name="signed-copy-withdraw"),
    path(f"{AT}/read/", copies.SignedCopyRead.as_view(), name="signed-copy-read"),
    path(f"{AT}/check/", copies.SignedCopyCheck.as_view(), name="signed-copy-check"),
    path(f"{AT}/sign/", signatures.PaperSign.as_view(), name="paper-signature-create"),
    path(
        "signatures/<uuid:uuid>/take-back/",
        signatures.PaperSignatureTakeBack.as_view(),
        name="paper-signature-take-back",
    ),
    path("certificates/", certificates.CertificateList.as_view(), name="certificate-list"),
    path("certificates/new/", certificates.CertificateInstall.as_view(), name="certificate-create"),
    path(
        "certificates/<uuid:uuid>/withdraw/",
        certificates.CertificateWithdraw.as_view(),
        name="certificate-withdraw",
    ),
]
