"""The articles of a text translated by Word: taken out, and what came back written in."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from partnerships.models import Memorandum
from partnerships.services import articles


@transaction.atomic
def hand_out(*, memorandum: Memorandum, language: str, by: User) -> None:
    """Somebody took the text out of the house to have it translated."""
    audit.record(action="memorandum.word_out", target=memorandum, by=by, language=language)


@transaction.atomic
def take_back(
    *, memorandum: Memorandum, changes: dict[str, dict], language: str, by: User
) -> Memorandum:
    """Write what came back: {uuid of an article: changes by language}, as of core.languages.merged.

    Raises RuleViolation if the articles are not written any more, if the text has no such article
    or language, or if somebody else wrote one of them since; then nothing is written.
    """
    memorandum = Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk)
    here = {str(article.uuid): article for article in memorandum.articles.all()}
    if set(changes) - set(here):
        raise RuleViolation(_("Somebody else has taken out an article that the file translates."))
    if any(set(texts) - {"vi", *memorandum.languages} for texts in changes.values()):
        raise RuleViolation(_("The text is not written in this language."))
    items = [{"uuid": here[key].uuid, "changes": texts} for key, texts in changes.items()]
    articles.write(memorandum=memorandum, items=items, by=by)
    audit.record(
        action="memorandum.word_in", target=memorandum, by=by, language=language, lines=len(items)
    )
    return memorandum
