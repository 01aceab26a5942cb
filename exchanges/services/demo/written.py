"""Each kind of entry: the record it becomes, and the service that writes it."""

from accounts.models import User
from exchanges.models import Activity, AgreedItem, AidProject, Incident, Meeting, Minutes
from exchanges.services import (
    activities,
    agreed_items,
    aid_projects,
    incidents,
    meetings,
    minutes,
)
from partnerships.models import (
    Border,
    BorderProfile,
    Cadence,
    Commitment,
    Country,
    Gate,
    Memorandum,
    Note,
    Organisation,
    Paper,
    Partnership,
    PartnershipEvent,
    Person,
    Post,
    Source,
    StatedFigure,
    Unit,
    UnitSuccession,
)
from partnerships.services import (
    border_profiles,
    cadences,
    commitments,
    figures,
    gates,
    memoranda,
    notes,
    organisations,
    papers,
    partnerships,
    people,
    tie_events,
)

WRITTEN = {
    "paper": (Paper, papers.record),
    "source": (Source, papers.passage),
    "organisation": (Organisation, organisations.record),
    "person": (Person, people.record),
    "post": (Post, people.hold_post),
    "tie": (Partnership, partnerships.record),
    "tie_event": (PartnershipEvent, tie_events.record),
    "cadence": (Cadence, cadences.record),
    "memorandum": (Memorandum, memoranda.record_past),
    "commitment": (Commitment, commitments.record_past),
    "border_profile": (BorderProfile, border_profiles.record),
    "gate": (Gate, gates.record),
    "figure": (StatedFigure, figures.record),
    "note": (Note, notes.record),
    "meeting": (Meeting, meetings.record_past),
    "minutes": (Minutes, minutes.record_past),
    "agreed_item": (AgreedItem, agreed_items.record_past),
    "activity": (Activity, activities.record_past),
    "incident": (Incident, incidents.record_past),
    "aid": (AidProject, aid_projects.record_past),
}
SERVICES = {kind: service for kind, (_model, service) in WRITTEN.items()}
RECORDS = {kind: model for kind, (model, _service) in WRITTEN.items()} | {
    "country": Country,
    "border": Border,
    "unit": Unit,
    "succession": UnitSuccession,
    "user": User,
}
