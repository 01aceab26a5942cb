from django.urls import path

from accounts.views import account, reading, saved_views

app_name = "accounts"
urlpatterns = [
    path("", account.Account.as_view(), name="account"),
    path("menu/", account.Menu.as_view(), name="menu"),
    path("language/", account.ChooseLanguage.as_view(), name="language"),
    path("shortcuts/", account.ChooseShortcuts.as_view(), name="shortcuts"),
    path("reading/amount/", reading.AmountReading.as_view(), name="amount-reading"),
    path("views/", saved_views.SavedViews.as_view(), name="view-list"),
    path("views/menu/", saved_views.SavedViewMenu.as_view(), name="view-menu"),
    path("views/new/", saved_views.SavedViewCreate.as_view(), name="view-create"),
    path("views/edit/", saved_views.SavedViewEdit.as_view(), name="view-edit"),
    path("views/remove/", saved_views.SavedViewRemove.as_view(), name="view-remove"),
]
