"""The form of a signed text as a browser sends it back."""

from django.urls import reverse

from core.pickers import RecordChoice


def shown(box):
    """What a browser would send of an untouched box: of records only those it shows."""
    value = box.value()
    if isinstance(box.field, RecordChoice):
        return [one.uuid for one in box.field.records(value)]
    return value or None


def edited(client, text, **boxes):
    """The form of a text as it opened, with these boxes written anew."""
    url = reverse("partnerships:memorandum-edit", args=[text.uuid])
    page = client.get(url)
    data = {"version": page.context["version"]}
    data |= {box.html_name: shown(box) for box in page.context["form"]}
    for name, rows in page.context["rowsets"].items():
        data[f"{name}-TOTAL_FORMS"] = len(rows.forms)
        data[f"{name}-INITIAL_FORMS"] = rows.initial_form_count()
        for row in rows:
            data |= {box.html_name: shown(box) for box in row}
    return client.post(url, {key: one for key, one in (data | boxes).items() if one is not None})
