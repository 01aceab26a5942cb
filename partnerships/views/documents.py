"""Files of memoranda and of papers."""

from django.utils.translation import gettext_lazy as _

from core.pages import FormPage
from partnerships import permissions
from partnerships.choices import FileKind
from partnerships.forms import KeptOutsideForm
from partnerships.models import Document, Memorandum, Paper
from partnerships.services import files
from partnerships.views import file_pages

OF_A_TEXT = [
    FileKind.SIGNED_COPY,
    FileKind.DRAFT,
    FileKind.TRANSLATION,
    FileKind.PROPOSAL,
    FileKind.OPINION,
    FileKind.DECISION,
    FileKind.LETTER,
    FileKind.OTHER,
]


class OfMemorandum:
    model = Memorandum
    files = Document
    part = "memorandum"
    kinds = OF_A_TEXT
    has_master = True
    outside = "memorandum-kept-outside"
    attach_permission = permissions.ATTACH_FILE


class OfPaper:
    model = Paper
    files = Document
    part = "paper"
    outside = "paper-kept-outside"
    attach_permission = permissions.ATTACH_FILE


class MemorandumFiles(OfMemorandum, file_pages.Files):
    permission = permissions.VIEW_FILE


class MemorandumFileAdd(OfMemorandum, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class PaperFiles(OfPaper, file_pages.Files):
    permission = permissions.VIEW_FILE


class PaperFileAdd(OfPaper, file_pages.FileAdd):
    permission = permissions.ATTACH_FILE


class KeptOutside(FormPage):
    form_class = KeptOutsideForm
    heading = _("Kept outside the system")
    permission = permissions.ATTACH_FILE

    def get_initial(self):
        return {"number": self.object.kept_outside}

    def perform(self, data):
        return files.point_outside(record=self.object, **data, by=self.request.user)


class MemorandumKeptOutside(KeptOutside):
    model = Memorandum


class PaperKeptOutside(KeptOutside):
    model = Paper


class DocumentDetail(file_pages.FileDetail):
    model = Document
    permission = permissions.VIEW_FILE
    attach_permission = permissions.ATTACH_FILE


class DocumentPicture(file_pages.FilePicture):
    model = Document
    permission = permissions.VIEW_FILE


class DocumentDownload(file_pages.FileDownload):
    queryset = Document.objects.select_related("memorandum", "paper")
    permission = permissions.VIEW_FILE


class DocumentEdit(file_pages.FileEdit):
    model = Document
    permission = permissions.ATTACH_FILE


class DocumentWithdraw(file_pages.FileWithdraw):
    model = Document
    permission = permissions.ATTACH_FILE


class DocumentMaster(file_pages.FileMaster):
    model = Document
    permission = permissions.ATTACH_FILE
