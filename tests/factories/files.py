import hashlib
from io import BytesIO

import factory

from exchanges.models import Attachment
from partnerships.choices import FileKind, MediaType
from partnerships.files import store
from partnerships.models import Document
from tests.factories.accounts import UserFactory
from tests.factories.exchanges import AidProjectFactory
from tests.factories.partnerships import MemorandumFactory
from tests.uploads import picture


class StoredFileBase(factory.django.DjangoModelFactory):
    """A small picture whose bytes are in the store; `data=` gives others."""

    class Meta:
        abstract = True

    class Params:
        data = factory.Sequence(lambda n: picture(colour=(n % 256, n // 256 % 256, 60)))

    kind = FileKind.PHOTO
    media_type = MediaType.PNG
    name = "ảnh.png"
    sha256 = factory.LazyAttribute(lambda file: _kept(file.data))
    size = factory.LazyAttribute(lambda file: len(file.data))
    uploaded_by = factory.SubFactory(UserFactory)


class DocumentFactory(StoredFileBase):
    class Meta:
        model = Document

    memorandum = factory.SubFactory(MemorandumFactory)


class AttachmentFactory(StoredFileBase):
    class Meta:
        model = Attachment

    project = factory.SubFactory(AidProjectFactory)


def _kept(data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    store.keep(BytesIO(data), sha256=sha256)
    return sha256
