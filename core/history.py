import pghistory
from django.db.models import GeneratedField


def keep_history(*, exclude=(), of=(), words_for=None):
    """Copy every insert, update and delete of a row to <Model>History, by database trigger.

    Columns that PostgreSQL computes from others are left out: the others are there. `of` names
    the foreign keys to the records on whose pages the row is told: an agenda line belongs to its
    meeting. `words_for` is the permission to read earlier versions of its text in several
    languages: others are told only that it was written anew.
    """

    def track(model):
        computed = [f.name for f in model._meta.fields if isinstance(f, GeneratedField)]
        model.told_with, model.words_for = tuple(of), words_for
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=[*exclude, *computed],
            model_name=f"{model.__name__}History",
            append_only=True,
        )(model)

    return track
