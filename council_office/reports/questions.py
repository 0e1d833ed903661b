"""A question of one's own as a report: the same machine counts, lists, draws and sends it; pure."""

from council_office.reports.catalogue import REGISTERS
from council_office.reports.declared import Breakdown, Figure, Listing, Report, Section
from council_office.reports.models import Question
from council_office.reports.states import How, Shape


def answer(question: Question) -> Report:
    """The report that answers a question; columns that the register no longer has are left out."""
    register = REGISTERS[question.register]
    where = {code: value for code, value in question.where.items() if register.has(code)}
    return Report(
        question.code,
        question.name,
        register.title,
        sections=(
            Section(
                question.register,
                register.title,
                figures=figures(question, register),
                breakdowns=breakdowns(question, register),
                listings=listings(question, register),
                where=where,
            ),
        ),
        span=question.span,
    )


def figures(question: Question, register) -> tuple[Figure, ...]:
    rows = Figure("all", register.title)
    if question.how == How.COUNT or not register.has(question.of):
        return (rows,)
    label = next(field.label for field in register.fields if field.code == question.of)
    return rows, Figure("measure", label, how=question.how, of=question.of)


def breakdowns(question: Question, register) -> tuple[Breakdown, ...]:
    if question.shape == Shape.LIST or not register.has(question.per):
        return ()
    measured = register.has(question.of) and question.how != How.COUNT
    return (
        Breakdown(
            question.name,
            by=question.per,
            across=question.across if register.has(question.across) else "",
            how=question.how if measured else How.COUNT,
            of=question.of if measured else "",
            chart="bar" if question.shape == Shape.CHART else "",
        ),
    )


def listings(question: Question, register) -> tuple[Listing, ...]:
    columns = tuple(code for code in question.columns if register.has(code))
    if question.shape != Shape.LIST:
        return ()
    return (Listing(question.name, columns or tuple(field.code for field in register.fields[:6])),)
