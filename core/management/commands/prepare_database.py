from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "As the owner: apply the migrations, and let the application work on the rows."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("grant_application", stdout=self.stdout)
