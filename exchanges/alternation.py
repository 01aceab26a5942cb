"""Whose turn it is to host: worked out of who hosted before. It is shown, and never refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from partnerships.choices import HostRule, Side

OTHER = {Side.HOME: Side.COUNTERPART, Side.COUNTERPART: Side.HOME}
ALWAYS = {HostRule.HOME: Side.HOME, HostRule.COUNTERPART: Side.COUNTERPART}


@dataclass(frozen=True)
class Hosted:
    """A meeting that was held: the side that hosted it, "" where nobody wrote it down, and why it
    was out of turn.
    """

    host: str
    reason: str = ""


def one_rule(rules: Iterable[str]) -> str:
    """The rule that binds a tie with several cadences: always one side, where just one such rule
    stands; else taking turns, where any says so; else none.
    """
    said = set(rules)
    always = said & set(ALWAYS)
    if len(always) == 1:
        return str(always.pop())
    return str(HostRule.ALTERNATING if HostRule.ALTERNATING in said else HostRule.UNSTATED)


def next_host(hosts: Sequence[str], rule: str = "", before: Sequence[str] = ()) -> str:
    """Who hosts next, after these hosts of meetings held (oldest first); "" where nothing tells.

    Without a rule the sides take turns if they did so the last time; `before` are earlier hosts
    that other papers tell of. A meeting whose host nobody wrote down is passed over.
    """
    if rule in ALWAYS:
        return str(ALWAYS[rule])
    known = [host for host in hosts if host]
    if not known:
        return ""
    over_there = OTHER[Side(known[-1])]
    earlier = known[-2:-1] or list(before)[-1:]
    takes_turns = rule == HostRule.ALTERNATING or earlier == [over_there]
    return str(over_there) if takes_turns else ""


def breaks(held: Sequence[Hosted], rule: str = "") -> list:
    """The meetings hosted out of turn: by the side that hosted the one just before, or by another
    side than the rule names. Beside a meeting of unknown host nothing is said.
    """
    if rule in ALWAYS:
        return [one for one in held if one.host and one.host != ALWAYS[rule]]
    return [late for early, late in pairwise(held) if late.host and late.host == early.host]
