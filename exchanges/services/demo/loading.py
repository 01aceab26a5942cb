"""What one load of the demonstration register knows while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.models import AuditEvent, User
from accounts.services import audit
from exchanges.demo.shapes import Entry, To, demo_uuid
from exchanges.services.demo.written import RECORDS, SERVICES

LOADED = "register.demo_loaded"


class Gone(Exception):
    """Somebody has taken out a record that the entry needs: it is left out too."""


@dataclass
class Loading:
    """The keys of entries that are in the register already, and the records at hand."""

    by: User
    known: dict[str, str]  # key → uuid, of this load and the ones before
    new: dict[str, str] = field(default_factory=dict)
    records: dict[str, object] = field(default_factory=dict)

    def once(self, key: str, make: Callable, *what) -> None:
        """`make(loading, *what)` the record of an entry, unless an earlier load did, or what the
        entry needs is gone.
        """
        if key in self.known:
            return
        try:
            record = make(self, *what)
        except Gone:
            return
        self.records[key] = record
        self.known[key] = self.new[key] = str(record.uuid)

    def find(self, key: str):
        if key not in self.records:
            model = RECORDS[key.partition(":")[0]]
            self.records[key] = model.objects.filter(uuid=self.known.get(key)).first()
        if self.records[key] is None:
            raise Gone(key)
        return self.records[key]

    def meant(self, value):
        """The value with every `To` in it replaced by its record."""
        match value:
            case To(key=key):
                return self.find(key)
            case list() | tuple():
                return type(value)(self.meant(part) for part in value)
            case dict():
                return {name: self.meant(part) for name, part in value.items()}
        return value

    def sources(self, facts: tuple[str, ...]) -> list:
        return [self.find(f"source:{fact}") for fact in facts]

    def close(self) -> int:
        """Write down what was loaded; a load that found everything there leaves no trace."""
        if self.new:
            audit.record(action=LOADED, target=self.by, by=self.by, records=self.new)
        return len(self.new)


def write(loading: Loading, entry: Entry) -> None:
    """The record of an entry whose kind has a service of its own."""
    loading.once(entry.key, _written, entry)


def _written(loading: Loading, entry: Entry):
    facts = loading.meant(entry.values)
    if entry.facts:
        facts["sources"] = loading.sources(entry.facts)
    return SERVICES[entry.kind](uuid=demo_uuid(entry.key), by=loading.by, **facts)


def loaded_before() -> dict[str, str]:
    known = {}
    for event in AuditEvent.objects.filter(action=LOADED):
        known |= event.details["records"]
    return known
