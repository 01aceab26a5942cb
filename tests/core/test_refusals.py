"""What a change that was refused is called, and what is no refusal at all."""

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.services import audit
from core.refusals import REFUSED, sentence
from tests.factories import UserFactory


def test_a_trigger_that_protects_rows_refuses_in_plain_words(db):
    user = UserFactory()
    line = audit.record(action="tested", target=user, by=user)
    with pytest.raises(REFUSED) as refused, transaction.atomic():
        type(line).objects.update(action="changed")
    assert sentence(refused.value) == [
        "The register does not allow this. Check what was entered and save again."
    ]


def test_a_slip_in_our_own_sql_is_no_refusal(db):
    with pytest.raises(ProgrammingError) as slip, transaction.atomic():
        connection.cursor().execute("SELECT nothing FROM nowhere")
    with pytest.raises(ProgrammingError, match="nowhere"):
        sentence(slip.value)
