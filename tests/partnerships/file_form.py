"""The form "Add a file", sent as its page sends it."""

from django.urls import reverse

from tests import uploads


def page(name, record):
    return reverse(f"partnerships:{name}", args=[record.uuid])


def sent(client, text, data=None, name="bản ký.pdf", *, htmx=True, **typed):
    """The form "Add a file", sent as the page does."""
    upload = uploads.upload(name, uploads.pdf("Bản ký") if data is None else data)
    typed = {"file": upload, "kind": "signed_copy", "language": "vi", "declared": "on"} | typed
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(page("memorandum-file-add", text), typed, headers=headers)
