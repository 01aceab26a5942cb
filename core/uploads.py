"""How files arrive: no more of one is kept than the site takes."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class UpToTheLimit(TemporaryFileUploadHandler):
    """Of a file over the limit only its size is known in the end, so that the form can say how
    large it was; its bytes fill no disk.
    """

    received = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received <= settings.DOCUMENT_SIZE_LIMIT:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        if self.received <= settings.DOCUMENT_SIZE_LIMIT:
            return super().file_complete(self.received)
        self.file.close()
        return UploadedFile(
            ContentFile(b""), self.file_name, self.content_type, self.received, self.charset
        )
