from django.contrib import admin
from django.urls import include, path

from config.health import healthz
from reports.views.home import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("healthz", healthz, name="healthz"),
    path("sign-in/", include("accounts.sign_in_urls")),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("partnerships.urls")),
    path("", include("exchanges.urls")),
    path("annual-reviews/", include("reports.urls")),
]

handler500 = "core.faults.server_error"
