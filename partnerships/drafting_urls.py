"""Addresses of texts made here: drafted, cleared, signed."""

from django.urls import path

from partnerships.views import article_words, articles, clearances, memoranda_here, signings


def of_text(page, name: str, folder: str):
    return path(f"memoranda/<uuid:uuid>/{folder}/", page.as_view(), name=f"memorandum-{name}")


def of_step(page, verb: str):
    return path(f"clearances/<uuid:uuid>/{verb}/", page.as_view(), name=f"clearance-{verb}")


urlpatterns = [
    path(
        "memoranda/drafts/new/", memoranda_here.MemorandumDraft.as_view(), name="memorandum-draft"
    ),
    of_text(memoranda_here.MemorandumDraftEdit, "draft-edit", "draft"),
    of_text(articles.MemorandumArticles, "articles", "articles"),
    of_text(articles.MemorandumArticlesEdit, "articles-edit", "articles/edit"),
    of_text(article_words.MemorandumWordOut, "word-out", "word"),
    of_text(article_words.MemorandumWordIn, "word-in", "word/back"),
    of_text(article_words.MemorandumWordCheck, "word-check", "word/check"),
    of_text(article_words.MemorandumRevisions, "revisions", "versions"),
    of_text(clearances.MemorandumClearance, "clearance", "clearance"),
    of_text(clearances.MemorandumClearanceStart, "clearance-start", "clearance/start"),
    of_text(clearances.MemorandumStepAdd, "step-add", "clearance/step"),
    of_text(clearances.MemorandumClear, "clear", "clear"),
    of_text(clearances.MemorandumReturn, "return", "return"),
    of_text(memoranda_here.MemorandumGiveUp, "give-up", "give-up"),
    of_text(signings.MemorandumSign, "sign", "sign"),
    of_text(signings.MemorandumCopy, "copy", "copy"),
    of_step(clearances.ClearanceAsk, "ask"),
    of_step(clearances.ClearanceAnswer, "answer"),
    of_step(clearances.ClearanceSkip, "skip"),
    of_step(clearances.ClearanceRemove, "remove"),
]
