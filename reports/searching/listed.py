"""A list cut down to what the search finds: the same words, the same hits, the same number."""

from reports.searching.finding import Search
from reports.searching.kinds import LISTED, WHERE
from reports.searching.typed import Typed


def keys_of(*, model, words: str, by) -> frozenset[int] | None:
    """The records of that model which the search of the whole register finds for these words.

    None where they are more than the search counts: a list of the first thousand of them would
    look whole and not be. Nothing is found for words that the search does not take, and nothing
    of a kind it has no list of or whose pages `by` may not open.
    """
    kind, typed = LISTED.get(model._meta.label_lower), Typed.read(words)
    if kind is None or not WHERE[kind].permission.held_by(by) or typed.is_too_short:
        return frozenset()
    return Search(by, typed, [kind]).keys()
