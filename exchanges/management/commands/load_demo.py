from django.core.management.base import BaseCommand

from exchanges.demo.accounts import DEMO_PASSWORD
from exchanges.services import demo


class Command(BaseCommand):
    help = "Load the demonstration register: the facts of five published articles, and accounts."

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-accounts", action="store_true", help="load the register without demo accounts"
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="load nothing if there are ties already"
        )

    def handle(self, *args, no_accounts, if_empty, **options):
        if if_empty and not demo.register_is_empty():
            self.stdout.write("There are ties in the register: nothing was loaded.")
        else:
            written = demo.load(with_accounts=not no_accounts)
            self.stdout.write(f"Demonstration register: {written} new entries.")
        if users := list(demo.accounts.demo_users()):
            self.stdout.write(f"Demo accounts, password {DEMO_PASSWORD} unless changed since:")
        for user in users:
            self.stdout.write(f"  {user.username:<18} {user.role}")
