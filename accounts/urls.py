from django.urls import path

from accounts.views import account, reading

app_name = "accounts"
urlpatterns = [
    path("", account.Account.as_view(), name="account"),
    path("language/", account.ChooseLanguage.as_view(), name="language"),
    path("shortcuts/", account.ChooseShortcuts.as_view(), name="shortcuts"),
    path("reading/amount/", reading.AmountReading.as_view(), name="amount-reading"),
]
