"""The register of letters: the list, one letter with what it answers and its text, the forms."""

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import texts
from core.pages import Action, DetailPage, FormPage, Group, ListPage, PickerPage
from exchanges import permissions
from exchanges.answers import state_of
from exchanges.choices import LetterDirection
from exchanges.forms import ReasonForm
from exchanges.letter_filters import LetterFilter
from exchanges.letter_lists import LETTERS
from exchanges.models import Incident, Letter, Meeting
from exchanges.services import letters
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import languages_around, languages_of, seen_sources, with_tie
from partnerships.choices import HOME_COUNTRY
from partnerships.models import Partnership
from partnerships.views import parts

PARTS = (
    ("files", gettext_lazy("Scan and files"), "exchanges:letter-files"),
    ("prints", gettext_lazy("Prints"), "reports:letter-prints"),
)
NAMED = {
    "partnership": Partnership,
    "meeting": Meeting,
    "incident": Incident,
    "answers": Letter,
}


class LetterList(InReach, ListPage):
    model = Letter
    heading = Letter._meta.verbose_name_plural
    columns = LETTERS
    detail = "exchanges:letter-detail"
    filterset_class = LetterFilter
    default_sort = "-dated"
    permission = permissions.VIEW_LETTER
    brought_as = "letters"
    create = (
        "exchanges:letter-create",
        gettext_lazy("Enter a letter"),
        permissions.EDIT_LETTER,
    )
    tabs = (
        (gettext_lazy("All"), ""),
        (gettext_lazy("Waiting for the answer"), "answer=waiting"),
        (gettext_lazy("Answer overdue"), "answer=overdue"),
        (gettext_lazy("Sent"), "direction=out"),
        (gettext_lazy("Received"), "direction=in"),
        (gettext_lazy("Taken back"), "withdrawn=yes"),
    )

    def get_queryset(self):
        """With the number of the answer, where the user may see that letter."""
        theirs = Letter.objects.visible_to(self.reach).standing().filter(answers=OuterRef("pk"))
        number = theirs.order_by("pk").values("number")[:1]
        found = with_tie(super().get_queryset(), self.reach)
        return found.with_answers().annotate(answer_number=Subquery(number))


class LetterDetail(InReach, DetailPage):
    model = Letter
    permission = permissions.VIEW_LETTER

    def get_queryset(self):
        """With what it names, and whether the user may see each of that."""
        seen = {
            f"sees_{name}": Exists(
                model.objects.visible_to(self.reach).filter(pk=OuterRef(name)).order_by()
            )
            for name, model in NAMED.items()
        }
        theirs = Letter.objects.visible_to(self.reach).standing().order_by("pk")
        found = super().get_queryset().with_answers().annotate(**seen)
        return found.select_related(*NAMED, "unit__country", "filed_by").prefetch_related(
            Prefetch("answered_by", theirs), "attachments", seen_sources(self.reach)
        )

    def get_context_data(self, **kwargs):
        letter = self.object
        named = {
            name: getattr(letter, name) if getattr(letter, f"sees_{name}") else None
            for name in NAMED
        }
        return super().get_context_data(
            state=state_of(letter, timezone.localdate()),
            replies=list(letter.answered_by.all()),
            texts=texts(letter.text, languages_for(letter)),
            has_text=any(entry["text"] for entry in letter.text.values()),
            missing=[] if letter.withdrawn_reason else letter.missing(),
            sections=parts.sections(self.request.user, letter, PARTS),
            **named,
            **kwargs,
        )

    def get_actions(self):
        letter = self.object
        if letter.withdrawn_reason or not self.may(permissions.EDIT_LETTER):
            return []
        answer = f"{reverse('exchanges:letter-create')}?answers={letter.uuid}"
        received = letter.direction == LetterDirection.IN
        found = [
            Action(_("Edit"), self._url("edit")),
            Action(_("Write the text"), self._url("text")),
            Action(_("Answer it") if received else _("Enter the answer"), answer),
        ]
        if letter.answer_due and not letter.no_answer and not letter.answered:
            found.append(Action(_("No answer needed"), self._url("no-answer")))
        return [*found, Action(_("Take it back"), self._url("withdraw"))]

    def _url(self, verb: str) -> str:
        return reverse(f"exchanges:letter-{verb}", args=[self.object.uuid])


def languages_for(letter: Letter) -> list[str]:
    """The languages of the papers of its tie; of a unit those of the ties around it."""
    if letter.partnership:
        return languages_of([letter.partnership])
    if letter.unit and letter.unit.country_id != HOME_COUNTRY:
        return ["vi", letter.unit.country.paper_language]
    return languages_around(letter.unit)


class LetterNoAnswer(FormPage):
    model = Letter
    form_class = ReasonForm
    permission = permissions.EDIT_LETTER
    heading = gettext_lazy("No answer to the letter is needed")
    submit = gettext_lazy("No answer needed")

    def perform(self, data):
        return letters.need_no_answer(letter=self.object, **data, by=self.request.user)


class LetterWithdraw(FormPage):
    model = Letter
    form_class = ReasonForm
    permission = permissions.EDIT_LETTER
    submit = gettext_lazy("Take it back")
    groups = (
        Group(
            gettext_lazy("Take the letter back"),
            ("reason:12",),
            note=gettext_lazy("It stays to be read, and counts no more."),
        ),
    )

    def perform(self, data):
        return letters.withdraw(letter=self.object, **data, by=self.request.user)


class LetterPicker(PickerPage):
    model = Letter
    permission = permissions.EDIT_LETTER

    @staticmethod
    def search(found, words):
        return found.standing().called(words).order_by("-pk")
