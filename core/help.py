"""Help on every page: what the page is for, and what its words mean, in short sentences."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from core.chosen_pages import ChosenPage
from core.form_pages import FormPage
from core.view_pages import DetailPage, FragmentPage, ListPage, PickerPage


@dataclass(frozen=True)
class Word:
    """A word of the office and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True)
class PageHelp:
    """What a page is for, what one does there, and its words."""

    purpose: str
    words: tuple[Word, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypeHelp:
    """Of a type of record: its list, one record of it, and the words of all its pages."""

    of_list: str
    of_record: str
    words: tuple[Word, ...] = ()


KINDS = {
    "list": PageHelp(
        _(
            "A list of records. The filters above narrow it; a heading sorts it; a row "
            "opens its record. The address keeps the filters, so it can be sent to a "
            "colleague."
        ),
        steps=(_("“Columns, export” chooses the columns and saves the list as a spreadsheet."),),
    ),
    "record": PageHelp(
        _(
            "One record. The buttons on top show what you may do with it. Below stands who "
            "entered and changed it."
        )
    ),
    "fragment": PageHelp(
        _(
            "One part of a record, on a page of its own. The name above the heading leads "
            "back to the whole record."
        )
    ),
    "new": PageHelp(
        _(
            "A form for something new. Boxes without “if known” must be filled in. Nothing "
            "is saved before you press the button at the end; if something is wrong, what "
            "you typed stays."
        ),
        steps=(
            _("A date may be known in part: type 12/2015 or 2015."),
            _("Type a few letters to search for a place or a tie; tone marks are not needed."),
        ),
    ),
    "edit": PageHelp(
        _(
            "A form to put a record right. If a colleague saved it meanwhile, you are shown"
            " both versions. Every change is kept with your name."
        )
    ),
    "act": PageHelp(
        _(
            "One step of a record. Fill in what is asked and press the button. The step is "
            "recorded with your name and the time."
        )
    ),
    "several": PageHelp(
        _(
            "One step for several records at once. Tick those it is for, fill in what is asked "
            "and press the button: all of them are done, or none. Each keeps the step under your "
            "name, as if you had done them one by one."
        )
    ),
    "other": PageHelp(_("This page shows records that you may see; it changes nothing by itself.")),
    "choice": PageHelp(
        _("Results of a search inside a form. They are shown where the form asks for them.")
    ),
}


# Last words of the addresses of forms that make something new.
BEGINNING = ("create", "draft", "plan", "add", "past", "short")


def help_for(name: str, page: type | None, pages: dict, types: dict) -> PageHelp:
    """The page's own help; else that of its type; else of its kind, with the words of its type."""
    if name in pages:
        return pages[name]
    stem = next((name.removesuffix(end) for end in ("-list", "-detail") if name.endswith(end)), "")
    general = KINDS[kind_of(name, page)]
    if stem in types:
        own = types[stem]
        purpose = own.of_list if name.endswith("-list") else own.of_record
        return replace(general, purpose=purpose, words=own.words)
    parts = [at for at, letter in enumerate(name) if letter == "-"]
    longest = next((name[:at] for at in reversed(parts) if name[:at] in types), "")
    return replace(general, words=types[longest].words) if longest else general


def kind_of(name: str, page: type | None) -> str:
    """Which kind of page it is, by its class; of forms, by what the address does."""
    if page is None or not isinstance(page, type):
        return "other"
    if issubclass(page, FormPage):
        verb = name.rpartition("-")[2]
        return "edit" if verb == "edit" else "new" if verb in BEGINNING else "act"
    if issubclass(page, ChosenPage):
        return "several"
    kinds = {ListPage: "list", FragmentPage: "fragment", DetailPage: "record", PickerPage: "choice"}
    return next((kind for base, kind in kinds.items() if issubclass(page, base)), "other")
