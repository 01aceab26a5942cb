import secrets

from django.core.management.base import BaseCommand

from accounts.services import users


class Command(BaseCommand):
    help = "Make the administrator of a register without any account; the password is shown once."

    def handle(self, *args, **options):
        password = secrets.token_urlsafe(12)
        made = users.make_first_administrator(username="admin", password=password)
        if made:
            self.stdout.write(f"Administrator: {made.username}, password: {password}")
            self.stdout.write("Write the password down: it is not shown again.")
        else:
            self.stdout.write("The accounts are those made before.")
