"""Addresses of drafts, minutes, files edited by hand, votes, attendance and procedures."""

from django.urls import path

from meetings.views import drafts, minutes, procedures, voting

urlpatterns = [
    path("<int:pk>/record/circulate/", drafts.circulate_draft, name="circulate_draft"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/changes/", drafts.draft_changes, name="draft_changes"),
    path("drafts/<int:pk>/comments/", drafts.compare_comments, name="compare_comments"),
    path("drafts/<int:pk>/adopt/", drafts.adopt_draft, name="adopt_draft"),
    path("comments/<int:pk>/judge/", drafts.judge_comment, name="judge_comment"),
    path("comment/<str:token>/", drafts.comment_draft, name="comment_draft"),
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes/preview/", minutes.preview_minutes, name="preview_minutes"),
    path("<int:pk>/minutes/add/", minutes.add_statement, name="add_statement"),
    path("statements/<int:pk>/", minutes.revise_statement, name="revise_statement"),
    path("statements/<int:pk>/remove/", minutes.remove_statement, name="remove_statement"),
    path("items/<int:pk>/nothing/", minutes.record_nothing, name="record_nothing"),
    path("items/<int:pk>/something/", minutes.record_something, name="record_something"),
    path("<int:pk>/record/nothing-more/", minutes.record_nothing_more, name="record_nothing_more"),
    path("<int:pk>/record/upload/", minutes.upload_hand_edit, name="upload_hand_edit"),
    path("hand-edits/<int:pk>/", minutes.hand_edit, name="hand_edit"),
    path("hand-edits/<int:pk>/take-over/", minutes.take_over_hand_edit, name="take_over_hand_edit"),
    path("hand-edits/<int:pk>/set-aside/", minutes.set_aside_hand_edit, name="set_aside_hand_edit"),
    path("items/<int:pk>/votes/", voting.voting, name="voting"),
    path("items/<int:pk>/agreed/", voting.note_agreement, name="note_agreement"),
    path("<int:pk>/attendance/", voting.attendance, name="attendance"),
    path("items/<int:pk>/presence/", voting.note_presence, name="note_presence"),
    path("presence/<int:pk>/remove/", voting.remove_presence, name="remove_presence"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/new/", procedures.propose_procedure, name="propose_procedure"),
    path("procedures/<int:pk>/", procedures.procedure, name="procedure"),
    path("procedures/<int:pk>/revise/", procedures.revise_procedure, name="revise_procedure"),
    path("procedures/<int:pk>/open/", procedures.open_procedure, name="open_procedure"),
    path("procedures/<int:pk>/withdraw/", procedures.withdraw_procedure, name="withdraw_procedure"),
    path("procedures/<int:pk>/preview/", procedures.preview_procedure, name="preview_procedure"),
    path("replies/<int:pk>/", procedures.enter_reply, name="enter_reply"),
    path("reply/<str:token>/", procedures.reply, name="reply"),
]
