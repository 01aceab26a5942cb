"""When the server itself fails: the person gets back what was typed, in a form to send again."""

from django.http import HttpResponseServerError
from django.template import loader
from django.utils import timezone

SECRET = ("password", "csrfmiddlewaretoken", "code", "secret")
SHOWN = 200  # fields


def server_error(request):
    """The page of a fault. It asks neither the database nor the session for anything."""
    context = {
        "typed": typed(request) if request.method == "POST" else [],
        "path": request.path,
        "now": timezone.localtime(),
    }
    return HttpResponseServerError(loader.get_template("500.html").render(context))


def typed(request) -> list[dict]:
    """Every field of the form that failed; long texts in a large box. Never a password."""
    try:
        data = request.POST
    except Exception:  # the body itself may be what failed
        return []
    return [
        {"name": name, "value": value, "long": len(value) > 60 or "\n" in value}
        for name, values in data.lists()
        for value in values
        if not any(word in name for word in SECRET)
    ][:SHOWN]
