"""Verbs on the office's own words."""

from collections.abc import Iterable, Mapping

from council_office.ledger import moves
from documents.models import TemplateText


def create_text(*, by, **facts) -> TemplateText:
    """A text for one kind of letter, one body or all, one language."""
    return moves.create(TemplateText, by=by, **facts)


def revise_text(template: TemplateText, /, *, by, seen: int | None = None, **changes) -> TemplateText:
    """Other words for a kind of letter; what was written before stays in the history."""
    return moves.revise(template, by=by, seen=seen, **changes)


def seed_texts(model: type[TemplateText], rows: Iterable[Mapping[str, str]]) -> None:
    """First words, planted by another app's migration: words that the office has since written stay.

    In a migration that depends on ("documents", "0001_initial"):
    `seed_texts(apps.get_model("documents", "TemplateText"), rows)`, each row with kind, language, subject,
    text and perhaps body_code.
    """
    for row in rows:
        key = {"kind": row["kind"], "language": row["language"], "body_code": row.get("body_code", "")}
        words = {"subject": row["subject"], "text": row["text"]}
        model.objects.get_or_create(**key, defaults=words)
