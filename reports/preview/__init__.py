"""What a review says, on a page: read from its figures, nothing is looked up."""

from reports.preview.shown import Shown

__all__ = ["Shown"]
