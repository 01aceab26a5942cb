"""ReviewBatch and BatchItem: what PostgreSQL keeps, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests import factories as make

NEW_BATCH = (
    "INSERT INTO reports_reviewbatch"
    " (uuid, unit_id, period, kind, copy, layout, ordered_by_id, volume, volume_sha256)"
    " SELECT gen_random_uuid(), unit_id, {period}, {kind}, {copy}, layout, ordered_by_id, '', ''"
    " FROM reports_reviewbatch"
)
REFUSED = {
    "UPDATE reports_reviewbatch SET copy = 'counterpart'": "Cannot update rows",
    "UPDATE reports_reviewbatch SET period = '[2020-01-01,2021-01-01)'": "Cannot update rows",
    "UPDATE reports_batchitem SET state = 'building'": "an_item_at_work_is_claimed",
    "UPDATE reports_batchitem SET state = 'failed'": "a_failed_item_says_why",
    "UPDATE reports_batchitem SET state = 'done'": "a_done_item_has_its_paper",
    "UPDATE reports_batchitem SET heartbeat = now()": "a_claimed_item_has_a_heartbeat",
    (
        "INSERT INTO reports_batchitem (uuid, batch_id, state, attempts, error)"
        " SELECT gen_random_uuid(), id, 'waiting', 0, '' FROM reports_reviewbatch"
    ): "a_batch_has_a_tie_once",
    NEW_BATCH.format(
        period="'[2024-01-01,)'", kind="kind", copy="copy"
    ): "a_batch_has_a_first_and_a_last_day",
    NEW_BATCH.format(
        period="period", kind="'internal'", copy="'counterpart'"
    ): "a_batch_of_internal_reports_has_one_copy",
}


@pytest.mark.parametrize("command", REFUSED)
def test_plain_sql_is_refused(db, command):
    make.ReviewBatchFactory()
    with (
        pytest.raises(DatabaseError, match=REFUSED[command]),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(command)
