"""Reads over everything, with the rights of whoever reads."""

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from council_office.directory.models import User
from council_office.ledger.states import JobState
from council_office.reports import findings, periods, questions, sheets
from council_office.reports.catalogue import REGISTERS, REPORTS
from council_office.reports.declared import Asked, Register, Report, in_both
from council_office.reports.findings import Findings, Loaded
from council_office.reports.models import Issue, Question, Run, Schedule
from council_office.reports.periods import Period
from council_office.reports.sheets import Row, Sheet, Term, code_of, said
from council_office.reports.states import KEEPERS, IssueState, RunState
from documents.models import Delivery, Document, Level
from documents.queries import Decision, may_be_mailed
from meetings.models import Action, Session
from meetings.states import Answer, InvitationState


def compute(
    report: Report, reader: User, asked: Asked | None = None, now: datetime | None = None
) -> Findings:
    """The report as `reader` may see it at this moment; every number is counted from rows they may open."""
    now = now or timezone.now()
    asked = asked or Asked()
    today, span = timezone.localdate(now), asked.span or report.span
    known: dict[tuple[str, Period], Loaded] = {}
    parts = []
    for section in report.sections:
        register = REGISTERS[section.register]
        period = periods.days(section.span or span, today, asked.first, asked.last)
        if (register.code, period) not in known:
            known[register.code, period] = load(register, reader, period)
        loaded = known[register.code, period]
        parts.append(findings.part(section, section.title, register.source, loaded, period, asked.where))
    return Findings(
        code=report.code,
        title=Term(report.code, *in_both(report.title)),
        asked=Asked(span, asked.first, asked.last, asked.where),
        period=periods.days(span, today, asked.first, asked.last),
        as_of=now,
        parts=tuple(parts),
        in_mail=report.in_mail,
    )  # fmt: skip


def load(register: Register, reader: User, period: Period) -> Loaded:
    """The reader's rows of a register as a sheet, with the counts and sums of the database beside them."""
    mine = within(register.rows(reader), register, period)
    things = list(mine)
    if register.prepare:
        register.prepare(things)
    apart = mine.order_by().values("pk").distinct()
    control = apart.count()
    return Loaded(
        sheet=Sheet(register.columns, tuple(row(register, thing) for thing in things)),
        control=control,
        sums=summed(register, mine),
        hidden=within(register.everything(), register, period).count() - control
        if register.everything
        else 0,
        level=highest({register.level, *(map(register.level_of, things) if register.level_of else ())}),
    )


def summed(register: Register, rows: QuerySet) -> dict:
    if not register.sums:
        return {}
    whole = rows.model.objects.filter(pk__in=rows.order_by().values("pk"))
    totals = whole.aggregate(**{f"sum_{code}": Sum(lookup) for code, lookup in register.sums.items()})
    return {code: totals[f"sum_{code}"] or 0 for code in register.sums}


def within(rows: QuerySet, register: Register, period: Period) -> QuerySet:
    """The rows of a period; a register without a day is always whole."""
    condition = Q()
    if register.day and period.first:
        condition &= Q(**{f"{register.day}__gte": period.first})
    if register.day and period.last:
        condition &= Q(**{f"{register.day}__lte": period.last})
    return rows.filter(condition)


def row(register: Register, thing) -> Row:
    values = tuple(field.read(thing) for field in register.fields)
    return Row(f"{register.code}:{thing.pk}", values, register.address(thing))


def highest(levels: set[str]) -> str:
    """The code of the highest of these levels; one that is not known counts as the highest of all."""
    ranks = dict(Level.objects.values_list("code", "rank"))
    return max(levels, key=lambda code: (ranks.get(code, 10_000), code))


def level_of(found: Findings) -> str:
    """The marking that a report inherits from its sources."""
    return highest({part.loaded.level for part in found.parts})


# Reports by name


def report_named(code: str) -> Report | None:
    """A standard report, or the answer to a question that somebody keeps."""
    question = question_of(code)
    return questions.answer(question) if question else REPORTS.get(code)


def report_for(user: User, code: str) -> Report | None:
    """The same, when the user may see it."""
    question = question_of(code)
    if question and not Question.objects.visible_to(user).filter(pk=question.pk).exists():
        return None
    return questions.answer(question) if question else REPORTS.get(code)


def question_of(code: str) -> Question | None:
    """The question that a report answers."""
    key = code.removeprefix("question-")
    asked = code.startswith("question-") and key.isdecimal() and len(key) < 10
    return Question.objects.filter(pk=int(key)).first() if asked else None


