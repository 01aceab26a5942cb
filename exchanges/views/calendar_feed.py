"""The calendar under its secret address: no session, no sign-in, nothing that can be changed."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from core.limits import HOUR, too_many
from exchanges import feeds
from exchanges.services import feeds as services

READS, WRONG_TRIES = 60, 30  # an hour, of one address and of one sender
KEPT = 30 * 24 * HOUR  # how long it is known when the calendar last changed


@login_not_required  # the secret in the address is the key
@require_safe
def feed(request, secret):
    found = services.found(secret)
    if found is None or not feeds.may_be_read(found.user):
        if too_many(f"calendar-wrong-{request.META.get('REMOTE_ADDR', '')}", WRONG_TRIES):
            return HttpResponse(status=429, headers={"Retry-After": HOUR})
        raise Http404
    if too_many(f"calendar-{found.uuid}", READS):
        return HttpResponse(status=429, headers={"Retry-After": HOUR})
    with translation.override(found.user.language):
        body = feeds.written(found, today=timezone.localdate())
    services.note_read(found, on=timezone.now())
    return _answer(request, body)


def _answer(request, body: bytes) -> HttpResponse:
    """The whole calendar, or that it has not changed."""
    digest = sha256(body).hexdigest()
    etag = f'"{digest[:32]}"'
    changed = cache.get_or_set(f"feed-{digest}", lambda: int(timezone.now().timestamp()), KEPT)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(changed)
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="ket-nghia.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag, changed, answer)
