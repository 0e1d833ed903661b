"""The bodies, their rules and chain, and the public history; one function a noun (see meetings/data)."""

from django.db import migrations

from council_office.directory.names import match_key, search_key
from meetings import history
from meetings.numbering import written
from meetings.sentences import typographic


def seed(apps, schema_editor) -> None:
    seed_bodies(apps)
    seed_rules(apps)
    people = seed_people(apps)
    seed_sessions(apps, people)
    seed_offices(apps, people)
    seed_participants(apps, people)
    seed_formulas(apps)
    seed_decisions(apps)


def seed_bodies(apps) -> None:
    body = apps.get_model("meetings", "Body")
    for row in history.rows("bodies"):
        above = body.objects.filter(code=row.pop("reports_to")).first()
        body.objects.create(**row, reports_to=above)


def seed_rules(apps) -> None:
    bodies = by(apps.get_model("meetings", "Body"), "code")
    for row in history.rows("rules"):
        numbers = {name: row[name] or None for name in ("days_before_council", "usual_weekday")}
        apps.get_model("meetings", "BodyRules").objects.create(
            **{**row, "body": bodies[row["body"]], **numbers}
        )


def seed_people(apps) -> dict:
    """The public figures by their key in the data files; somebody already on record is not entered twice."""
    members = by(apps.get_model("directory", "Member"), "code")
    person = apps.get_model("directory", "Person")
    found = {}
    for row in history.rows("people"):
        key, names = row.pop("key"), (row["family_name"], row["given_names"])
        row["member"] = members.get(row["member"])
        search = {
            "search_name": search_key(" ".join((*names, row["short_name"]))),
            "match_name": match_key(names),
        }
        found[key], _new = person.objects.get_or_create(
            family_name=names[0], given_names=names[1], defaults={**row, **search}
        )
    return found


def seed_sessions(apps, people: dict) -> None:
    """Held, not recorded: the numbers of the old records are not public."""
    session = apps.get_model("meetings", "Session")
    bodies = by(apps.get_model("meetings", "Body"), "code")
    for row in history.rows("sessions"):
        span = history.session_span(row["starts_on"], row["ends_on"])
        known = {
            "body": bodies[row["body"]],
            "number": row["number"] or None,
            "starts_on": span.starts_on,
            "ends_on": span.ends_on,
            "chair": people.get(row["chair"]),
            **span.basis(row),
            "prepares": session.objects.filter(label=row["prepares"]).first(),
            "fixed_by_hand": True,
            "state": "held",
        }
        session.objects.create(**{**row, **known})


def seed_offices(apps, people: dict) -> None:
    """Chairs and Secretaries as terms in their body; Directors-General as posts."""
    bodies = by(apps.get_model("meetings", "Body"), "code")
    members = by(apps.get_model("directory", "Member"), "code")
    for row in history.rows("offices"):
        if row["role"] == "director-general":
            seed_director_general(apps, people[row["person"]], row)
            continue
        span = history.term_span(row["starts_on"], row["ends_on"], row["last_seen"])
        apps.get_model("meetings", "Membership").objects.create(
            body=bodies[row["body"]],
            person=people[row["person"]],
            member=members.get(row["member"]),
            role=row["role"],
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            **span.basis(row),
        )


def seed_director_general(apps, person, row: dict) -> None:
    in_office = row["ends_on"] == "open"
    span = history.term_span(row["starts_on"], row["starts_on"] if in_office else row["ends_on"], "")
    apps.get_model("directory", "Post").objects.create(
        person=person,
        office=apps.get_model("directory", "Office").objects.filter(code="director-general").first(),
        organisation=apps.get_model("directory", "Organisation").objects.filter(acronym="IO").first(),
        title_en="Director-General of the ITER Organization",
        title_fr="Directeur général de l’ITER Organization",
        starts_on=span.starts_on,
        ends_on=None if in_office else span.ends_on,
    )


def seed_participants(apps, people: dict) -> None:
    """The few delegates whom public sources name; the other Members of those sessions stay unknown."""
    sessions = by(apps.get_model("meetings", "Session"), "label")
    members = by(apps.get_model("directory", "Member"), "code")
    for row in history.rows("participants"):
        session, member = sessions[row["session"]], members[row["member"]]
        delegation, _new = apps.get_model("meetings", "Delegation").objects.get_or_create(
            session=session, member=member
        )
        apps.get_model("meetings", "Participant").objects.create(
            session=session,
            delegation=delegation,
            person=people[row["person"]],
            role=row["role"],
            basis_en=row["basis_en"],
            basis_fr=row["basis_fr"],
        )


def seed_formulas(apps) -> None:
    """The verbs, subjects and addressees of records."""
    formula = apps.get_model("meetings", "Formula")
    for position, row in enumerate(history.rows("formulas"), start=1):
        formula.objects.create(**row, position=position)
    for row in history.rows("subjects"):
        apps.get_model("meetings", "Subject").objects.create(**row)
    bodies = by(apps.get_model("meetings", "Body"), "code")
    for row in history.rows("addressees"):
        apps.get_model("meetings", "Addressee").objects.create(**{**row, "body": bodies.get(row["body"])})


def seed_decisions(apps) -> None:
    """The decisions known from public sources, under permanent numbers, with what replaced what."""
    decision, sessions = (
        apps.get_model("meetings", "Decision"),
        by(apps.get_model("meetings", "Session"), "label"),
    )
    formulas = by(apps.get_model("meetings", "Formula"), "code")
    subjects = by(apps.get_model("meetings", "Subject"), "name_en")
    addressees = by(apps.get_model("meetings", "Addressee"), "name_en")
    for row in history.rows("decisions"):
        replaces, session = row.pop("replaces"), sessions[row["session"]]
        known = {
            "session": session,
            "number": written("{session}/D-{number:02d}", session=session.label, number=int(row["serial"])),
            "formula": formulas[row["formula"]],
            "subject": subjects[row["subject"]],
            "addressee": addressees[row["addressee"]],
            "due_session": sessions.get(row["due_session"]),
            **{name: typographic(text, "fr") for name, text in row.items() if name.endswith("_fr")},
            "decided_on": session.ends_on,
            **{name: row[name] or None for name in ("due_on", "effective_on", "ended_on")},
        }
        made = decision.objects.create(**{**row, **known})
        made.supersedes.set(decision.objects.filter(number=replaces))


def by(model, field: str) -> dict:
    return {getattr(row, field): row for row in model.objects.all()}


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("directory", "0002_seed")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
