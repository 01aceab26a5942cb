"""The demonstration register, loaded once for all tests of a module and taken away after them."""

from contextlib import contextmanager

from django.db import connection, transaction

from exchanges.services import demo


@contextmanager
def loaded(blocker):
    with blocker.unblock(), transaction.atomic():
        demo.load()
        connection.check_constraints()  # what is only checked at commit is checked here
        yield
        transaction.set_rollback(True)
