"""The whole register as one workbook: written out, and read into an empty database.

What the workbook holds is found by looking at the models (shape), so that a record type added
later comes along by itself, or is left out by name and with a reason.
"""

from reports.services.register.entering import Outcome, enter
from reports.services.register.files import brought_from, take_files
from reports.services.register.findings import Refused
from reports.services.register.writing import write

__all__ = ["Outcome", "Refused", "brought_from", "enter", "take_files", "write"]
