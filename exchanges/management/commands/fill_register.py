from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Load what a new register lacks, each only where there is none yet: the steps of the "
        "procedures, all places, the demonstration register with its accounts. bin/start runs it."
    )

    def handle(self, **options):
        for before in ("load_procedures", "load_places"):
            call_command(before, if_empty=True, stdout=StringIO())
        call_command("load_demo", if_empty=True, stdout=self.stdout)
