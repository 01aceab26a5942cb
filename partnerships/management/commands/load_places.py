from django.core.management.base import BaseCommand

from accounts.services import users
from partnerships.models import Unit
from partnerships.services import gazetteer


class Command(BaseCommand):
    help = (
        "Load all places of Vietnam before and since 1 July 2025, and those of Laos, China and "
        "Cambodia along the border. Running it again loads only what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="load nothing if there are places already"
        )

    def handle(self, *args, if_empty, **options):
        if if_empty and Unit.objects.exists():
            self.stdout.write("There are places in the register: nothing was loaded.")
            return
        counts = gazetteer.load(by=users.loader())
        if not counts:
            self.stdout.write("All places are in the register already: nothing was loaded.")
        for what, number in counts.items():
            self.stdout.write(f"{what.replace('_', ' ')}: {number}")
