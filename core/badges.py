"""How a state is shown: a shape and words, the colour third. Never colour or shape alone."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def icon(name: str) -> SafeString:
    """A drawing out of static/css/app.css (.i-…). It always stands beside words, and it is a
    background: screen readers pass over it, and a page carries none of the drawings.
    """
    return format_html('<i class="ic i-{}"></i>', name)


@dataclass(frozen=True)
class Badge:
    """A state in words with its shape. Tones: ok, warn, bad, hole (a vacancy), or none (grey)."""

    words: str
    icon: str = "ring"
    tone: str = ""

    def __str__(self):
        return str(self.words)

    def __html__(self):
        tone = f"{self.tone} " if self.tone else ""
        return format_html('<span class="st {}i-{}">{}</span>', tone, self.icon, self.words)


@dataclass(frozen=True)
class Words:
    """A piece of a cell: in its own language (a Lao name), or in grey beside the main words."""

    text: str
    lang: str = ""
    quiet: bool = False

    def __str__(self):
        return str(self.text)

    def __html__(self):
        lang = format_html(' lang="{}"', self.lang) if self.lang else ""
        kind = mark_safe(' class="nt"') if self.quiet or self.lang else ""
        return format_html("<span{}{}>{}</span>", lang, kind, self.text)


def piece(value) -> SafeString | str:
    """The HTML of a shown value: text is escaped, a Badge or Words knows its own."""
    if isinstance(value, (tuple, list)):
        return mark_safe(" ".join(conditional_escape(part) for part in value if part))
    return conditional_escape(value)
