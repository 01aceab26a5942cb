"""The claim of a worker on its row, kept alive while the work goes on, and given up in the end."""

from contextlib import contextmanager
from threading import Event, Thread
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from reports.models.build import HEARTBEAT

AWAY = (OperationalError, InterfaceError)  # the database is being restarted, say


@contextmanager
def if_the_database_is_there():
    """A build goes on while the database is away for a moment; the next question connects anew."""
    try:
        yield
    except AWAY:
        connection.close()


@contextmanager
def signs_of_life(
    *, token: UUID, of, every: float | None = None, told=dict, gone: Event | None = None
):
    """Renew the claim every few seconds, from a thread: the work keeps this one busy.

    `of`: the model in which the claim stands. `told` gives what else is written there, such as
    how far the work is; `every` are other seconds than those of papers; `gone` is set once the
    claim does not stand any more.
    """
    done = Event()
    pause = HEARTBEAT if every is None else every

    def renew():
        try:
            while not done.wait(pause):
                with if_the_database_is_there():
                    stands = of.objects.filter(token=token).update(heartbeat=Now(), **told())
                    if not stands and gone:
                        gone.set()
        finally:
            connection.close()

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def lost(attempts: int) -> str:
    """Why a row is given up that no worker came to an end with."""
    return _("%(number)d workers were lost over it.") % {"number": attempts}
