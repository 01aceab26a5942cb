from django.urls import path

from partnerships.cadence_urls import urlpatterns as of_cadences
from partnerships.drafting_urls import urlpatterns as of_drafts
from partnerships.file_urls import urlpatterns as of_files
from partnerships.reform_urls import urlpatterns as reform
from partnerships.text_urls import urlpatterns as of_texts
from partnerships.views import (
    border_markers,
    border_profiles,
    commitment_chosen,
    commitment_forms,
    commitments,
    figures,
    frames,
    gates,
    heads,
    history,
    memoranda,
    merging,
    organisation_forms,
    organisations,
    papers,
    partnerships,
    people,
    people_forms,
    place_forms,
    tie_events,
    tie_forms,
    tree,
    unit_parts,
    units,
)

app_name = "partnerships"


def record(name: str, folder: str, list_page, detail_page) -> list:
    """The list of a record type, and the page of each record."""
    return [
        path(f"{folder}/", list_page.as_view(), name=f"{name}-list"),
        path(f"{folder}/<uuid:uuid>/", detail_page.as_view(), name=f"{name}-detail"),
    ]


def part(page, name: str, folder: str, of: str):
    """A part of a record's page, loaded into it."""
    return path(f"{folder}/<uuid:uuid>/{name}/", page.as_view(), name=f"{of}-{name}")


def picker(page, name: str, folder: str):
    return path(f"{folder}/search/", page.as_view(), name=f"{name}-picker")


def act(page, verb: str):
    """A small form about a tie."""
    return path(f"ties/<uuid:uuid>/{verb}/", page.as_view(), name=f"partnership-{verb}")


def written(name: str, folder: str, create_page, edit_page) -> list:
    """The forms of a record type."""
    return [
        path(f"{folder}/new/", create_page.as_view(), name=f"{name}-create"),
        path(f"{folder}/<uuid:uuid>/edit/", edit_page.as_view(), name=f"{name}-edit"),
    ]


BORDERS = [
    *record(
        "border-marker",
        "border/markers",
        border_markers.BorderMarkerList,
        border_markers.BorderMarkerDetail,
    ),
    *written(
        "border-marker",
        "border/markers",
        border_markers.BorderMarkerCreate,
        border_markers.BorderMarkerEdit,
    ),
    picker(border_markers.BorderMarkerPicker, "border-marker", "border/markers"),
    *record("gate", "border/gates", gates.GateList, gates.GateDetail),
    *written("gate", "border/gates", gates.GateCreate, gates.GateEdit),
    *record(
        "border-profile",
        "border/profiles",
        border_profiles.BorderProfileList,
        border_profiles.BorderProfileDetail,
    ),
    *written(
        "border-profile",
        "border/profiles",
        border_profiles.BorderProfileCreate,
        border_profiles.BorderProfileEdit,
    ),
]
FIGURES = [
    *written("stated-figure", "figures", figures.StatedFigureCreate, figures.StatedFigureEdit),
    path(
        "figures/<uuid:uuid>/hold/", figures.StatedFigureHold.as_view(), name="stated-figure-hold"
    ),
    path(
        "figures/<uuid:uuid>/hold-none/",
        figures.StatedFigureHoldNone.as_view(),
        name="stated-figure-hold-none",
    ),
]
COMMITMENTS = [
    *written(
        "commitment",
        "commitments",
        commitment_forms.CommitmentCreate,
        commitment_forms.CommitmentEdit,
    ),
    part(commitment_forms.CommitmentSettle, "settle", "commitments", "commitment"),
    path(
        "commitments/chosen/settle/",
        commitment_chosen.CommitmentSettleChosen.as_view(),
        name="commitment-settle-chosen",
    ),
]
PEOPLE = [
    *written(
        "organisation",
        "organisations",
        organisation_forms.OrganisationCreate,
        organisation_forms.OrganisationEdit,
    ),
    *written("person", "people", people_forms.PersonCreate, people_forms.PersonEdit),
    part(organisation_forms.ChargeCreate, "charge", "organisations", "organisation"),
    path("charges/<uuid:uuid>/end/", organisation_forms.ChargeEnd.as_view(), name="charge-end"),
    part(heads.TieHeads, "heads", "ties", "partnership"),
    part(heads.UnitHeads, "heads", "units", "unit"),
    part(heads.OrganisationHeads, "heads", "organisations", "organisation"),
]
MERGING = [
    part(merging.PartnershipMerge, "merge", "ties", "partnership"),
    part(merging.UnitMerge, "merge", "units", "unit"),
    part(merging.OrganisationMerge, "merge", "organisations", "organisation"),
    part(history.TieHistory, "history", "ties", "partnership"),
    part(history.UnitHistory, "history", "units", "unit"),
    part(history.OrganisationHistory, "history", "organisations", "organisation"),
]
PLACES = [
    path("units/tree/", tree.UnitTree.as_view(), name="unit-tree"),
    part(tree.UnitBranch, "branch", "units", "unit"),
    *written("unit", "units", place_forms.UnitCreate, place_forms.UnitEdit),
    part(place_forms.UnitRename, "rename", "units", "unit"),
]


