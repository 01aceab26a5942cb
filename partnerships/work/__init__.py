"""What is left to decide after a reform of units, found anew from the register each time."""

from partnerships.work.counted import waiting
from partnerships.work.listed import Group, PlaceWork, SideWork, Successor, TextWork, Who, WorkList

__all__ = ["Group", "PlaceWork", "SideWork", "Successor", "TextWork", "Who", "WorkList", "waiting"]
