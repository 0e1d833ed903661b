"""Reports that leave by themselves, a question of the assistant's, and a report that was made."""

from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.reports import actions, queries
from council_office.reports.declared import Asked
from council_office.reports.states import Rhythm, Shape, Span


def schedules(users: dict[Role, User]) -> None:
    """The weekly outlook, each one's morning list, the month for the Director-General."""
    administrator, secretary = users[Role.ADMINISTRATOR], users[Role.COUNCIL_SECRETARY]
    hands = [users[role] for role in (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)]
    actions.create_schedule(by=administrator, name="Monday outlook", owner=secretary, subscribers=hands)
    actions.create_schedule(
        by=administrator,
        name="Morning list",
        report="morning",
        rhythm=Rhythm.DAILY,
        at="07:00",
        day_off="skip",
        owner=users[Role.ASSISTANT],
        subscribers=hands,
    )
    month = actions.create_schedule(
        by=secretary,
        name="Month in figures",
        report="month",
        forms=["pdf", "pptx"],
        rhythm=Rhythm.MONTHLY,
        day_of_month=2,
        at="08:00",
        owner=secretary,
        subscribers=[secretary, users[Role.DG_OFFICE]],
    )
    actions.run_now(month, by=secretary)
    asked(users)


def asked(users: dict[Role, User]) -> None:
    """A question that the office shares, and its answer as files."""
    question = actions.ask(
        by=users[Role.ASSISTANT],
        register="participants",
        name="Experts by Member",
        span=Span.TWELVE_MONTHS,
        shape=Shape.CHART,
        per="member",
        across="remote",
        where={"role": "expert"},
        is_shared=True,
    )
    for code, forms in ((question.code, ["xlsx"]), ("decisions", ["pdf", "docx", "xlsx", "pptx"])):
        report = queries.report_named(code)
        asked = Asked(report.span)
        actions.order(report, by=users[Role.ASSISTANT], asked=asked, forms=forms, language="en")
