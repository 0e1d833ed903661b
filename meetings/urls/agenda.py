"""Addresses of agendas and papers."""

from django.urls import path

from meetings.views import agenda, papers

urlpatterns = [
    path("<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("<int:pk>/agenda/fill/", agenda.fill_agenda, name="fill_agenda"),
    path("<int:pk>/agenda/add/", agenda.add_item, name="add_item"),
    path("<int:pk>/agenda/order/", agenda.order_items, name="order_items"),
    path("<int:pk>/agenda/issue/", agenda.issue_agenda, name="issue_agenda"),
    path("<int:pk>/agenda/adopt/", agenda.adopt_agenda, name="adopt_agenda"),
    path("<int:pk>/agenda/preview.pdf", agenda.preview_agenda, name="preview_agenda"),
    path("agenda/versions/<int:pk>/", agenda.agenda_version, name="agenda_version"),
    path("items/<int:pk>/revise/", agenda.revise_item, name="revise_item"),
    path("items/<int:pk>/remove/", agenda.remove_item, name="remove_item"),
    path("items/<int:pk>/move/", agenda.move_item, name="move_item"),
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/add/", papers.add_paper, name="add_paper"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/revise/", papers.revise_paper, name="revise_paper"),
    path("papers/<int:pk>/upload/", papers.upload_paper_file, name="upload_paper_file"),
    path("papers/<int:pk>/follow/", papers.follow_paper, name="follow_paper"),
    path("papers/<int:pk>/publish/", papers.publish_paper, name="publish_paper"),
    path("papers/<int:pk>/withdraw/", papers.withdraw_paper, name="withdraw_paper"),
]
