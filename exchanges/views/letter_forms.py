"""The forms of letters: the entry in the register, and the text in several languages."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.choices import LetterDirection, LetterKind
from exchanges.forms.letters import LetterEditForm, LetterForm, LetterTextForm
from exchanges.models import Letter, Meeting
from exchanges.services import letters
from exchanges.views.incident_forms import FORBIDDEN, public
from exchanges.views.letters import NAMED, languages_for
from exchanges.views.parts import sides_of
from partnerships.choices import Side
from partnerships.models import Partnership, Unit
from partnerships.views import parts

GROUPS = (
    Group(
        gettext_lazy("The letter"),
        ("direction:3", "kind:3", "number:3", "dated:3", "gist:12", "sender:6", "addressee:6"),
        note=FORBIDDEN,
    ),
    Group(gettext_lazy("Whose letter"), ("partnership:6", "unit:6")),
    Group(gettext_lazy("What it belongs to"), ("answers:12", "incident:6", "meeting:6", "basis:6")),
)
DAYS = Group(gettext_lazy("Days"), ("arrived:4", "answer_due:4"))


class LetterPage(FormPage):
    """The entry of a letter; beside saving one goes on to write its text."""

    permission = permissions.EDIT_LETTER
    template_name = "exchanges/letter_form.html"
    groups = (*GROUPS[:1], DAYS, *GROUPS[1:])

    def get_success_url(self, target):
        if "write" in self.request.POST:
            return reverse("exchanges:letter-text", args=[target.uuid])
        return super().get_success_url(target)

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(self.object), **kwargs)


def crumbs(letter: Letter | None) -> list[tuple[str, str]]:
    listed = (_("Letters"), reverse("exchanges:letter-list"))
    return [listed, *([(str(letter), letter.get_absolute_url())] if letter else [])]


class LetterCreate(LetterPage):
    """From the menu, or from the tie, unit, meeting, incident or letter that its query names."""

    model = Letter
    form_class = LetterForm
    heading = gettext_lazy("Enter a letter")
    autosave = True

    def get_cancel_url(self):
        about = self.asked.get("incident") or self.asked.get("answers") or self.asked.get("meeting")
        return about.get_absolute_url() if about else reverse("exchanges:letter-list")

    @cached_property
    def asked(self) -> dict:
        """The records that the address names, as far as the user may see them."""
        by_name = {"tie": Partnership} | {n: m for n, m in NAMED.items() if n != "partnership"}
        found = {
            name: parts.asked_record(self.request, model.objects, name)
            for name, model in by_name.items()
            if self.request.GET.get(name)
        }
        return found | {"unit": public(self.request, Unit, "unit")}

    def get_initial(self):
        asked = self.asked
        about = asked.get("incident") or asked.get("answers")
        tie = asked.get("tie") or self._tie_of(about or asked.get("meeting"))
        found = {
            "partnership": tie,
            "unit": asked["unit"] or (getattr(about, "unit", None) if not tie else None),
            "incident": asked.get("incident"),
            "answers": asked.get("answers"),
            "meeting": asked.get("meeting"),
            "direction": self._direction,
            "kind": self._kind,
            "gist": asked["incident"].title if asked.get("incident") else "",
        }
        found |= self._ends(tie) if tie else {}
        return super().get_initial() | {name: value for name, value in found.items() if value}

    def _tie_of(self, record) -> Partnership | None:
        """The tie of what the letter is about, if the user may see it."""
        if record is None:
            return None
        seen = Partnership.objects.visible_to(self.request.user)
        if isinstance(record, Meeting):
            return seen.filter(meetings=record).order_by("pk").first()
        return seen.filter(pk=record.partnership_id).first()

    @property
    def _direction(self) -> str:
        answered = self.asked.get("answers")
        if answered:
            sent = answered.direction == LetterDirection.OUT
            return LetterDirection.IN if sent else LetterDirection.OUT
        said = self.request.GET.get("direction", "")
        return said if said in LetterDirection.values else LetterDirection.OUT

    @property
    def _kind(self) -> str:
        if self.asked.get("answers"):
            return LetterKind.REPLY
        said = self.request.GET.get("kind", "")
        return said if said in LetterKind.values else ""

    def _ends(self, tie: Partnership) -> dict:
        """Who writes to whom: the two sides of the tie."""
        sides = {side: who[:200] for side, who in sides_of([tie]).items()}
        sent = self._direction == LetterDirection.OUT
        ours, theirs = sides[Side.HOME], sides[Side.COUNTERPART]
        return {"sender": ours if sent else theirs, "addressee": theirs if sent else ours}

    def perform(self, data):
        return letters.record(**self._turned(data), uuid=self.submission, by=self.request.user)

    def _turned(self, data: dict) -> dict:
        """The two ends that the form proposed, turned round where the letter went the other way."""
        ends = ("sender", "addressee")
        if data["direction"] == self._direction:
            return data
        proposed = self.get_initial()
        if any(not data[name] or data[name] != proposed.get(name) for name in ends):
            return data
        return data | {"sender": data["addressee"], "addressee": data["sender"]}


class LetterEdit(LetterPage):
    queryset = Letter.objects.select_related(*NAMED, "unit")
    form_class = LetterEditForm

    @property
    def groups(self):
        why = ("no_answer:12",) if self.object.no_answer else ()
        days = Group(DAYS.title, (*DAYS.fields, *why))
        return (*GROUPS[:1], days, *GROUPS[1:])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asks_why": bool(self.object.no_answer)}

    def get_initial(self):
        return {name: getattr(self.object, name) for name in (*NAMED, "unit")}

    def perform(self, data):
        return letters.revise(letter=self.object, **data, by=self.request.user)


class LetterText(FormPage):
    """The text in the languages of the tie, side by side, as its print shows it."""

    queryset = Letter.objects.select_related("partnership", "unit__country")
    form_class = LetterTextForm
    permission = permissions.EDIT_LETTER
    heading = gettext_lazy("Text of the letter")
    autosave = True

    def get_form_kwargs(self):
        languages = dict.fromkeys([*languages_for(self.object), *self.object.text])
        return super().get_form_kwargs() | {
            "languages": list(languages),
            "value": self.object.text,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(self.object), **kwargs)

    def perform(self, data):
        return letters.revise(letter=self.object, **data, by=self.request.user)
