"""What a page costs more in the largest register than in the smallest, both asked in turns."""

from dataclasses import dataclass

from benches.asking import Page, Visitor, one_round, share, warm_up
from benches.cpu import Clock


@dataclass
class Site:
    """One of the two registers, served: who asks, for what, and whose CPU counts."""

    visitor: Visitor
    pages: list[Page]
    clock: Clock

    @classmethod
    def at(cls, port: int, *, visitor: Visitor, pages: list[Page], roots: tuple[int, ...]):
        return cls(visitor.at(port), [page.at(port) for page in pages], Clock(*roots))

    def ask(self, page: Page, each: int) -> None:
        page.cpu += one_round(page.by or self.visitor, page, self.clock, each)


def of_pages(before: Site, after: Site, *, times: int, each: int) -> dict[str, float]:
    """By page: the 95th percentile of its CPU afterwards, in times of the one before. A machine
    that has become slower in between is so for both.
    """
    for site in (before, after):
        warm_up(site.visitor, site.pages)
    for _ in range(times):
        for site in (before, after):
            site.clock.look()
        for pages in zip(before.pages, after.pages, strict=True):
            for site, page in zip((before, after), pages, strict=True):
                site.ask(page, each)
    return {
        page.name: share(page.cpu, 0.95) / share(first.cpu, 0.95)
        for first, page in zip(before.pages, after.pages, strict=True)
    }
