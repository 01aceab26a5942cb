"""Addresses of what is owed, of instalments and of deliveries."""

from django.urls import path

from exchanges.views import deliveries, kept, owed

urlpatterns = [
    path("owed/", owed.Owed.as_view(), name="owed"),
    path("owed/instalments/", owed.InstalmentList.as_view(), name="instalment-list"),
    path(
        "owed/instalments/<uuid:uuid>/deliver/",
        deliveries.InstalmentDeliveryCreate.as_view(),
        name="instalment-delivery-create",
    ),
    path("ties/<uuid:uuid>/owed/", owed.TieOwed.as_view(), name="tie-owed"),
    path("commitments/<uuid:uuid>/kept/", kept.CommitmentKept.as_view(), name="commitment-kept"),
    path(
        "commitments/<uuid:uuid>/deliver/",
        deliveries.CommitmentDeliveryCreate.as_view(),
        name="commitment-delivery-create",
    ),
    path("aid/<uuid:uuid>/deliveries/", kept.AidDeliveries.as_view(), name="aid-deliveries"),
    path(
        "aid/<uuid:uuid>/deliver/",
        deliveries.AidDeliveryCreate.as_view(),
        name="aid-delivery-create",
    ),
    path("deliveries/", deliveries.DeliveryList.as_view(), name="delivery-list"),
    path("deliveries/<uuid:uuid>/", deliveries.DeliveryDetail.as_view(), name="delivery-detail"),
    path("deliveries/<uuid:uuid>/edit/", deliveries.DeliveryEdit.as_view(), name="delivery-edit"),
    path(
        "deliveries/<uuid:uuid>/withdraw/",
        deliveries.DeliveryWithdraw.as_view(),
        name="delivery-withdraw",
    ),
    path(
        "deliveries/<uuid:uuid>/match/", deliveries.DeliveryMatch.as_view(), name="delivery-match"
    ),
]
