"""Tables brought in, and the workbooks they come as."""

from hashlib import sha256
from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from partnerships.files import store
from reports.models import Import
from tests.factories.accounts import UserFactory
from tests.factories.partnerships import UnitFactory


class ImportFactory(factory.django.DjangoModelFactory):
    """A table of meetings whose columns are not matched yet; its file holds `data`."""

    class Meta:
        model = Import
        skip_postgeneration_save = True

    class Params:
        data = factory.Sequence(lambda n: f"Ngày;Loại\n{2000 + n};giao ban\n".encode())

    unit = factory.SubFactory(UnitFactory)
    kind = "meetings"
    name = "hop.csv"
    sha256 = factory.LazyAttribute(lambda brought: sha256(brought.data).hexdigest())
    size = factory.LazyAttribute(lambda brought: len(brought.data))
    brought_by = factory.SubFactory(UserFactory)
    headings = factory.LazyFunction(lambda: [["A", "Ngày", "2001"], ["B", "Loại", "giao ban"]])
    matching = factory.LazyFunction(lambda: {"A": "held", "B": "kind"})

    @classmethod
    def _create(cls, model_class, *args, data=b"", **kwargs):
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def kept(self, created, given, **kwargs):
        """The bytes, where a test reads them."""
        if given:
            store.keep(BytesIO(given), sha256=self.sha256)


def workbook(*rows: tuple, title: str = "Bảng", change=None) -> bytes:
    """A workbook of these rows; `change` gets its sheet before it is saved."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(data: bytes, name: str = "bang.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
