"""Reports on screen: every number opens its rows; questions are asked without a programmer."""

import re
from html import unescape

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from council_office.reports import actions, queries
from council_office.reports.catalogue import REGISTERS, REPORTS
from council_office.reports.declared import Asked
from council_office.reports.models import Question
from council_office.reports.states import READERS
from tests.meetings import factories

FIGURE = re.compile(r'<a href="(?P<url>[^"]+)"[^>]*><strong>(?P<text>[^<]+)</strong>')
CELL = re.compile(r'<a href="(?P<url>[^"]+)" aria-label="[^"]*">(?P<text>\d+)</a>')
COUNT = re.compile(r'<span class="state state-neutral">(\d+)</span>')


@pytest.mark.parametrize("language", ["en", "fr"])
def test_8_click_a_figure_see_its_rows_and_the_count_matches(session, signed_in, language):
    client = signed_in(Role.ASSISTANT, language=language)
    url = reverse("reports:report", args=["participation"]) + "?span=all"
    page = client.get(url).content.decode()
    numbers = [(m["text"], unescape(m["url"])) for m in [*FIGURE.finditer(page), *CELL.finditer(page)]]
    assert len(numbers) > 20
    for text, address in numbers[:24]:
        rows = client.get(address)
        assert COUNT.search(rows.content.decode())[1] == text, address


def test_8_the_rows_are_within_the_readers_rights(session, signed_in, office):
    other = factories.convened(number=62, in_days=40)
    factories.place(other, "head", "JP")
    certifier = signed_in(Role.CERTIFIER)
    certifier.user.person = session.participants.first().person
    certifier.user.save()
    address = reverse("reports:rows", args=["participation", 0]) + "?span=all"
    assert COUNT.search(certifier.get(address).content.decode())[1] == "5"
    assert session.label in certifier.get(address).content.decode()
    assert other.label not in certifier.get(address).content.decode()


@pytest.mark.parametrize("code", REPORTS)
def test_every_standard_report_opens_with_nothing_and_with_nonsense_in_its_address(code, signed_in):
    client = signed_in(Role.COUNCIL_SECRETARY, language="fr")
    address = reverse("reports:report", args=[code])
    assert client.get(address).status_code == 200
    nonsense = "?span=soon&first=2026-02-30&last=x&is-state=none&is-nothing=1&is-=&page=-1"
    assert client.get(address + nonsense).status_code == 200
    assert client.get(reverse("reports:rows", args=[code, 0]) + nonsense).status_code == 200
    assert client.get(reverse("reports:rows", args=[code, 99])).status_code == 404


def test_every_report_counts_columns_that_its_register_has():
    """A misspelt column would show nothing: every condition, breakdown and list is looked up."""
    for report in REPORTS.values():
        for section in report.sections:
            known = {field.code for field in REGISTERS[section.register].fields}
            used = {*section.where}
            for figure in section.figures:
                used |= {*figure.where, *filter(None, (figure.of,))}
            for one in section.breakdowns:
                used |= {one.by, *filter(None, (one.across, one.of)), *one.where}
            for one in section.listings:
                used |= {*one.columns, *one.where, *filter(None, (one.order.removeprefix("-"),))}
            assert used <= known | {""}, (report.code, section.register, used - known)


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_asks_the_same_number_of_queries_for_1_and_3_sessions(
    count, secretary, signed_in, django_assert_num_queries
):
    for number in range(count):
        made = factories.convened(number=70 + number, in_days=5 + number, by=secretary)
        factories.place(made, "head", "JP")
    for code, expected in {"sessions": 4, "participation": 4, "outlook": 24}.items():
        queries.compute(REPORTS[code], secretary, Asked("four_weeks"))
        with django_assert_num_queries(expected):
            queries.compute(REPORTS[code], secretary, Asked("four_weeks"))


# Ask without SQL


def test_11_a_question_is_asked_kept_shared_and_answered_with_each_readers_rights(session, signed_in, office):
    client = signed_in(Role.ASSISTANT)
    url = reverse("reports:ask_of", args=["participants"])
    assert "Choose" not in client.get(url).content.decode()
    facts = {
        "name": "Experts by Member",
        "span": "all",
        "shape": "chart",
        "per": "member",
        "across": "remote",
        "how": "count",
        "where_code": "role=expert",
        "is_shared": "on",
    }
    response = client.post(url, facts)
    question = Question.objects.get()
    assert response.url == question.get_absolute_url()
    assert question.where == {"role": "expert"}
    page = client.get(response.url).content.decode()
    assert '<svg role="img" aria-label="Experts by Member: a chart of the table below"' in page
    assert "<strong>5</strong>" in page
    colleague = signed_in(Role.PROTOCOL_OFFICER, language="fr")
    assert "<strong>5</strong>" in colleague.get(response.url).content.decode()
    assert "Experts by Member" in colleague.get(reverse("reports:reports")).content.decode()
    assert colleague.get(reverse("reports:revise_question", args=[question.pk])).status_code == 403
    stranger = signed_in(Role.CERTIFIER)
    assert stranger.get(response.url).status_code == 404


def test_11_a_table_without_rows_for_something_is_refused_in_words(signed_in):
    client = signed_in(Role.ASSISTANT)
    facts = {"name": "Nothing", "span": "all", "shape": "pivot", "how": "sum"}
    response = client.post(reverse("reports:ask_of", args=["sessions"]), facts)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Choose what each row stands for." in page
    assert "Choose the number to add up." in page
    assert Question.objects.count() == 0


def test_11_a_list_of_chosen_columns(session, signed_in, secretary):
    question = actions.ask(
        by=secretary, register="participants", name="List", span="all", columns=["person", "member"]
    )
    part = queries.compute(queries.report_named(question.code), secretary).parts[0]
    assert [column.code for column in part.lists[0].sheet.columns] == ["person", "member"]
    assert len(part.lists[0].sheet.rows) == 15


def test_a_question_of_another_register_opens_nothing(signed_in):
    assert signed_in(Role.ASSISTANT).get(reverse("reports:ask_of", args=["passwords"])).status_code == 404


def test_those_who_may_open_reports_find_them(signed_in):
    for role in READERS:
        page = signed_in(role).get(reverse("reports:reports"))
        assert page.status_code == 200
