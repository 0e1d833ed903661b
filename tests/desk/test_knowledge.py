"""Reports 4, knowledge: an answer becomes a page in both languages, found before it is asked again."""

import pytest
from django.urls import reverse

from council_office.desk import actions
from council_office.desk.models import KnowledgePage
from council_office.desk.queries import knowledge
from council_office.directory.states import Role


def url(verb: str, thing) -> str:
    return reverse(f"desk:{verb}", args=[thing.pk])


def test_reports_4_an_answer_becomes_a_page_that_the_house_finds_in_both_languages(
    asked, assistant, signed_in
):
    actions.answer_request(asked, by=assistant, text="Ask three working days ahead.")
    client = signed_in(Role.ASSISTANT)
    client.post(url("write_page", asked))
    page = KnowledgePage.objects.get()
    assert (page.title_en, page.text_en) == (asked.title, "Ask three working days ahead.")
    refused = client.post(url("publish_page", page))
    assert refused.status_code == 409
    assert "in English and in French" in refused.content.decode()
    actions.revise_page(page, by=assistant, title_fr="Le badge d’un visiteur", text_fr="Trois jours avant.")
    client.post(url("publish_page", page))
    reader = signed_in(Role.STAFF, "fr")
    assert "Trois jours avant." in reader.get(url("page", page)).content.decode()
    assert "Le badge" in reader.get(reverse("desk:knowledge"), {"q": "visiteur BADGE"}).content.decode()
    asked.refresh_from_db()
    assert asked.page == page


def test_the_answer_of_a_request_becomes_one_page_only(asked, assistant):
    actions.answer_request(asked, by=assistant, text="Ask ahead.")
    assert actions.write_page(asked, by=assistant) == actions.write_page(asked, by=assistant)


def test_a_draft_is_not_the_houses(assistant, signed_in):
    page = actions.create_page(by=assistant, topic="it", title_en="Passwords")
    assert signed_in(Role.STAFF).get(url("page", page)).status_code == 404


@pytest.mark.parametrize(
    "question",
    ["I need a badge for two visitors on Monday", "Comment obtenir un badge de visiteur ?", "BÂDGES"],
)
def test_pages_are_proposed_while_the_question_is_typed(page, signed_in, question):
    shown = signed_in(Role.STAFF).get(reverse("desk:propose_pages"), {"question": question})
    assert "Badges for visitors" in shown.content.decode()


def test_a_question_about_something_else_proposes_nothing(page, staff):
    assert knowledge.proposed("The projector of the council chamber is broken", staff) == []
    assert knowledge.proposed("How do I?", staff) == []


def test_what_was_published_before_is_kept_as_a_version_for_the_office(page, assistant, signed_in):
    actions.revise_page(page, by=assistant, text_en="Ask five working days ahead.")
    first, second = page.versions.order_by("number")
    assert (first.text_en, second.text_en) == (
        "Ask three working days ahead.",
        "Ask five working days ahead.",
    )
    old = signed_in(Role.AUDITOR).get(url("page_version", first))
    assert "three working days" in old.content.decode()
    assert signed_in(Role.STAFF).get(url("page_version", first)).status_code == 403


def test_the_last_word_of_a_reader_counts(page, signed_in, staff):
    client = signed_in(Role.STAFF)
    client.post(url("vote", page), {"helped": "no"})
    part = client.post(url("vote", page), {"helped": "yes"}, headers={"HX-Request": "true"})
    assert "It helped 1 person" in part.content.decode()
    assert knowledge.vote_of(page, staff) is True


def test_an_archived_page_is_no_longer_found(page, assistant, staff):
    actions.archive_page(page, by=assistant)
    assert knowledge.proposed("badge", staff) == []
    assert not KnowledgePage.objects.visible_to(staff).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(count, assistant, signed_in, own_queries):
    words = {"title_en": "A", "title_fr": "A", "text_en": "A", "text_fr": "A"}
    for _ in range(count):
        actions.publish_page(actions.create_page(by=assistant, topic="it", **words), by=assistant)
    client = signed_in(Role.STAFF)
    assert own_queries(client, reverse("desk:knowledge")) == 3
