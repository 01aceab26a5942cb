"""Prints of a text, of a hand-over, of a letter: a part of the record's page, and the files."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.boxes import HALF, Box
from core.languages import NAMES
from core.pages import FragmentPage, Page
from reports.choices import PaperCopy
from reports.papers import wording
from reports.services import prints
from reports.services.prints import Made

SOON = 2  # seconds until the waiting page asks again
PASSING = ("make", "copy", "view", "again")  # what is asked once and is no choice


@dataclass(frozen=True)
class Copy:
    """One file that can be made: whose copy, what it would say, and how far it is."""

    name: str
    words: str
    content: dict
    made: Made
    refused: list[str]
    url: str

    @property
    def unchecked(self) -> list[str]:
        """Languages whose fixed words no native reader has checked, on a paper without a mark."""
        said = self.content
        if said["mark"] or said["kind"] == "letter":
            return []
        return [NAMES[code][0] for code in said["languages"] if code not in wording.CHECKED]


class Printing(Page):
    """What is printed of one record, as chosen in the address. Subclasses say of which."""

    form_class: type
    file_url: str  # name of the URL of the files
    copies: tuple[tuple[str, str], ...] = PaperCopy.choices
    part = "print"  # begins the ids of the part: a page may hold several

    def usual(self) -> dict:
        """The choices before anybody chose."""
        raise NotImplementedError

    def contents(self, data: dict) -> dict[str, dict]:
        """What each copy says."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Why nothing can be printed at all; empty if it can."""
        return ""

    @cached_property
    def chosen(self) -> dict:
        asked = self.request.GET
        if "shown" not in asked:
            return self.usual()
        return {key: asked.getlist(key) for key in asked if key not in PASSING}

    @cached_property
    def form(self):
        data = self.request.GET if "shown" in self.request.GET else self.usual()
        return self.form_class(data, user=self.request.user, auto_id=f"{self.part}_%s")

    @cached_property
    def said(self) -> dict[str, dict]:
        if self.nothing() or not self.form.is_valid():
            return {}
        return self.contents(self.form.cleaned_data)

    def address(self, name: str) -> str:
        query = urlencode({**self.chosen, "shown": "1", "copy": name}, doseq=True)
        return f"{reverse(f'reports:{self.file_url}', args=[self.object.uuid])}?{query}"


class PrintsPage(Printing, FragmentPage):
    """The choices, and each copy with how far it is. ?make= has one made."""

    template_name = "reports/_prints.html"
    heading = gettext_lazy("Prints")

    def get_template_names(self):
        """A choice or a look how far it is changes the copies only, never what is being typed."""
        again = self.request.headers.get("HX-Request") == "true" and "shown" in self.request.GET
        return ["reports/_print_copies.html"] if again else super().get_template_names()

    def get_context_data(self, **kwargs):
        copies = [self._copy(*named) for named in self.copies if named[0] in self.said]
        again = urlencode({**self.chosen, "shown": "1"}, doseq=True)
        return super().get_context_data(
            boxes=[Box(box, self.form.widths.get(box.name, HALF)) for box in self.form],
            form=self.form,
            nothing=self.nothing(),
            choices=self.copies,
            copies=copies,
            is_building=any(copy.made.is_building for copy in copies),
            here=self.request.path,
            part=self.part,
            again=f"{self.request.path}?{again}",
            **kwargs,
        )

    def _copy(self, name: str, words: str) -> Copy:
        content = self.said[name]
        refused = prints.refused(content)
        wanted = self.request.GET.get("make") == name and not refused
        made = prints.ask_for(content, again=True) if wanted else prints.made(content)
        return Copy(name, words, content, made, refused, self.address(name))


class PrintFile(Printing, SingleObjectMixin, View):
    """The file, once a worker has made it; until then a page that asks again by itself."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        content = self.said.get(request.GET.get("copy") or self.copies[0][0])
        if content is None:
            return self._turned_away(self._faults())
        if refused := prints.refused(content):
            return self._turned_away(refused)
        made = prints.ask_for(content, again="again" in request.GET)
        if made.pdf is None:
            return self._waiting(made)
        prints.handed_out(record=self.object, content=content, pdf=made.pdf, by=request.user)
        return FileResponse(
            BytesIO(made.pdf),
            as_attachment="view" not in request.GET,
            filename=file_name(content),
            content_type="application/pdf",
        )

    def back(self) -> str:
        return self.object.get_absolute_url()

    def _faults(self) -> list[str]:
        if self.nothing():
            return [self.nothing()]
        if self.form.is_valid():
            raise Http404  # no such copy
        return [words for faults in self.form.errors.values() for words in faults]

    def _turned_away(self, sentences: list[str]):
        for sentence in sentences:
            messages.error(self.request, sentence)
        return redirect(self.back())

    def _waiting(self, made: Made):
        asked = self.request.GET.copy()
        asked["again"] = "1"
        page = render(
            self.request,
            "reports/print_waiting.html",
            {
                "made": made,
                "object": self.object,
                "back": self.back(),
                "again": f"{self.request.path}?{asked.urlencode()}",
            },
        )
        if not made.error:
            page.headers["Refresh"] = str(SOON)  # works without JavaScript
        return page


def file_name(content: dict) -> str:
    """Says what it is outside of the house: code, title, whose copy, languages."""
    title = content["title"].replace("/", "-")[:100]
    parts = [content["code"], title]
    if content["kind"] in KINDS:
        parts.append(str(KINDS[content["kind"]]))
    if content["kind"] == "letter":
        return f"{' '.join(parts)}.pdf"
    return f"{' '.join(parts)} ({'-'.join(content['languages'])}).pdf"


KINDS = {
    "hand_over": gettext_lazy("record of the hand-over"),
    "letter": gettext_lazy("letter asking for opinions"),
    "minutes": gettext_lazy("minutes"),
    "record": gettext_lazy("unilateral record"),
    "agenda": gettext_lazy("agenda"),
    "plates": gettext_lazy("name plates"),
    "seating": gettext_lazy("seating plan"),
    "official": gettext_lazy("letter"),
    "patrol": gettext_lazy("patrol record"),
    "series": gettext_lazy("minutes of a period"),
}
