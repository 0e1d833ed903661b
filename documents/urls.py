"""Addresses of the documents: the name is the verb."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.library, name="library"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/download/", views.download, name="download"),
    path("<int:pk>/download/<str:token>/", views.download_by_link, name="download_by_link"),
    path("new/", views.file_document, name="file_document"),
    path("<int:pk>/version/", views.add_version, name="add_version"),
    path("<int:pk>/versions/", views.versions, name="versions"),
    path("<int:pk>/log/", views.access_log, name="access_log"),
    path("<int:pk>/why-not/", views.why_not, name="why_not"),
    path("<int:pk>/send/", views.send_document, name="send_document"),
    path("<int:pk>/my-copy/", views.take_copy, name="take_copy"),
    path("<int:pk>/copy/", views.make_copy, name="make_copy"),
    path("copies/", views.copies, name="copies"),
    path("copies/<int:pk>/", views.copy, name="copy"),
    path("copies/<int:pk>/download/", views.download_copy, name="download_copy"),
    path("copies/<int:pk>/recall/", views.recall_copy, name="recall_copy"),
    path("copies/<int:pk>/returned/", views.return_copy, name="return_copy"),
    path("copies/<int:pk>/destroyed/", views.destroy_copy, name="destroy_copy"),
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
