import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("ket_nghia")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("config.worker_pulse:WorkerPulse")  # by name: it needs the settings


@setup_logging.connect
def keep_our_log_lines(**_):
    """Connected, so that Celery leaves the logging of config.logging as it is."""