urlpatterns = [
    *of_cadences,
    *of_files,
    *reform,
    *of_texts,
    *of_drafts,
    *PLACES,
    *PEOPLE,
    *MERGING,
    *BORDERS,
    *FIGURES,
    *COMMITMENTS,
    path("ties/tree/", frames.FrameTree.as_view(), name="frame-tree"),
    part(frames.PartnershipTree, "tree", "ties", "partnership"),
    act(tie_events.PartnershipSuspend, "suspend"),
    act(tie_events.PartnershipResume, "resume"),
    act(tie_events.PartnershipEnd, "end"),
    act(tie_events.PartyAdmit, "admit"),
    path("ties/parties/<uuid:uuid>/leave/", tie_events.PartyLeave.as_view(), name="party-leave"),
    path("ties/new/", tie_forms.PartnershipCreate.as_view(), name="partnership-create"),
    path("ties/<uuid:uuid>/edit/", tie_forms.PartnershipEdit.as_view(), name="partnership-edit"),
    picker(partnerships.PartnershipPicker, "partnership", "ties"),
    picker(units.UnitPicker, "unit", "units"),
    picker(organisations.OrganisationPicker, "organisation", "organisations"),
    picker(people.PersonPicker, "person", "people"),
    picker(papers.PaperPicker, "paper", "papers"),
    picker(memoranda.MemorandumPicker, "memorandum", "memoranda"),
    *record("partnership", "ties", partnerships.PartnershipList, partnerships.PartnershipDetail),
    *record("unit", "units", units.UnitList, units.UnitDetail),
    *record(
        "organisation",
        "organisations",
        organisations.OrganisationList,
        organisations.OrganisationDetail,
    ),
    *record("person", "people", people.PersonList, people.PersonDetail),
    *record("memorandum", "memoranda", memoranda.MemorandumList, memoranda.MemorandumDetail),
    *record("commitment", "commitments", commitments.CommitmentList, commitments.CommitmentDetail),
    *record("stated-figure", "figures", figures.StatedFigureList, figures.StatedFigureDetail),
    *record("note", "notes", figures.NoteList, figures.NoteDetail),
    *record("paper", "papers", papers.PaperList, papers.PaperDetail),
    part(partnerships.PartnershipFigures, "figures", "ties", "partnership"),
    part(unit_parts.UnitTies, "ties", "units", "unit"),
    part(unit_parts.UnitBelow, "below", "units", "unit"),
    part(unit_parts.UnitBorder, "border", "units", "unit"),
    part(unit_parts.UnitFigures, "figures", "units", "unit"),
    part(unit_parts.UnitNotes, "notes", "units", "unit"),
    part(organisations.OrganisationTies, "ties", "organisations", "organisation"),
    part(organisations.OrganisationNotes, "notes", "organisations", "organisation"),
    part(organisations.OrganisationFigures, "figures", "organisations", "organisation"),
]
