"""A peer of its own process: bare WeasyPrint on a page, without our code; or once, as a command.

python bare.py PAGE [again]     makes PAGE.pdf; with `again` once for each line on its input,
                                and answers with the CPU seconds and the number of pages
"""

import sys
import time
from pathlib import Path

from weasyprint import HTML


def make(page: Path) -> int:
    document = HTML(filename=str(page)).render(pdf_tags=True)
    document.write_pdf(str(page.with_suffix(".pdf")), pdf_variant="pdf/a-3a", pdf_tags=True)
    return len(document.pages)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    if sys.argv[2:] != ["again"]:
        make(page)
        sys.exit()
    for _ in sys.stdin:
        began = time.process_time()
        pages = make(page)
        sys.stdout.write(f"{time.process_time() - began} {pages}\n")
        sys.stdout.flush()
