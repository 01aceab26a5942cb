"""The public page that tells whether a paper was issued and still holds. No account, no cookie."""

from contextlib import nullcontext
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.badges import Badge
from core.limits import HOUR, address_of, too_many
from reports.services import verification
from reports.services.verification import Answer, Found

ASKED, WRONG = 600, 60  # an hour, of one address: questions, and codes that nobody knows
LONGEST_TYPED = 200
VERDICTS = {
    Answer.VALID: (_("An issued paper, the edition that holds"), _("holds"), "tick", "ok"),
    Answer.REPLACED: (_("An issued paper, but replaced"), _("replaced"), "half", "warn"),
    Answer.PRINT: (_("A working print, not an issued paper"), _("print"), "paper", "warn"),
    Answer.UNKNOWN: (_("Nobody here knows this code"), _("not known"), "warning", "bad"),
}
# For the reader of the other side. No native speaker has checked these; the page says so.
ABROAD = {
    Answer.VALID: {"lo": "ເອກະສານທີ່ອອກຢ່າງເປັນທາງການ, ສະບັບປະຈຸບັນ", "zh": "正式印发的文本，现行版本"},
    Answer.REPLACED: {"lo": "ເອກະສານນີ້ຖືກແທນດ້ວຍສະບັບໃໝ່ແລ້ວ", "zh": "该文本已被新版本取代"},
    Answer.PRINT: {"lo": "ສະບັບພິມສຳລັບເຮັດວຽກ, ບໍ່ແມ່ນສະບັບທີ່ອອກ", "zh": "工作打印件，并非正式印发"},
    Answer.UNKNOWN: {"lo": "ບໍ່ພົບລະຫັດນີ້", "zh": "查无此编号"},
}
HEADERS = {"X-Robots-Tag": "noindex, nofollow"}


@login_not_required
@require_safe
def verify(request, code=""):
    asked = request.GET.get("lang", "")
    known = asked in dict(settings.LANGUAGES)
    with translation.override(asked) if known else nullcontext():
        return _answer(request, code)


def _answer(request, code: str) -> HttpResponse:
    typed = request.GET.get("code", "")[:LONGEST_TYPED]
    if typed.strip() and not code:
        code = verification.read(typed) or "-"
        if verification.has_a_page(code):
            return _to_the_page_of(code)
    if not code.strip("/ "):
        return _page(request, None)
    address = address_of(request)
    if too_many(f"verify-{address}", ASKED):
        return _page(request, None, status=429)
    found = verification.look_up(code[:LONGEST_TYPED])
    if found.answer == Answer.UNKNOWN and too_many(f"verify-wrong-{address}", WRONG):
        return _page(request, None, status=429)
    return _page(request, found, status=404 if found.answer == Answer.UNKNOWN else 200)


def _to_the_page_of(code: str) -> HttpResponse:
    """The address that the square code on the paper has too."""
    language = urlencode({"lang": translation.get_language()})
    return HttpResponseRedirect(f"{reverse('verify')}{quote(code, safe='/')}?{language}")


def _page(request, found: Found | None, *, status: int = 200) -> HttpResponse:
    language = "vi" if translation.get_language() == "en" else "en"
    context = {"found": found, "other": language, "put_off": status == 429}
    if found:
        title, word, icon, tone = VERDICTS[found.answer]
        context |= {
            "title": title,
            "icon": icon,
            "badge": Badge(word, icon, tone),
            "abroad": ABROAD[found.answer].items(),
            "page": _page_number(request, found),
            "files": [*found.valid, *found.replaced],
        }
    body = render_to_string("reports/verify.html", context, request)
    answer = HttpResponse(body, status=status, headers=HEADERS)
    if status == 429:
        answer["Retry-After"] = HOUR
    return answer


def _page_number(request, found: Found) -> int | None:
    """Which page the square code was on, if the address says it in a way that makes sense."""
    said = request.GET.get("p", "")
    pages = found.paper.pages if found.paper else None
    return int(said) if pages and said.isascii() and said.isdigit() and len(said) < 5 else None
