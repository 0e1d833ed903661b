"""The same person is proposed before a second record is made; two records become one without loss."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_office.directory import actions
from council_office.directory.models import Merge, Person
from council_office.directory.queries import same_person
from council_office.ledger import audit
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def entered(family: str, given_names: str = "", **fields) -> Person:
    return actions.create_person(
        by=CLOCK, confirmed=True, family_name=family, given_names=given_names, **fields
    )


@pytest.mark.parametrize(
    ("family", "given_names"),
    [("Wei", "ZHANG"), ("ZHANG", "W."), ("zhang wei", ""), ("Zhāng", "Wěi"), ("", "Zhang Wei"), ("张伟", "")],
)
def test_zhang_wei_is_proposed_however_he_is_written(family, given_names):
    known = entered("Zhang", "Wei", native_name="张伟")
    entered("Zhang", "Min")
    entered("Wei", "Lan")
    assert same_person(family, given_names) == [known]


def test_the_passport_name_is_a_name_too():
    known = entered("Ivanova", "Anna", passport_name="SMIRNOVA ANNA")
    assert same_person("Smirnova", "A.") == [known]


def test_the_same_address_is_the_same_person_first():
    alike = entered("Kim", "Min-jun")
    known = entered("Kim", "Jun", email="jun.kim@example.org")
    assert same_person("Kim", "Minjun", email="Jun.Kim@Example.org") == [known, alike]


def test_whoever_was_born_on_another_day_is_somebody_else():
    entered("Zhang", "Wei", born_on=date(1970, 5, 1))
    twin = entered("Zhang", "Wei", born_on=date(1980, 5, 1))
    unknown = entered("Zhang", "Wei")
    assert same_person("Zhang", "Wei", birth=date(1980, 5, 1)) == [twin, unknown]


def test_the_date_of_birth_itself_is_kept_nowhere():
    known = entered("Zhang", "Wei", born_on=date(1970, 5, 1))
    row = Person.objects.filter(pk=known.pk).values().get()
    assert "1970" not in str({name: value for name, value in row.items() if name != "birth_key"})
    assert len(known.birth_key) == 64


def test_nobody_is_proposed_for_nothing():
    entered("Zhang", "Wei")
    assert same_person("", "") == []


PARTS = st.text("abcdeghiklmnorstuvzäöüéèçñšžłøß", min_size=3, max_size=8).map(str.capitalize)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=PARTS, given_names=PARTS, umlaut=st.booleans(), swapped=st.booleans(), loud=st.booleans())
def test_whatever_the_name_its_variants_propose_the_person(db, family, given_names, umlaut, swapped, loud):
    known = entered(family, given_names)
    typed = (given_names, family) if swapped else (family, given_names)
    if umlaut:
        long = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"})
        typed = tuple(part.translate(long) for part in typed)
    if loud:
        typed = tuple(part.upper() for part in typed)
    assert known in same_person(*typed)


def test_a_likely_duplicate_is_refused_until_confirmed():
    known = entered("Müller", "Jürgen")
    with pytest.raises(actions.LikelyDuplicate) as refused:
        actions.create_person(by=CLOCK, family_name="MUELLER", given_names="Juergen")
    assert refused.value.people == [known]
    assert "Jürgen MÜLLER" in refused.value.message
    assert entered("MUELLER", "Juergen") != known


def test_the_order_usual_at_home_is_taken_unless_told():
    assert entered("Sato", "Kenji", nationality="JP").name_order == "family_first"
    assert entered("Sato", "Ken", nationality="JP", name_order="given_first").name_order == "given_first"
    assert entered("Rao", "Anita").name_order == "given_first"


def two_records() -> tuple[Person, Person]:
    keep = entered("Zhang", "Wei", email="wei@example.org")
    drop = entered("ZHANG", "W.", telephone="+86 10 1", nationality="CN", email="other@example.org")
    actions.take_up_post(drop, by=CLOCK, title_en="Director", starts_on=date(2025, 1, 1))
    return keep, drop


def test_a_merge_moves_posts_fills_gaps_and_keeps_both_histories(newcomers):
    keep, drop = two_records()
    actions.merge_people(keep, drop, by=CLOCK)
    keep, drop = Person.objects.get(pk=keep.pk), Person.objects.get(pk=drop.pk)
    assert [post.title_en for post in keep.posts.all()] == ["Director"]
    assert (keep.telephone, keep.nationality.code, keep.email) == ("+86 10 1", "CN", "wei@example.org")
    assert drop.kept == keep
    assert list(newcomers().current()) == [keep]
    assert same_person("Zhang", "Wei") == [keep]
    assert [event.verb for event in audit.history(keep)] == ["merge_people", "revise", "create"]
    assert [event.verb for event in audit.history(drop)] == ["be_merged", "create"]


def test_what_was_merged_wrongly_becomes_two_people_again():
    keep, drop = two_records()
    merge = actions.merge_people(keep, drop, by=CLOCK)
    actions.unmerge(merge, by=CLOCK, reason="two people")
    keep, drop = Person.objects.get(pk=keep.pk), Person.objects.get(pk=drop.pk)
    assert drop.merged_into is None
    assert (keep.telephone, keep.nationality.code) == ("", "")
    assert drop.telephone == "+86 10 1"
    assert [post.title_en for post in drop.posts.all()] == ["Director"]
    assert not Merge.objects.standing().exists()
    with pytest.raises(Refused):
        actions.unmerge(merge, by=CLOCK)


def test_what_was_changed_after_the_merge_is_not_taken_back():
    keep, drop = two_records()
    merge = actions.merge_people(keep, drop, by=CLOCK)
    actions.revise_person(keep, by=CLOCK, telephone="+86 10 2")
    actions.unmerge(merge, by=CLOCK)
    assert Person.objects.get(pk=keep.pk).telephone == "+86 10 2"


def test_merges_in_a_row_follow_to_the_last(newcomers):
    one, two, three = (entered("Zhang", "Wei") for _ in range(3))
    first = actions.merge_people(two, three, by=CLOCK)
    second = actions.merge_people(one, two, by=CLOCK)
    assert Person.objects.get(pk=three.pk).kept == one
    with pytest.raises(Refused):
        actions.unmerge(first, by=CLOCK)
    actions.unmerge(second, by=CLOCK)
    actions.unmerge(first, by=CLOCK)
    assert newcomers().current().count() == 3


def test_a_record_is_not_merged_with_itself_nor_twice():
    keep, drop = two_records()
    with pytest.raises(Refused):
        actions.merge_people(keep, keep, by=CLOCK)
    actions.merge_people(keep, drop, by=CLOCK)
    for one, other in ((keep, drop), (drop, keep)):
        with pytest.raises(Refused):
            actions.merge_people(one, other, by=CLOCK)


def test_the_account_goes_over_but_two_accounts_are_not_mixed():
    keep, drop = two_records()
    user = UserFactory(person=drop, email="w@example.org")
    other = UserFactory(person=keep, email="k@example.org")
    with pytest.raises(Refused):
        actions.merge_people(keep, drop, by=CLOCK)
    actions.revise_user(other, by=CLOCK, person=None)
    merge = actions.merge_people(keep, drop, by=CLOCK)
    user.refresh_from_db()
    assert user.person == keep
    actions.unmerge(merge, by=CLOCK)
    user.refresh_from_db()
    assert user.person == drop
