"""Where uploaded files lie: a folder of this machine, or an S3-compatible store by setting.

A file is known by what is in it, so a name that is taken holds the same bytes: nothing is ever
overwritten, and nothing is found half-written.
"""

import os
from contextlib import suppress
from tempfile import NamedTemporaryFile

from django.core.files.storage import FileSystemStorage


class LocalDocuments(FileSystemStorage):
    """A folder. A file appears in it whole, under its final name, or not at all."""

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        path = self.path(name)
        folder = os.path.dirname(path)
        os.makedirs(folder, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".coming-") as coming:
            for chunk in content.chunks():
                coming.write(chunk)
            coming.flush()
            os.fsync(coming.fileno())
            os.chmod(coming.name, 0o440)
            with suppress(FileExistsError):  # another request brought the same bytes meanwhile
                os.link(coming.name, path)
        return name


def documents_storage(env, folder) -> dict:
    """The entry of STORAGES, from the environment."""
    bucket = env.str("DOCUMENTS_S3_BUCKET", default="")
    if not bucket:
        return {
            "BACKEND": "config.document_storage.LocalDocuments",
            "OPTIONS": {"location": str(folder)},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("DOCUMENTS_S3_ENDPOINT", default="") or None,
            "region_name": env.str("DOCUMENTS_S3_REGION", default="") or None,
            "access_key": env.str("DOCUMENTS_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("DOCUMENTS_S3_SECRET_KEY", default="") or None,
            "addressing_style": env.str("DOCUMENTS_S3_ADDRESSING", default="path"),
            "signature_version": "s3v4",
            "default_acl": None,  # the bucket's own: private
            "querystring_auth": True,
            # The name is the hash of the bytes: written again, it is the same file.
            "file_overwrite": True,
        },
    }
