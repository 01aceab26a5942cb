from django.urls import path

from partnerships.views import (
    border_profiles,
    commitments,
    figures,
    memoranda,
    organisations,
    papers,
    partnerships,
    people,
    tie_forms,
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


urlpatterns = [
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
    *record(
        "border-profile",
        "borders",
        border_profiles.BorderProfileList,
        border_profiles.BorderProfileDetail,
    ),
    part(partnerships.PartnershipFigures, "figures", "ties", "partnership"),
    part(units.UnitTies, "ties", "units", "unit"),
    part(units.UnitBelow, "below", "units", "unit"),
    part(units.UnitBorder, "border", "units", "unit"),
    part(units.UnitFigures, "figures", "units", "unit"),
    part(units.UnitNotes, "notes", "units", "unit"),
    part(organisations.OrganisationTies, "ties", "organisations", "organisation"),
    part(organisations.OrganisationNotes, "notes", "organisations", "organisation"),
    part(organisations.OrganisationFigures, "figures", "organisations", "organisation"),
]
