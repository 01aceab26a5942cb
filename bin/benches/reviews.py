"""Papers of reviews: cost over bare WeasyPrint, two workers against one, memory, other printers."""

from benches import results
from benches.ground import Ground

PAGES = 20
OVERHEAD, TWICE, MEMORY = 1.15, 1.8, 300  # ratio, ratio, MB


def options(parser) -> None:
    parser.add_argument("--repeat", type=int, default=5, help="pairs of ours and bare WeasyPrint")
    parser.add_argument("--papers", type=int, default=30, help="for one worker and for two")
    parser.add_argument("--portions", type=int, default=3, help="the two take turns so many times")


def measure(ground: Ground, wishes, found: results.Results) -> None:
    from benches import printers, workers  # they need Django's settings

    content, pages = printers.content_of(PAGES)
    found.add("pages of the paper", pages, str(PAGES))
    if wishes.repeat:
        printers.measure(ground, content, wishes.repeat, found)
    if wishes.papers:
        workers.measure(ground, content, wishes, found)
