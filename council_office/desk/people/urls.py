"""Addresses of the people, organisations, Members and accounts."""

from django.urls import path

from council_office.desk.people.views import accounts, members, merging, organisations, people, posts

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("new/", people.create_person, name="create_person"),
    path("same/", people.same_person, name="same_person"),
    path("pick/", people.pick, name="pick"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/history/", people.person_history, name="person_history"),
    path("<int:pk>/edit/", people.revise_person, name="revise_person"),
    path("<int:pk>/merge/", merging.merge_people, name="merge_people"),
    path("merges/<int:pk>/undo/", merging.unmerge, name="unmerge"),
    path("<int:pk>/posts/new/", posts.take_up_post, name="take_up_post"),
    path("posts/<int:pk>/edit/", posts.revise_post, name="revise_post"),
    path("posts/<int:pk>/leave/", posts.leave_post, name="leave_post"),
    path("posts/<int:pk>/remove/", posts.remove_post, name="remove_post"),
    path("<int:pk>/contact-points/new/", posts.add_contact_point, name="add_contact_point"),
    path("contact-points/<int:pk>/edit/", posts.revise_contact_point, name="revise_contact_point"),
    path("contact-points/<int:pk>/remove/", posts.remove_contact_point, name="remove_contact_point"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.create_organisation, name="create_organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.revise_organisation, name="revise_organisation"),
    path("members/", members.members, name="members"),
    path("members/order/", members.order_members, name="order_members"),
    path("members/<int:pk>/edit/", members.revise_member, name="revise_member"),
    path("users/", accounts.users, name="users"),
    path("users/new/", accounts.invite_user, name="invite_user"),
    path("users/<int:pk>/", accounts.user, name="user"),
    path("users/<int:pk>/edit/", accounts.revise_user, name="revise_user"),
    path("users/<int:pk>/invitation/", accounts.send_invitation, name="send_invitation"),
    path("users/<int:pk>/roles/<str:role>/grant/", accounts.grant_role, name="grant_role"),
    path("users/<int:pk>/roles/<str:role>/withdraw/", accounts.withdraw_role, name="withdraw_role"),
]
