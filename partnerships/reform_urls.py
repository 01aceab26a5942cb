"""Pages of the work after a reform of units."""

from django.urls import path

from partnerships.views import reform, reform_forms, reform_texts

urlpatterns = [
    path("units/reform/", reform.ReformList.as_view(), name="reform-list"),
    path("units/reform/confirm/", reform_forms.ReformConfirm.as_view(), name="reform-confirm"),
    path("units/<uuid:uuid>/decide/", reform_forms.UnitDecide.as_view(), name="unit-decide"),
    path(
        "organisations/<uuid:uuid>/decide/",
        reform_forms.OrganisationDecide.as_view(),
        name="organisation-decide",
    ),
    path("units/<uuid:uuid>/place/", reform_forms.UnitPlace.as_view(), name="unit-place"),
    path(
        "memoranda/<uuid:uuid>/pass-on/",
        reform_texts.MemorandumPassOn.as_view(),
        name="memorandum-pass-on",
    ),
    path(
        "memoranda/<uuid:uuid>/amend-names/",
        reform_texts.MemorandumAmendNames.as_view(),
        name="memorandum-amend-names",
    ),
    path("units/decisions/<uuid:uuid>/", reform.DecisionDetail.as_view(), name="decision-detail"),
    path(
        "units/decisions/<uuid:uuid>/take-back/",
        reform_texts.DecisionTakeBack.as_view(),
        name="decision-take-back",
    ),
]
