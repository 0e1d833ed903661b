"""Addresses of invitations and answers."""

from django.urls import path

from meetings.views import invitations as views

urlpatterns = [
    path("<int:pk>/invitations/", views.invitations, name="invitations"),
    path("<int:pk>/invitations/prepare/", views.prepare_invitations, name="prepare_invitations"),
    path("<int:pk>/invitations/review/", views.review_invitations, name="review_invitations"),
    path("<int:pk>/invitations/send/", views.send_invitations, name="send_invitations"),
    path("<int:pk>/invitations/remind/", views.remind, name="remind"),
    path("<int:pk>/invitations/letters.pdf", views.invitation_letters, name="invitation_letters"),
    path("invitations/<int:pk>/", views.invitation, name="invitation"),
    path("invitations/<int:pk>/letter.pdf", views.preview_invitation, name="preview_invitation"),
    path("invitations/<int:pk>/revise/", views.revise_invitation, name="revise_invitation"),
    path("invitations/<int:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
    path("invitations/<int:pk>/restore/", views.restore_invitation, name="restore_invitation"),
    path("invitations/<int:pk>/answer/", views.enter_answer, name="enter_answer"),
    path("answer/<str:token>/", views.answer, name="answer"),
]
