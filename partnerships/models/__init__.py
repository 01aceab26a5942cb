from partnerships.models.article import Article, Correction, ExpiryWarning
from partnerships.models.border import BorderMarker, BorderProfile, Gate
from partnerships.models.cadence import Cadence
from partnerships.models.charge import Charge
from partnerships.models.commitment import Commitment, CommitmentReceiver
from partnerships.models.country import Border, Country
from partnerships.models.decision import Decision, DecisionHeir
from partnerships.models.document import Document, StoredFile
from partnerships.models.figure import Note, StatedFigure
from partnerships.models.instalment import Instalment
from partnerships.models.memorandum import Memorandum
from partnerships.models.memorandum_rows import MemorandumParty, Signatory
from partnerships.models.organisation import Organisation
from partnerships.models.paper import Paper, Source
from partnerships.models.partnership import Partnership
from partnerships.models.party import PartnershipEvent, PartnershipParty
from partnerships.models.person import Person, Post
from partnerships.models.reach import TieReach, UnitReach
from partnerships.models.step import Clearance, DayOff, Step, StepQuerySet, StepRule
from partnerships.models.succession import UnitSuccession
from partnerships.models.unit import Unit, UnitName, UnitParent

__all__ = [
    "Article",
    "Border",
    "BorderMarker",
    "BorderProfile",
    "Cadence",
    "Charge",
    "Clearance",
    "Commitment",
    "CommitmentReceiver",
    "Correction",
    "Country",
    "DayOff",
    "Decision",
    "DecisionHeir",
    "Document",
    "ExpiryWarning",
    "Gate",
    "Instalment",
    "Memorandum",
    "MemorandumParty",
    "Note",
    "Organisation",
    "Paper",
    "Partnership",
    "PartnershipEvent",
    "PartnershipParty",
    "Person",
    "Post",
    "Signatory",
    "Source",
    "StatedFigure",
    "Step",
    "StepQuerySet",
    "StepRule",
    "StoredFile",
    "TieReach",
    "Unit",
    "UnitName",
    "UnitParent",
    "UnitReach",
    "UnitSuccession",
]
