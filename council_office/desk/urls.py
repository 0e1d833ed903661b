"""Addresses of the desk; the calendar and the people have their own."""

from django.urls import path

from council_office.desk.views import ideas, knowledge, notices, requests, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("search/", today.search, name="search"),
    path("desk/", requests.requests, name="requests"),
    path("desk/ask/", requests.ask, name="ask"),
    path("desk/ask/pages/", requests.propose_pages, name="propose_pages"),
    path("desk/<int:pk>/", requests.request, name="request"),
    path("desk/<int:pk>/take/", requests.take_request, name="take_request"),
    path("desk/<int:pk>/owner/", requests.assign_request, name="assign_request"),
    path("desk/<int:pk>/topic/", requests.revise_request, name="revise_request"),
    path("desk/<int:pk>/answer/", requests.answer_request, name="answer_request"),
    path("desk/<int:pk>/answer/preview/", requests.preview_answer, name="preview_answer"),
    path("desk/<int:pk>/question/", requests.ask_back, name="ask_back"),
    path("desk/<int:pk>/note/", requests.add_note, name="add_note"),
    path("desk/<int:pk>/reply/", requests.reply, name="reply"),
    path("desk/<int:pk>/rate/", requests.rate_request, name="rate_request"),
    path("desk/<int:pk>/close/", requests.close_request, name="close_request"),
    path("desk/<int:pk>/reopen/", requests.reopen_request, name="reopen_request"),
    path("desk/<int:pk>/page/", requests.write_page, name="write_page"),
    path("desk/knowledge/", knowledge.knowledge, name="knowledge"),
    path("desk/knowledge/new/", knowledge.create_page, name="create_page"),
    path("desk/knowledge/<int:pk>/", knowledge.knowledge_page, name="page"),
    path("desk/knowledge/<int:pk>/change/", knowledge.revise_page, name="revise_page"),
    path("desk/knowledge/<int:pk>/publish/", knowledge.publish_page, name="publish_page"),
    path("desk/knowledge/<int:pk>/archive/", knowledge.archive_page, name="archive_page"),
    path("desk/knowledge/<int:pk>/vote/", knowledge.vote, name="vote"),
    path("desk/knowledge/versions/<int:pk>/", knowledge.page_version, name="page_version"),
    path("desk/ideas/", ideas.ideas, name="ideas"),
    path("desk/ideas/new/", ideas.propose_idea, name="propose_idea"),
    path("desk/ideas/<int:pk>/", ideas.idea, name="idea"),
    path("desk/ideas/<int:pk>/change/", ideas.revise_idea, name="revise_idea"),
    path("desk/ideas/<int:pk>/consider/", ideas.consider_idea, name="consider_idea"),
    path("desk/ideas/<int:pk>/accept/", ideas.accept_idea, name="accept_idea"),
    path("desk/ideas/<int:pk>/finish/", ideas.finish_idea, name="finish_idea"),
    path("desk/ideas/<int:pk>/decline/", ideas.decline_idea, name="decline_idea"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all_notices, name="read_all_notices"),
    path("notices/mail/", notices.choose_mailing, name="choose_mailing"),
    path("notices/<int:pk>/open/", notices.open_notice, name="open_notice"),
]
