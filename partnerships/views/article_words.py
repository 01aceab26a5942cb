"""The articles of a text out to a translator as a Word file and back in; their versions."""

from django.apps import apps

from core.revision_pages import RevisionsPage, changes_of
from core.word import Line
from core.word_pages import WordCheck, WordIn, WordOut, Words
from partnerships import permissions
from partnerships.models import Article, Memorandum
from partnerships.readiness import line_of
from partnerships.services import article_words, articles


class ArticleWords(Words):
    """Line by line, in the order of the text."""

    model = Memorandum
    permission = permissions.DRAFT_MEMORANDUM
    urls = "partnerships:memorandum-word"

    def lines(self, record):
        return [Line(str(one.uuid), line_of(one), one.text) for one in record.articles.all()]

    def closed(self, record):
        return articles.closed(record)

    def hand_out(self, record, language):
        article_words.hand_out(memorandum=record, language=language, by=self.request.user)

    def take_back(self, record, changes, language):
        article_words.take_back(
            memorandum=record, changes=changes, language=language, by=self.request.user
        )


class MemorandumWordOut(ArticleWords, WordOut):
    pass


class MemorandumWordIn(ArticleWords, WordIn):
    pass


class MemorandumWordCheck(ArticleWords, WordCheck):
    pass


class MemorandumRevisions(RevisionsPage):
    model = Memorandum
    permission = permissions.VIEW_REVISIONS

    def changes(self, record):
        history = apps.get_model(f"{Article._meta.label}History").objects
        return changes_of(history.filter(memorandum=record.pk), line_of)
