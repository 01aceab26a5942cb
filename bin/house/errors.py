class Broken(Exception):
    """A step that cannot go on. Its text is one sentence for the person at the keyboard: what is
    wrong and what to do."""


class Stopped(Exception):
    """Ctrl-C, or the signal that asks a process to end."""
