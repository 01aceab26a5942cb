"""A running worker leaves a sign of life in Redis every few seconds, for /healthz.

Asking the workers themselves (inspect ping) costs a second each time; a key that expires costs
nothing and is gone soon after the last worker is.
"""

import redis
from celery import bootsteps
from django.conf import settings

EVERY, FORGOTTEN_AFTER = 3, 12  # seconds


class WorkerPulse(bootsteps.StartStopStep):
    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker, **options):
        super().__init__(worker, **options)
        self.timer = None

    def start(self, worker):
        self.client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2)
        self.timer = worker.timer.call_repeatedly(EVERY, self.beat)

    def stop(self, worker):
        if self.timer:
            self.timer.cancel()

    def beat(self):
        self.client.set(key(), 1, ex=FORGOTTEN_AFTER)


def key() -> str:
    return f"{settings.REDIS_PREFIX}-worker-pulse"


def worker_is_alive() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) as client:
        return bool(client.exists(key()))
