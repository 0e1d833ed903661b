"""Addresses of circulated papers."""

from django.urls import path

from meetings.views import circulation as views

urlpatterns = [
    path("<int:pk>/papers/circulate/", views.circulate_papers, name="circulate_papers"),
    path("circulations/<int:pk>/", views.circulation, name="circulation"),
    path("<int:pk>/papers/seen/", views.see_papers, name="see_papers"),
    path("<int:pk>/papers/archive.zip", views.paper_archive, name="paper_archive"),
    path("<int:pk>/papers/pack.pdf", views.paper_pack, name="paper_pack"),
    path("area/<str:token>/", views.area, name="area"),
    path("area/<str:token>/files/<int:file>/", views.area_file, name="area_file"),
    path("area/<str:token>/archive.zip", views.area_archive, name="area_archive"),
    path("area/<str:token>/pack.pdf", views.area_pack, name="area_pack"),
    path("area/<str:token>/seen/", views.see_area, name="see_area"),
]
