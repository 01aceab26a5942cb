"""bin/manage check_papers: are the final papers still what was issued, to the byte?"""

from hashlib import sha256

from django.core.management.base import BaseCommand, CommandError

from reports import rendering
from reports.choices import PaperStatus
from reports.models import ReviewPaper


class Command(BaseCommand):
    help = (
        "Build every final paper once more from its frozen content and compare it with the stored "
        "file, and the stored file with the hash written down when it was made. Nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--code", metavar="CODE", help="one paper, by the code in its foot")

    def handle(self, **options):
        papers = ReviewPaper.objects.filter(final=True, status=PaperStatus.BUILT)
        if options["code"]:
            papers = papers.filter(code=options["code"])
            if not papers.exists():
                raise CommandError(f"No final paper that was built has the code {options['code']}.")
        wrong = checked = 0
        for paper in papers.order_by("pk").iterator(chunk_size=20):
            faults = faults_of(paper)
            self.stdout.write(f"{paper.code}: {'; '.join(faults) or 'identical'}")
            checked += 1
            wrong += bool(faults)
        self.stdout.write(f"{checked} papers checked, {wrong} with faults.")
        if wrong:
            raise CommandError("Some papers are not what was issued; see the lines above.")


def faults_of(paper: ReviewPaper) -> list[str]:
    faults = []
    try:
        with paper.pdf.open() as stored:
            if sha256(stored.read()).hexdigest() != paper.pdf_sha256:
                faults.append("the stored file is not the one that was kept: its hash differs")
    except OSError as error:
        faults.append(f"the stored file cannot be read ({error})")
    try:
        if sha256(rendering.paper_pdf(paper.content)).hexdigest() != paper.pdf_sha256:
            faults.append("built once more from its content, it differs")
    except rendering.RenderingError as error:
        faults.append(f"it cannot be built any more: {error}")
    return faults
