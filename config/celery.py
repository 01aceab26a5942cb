import os
from importlib import import_module

from celery import Celery
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("ket_nghia")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("config.worker_pulse:WorkerPulse")  # by name: it needs the settings


@setup_logging.connect
def keep_our_log_lines(**_):
    """Connected, so that Celery leaves the logging of config.logging as it is."""


@worker_init.connect
def know_how_to_make_pdfs(**_):
    """Before it has children, so that they need not learn it each; the web server never does."""
    import_module("reports.rendering")
