import pghistory
from django.db.models import GeneratedField


def keep_history(*, exclude=()):
    """Copy every insert, update and delete of a row to <Model>History, by database trigger.

    Columns that PostgreSQL computes from others are left out: the others are there.
    """

    def track(model):
        computed = [f.name for f in model._meta.fields if isinstance(f, GeneratedField)]
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=[*exclude, *computed],
            model_name=f"{model.__name__}History",
            append_only=True,
        )(model)

    return track
