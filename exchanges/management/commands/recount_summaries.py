from django.core.management.base import BaseCommand, CommandError

from exchanges.services import summaries


class Command(BaseCommand):
    help = (
        "Count the meetings of every tie, unit and year anew, put the summary right and make it "
        "small. With --check nothing is written; what differs is told, and the exit code says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what differs")

    def handle(self, *args, check, **options):
        found = summaries.differences() if check else summaries.recount()
        for one in found:
            year = "of all years" if one.year is None else f"year {one.year or 'not known'}"
            self.stdout.write(
                f"ties {one.ties} unit {one.unit} {year}: "
                f"held {one.held:+}, to come {one.to_come:+}, put off {one.put_off:+}, "
                f"with minutes {one.written:+}"
            )
        if found and check:
            raise CommandError(f"The summary differs from the meetings in {len(found)} counts.")
        self.stdout.write("Put right." if found else "The summary is what the meetings say.")
