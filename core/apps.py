from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core.schema import run_together  # the operations of triggers want the apps to be there

        pre_migrate.connect(run_together, dispatch_uid="core.schema.run_together")
