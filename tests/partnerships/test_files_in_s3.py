"""The same files in an S3-compatible store, over HTTP against a server of that kind."""

import logging
from types import SimpleNamespace
from uuid import uuid4

import boto3
import environ
import pytest
from django.core.files.storage import storages
from django.db import transaction
from moto.server import ThreadedMotoServer

from config.document_storage import documents_storage
from core.errors import RuleViolation
from partnerships.choices import FileKind
from partnerships.files import preview, store
from partnerships.models import Document
from partnerships.services import files
from tests import uploads
from tests.factories import MemorandumFactory

KEYS = {"access_key": "test", "secret_key": "test-secret"}


@pytest.fixture
def bucket(settings, monkeypatch):
    """A bucket of its own, and the settings as an operator would give them in the environment."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    _host, port = server.get_host_and_port()
    name = f"documents-{uuid4().hex[:8]}"  # the server remembers earlier ones
    address = f"http://127.0.0.1:{port}"
    said = {"BUCKET": name, "ENDPOINT": address, "REGION": "us-east-1"}
    said |= {key.upper(): value for key, value in KEYS.items()}
    for key, value in said.items():
        monkeypatch.setenv(f"DOCUMENTS_S3_{key}", value)
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
    )
    client.create_bucket(Bucket=name)
    entry = documents_storage(environ.Env(), "unused")
    settings.STORAGES = settings.STORAGES | {"documents": entry}
    yield SimpleNamespace(client=client, name=name, names=lambda: _names(client, name))
    client.close()
    storages["documents"].connection.meta.client.close()
    server.stop()


def _names(client, bucket: str) -> list[str]:
    listed = client.list_objects_v2(Bucket=bucket).get("Contents", [])
    return [one["Key"] for one in listed]


def test_a_file_is_kept_read_and_shown_there(db, bucket, officer):
    text, other = MemorandumFactory.create_batch(2)
    data = uploads.pdf("Bản ghi nhớ", "trang hai")
    said = {"model": Document, "kind": FileKind.SIGNED_COPY, "declared": True, "by": officer}

    scan = files.attach(of={"memorandum": text}, upload=uploads.upload("a.pdf", data), **said)
    written = bucket.client.head_object(Bucket=bucket.name, Key=store.path_of(scan.sha256))
    files.attach(of={"memorandum": other}, upload=uploads.upload("b.pdf", data), **said)

    assert bucket.names() == [f"{scan.sha256[:2]}/{scan.sha256[2:]}"]
    again = bucket.client.head_object(Bucket=bucket.name, Key=store.path_of(scan.sha256))
    assert again["LastModified"] == written["LastModified"]  # the second one was not sent
    with store.opened(scan.sha256) as kept:
        assert kept.read() == data
    assert preview.picture(scan.sha256, scan.media_type, 2)[:4] == b"RIFF"
    assert len(bucket.names()) == 2


def test_bytes_that_are_gone_there_are_told_in_words(db, bucket, officer):
    with pytest.raises(RuleViolation, match="lost from the storage"):
        store.opened("0" * 64)
    assert store.derived("0" * 64, "1.webp") is None


def test_a_store_that_does_not_answer_is_told_in_words_and_nothing_is_kept(db, bucket, officer):
    bucket.client.delete_bucket(Bucket=bucket.name)
    with pytest.raises(RuleViolation, match="does not answer") as refused, transaction.atomic():
        files.attach(
            model=Document,
            of={"memorandum": MemorandumFactory()},
            upload=uploads.upload("a.pdf", uploads.pdf()),
            kind=FileKind.SIGNED_COPY,
            declared=True,
            by=officer,
        )
    assert refused.value.field == "file"
    assert not Document.objects.exists()


def test_without_a_bucket_files_lie_in_a_folder(tmp_path):
    entry = documents_storage(environ.Env(), tmp_path)
    assert entry["BACKEND"].endswith("LocalDocuments")
    assert entry["OPTIONS"]["location"] == str(tmp_path)
