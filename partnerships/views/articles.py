"""The articles of a text: read beside each other, written line by line."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import removed_rows
from core.languages import texts
from core.pages import FormPage, FragmentPage, Group
from core.word_pages import word_box
from partnerships import permissions
from partnerships.choices import ArticleKind
from partnerships.forms.articles import ArticleRow, ArticlesForm
from partnerships.models import Memorandum
from partnerships.readiness import by_language, line_of
from partnerships.services import articles
from partnerships.views.article_words import ArticleWords
from partnerships.views.memoranda_here import WhileItMay


def languages_of(text: Memorandum) -> list[str]:
    """Vietnamese is always among them (Law 70/2020/QH14, Article 7)."""
    return ["vi", *(code for code in text.languages if code != "vi")]


class MemorandumArticles(FragmentPage):
    """A part of the page of a text."""

    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM
    template_name = "partnerships/_articles.html"
    heading = _("Articles")

    def get_context_data(self, **kwargs):
        text, lines = self.object, list(self.object.articles.all())
        languages = languages_of(text)
        may = self.may(permissions.DRAFT_MEMORANDUM) and not articles.closed(text)
        versions = reverse("partnerships:memorandum-revisions", args=[text.uuid])
        write = reverse("partnerships:memorandum-articles-edit", args=[text.uuid])
        return super().get_context_data(
            lines=[
                {
                    "uuid": line.uuid,
                    "heading": line_of(line) if line.kind == ArticleKind.ARTICLE else "",
                    "kind": line.get_kind_display(),
                    "texts": texts(line.text, languages),
                }
                for line in lines
            ],
            readiness=by_language(lines, languages) if lines else [],
            write=write if may else "",
            word=word_box(
                ArticleWords(),
                text,
                may_write=bool(lines) and self.may(permissions.DRAFT_MEMORANDUM),
                revisions=versions if lines and self.may(permissions.VIEW_REVISIONS) else "",
            ),
            **kwargs,
        )


class MemorandumArticlesEdit(WhileItMay, FormPage):
    """All lines in all languages. Two people may write two languages, or two lines, at once."""

    model = Memorandum
    form_class = ArticlesForm
    permission = permissions.DRAFT_MEMORANDUM
    rows = {"articles": ArticleRow}
    autosave = True
    groups = (
        Group(
            "",
            rows="articles",
            note=_(
                "Each line stands in all languages of the text. Its state is chosen by a person: "
                "what is typed anew is unchecked until somebody says otherwise."
            ),
        ),
        Group("", ("renumber:12", "agreed:12")),
    )

    def closed(self, text):
        return articles.closed(text)

    def get_heading(self):
        return gettext("Articles: %(text)s") % {"text": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"languages": languages_of(self.object)}

    def initial_rows(self, name):
        """As they stand; those that this window shows in its order, so that what somebody else
        added or moved meanwhile does not change places with what is typed here.
        """
        rows = [
            {
                "uuid": line.uuid,
                "kind": line.kind,
                "number": line.number,
                "position": line.position,
                "texts": line.text,
            }
            for line in self.object.articles.all()
        ]
        typed = self._typed
        shown = {
            typed[key]: number
            for number, key in enumerate(key for key in typed if key.endswith("-uuid"))
        }
        return sorted(rows, key=lambda row: shown.get(str(row["uuid"]), len(shown)))

    def row_kwargs(self, name):
        return {
            "languages": languages_of(self.object),
            "now": {line.uuid: line.text for line in self.object.articles.all()},
        }

    def perform(self, data):
        return articles.write(
            memorandum=self.object,
            items=data["articles"],
            removed=removed_rows(self.request.POST, "articles"),
            renumber=data["renumber"],
            agreed=data["agreed"],
            by=self.request.user,
        )
