from django.contrib import admin
from django.urls import include, path

from config.health import healthz
from reports.views.border_strip import BorderStrip, BorderStripPdf
from reports.views.gaps import GapList
from reports.views.home import Home
from reports.views.pictures import Pictures
from reports.views.search import SearchPage
from reports.views.verify import verify

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("search/", SearchPage.as_view(), name="search"),
    path("border/", BorderStrip.as_view(), name="border-strip"),
    path("border/pdf/", BorderStripPdf.as_view(), name="border-strip-pdf"),
    path("pictures/", Pictures.as_view(), name="pictures"),
    path("gaps/", GapList.as_view(), name="gap-list"),
    path("exports/", include("reports.export_urls")),
    path("verify/", verify, name="verify"),
    path("verify/<path:code>", verify, name="verify-code"),
    path("healthz", healthz, name="healthz"),
    path("sign-in/", include("accounts.sign_in_urls")),
    path("account/", include("accounts.urls")),
    path("notices/", include("accounts.notice_urls")),
    path("records/", include("accounts.record_urls")),
    path("admin/", admin.site.urls),
    path("", include("partnerships.urls")),
    path("", include("exchanges.urls")),
    path("annual-reviews/", include("reports.urls")),
]

handler500 = "core.faults.server_error"
