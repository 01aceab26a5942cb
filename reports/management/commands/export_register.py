"""bin/manage export_register: the whole register as one workbook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.services import register


class Command(BaseCommand):
    help = (
        "Write the whole register into one Excel workbook, from which import_register makes the "
        "same register again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument(
            "--documents",
            type=Path,
            metavar="FILE.zip",
            help="write the files it names as well: into this archive, or into a folder",
        )

    def handle(self, *args, file: Path, documents: Path | None, **options):
        for path in filter(None, (file, documents)):
            if not path.resolve().parent.is_dir():
                raise CommandError(_("There is no folder to write %(file)s into.") % {"file": path})
        try:
            counts = register.write(path=file)
            said = {"records": sum(counts.values()), "sheets": len(counts), "file": file.resolve()}
            self.stdout.write(_("%(records)s records on %(sheets)s sheets: %(file)s") % said)
            if documents:
                self._take(documents)
        except OSError as error:
            words = _("It cannot be written: %(file)s (error %(number)s of the machine).")
            said = {"file": error.filename or file, "number": error.errno}
            raise CommandError(words % said) from None

    def _take(self, documents: Path) -> None:
        taken, lost = register.take_files(to=documents)
        said = {"files": taken, "file": documents.resolve()}
        self.stdout.write(_("%(files)s files: %(file)s") % said)
        if lost:
            words = _("Lost from the storage: %(names)s")
            raise CommandError(words % {"names": ", ".join(lost)})
