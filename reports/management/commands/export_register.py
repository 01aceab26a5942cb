"""bin/manage export_register: the whole register as one workbook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.services import register


class Command(BaseCommand):
    help = (
        "Write the whole register into one Excel workbook, from which import_register makes the "
        "same register again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument(
            "--documents", type=Path, metavar="FOLDER", help="copy the files it names there as well"
        )

    def handle(self, *args, file: Path, documents: Path | None, **options):
        if not file.resolve().parent.is_dir():
            raise CommandError(f"There is no folder to write {file} into.")
        try:
            counts = register.write(path=file)
        except OSError as error:
            raise CommandError(f"The workbook could not be written to {file}: {error}") from None
        total = sum(counts.values())
        self.stdout.write(f"{total} records on {len(counts)} sheets: {file.resolve()}")
        if documents:
            taken, lost = register.take_files(folder=documents)
            self.stdout.write(f"{taken} files: {documents.resolve()}")
            if lost:
                raise CommandError(f"Lost from the storage: {', '.join(lost)}")
