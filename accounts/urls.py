from django.urls import path

from accounts.views import account

app_name = "accounts"
urlpatterns = [
    path("", account.Account.as_view(), name="account"),
    path("language/", account.ChooseLanguage.as_view(), name="language"),
]
