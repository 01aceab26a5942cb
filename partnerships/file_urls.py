"""Addresses of the files of memoranda and papers."""

from django.urls import path

from partnerships.views import documents


def of(folder: str, stem: str, files_page, add_page, outside_page) -> list:
    """The piece "Files" of a record, adding to it, and where its paper is kept instead."""
    at = f"{folder}/<uuid:uuid>"
    return [
        path(f"{at}/files/", files_page.as_view(), name=f"{stem}-files"),
        path(f"{at}/files/add/", add_page.as_view(), name=f"{stem}-file-add"),
        path(f"{at}/kept-outside/", outside_page.as_view(), name=f"{stem}-kept-outside"),
    ]


urlpatterns = [
    *of(
        "memoranda",
        "memorandum",
        documents.MemorandumFiles,
        documents.MemorandumFileAdd,
        documents.MemorandumKeptOutside,
    ),
    *of(
        "papers",
        "paper",
        documents.PaperFiles,
        documents.PaperFileAdd,
        documents.PaperKeptOutside,
    ),
    path("files/<uuid:uuid>/", documents.DocumentDetail.as_view(), name="document-detail"),
    path("files/<uuid:uuid>/page/", documents.DocumentPicture.as_view(), name="document-page"),
    path(
        "files/<uuid:uuid>/download/",
        documents.DocumentDownload.as_view(),
        name="document-download",
    ),
    path("files/<uuid:uuid>/edit/", documents.DocumentEdit.as_view(), name="document-edit"),
    path(
        "files/<uuid:uuid>/withdraw/",
        documents.DocumentWithdraw.as_view(),
        name="document-withdraw",
    ),
    path("files/<uuid:uuid>/master/", documents.DocumentMaster.as_view(), name="document-master"),
]
