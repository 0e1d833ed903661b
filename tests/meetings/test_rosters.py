"""A pasted or uploaded list is looked at first, then taken in: nobody twice, nothing lost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from council_office.directory.models import Organisation, Person
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Participant
from tests.factories import PersonFactory, member
from tests.meetings.factories import convened, place

LIST = (
    "Nom\tPrénom\tFonction\tRôle\tMembre\tCourriel\tOrganisation\n"
    "LINDQVIST\tMarta\tDirector\tHead of delegation\tEU\tmarta@example.org\tFusion Agency\n"
    "ROSSI\tPaolo\tAdviser\tExpert\tEU\tpaolo@example.org\tFusion Agency\n"
    "WANG\tLi\tDirector\tHead of delegation\tChine\tli@example.org\t\n"
)


@pytest.fixture
def session(db):
    return convened()


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.ASSISTANT)


@pytest.fixture
def paste(secretary, session):
    """Post a list to the import page: `paste(text, confirm=True, who={2: "new"})`."""
    address = reverse("meetings:import_participants", args=[session.pk])

    def post(text=LIST, *, confirm=False, who=None, **more):
        data = {"text": text, "titles_in": "en", **({"confirm": "1"} if confirm else {}), **more}
        data |= {f"who-{line}": choice for line, choice in (who or {}).items()}
        return secretary.post(address, data)

    return post


def places(session) -> list[tuple]:
    rows = session.participants.order_by("pk").values_list("person__family_name", "role", "title_en")
    return list(rows)


def test_08_a_list_is_shown_before_anything_is_taken_in(paste, session):
    page = paste()
    rows = page.context["rows"]
    assert page.status_code == 200
    assert [(row.name, row.member.code, row.role, row.is_new) for row in rows] == [
        ("LINDQVIST Marta", "EU", "head", True),
        ("ROSSI Paolo", "EU", "expert", True),
        ("WANG Li", "CN", "head", True),
    ]
    assert page.context["form"]["text"].value() == LIST
    assert (places(session), Person.objects.filter(family_name="Lindqvist").count()) == ([], 0)


def test_08_a_confirmed_list_becomes_people_with_places(paste, session):
    answer = paste(confirm=True)
    assert answer.status_code == 302
    assert places(session) == [
        ("Lindqvist", "head", "Director"),
        ("Rossi", "expert", "Adviser"),
        ("Wang", "head", "Director"),
    ]
    marta = Person.objects.get(family_name="Lindqvist")
    assert (marta.member.code, marta.email, str(marta.organisation)) == (
        "EU",
        "marta@example.org",
        "Fusion Agency",
    )
    assert Organisation.objects.filter(name_en="Fusion Agency").count() == 1


@pytest.mark.parametrize("who", [{}, {2: "new", 3: "new", 4: "new"}])
def test_08_the_same_list_twice_makes_nobody_twice(paste, session, who):
    paste(confirm=True, who=who)
    people = Person.objects.count()
    answer = paste(confirm=True, who=who)
    assert answer.status_code == 302
    assert Person.objects.count() == people
    assert len(places(session)) == 3


def test_08_titles_may_be_french(paste, session):
    paste(confirm=True, titles_in="fr")
    assert session.participants.filter(title_fr="Adviser", title_en="").count() == 1


def test_08_a_person_on_record_is_found_by_e_mail_whatever_the_spelling(paste, session):
    known = PersonFactory(family_name="Lindquist", given_names="M.", email="Marta@Example.org")
    rows = paste().context["rows"]
    assert rows[0].person == known
    paste(confirm=True)
    assert session.participants.filter(person=known, role="head").exists()


def test_08_a_person_on_record_is_found_by_name_when_the_member_agrees(paste):
    known = PersonFactory(family_name="Wang", given_names="Li", email="", member=member("CN"))
    assert paste().context["rows"][2].person == known


def test_08_somebody_alike_is_asked_and_not_taken_in_before_it_is_said(paste, session):
    alike = PersonFactory(family_name="Rossi", given_names="Paulo", email="other@example.org")
    rows = paste().context["rows"]
    assert (rows[1].undecided, rows[1].likely) == (True, (alike,))

    page = paste(confirm=True)
    assert page.status_code == 409
    assert [name for name, *_rest in places(session)] == ["Lindqvist", "Wang"]
    assert page.context["form"]["text"].value() == LIST, "what was typed is still there"

    paste(confirm=True, who={3: str(alike.pk)})
    assert session.participants.filter(person=alike).exists()


def test_08_somebody_alike_may_be_somebody_new(paste, session):
    PersonFactory(family_name="Rossi", given_names="Paulo", email="other@example.org")
    paste(confirm=True, who={3: "new"})
    assert session.participants.filter(person__email="paolo@example.org").exists()


def test_08_a_line_that_breaks_the_limits_says_the_rule_and_keeps_no_other_out(paste, session):
    place(session, "head", "EU", family_name="Okonkwo")
    page = paste()
    assert "a delegation has one head" in page.context["rows"][0].problems[0]
    paste(confirm=True)
    assert [name for name, *_rest in places(session)] == ["Okonkwo", "Rossi", "Wang"]


def test_08_limits_count_the_lines_above(paste):
    text = "Name\tRole\tMember\n" + "".join(f"Person{n} ONE{n}\tRepresentative\tIN\n" for n in "ABCDE")
    rows = paste(text).context["rows"]
    assert [bool(row.problems) for row in rows] == [False, False, False, False, True]
    assert "Article 6.1" in rows[4].problems[0]


def test_08_lines_without_member_or_role_take_those_of_the_form(paste):
    rows = paste("Ada RAO", member=member("IN").pk, role="alternate").context["rows"]
    assert (rows[0].member.code, rows[0].role, rows[0].is_ready) == ("IN", "alternate", True)
    rows = paste("Ada RAO", role="").context["rows"]
    assert rows[0].problems == ("The role is missing.",)


def test_08_a_list_changes_the_place_of_somebody_who_is_there(paste, session):
    expert = place(session, "expert", "CN", family_name="Wang", given_names="Li", email="li@example.org")
    assert paste().context["rows"][2].changes
    paste(confirm=True)
    expert.refresh_from_db()
    assert (expert.role, expert.title_en) == ("head", "Director")


def test_08_a_list_without_roles_demotes_nobody(paste, session):
    head = place(session, "head", "CN", family_name="Wang", given_names="Li", email="li@example.org")
    paste("Name\tE-mail\nWANG Li\tli@example.org", confirm=True, role="expert")
    head.refresh_from_db()
    assert head.role == "head"


def test_08_somebody_withdrawn_comes_back_by_the_list(paste, session):
    gone = place(session, "head", "CN", family_name="Wang", given_names="Li", email="li@example.org")
    actions.withdraw_participant(gone, by=CLOCK)
    paste(confirm=True)
    gone.refresh_from_db()
    assert not gone.withdrawn


def test_08_an_uploaded_sheet_is_read_and_its_text_is_kept(secretary, session):
    book = Workbook()
    book.active.append(["Family name", "Given name", "Member", "Role"])
    book.active.append(["RAO", "Ada", "India", "Expert"])
    data = io.BytesIO()
    book.save(data)
    page = secretary.post(
        reverse("meetings:import_participants", args=[session.pk]),
        {"file": SimpleUploadedFile("list.xlsx", data.getvalue()), "titles_in": "en"},
    )
    assert [row.name for row in page.context["rows"]] == ["RAO Ada"]
    assert "RAO\tAda\tIndia\tExpert" in page.content.decode()


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_08_a_broken_file_is_refused_on_the_form(name, secretary, session):
    page = secretary.post(
        reverse("meetings:import_participants", args=[session.pk]),
        {"file": SimpleUploadedFile(name, bytes(range(256))), "titles_in": "en"},
    )
    assert page.status_code in (200, 422)
    assert Participant.objects.filter(session=session).count() == 0


def test_08_nothing_pasted_is_said(paste):
    assert paste("  ").status_code == 422


def test_08_hostile_words_stay_words(paste, session):
    text = 'Name\tMember\tRole\tTitle\n"<script>alert(1)</script> DUPONT"\tEU\tExpert\t=cmd|calc\n'
    page = paste(text, confirm=True)
    assert page.status_code == 302
    assert session.participants.get().title_en == "=cmd|calc"
    shown = paste(text).content.decode()
    assert "<script>alert" not in shown


def test_08_only_the_hands_of_the_office_take_lists_in(signed_in, session):
    address = reverse("meetings:import_participants", args=[session.pk])
    for role in (Role.AUDITOR, Role.DELEGATE, Role.DG_OFFICE):
        assert signed_in(role).post(address, {"text": LIST, "confirm": "1"}).status_code == 403
    assert places(session) == []
