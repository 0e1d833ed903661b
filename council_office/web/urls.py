from django.urls import path

from council_office.web import views

app_name = "web"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("account/", views.account, name="account"),
    path("language/", views.set_language, name="set_language"),
    path("appearance/", views.set_theme, name="set_theme"),
    path("health/", views.health, name="health"),
    path("pick/<str:name>/", views.pick, name="pick"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/cancel/", views.cancel_job, name="cancel_job"),
    path("jobs/<int:pk>/resume/", views.resume_job, name="resume_job"),
    path("jobs/<int:pk>/retry/", views.retry_job, name="retry_job"),
    path("views/save/", views.save_view, name="save_view"),
    path("views/<int:pk>/remove/", views.remove_view, name="remove_view"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/form/", views.gallery_form, name="gallery_form"),
]
