"""bin/manage import_register: a workbook of export_register into a register without records."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.services import register


class Command(BaseCommand):
    help = (
        "Enter a workbook written by export_register into a register without records. If anything "
        "is wrong with it, the findings are printed and nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--dry-run", action="store_true", help="only look: write nothing")
        parser.add_argument(
            "--documents", type=Path, metavar="FOLDER", help="take the files it names from there"
        )

    def handle(self, *args, file: Path, dry_run: bool, documents: Path | None, **options):
        try:
            with open(file, "rb") as opened:
                counts = register.enter(file=opened, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
        except register.Refused as refusal:
            for finding in refusal.findings:
                self.stdout.write(str(finding))
            raise CommandError(str(refusal)) from None
        entered = "could be entered" if dry_run else "entered"
        self.stdout.write(f"{sum(counts.values())} records on {len(counts)} sheets {entered}.")
        if documents and not dry_run:
            brought, lost = register.bring_files(folder=documents)
            self.stdout.write(f"{brought} files brought.")
            if lost:
                raise CommandError(f"Missing, or not what they should be: {', '.join(lost)}")
