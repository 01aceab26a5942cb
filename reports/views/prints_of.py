"""Which records are printed, with which choices: texts, aid that is handed over, clearances."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import NAMES
from exchanges.models import AidProject
from partnerships.models import Clearance, Memorandum, Partnership
from reports import permissions
from reports.choices import PaperCopy, PaperLayout
from reports.contents.common import copy_of
from reports.contents.hand_over import hand_over
from reports.contents.letter import letter
from reports.contents.memorandum import memorandum
from reports.print_forms import LetterForm, PrintForm, TextPrintForm
from reports.services.annual_reviews import spoken_across
from reports.views.prints import PrintFile, Printing, PrintsPage


def both(content: dict, layout: str) -> dict[str, dict]:
    """The two copies of one text, each with its keeper first (alternat)."""
    return {str(copy): copy_of(content, copy, layout) for copy in PaperCopy}


def usual(languages: list[str]) -> dict:
    """Two columns where there are two languages."""
    languages = [code for code in dict.fromkeys(languages) if code in NAMES and code != "vi"]
    layout = PaperLayout.COLUMNS if len(languages) == 1 else PaperLayout.CONSECUTIVE
    return {"languages": languages, "layout": str(layout)}


def across(parties) -> list[str]:
    """The languages of the other states that parties of a text or of aid are of."""
    rows = parties.select_related("unit__country", "organisation__country").order_by("pk")
    states = [(one.unit or one.organisation).country for one in rows]
    return [state.paper_language for state in states if state.code != "VN"]


class OfMemorandum(Printing):
    queryset = Memorandum.objects.all()
    permission = permissions.PRINT_TEXT
    form_class = TextPrintForm
    file_url = "memorandum-print"

    def usual(self):
        text = self.object
        own = [code for code in text.languages if code != "vi"]
        return usual(
            own or spoken_across(text.partnerships.all())[:1] or across(text.parties.all())[:1]
        ) | {"mottos": "on"}

    def contents(self, data):
        found = memorandum(
            self.object,
            languages=data["languages"],
            mottos=data["mottos"],
            as_draft=data["as_draft"],
            today=timezone.localdate(),
        )
        return both(found, data["layout"])


class MemorandumPrints(OfMemorandum, PrintsPage):
    pass


class MemorandumPrint(OfMemorandum, PrintFile):
    pass


class OfAid(Printing):
    queryset = AidProject.objects.select_related("memorandum", "approval")
    permission = permissions.PRINT_AID
    form_class = PrintForm
    file_url = "aid-print"

    def usual(self):
        aid = self.object
        tie = Partnership.objects.filter(pk=aid.partnership_id)
        return usual((across(aid.parties.all()) or spoken_across(tie))[:1])

    def contents(self, data):
        found = hand_over(self.object, languages=data["languages"], today=timezone.localdate())
        return both(found, data["layout"])


class AidPrints(OfAid, PrintsPage):
    heading = gettext_lazy("Record of the hand-over")


class AidPrint(OfAid, PrintFile):
    pass


class OfClearance(Printing):
    queryset = Clearance.objects.select_related("memorandum", "organisation", "rule")
    permission = permissions.PRINT_LETTER
    form_class = LetterForm
    file_url = "clearance-letter-file"
    copies = (("letter", gettext_lazy("Letter asking for opinions")),)

    def usual(self):
        return {"recipients": "Như trên"}

    def nothing(self):
        if self.request.user.office is None:
            return _("Your account names no office. Ask the administrator to enter it.")
        return ""

    def contents(self, data):
        office = self.request.user.office
        return {
            "letter": letter(self.object, office=office, typed=data, today=timezone.localdate())
        }


class ClearanceLetter(OfClearance, PrintsPage):
    template_name = "reports/_letter.html"
    is_box = True
    heading = gettext_lazy("Letter asking for opinions")


class ClearanceLetterFile(OfClearance, PrintFile):
    def back(self):
        return self.object.memorandum.get_absolute_url()
