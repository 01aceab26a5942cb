"""bin/manage import_register: a workbook of export_register into a register without records."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

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
            "--documents",
            type=Path,
            metavar="FILE.zip",
            help="take the files it names from this archive, or from a folder",
        )

    def handle(self, *args, file: Path, dry_run: bool, documents: Path | None, **options):
        for path in filter(None, (file, documents)):
            if not path.exists():
                raise CommandError(_("There is no such file: %(file)s.") % {"file": path})
        files = register.brought_from(documents) if documents else None
        try:
            with open(file, "rb") as opened:
                outcome = register.enter(file=opened, files=files, dry_run=dry_run)
        except OSError as error:
            words = _("The file cannot be read: %(file)s (error %(number)s of the machine).")
            said = {"file": error.filename or file, "number": error.errno}
            raise CommandError(words % said) from None
        except register.Refused as refusal:
            for finding in refusal.findings:
                self.stdout.write(str(finding))
            words = _("%(refusal)s Nothing was written.") % {"refusal": refusal}
            raise CommandError(words) from None
        self._say(outcome, dry_run, with_files=files is not None)

    def _say(self, outcome: register.Outcome, dry_run: bool, *, with_files: bool) -> None:
        words = (
            _("%(records)s records on %(sheets)s sheets could be entered. Nothing was written.")
            if dry_run
            else _("%(records)s records on %(sheets)s sheets entered.")
        )
        counts = outcome.counts
        self.stdout.write(words % {"records": sum(counts.values()), "sheets": len(counts)})
        if with_files:
            self.stdout.write(_("%(files)s files found.") % {"files": outcome.files})
        if outcome.lost:
            words = _("Files that records name and that are not there: %(names)s")
            raise CommandError(words % {"names": ", ".join(outcome.lost)})