def choices(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every report that the user may schedule, by room, then the questions."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for report in REPORTS.values():
        rooms.setdefault(str(report.room), []).append((report.code, str(report.title)))
    asked = [(question.code, question.name) for question in Question.objects.visible_to(user)]
    return [*rooms.items(), *([(_("Questions"), asked)] if asked else [])]


def all_choices() -> list[tuple[str, str]]:
    """Every report by name, for the administration."""
    standard = [(report.code, str(report.title)) for report in REPORTS.values()]
    return standard + [(question.code, question.name) for question in Question.objects.all()]


def values_of(register: Register, user: User, most: int = 40) -> list[tuple[str, Any, list]]:
    """The columns of a register with few values, and those of the user's rows: (code, label, values)."""
    sheet, language = load(register, user, Period()).sheet, get_language() or "en"
    found = []
    for field in register.fields:
        values = sheets.distinct(sheet, field.code)
        if field.kind in ("words", "yes") and 1 < len(values) <= most:
            found.append((field.code, field.label, [(code_of(v), said(v, language[:2])) for v in values]))
    return found


def asks_of(report: Report, user: User) -> list[tuple[str, Any, list[tuple[str, str]]]]:
    """What the reader of a report chooses: (column, label, values), the newest value first."""
    register = REGISTERS[report.sections[0].register] if report.asks else None
    found = []
    for code in report.asks:
        field = next(field for field in register.fields if field.code == code)
        rows = register.rows(user).order_by(f"-{register.day}")[:60]
        values = dict.fromkeys(code_of(field.read(thing)) for thing in rows)
        found.append((code, field.label, [(value, value) for value in values]))
    return found


# Issues


def issue_before(code: str, asked: Asked, reader: User, run: Run | None) -> Issue | None:
    """The last issue of this report for this reader: of the schedule, else with the same parameters."""
    issued = Issue.objects.filter(report=code, reader=reader, state=IssueState.ISSUED)
    if run is not None:
        return issued.filter(run__schedule=run.schedule).first()
    return issued.filter(asked=asked.to_json()).first()


def documents_of(issue: Issue) -> QuerySet[Document]:
    return Document.objects.about(issue).select_related("level", "group").order_by("pk")


def may_leave(document: Document, reader: User) -> Decision:
    """Whether a file of a report may be mailed to its reader: never one whose level is not mailed."""
    if not document.level.by_mail:
        return Decision(
            False,
            _("Marked “%(level)s”, which does not leave by mail: open it in the office.")
            % {"level": document.level},
        )
    return may_be_mailed(document, reader.person)


def kept(issue: Issue, language: str) -> list[tuple[str, int, list[tuple[str, str]]]]:
    """What an issue keeps of each part: its title, how many rows, its figures."""
    found = []
    for one in issue.data["parts"]:
        figures = [(sheets.thing(label), sheets.thing(value)) for _code, label, value in one["figures"]]
        told = [(label.name(language), said(value, language)) for label, value in figures]
        found.append((sheets.thing(one["title"]).name(language), len(one["sheet"]["rows"]), told))
    return found


def level_named(code: str) -> str:
    """The name of a level."""
    level = Level.objects.filter(code=code).first()
    return level.name() if level else code


def runs_with_mails(schedule: Schedule, user: User, most: int = 30) -> list[tuple[Run, list[Delivery]]]:
    """The last runs with the mails that each ordered: the delivery log."""
    runs = list(schedule.runs.select_related("job")[:most])
    kind = ContentType.objects.get_for_model(Run)
    mails: dict[int, list[Delivery]] = {}
    known = Delivery.objects.visible_to(user).filter(about_type=kind, about_id__in=[run.pk for run in runs])
    for mail in known.select_related("person").order_by("pk"):
        mails.setdefault(mail.about_id, []).append(mail)
    return [(run, mails.get(run.pk, [])) for run in runs]


def heir_of(schedule: Schedule) -> User | None:
    """Who goes on with a schedule: a subscriber who may keep schedules, else the Council Secretary."""
    mine = schedule.subscribers.filter(is_active=True, groups__name__in=KEEPERS).order_by("pk").first()
    return mine or next(
        filter(None, (User.objects.holding(role).order_by("pk").first() for role in KEEPERS)), None
    )


# What Today counts too


def unanswered(user: User, day: date) -> list[tuple[Session, int]]:
    """Coming sessions with the number of invitations without an answer."""
    invitation = "participants__invitation"
    silent = Q(
        **{
            f"{invitation}__state": InvitationState.SENT,
            f"{invitation}__answer": Answer.NONE,
            "participants__withdrawn": False,
        }
    )
    visible = Session.objects.visible_to(user).coming(day).values("pk")
    sessions = Session.objects.filter(pk__in=visible).annotate(silent=Count("participants", silent))
    return [(each, each.silent) for each in sessions.filter(silent__gt=0).order_by("starts_on")]


def overdue_actions(user: User, day: date) -> QuerySet[Action]:
    """Open actions whose day, or whose session, has passed."""
    actions = Action.objects.visible_to(user).overdue(day)
    return actions.select_related("session", "addressee", "owner", "due_session").order_by("due_on", "pk")


def unsettled_runs() -> QuerySet[Run]:
    """Runs whose job has ended since they were last looked at."""
    over = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    return Run.objects.filter(state=RunState.WORKING, job__state__in=over).select_related(
        "schedule__owner", "job"
    )
