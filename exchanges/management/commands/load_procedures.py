from django.core.management.base import BaseCommand

from accounts.services import users
from exchanges.procedures import AID_STEPS
from partnerships.models import StepRule
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import procedures


class Command(BaseCommand):
    help = (
        "Load the steps of the procedures before a text is signed and before aid is approved. "
        "Running it again loads only what is missing; what an administrator changed stays."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="load nothing if there are steps already"
        )

    def handle(self, *args, if_empty, **options):
        if if_empty and StepRule.objects.exists():
            self.stdout.write("There are steps of procedures already: nothing was loaded.")
            return
        entered = procedures.load(rows=(*MEMORANDUM_STEPS, *AID_STEPS), by=users.loader())
        self.stdout.write(f"Steps of procedures: {entered} new.")
