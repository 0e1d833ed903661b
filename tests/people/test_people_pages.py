"""The people's pages through the door: the right person, the wrong state, the stranger."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.directory import actions
from council_office.directory.models import Member, Organisation, Person, Post
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from tests.factories import OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assistant(signed_in):
    return signed_in(Role.ASSISTANT)


def url(name: str, *args) -> str:
    return reverse(f"people:{name}", args=args)


def filled(person: Person, **changes) -> dict:
    """What the edit form posts."""
    names = (
        "family_name", "given_names", "name_order", "native_name", "passport_name", "short_name",
        "pronunciation", "address_style", "honorific", "salutation_en", "salutation_fr", "language",
        "nationality", "email", "telephone", "address",
    )  # fmt: skip
    told = {name: str(getattr(person, name) or "") for name in names} | {"seen": person.version}
    return told | {"organisation": person.organisation_id or "", "member": person.member_id or ""} | changes


# Lists


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_people_asks_the_same_questions_whatever_its_length(
    assistant, rows, django_assert_num_queries
):
    for _ in range(rows):
        person = PersonFactory(organisation=OrganisationFactory(), member=Member.objects.get(code="EU"))
        actions.take_up_post(person, by=CLOCK, title_en="Director", starts_on=date(2025, 1, 1))
    with django_assert_num_queries(9):
        page = assistant.get(url("people"), {"q": "Robin Family"})
    assert page.content.decode().count("Director<") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_organisations_asks_the_same_questions(assistant, rows, django_assert_num_queries):
    for n in range(rows):
        PersonFactory(organisation=OrganisationFactory(acronym=f"XLAB{n}"))
    with django_assert_num_queries(8):
        page = assistant.get(url("organisations"), {"q": "xlab"})
    assert page.content.decode().count("XLAB") == rows


@pytest.mark.parametrize("words", ["wei zhang", "ZHANG", "zhang w", "muller", "Mueller", "JURGEN"])
def test_people_are_found_in_any_order_and_spelling(assistant, words):
    PersonFactory(family_name="Zhang", given_names="Wei")
    PersonFactory(family_name="Müller", given_names="Jürgen")
    content = assistant.get(url("people"), {"q": words}).content.decode()
    found = [name for name in ("Wei", "Jürgen") if f"{name}" in content]
    assert found == (["Wei"] if "zhang" in words.casefold() else ["Jürgen"])


def test_a_merged_record_is_no_longer_listed(assistant):
    keep, drop = PersonFactory(family_name="Keeper"), PersonFactory(family_name="Dropped")
    actions.merge_people(keep, drop, by=CLOCK)
    content = assistant.get(url("people")).content.decode()
    assert "KEEPER" in content
    assert "DROPPED" not in content


# One record


def test_the_record_shows_names_posts_and_the_letter_of_today(assistant):
    person = PersonFactory(family_name="Zhang", given_names="Wei", native_name="张伟", nationality="CN")
    actions.take_up_post(
        person, by=CLOCK, title_en="Minister of Science", starts_on=date(2025, 1, 1),
        office=office("minister"),
    )  # fmt: skip
    content = assistant.get(person.get_absolute_url()).content.decode()
    for words in (
        "张伟",
        "Minister of Science",
        "Dear Minister,",
        "Madame la Ministre, Monsieur le Ministre,",
        "China",
    ):
        assert words in content


def office(code: str):
    return Post._meta.get_field("office").related_model.objects.get(code=code)


def test_a_person_reads_their_own_record_and_nobody_elses(signed_in):
    client = signed_in(Role.DELEGATE)
    other = PersonFactory()
    assert client.get(client.user.person.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404


def test_staff_find_names_in_pickers_but_read_no_records(signed_in):
    client, other = signed_in(Role.STAFF), PersonFactory(family_name="Zhang")
    assert client.get(other.get_absolute_url()).status_code == 403
    assert client.get(url("people")).status_code == 403
    assert client.get(url("pick"), {"q": "zhang"}).json()["people"][0]["pk"] == other.pk


def test_a_delegate_picks_nobody_else(signed_in):
    PersonFactory(family_name="Zhang")
    assert signed_in(Role.DELEGATE).get(url("pick"), {"q": "zhang"}).json() == {"people": []}


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get(PersonFactory().get_absolute_url())
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


# Entering and editing


NEW = {
    "family_name": "Zhang",
    "given_names": "Wei",
    "address_style": "neutral",
    "language": "en",
    "nationality": "CN",
}


def test_a_new_person_is_entered_in_the_order_usual_at_home(assistant):
    answer = assistant.post(url("create_person"), NEW)
    person = Person.objects.get(family_name="Zhang")
    assert (answer.status_code, answer.url) == (302, person.get_absolute_url())
    assert person.display_name == "ZHANG Wei"


def test_somebody_on_record_is_proposed_before_a_second_record_is_made(assistant):
    known = PersonFactory(family_name="Wei", given_names="ZHANG")
    refused = assistant.post(url("create_person"), NEW)
    assert refused.status_code == 422
    assert known.get_absolute_url() in refused.content.decode()
    assert Person.objects.filter(family_name="Zhang").count() == 0
    assert assistant.post(url("create_person"), NEW | {"confirmed": "on"}).status_code == 302
    assert Person.objects.filter(family_name="Zhang").count() == 1


def test_the_same_person_is_proposed_while_typing(assistant):
    known = PersonFactory(family_name="Müller", given_names="Jürgen")
    typed = {"family_name": "MUELLER", "given_names": "J.", "email": ""}
    content = assistant.post(url("same_person"), typed, headers={"HX-Request": "true"}).content.decode()
    assert known.get_absolute_url() in content
    assert "<html" not in content


def test_an_edit_is_kept(assistant):
    person = PersonFactory(telephone="1")
    assert assistant.post(url("revise_person", person.pk), filled(person, telephone="2")).status_code == 302
    person.refresh_from_db()
    assert (person.telephone, person.version) == ("2", 2)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(assistant):
    person = PersonFactory(telephone="1")
    form = filled(person, telephone="3")
    actions.revise_person(person, by=CLOCK, telephone="2")
    answer = assistant.post(url("revise_person", person.pk), form)
    content = answer.content.decode()
    assert answer.status_code == 409
    assert ("<td>2</td><td>3</td>" in content) is True
    person.refresh_from_db()
    assert person.telephone == "2"


def test_a_wrong_value_is_said_beside_its_field_and_nothing_typed_is_lost(assistant):
    person = PersonFactory()
    answer = assistant.post(url("revise_person", person.pk), filled(person, email="nonsense", telephone="42"))
    assert answer.status_code == 422
    assert 'href="#id_email"' in answer.content.decode()
    assert 'value="42"' in answer.content.decode()


def test_an_auditor_reads_and_changes_nothing(signed_in):
    client, person = signed_in(Role.AUDITOR), PersonFactory()
    assert client.get(person.get_absolute_url()).status_code == 200
    assert client.post(url("revise_person", person.pk), filled(person, telephone="2")).status_code == 403
    assert "Edit" not in client.get(person.get_absolute_url()).content.decode()


# Posts and contact points


def test_a_post_is_taken_up_and_left(assistant):
    person, agency = PersonFactory(), Organisation.objects.get(acronym="F4E")
    told = {
        "title_en": "Head of Unit",
        "organisation": agency.pk,
        "starts_on": "2025-01-01",
        "office": "",
        "country": "",
    }
    assert assistant.post(url("take_up_post", person.pk), told).status_code == 302
    post = person.posts.get()
    person.refresh_from_db()
    assert (post.title_en, person.organisation) == ("Head of Unit", agency)
    assert assistant.post(url("leave_post", post.pk), {"ends_on": "2026-01-31"}).status_code == 302
    post.refresh_from_db()
    assert post.ends_on == date(2026, 1, 31)
    again = assistant.post(url("leave_post", post.pk), {"ends_on": "2026-03-31"})
    assert again.status_code == 409
    assert "already ended" in again.content.decode()


def test_a_post_cannot_end_before_it_starts(assistant):
    person = PersonFactory()
    told = {
        "title_en": "Head",
        "starts_on": "2025-01-02",
        "ends_on": "2025-01-01",
        "office": "",
        "country": "",
    }
    answer = assistant.post(url("take_up_post", person.pk), told)
    assert answer.status_code == 422
    assert "A post cannot end before it starts." in answer.content.decode()


def test_a_post_entered_by_mistake_is_taken_out(assistant):
    post = actions.take_up_post(PersonFactory(), by=CLOCK, title_en="Wrong", starts_on=date(2025, 1, 1))
    assert assistant.post(url("remove_post", post.pk)).status_code == 302
    assert not Post.objects.filter(pk=post.pk).exists()


def test_a_contact_point_answers_for_somebody(assistant):
    person = PersonFactory()
    told = {"purpose_en": "Visits", "starts_on": "2025-01-01", "member": "", "organisation": ""}
    assert assistant.post(url("add_contact_point", person.pk), told).status_code == 422
    told["member"] = Member.objects.get(code="JP").pk
    assert assistant.post(url("add_contact_point", person.pk), told).status_code == 302
    assert "Visits" in assistant.get(person.get_absolute_url()).content.decode()
    assert "Visits" in assistant.get(url("members")).content.decode()


# Merging


def test_two_records_are_compared_merged_and_separated_again(assistant):
    keep, drop = PersonFactory(family_name="Zhang", email="a@example.org"), PersonFactory(family_name="Zhang")
    compared = assistant.get(url("merge_people", keep.pk), {"other": drop.pk}).content.decode()
    assert "a@example.org" in compared
    answer = assistant.post(url("merge_people", keep.pk), {"other": drop.pk, "keep": "other"})
    assert answer.url == drop.get_absolute_url()
    keep.refresh_from_db()
    assert keep.merged_into == drop
    merged = assistant.get(keep.get_absolute_url()).content.decode()
    assert "merged into another" in merged
    assert assistant.post(url("unmerge", drop.merges.get().pk)).status_code == 302
    keep.refresh_from_db()
    assert keep.merged_into is None


def test_a_record_already_merged_is_refused(assistant):
    keep, drop, other = PersonFactory(), PersonFactory(), PersonFactory()
    actions.merge_people(keep, drop, by=CLOCK)
    answer = assistant.post(url("merge_people", other.pk), {"other": drop.pk, "keep": "this"})
    assert answer.status_code == 409
    assert "already merged" in answer.content.decode()


def test_likely_doubles_are_offered_on_the_record(assistant):
    one, other = (
        PersonFactory(family_name="Zhang", given_names="Wei"),
        PersonFactory(family_name="Wei", given_names="Zhang"),
    )
    assert f"?other={other.pk}" in assistant.get(one.get_absolute_url()).content.decode()


# Organisations and Members


def test_an_organisation_is_entered_and_edited(assistant):
    told = {"name_en": "Culham Centre", "kind": "laboratory", "country": "GB", "member": ""}
    assert assistant.post(url("create_organisation"), told).status_code == 302
    centre = Organisation.objects.get(name_en="Culham Centre")
    again = assistant.post(url("create_organisation"), told)
    assert again.status_code == 422
    edited = assistant.post(
        url("revise_organisation", centre.pk), told | {"acronym": "CCFE", "seen": centre.version}
    )
    assert edited.status_code == 302
    assert "CCFE" in assistant.get(centre.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("order_english", "CN", "US"), ("order_french_short", "CN", "EU"), ("nonsense", "CN", "US")],
)
def test_the_members_stand_in_the_chosen_order(assistant, order, first, last):
    content = assistant.get(url("members"), {"order": order}).content.decode()
    codes = [content.index(f'<span class="code">{code}</span>') for code in (first, last)]
    others = [content.index(f'<span class="code">{code}</span>') for code in ("IN", "JP", "KR", "RU")]
    assert codes[0] < min(others) < max(others) < codes[1]


def test_the_protocol_order_is_dragged_into_place(assistant):
    order = ["JP", "CN", "EU", "IN", "KR", "RU", "US"]
    assert assistant.post(url("order_members"), {"key": order}).status_code == 302
    assert list(Member.objects.in_order("order_protocol").values_list("code", flat=True)) == order
    refused = assistant.post(url("order_members"), {"key": order[1:]})
    assert refused.status_code == 409
    assert list(Member.objects.in_order("order_protocol").values_list("code", flat=True)) == order


def test_pages_speak_french(signed_in):
    client = signed_in(Role.ASSISTANT, "fr")
    person = UserFactory().person
    for address in (url("people"), url("organisations"), url("members"), person.get_absolute_url()):
        assert client.get(address).status_code == 200
