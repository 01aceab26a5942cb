"""How long a worker may be at one task: long tables have their time, and no message comes twice
that does anything (of imports: test_import_jobs).
"""

import pytest
from django.conf import settings

from reports import tasks

COMES_AGAIN = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


@pytest.mark.parametrize("task", [tasks.run_import, tasks.build_export])
def test_a_long_table_has_its_time(task):
    assert settings.CELERY_TASK_TIME_LIMIT < task.soft_time_limit < task.time_limit


@pytest.mark.parametrize("task", [tasks.build_export, tasks.build_paper])
def test_a_task_has_ended_before_its_message_comes_again(task):
    assert (task.time_limit or settings.CELERY_TASK_TIME_LIMIT) < COMES_AGAIN
