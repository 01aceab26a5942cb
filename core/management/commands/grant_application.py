import environ
from django.core.management.base import BaseCommand
from django.db import connection

from core.database_roles import grant_rows


class Command(BaseCommand):
    help = "Let the role of DATABASE_URL work on the rows of the owner's tables."

    def handle(self, *args, **options):
        role = environ.Env().db("DATABASE_URL")["USER"]
        if role == connection.settings_dict["USER"]:
            self.stdout.write(f"{role} owns the tables itself: nothing to grant.")
            return
        grant_rows(connection, role=role)
        self.stdout.write(f"{role} may read and change rows, and no table.")
