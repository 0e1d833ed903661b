import csv
import io
import re

import pytest
from openpyxl import load_workbook

from council_office.directory.models import Organisation
from council_office.directory.states import OrganisationKind, Role
from council_office.web.models import SavedView
from tests.factories import OrganisationFactory
from tests.web.rooms import SEEDED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rooms")]
URL = "/rooms/organisations/"


@pytest.fixture(autouse=True)
def only_ours(db):
    SEEDED.update(Organisation.objects.values_list("pk", flat=True))
    yield
    SEEDED.clear()


@pytest.fixture
def client(signed_in):
    return signed_in(Role.ASSISTANT)


def names(response) -> list[str]:
    return re.findall(r'class="row-link" href="[^"]*">([^<]*)<', response.text)


def make(*names, **fields):
    return [OrganisationFactory(name_en=name, **fields) for name in names]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, rows, django_assert_num_queries):
    make(*(f"Lab {n}" for n in range(rows)))
    client.get(URL)
    with django_assert_num_queries(7):
        response = client.get(URL)
    assert len(names(response)) == rows


def test_rows_stand_in_the_declared_order_and_can_be_turned(client):
    make("B", "A", "C")
    assert names(client.get(URL)) == ["A", "B", "C"]
    assert names(client.get(URL + "?sort=-name_en")) == ["C", "B", "A"]
    assert 'aria-sort="descending"' in client.get(URL + "?sort=-name_en").text


def test_an_order_that_is_not_declared_is_ignored(client):
    make("B", "A")
    assert names(client.get(URL + "?sort=-address")) == ["A", "B"]
    assert client.get(URL + "?sort=-member__people__user__password").status_code == 200


def test_every_word_of_a_search_must_be_found(client):
    make("Institute for Plasma", "Plasma Works")
    assert names(client.get(URL + "?q=plasma+inst")) == ["Institute for Plasma"]


def test_a_filter_shows_a_chip_that_removes_it_and_keeps_the_rest(client):
    make("Embassy of France", kind=OrganisationKind.EMBASSY)
    make("Lab")
    response = client.get(URL + "?kind=embassy&sort=-name_en")
    assert names(response) == ["Embassy of France"]
    chip = re.search(
        r'<a class="chip" href="([^"]*)">Kind: <strong>Embassy or mission</strong>', response.text
    )
    assert chip.group(1) == "?sort=-name_en"


def test_a_wrong_filter_shows_nothing_and_says_so(client):
    make("Lab")
    response = client.get(URL + "?kind=nonsense")
    assert names(response) == []
    assert "Nothing matches" in response.text
    assert "nonsense is not one of the available choices" in response.text


def test_an_empty_list_says_what_to_do_first_and_offers_it(client):
    response = client.get(URL)
    assert "No organisation yet" in response.text
    assert '<a class="btn btn-primary" href="/rooms/create/">Add</a>' in response.text


def test_columns_are_chosen_and_stay_while_searching(client):
    make("Lab", address="Route de Vinon")
    response = client.get(URL + "?columns=name_en&columns=address")
    assert "Route de Vinon" in response.text
    assert ">Version<" not in response.text.split("<tbody>")[0].split("<thead>")[1]
    assert '<input type="hidden" name="columns" value="address">' in response.text


def test_pages_are_counted_and_out_of_range_leads_to_the_last(client):
    make(*(f"Lab {n:02}" for n in range(23)))
    assert "1–10 of 23" in client.get(URL).text
    assert names(client.get(URL + "?page=3")) == ["Lab 20", "Lab 21", "Lab 22"]
    assert names(client.get(URL + "?page=99")) == names(client.get(URL + "?page=3"))
    assert names(client.get(URL + "?page=minus")) == names(client.get(URL))


def test_htmx_gets_the_list_alone(client):
    make("Lab")
    response = client.get(URL, headers={"HX-Request": "true"})
    assert response.text.strip().startswith('<div class="list" id="list"')


def test_excel_holds_exactly_what_is_shown_and_text_stays_text(client):
    make("=1+1", "Lab")
    response = client.get(URL + "?q=%3D1&columns=name_en&columns=version&export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [["Name", "Version"], ["=1+1", 1]]
    assert sheet["A2"].data_type == "s"


def test_a_download_has_the_name_that_a_person_would_give_it(client):
    make("Lab")
    disposition = client.get(URL + "?export=csv").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="Organisations \d{4}-\d\d-\d\d.csv"', disposition)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_starts_a_formula(client, start):
    make(f"{start}cmd")
    response = client.get(URL + "?columns=name_en&export=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["Name"], [f"'{start}cmd"]]


def test_a_csv_in_french_is_separated_as_excel_expects_there(signed_in):
    make("Lab")
    response = signed_in(Role.ASSISTANT, "fr").get(URL + "?columns=name_en&columns=version&export=csv")
    assert b"".join(response.streaming_content).decode("utf-8-sig").splitlines()[1] == "Lab;1"


def test_a_view_is_kept_under_a_name_found_again_and_replaced(client):
    make("Lab")
    data = {"table": "tests.web.rooms.organisations", "name": "Turned", "query": "sort=-name_en", "next": URL}
    assert client.post("/views/save/", data).url == URL
    client.post("/views/save/", data | {"query": "sort=kind"})
    view = SavedView.objects.get()
    assert (view.user, view.query) == (client.user, "sort=kind")
    response = client.get(URL + "?sort=kind")
    assert f'<a href="{URL}?sort=kind" aria-current="true">Turned</a>' in response.text


def test_nobody_sees_or_removes_the_views_of_another(client, signed_in):
    data = {"table": "tests.web.rooms.organisations", "name": "Mine", "query": "", "next": URL}
    client.post("/views/save/", data)
    view = SavedView.objects.get()
    other = signed_in(Role.ADMINISTRATOR)
    assert "Mine" not in other.get(URL).text
    assert other.post(f"/views/{view.pk}/remove/").status_code == 404
    assert client.post(f"/views/{view.pk}/remove/", {"next": URL}).status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused(client):
    response = client.post("/views/save/", {"table": "x", "name": " ", "query": ""})
    assert response.status_code == 409
    assert "Give the view a name." in response.text


def test_the_way_on_never_leads_to_another_host(client):
    data = {"table": "x", "name": "y", "query": "", "next": "https://evil.example/"}
    assert client.post("/views/save/", data).url == "/"


def test_chosen_rows_are_posted_to_the_bulk_action(client):
    make("A", "B")
    response = client.get(URL)
    assert '<form class="card" method="post" action="/rooms/close/" data-bulk>' in response.text
    keys = re.findall(r'name="pk" value="(\d+)"', response.text)
    assert len(keys) == 2
    assert client.post("/rooms/close/", {"pk": keys}).url == "/done/"
