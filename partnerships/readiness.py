"""What a text still lacks before it is cleared and printed, language by language."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.languages import NAMES, NOTHING, TextState
from partnerships.choices import ArticleKind
from partnerships.models import Article


@dataclass
class Language:
    """One language of a text: how many lines stand in it, which are missing or not yet agreed."""

    code: str
    name: str
    lines: int
    missing: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @property
    def written(self) -> int:
        return self.lines - len(self.missing)

    @property
    def is_ready(self) -> bool:
        return bool(self.lines) and not self.missing and not self.open


def by_language(articles: list[Article], languages: list[str]) -> list[Language]:
    """Vietnamese first. Only what both sides agreed is printed for signing."""
    found = []
    for code in sorted(languages, key=lambda code: code != "vi"):
        one = Language(code, str(NAMES.get(code, (code,))[0]), len(articles))
        for article in articles:
            entry = article.text.get(code) or NOTHING
            if not entry["text"].strip():
                one.missing.append(line_of(article))
            elif entry["state"] != TextState.AGREED:
                one.open.append(line_of(article))
        found.append(one)
    return found


def line_of(article: Article) -> str:
    """What an article is called in a sentence."""
    if article.kind != ArticleKind.ARTICLE:
        return str(ArticleKind(article.kind).label)
    return _("Article %(number)s") % {"number": article.number or article.position}
