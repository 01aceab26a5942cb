from django.urls import path

from partnerships.views import cadences

urlpatterns = [
    path(
        "ties/<uuid:uuid>/cadences/new/",
        cadences.TieCadenceCreate.as_view(),
        name="tie-cadence-create",
    ),
    path(
        "units/<uuid:uuid>/cadences/new/",
        cadences.UnitCadenceCreate.as_view(),
        name="unit-cadence-create",
    ),
    path("cadences/<uuid:uuid>/edit/", cadences.CadenceEdit.as_view(), name="cadence-edit"),
    path("cadences/<uuid:uuid>/end/", cadences.CadenceEnd.as_view(), name="cadence-end"),
]
