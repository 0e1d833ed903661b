"""Addresses of the documents: the name is the verb."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.library, name="library"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/download/", views.download, name="download"),
    path("<int:pk>/download/<str:token>/", views.download_by_link, name="download_by_link"),
    path("bundle.pdf", views.bundle_pdf, name="bundle_pdf"),
    path("bundle.zip", views.bundle_zip, name="bundle_zip"),
    path("<int:pk>/mark/", views.mark, name="mark"),
    path("<int:pk>/grant/", views.grant, name="grant"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/release/", views.release, name="release"),
    path("grants/<int:pk>/end/", views.end_grant, name="end_grant"),
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.create_group, name="create_group"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("groups/<int:pk>/grant/", views.grant_group, name="grant_group"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/", views.delivery, name="delivery"),
    path("deliveries/<int:pk>/entry.ics", views.delivery_entry, name="delivery_entry"),
    path("deliveries/<int:pk>/again/", views.send_again, name="send_again"),
    path("deliveries/<int:pk>/arrived/", views.confirm_arrival, name="confirm_arrival"),
    path("deliveries/<int:pk>/cancel/", views.cancel_delivery, name="cancel_delivery"),
    path("texts/", views.texts, name="texts"),
    path("texts/new/", views.create_text, name="create_text"),
    path("texts/preview/", views.preview_text, name="preview_text"),
    path("texts/<int:pk>/", views.text, name="text"),
    path("texts/<int:pk>/revise/", views.revise_text, name="revise_text"),
]
