"""Every address of the office."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin is entered by the office's own sign-in, with its second factor and throttles.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("council_office.web.urls")),
    path("", include("council_office.desk.urls")),
    path("", include("council_office.desk.calendar.urls")),
    path("people/", include("council_office.desk.people.urls")),
    path("meetings/", include("meetings.urls")),
    path("visits/", include("visits.urls")),
    path("protocol/", include("protocol.urls")),
    path("procurement/", include("procurement.urls")),
    path("documents/", include("documents.urls")),
    path("reports/", include("council_office.reports.urls")),
]
