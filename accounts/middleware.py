"""What holds for every page: its language, and that it is private."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from core.access import reach_kept

CODES = frozenset(code for code, _name in settings.LANGUAGES)


def user_language(get_response):
    """Pages speak the language of the signed-in user; the browser's own wish is not asked.

    Before sign-in it is Vietnamese, or what ?language= said, which a cookie keeps.
    """

    def in_their_language(request):
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            return get_response(request)
        asked = request.GET.get("language", "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        wanted = asked if asked in CODES else kept
        translation.activate(wanted if wanted in CODES else settings.LANGUAGE_CODE)
        answer = get_response(request)
        if asked in CODES:
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                samesite="Lax",
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return answer

    return in_their_language


def private_pages(get_response):
    """No page stays in a shared cache or in the history of a shared computer; a fragment is never
    taken for the page; a fragment asked for after the session ended opens the sign-in page.
    """

    def privately(request):
        if settings.CSRF_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            get_token(request)  # fragments asked for at once would each bring another
        answer = get_response(request)
        patch_vary_headers(answer, ["HX-Request"])
        if not answer.has_header("Cache-Control"):
            add_never_cache_headers(answer)
            answer["Cache-Control"] = "no-store, private"
        if request.headers.get("HX-Request") == "true" and _to_sign_in(answer):
            return _sign_in_again(request)
        return answer

    return privately


def _to_sign_in(answer) -> bool:
    if answer.status_code != 302:
        return False
    return urlsplit(answer["Location"]).path == resolve_url(settings.LOGIN_URL)


def _sign_in_again(request) -> HttpResponse:
    """The whole window goes there, and comes back to the page it showed, not to the fragment."""
    try:
        back = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    except ValueError:  # no address at all
        back = "/"
    where = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    return HttpResponse(headers={"HX-Redirect": where, "Cache-Control": "no-store, private"})


def reach_looked_up_once(get_response):
    """A page that is read asks once what its user may see. Where something is sent, each step asks
    anew: it may change the reach.
    """

    def once(request):
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with reach_kept():
            return get_response(request)

    return once
