from core.errors import RuleViolation


class NotReadable(RuleViolation):
    """The file is not opened at all. The message says what is wrong with it and what to do."""
