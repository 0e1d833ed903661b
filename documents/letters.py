"""Template texts filled with facts, and the letters of the register as papers; pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents import redline
from documents.models import Letter, LetterDraft
from documents.papers import Address, Block, Bullets, Paper, Para, Signature, escaped
from documents.placeholders import BRACES, named_in


@dataclass(frozen=True)
class Filled:
    """A text with its facts; `unknown` are the words in braces for which there is none."""

    text: str
    unknown: list[str]
    html: SafeString

    @property
    def complete(self) -> bool:
        return not self.unknown


def fill(template_text: str, values: Mapping[str, str]) -> Filled:
    """Put the facts in place; a fact that is missing, empty or not allowed stays in its braces and is listed.

    Only whole words in braces are replaced by plain strings: no attribute, index or format is ever looked up.
    """
    unknown = [name for name in named_in(template_text) if not values.get(name)]

    def fact(match: re.Match) -> str:
        return str(values.get(match[1]) or match[0])

    return Filled(BRACES.sub(fact, template_text), unknown, _html(template_text, values))


def sample(template_text: str, allowed: Mapping[str, object]) -> Filled:
    """The text as it would read, each known fact as its own description, unknown ones red."""
    return fill(template_text, {name: f"[{description}]" for name, description in allowed.items()})


def _html(template_text: str, values: Mapping[str, str]) -> SafeString:
    parts, end = [], 0
    for match in BRACES.finditer(template_text):
        value = values.get(match[1])
        shown = escape(value) if value else f'<mark class="unknown">{escape(match[0])}</mark>'
        parts += [escape(template_text[end : match.start()]), shown]
        end = match.end()
    return mark_safe("".join([*parts, escape(template_text[end:])]))  # noqa: S308 every part is escaped above


# Letters of the register


def letter(register: Letter, draft: LetterDraft, *, status: str = "") -> Paper:
    """One version of a letter as a paper: the same words give the same paper, whoever prints it."""
    signature = Signature(draft.signatory_name, draft.signatory_title)
    body = (text_block(part) for part in redline.paragraphs(draft.text))
    return Paper(
        kind="letter",
        number=register.number,
        title=draft.subject,
        language=register.language,
        level=register.level.code,
        reference=register.their_reference,
        date=register.dated_on,
        version=draft.number,
        status=status,
        blocks=(
            Address(tuple(draft.envelope.splitlines())),
            Para(escaped(draft.subject), "subject"),
            Para(escaped(draft.salutation)),
            *body,
            Para(escaped(draft.closing), "keep"),
            signature,
        ),
    )


def draft_paper(register: Letter, draft: LetterDraft) -> Paper:
    """A version as it may be read before it is signed, marked as a draft."""
    with override(register.language):
        return letter(register, draft, status=_("DRAFT"))


def text_block(part: str) -> Block:
    """A paragraph with its **bold** and *italic*, or a list when every line begins with a dash."""
    lines = part.splitlines()
    if all(line.startswith("- ") for line in lines):
        return Bullets(tuple(line[2:].strip() for line in lines))
    return Para(part)


def words_of(draft: LetterDraft) -> list[str]:
    """Everything that stands on the letter, paragraph by paragraph, for comparing two versions."""
    said = [draft.envelope, draft.subject, draft.salutation, *redline.paragraphs(draft.text), draft.closing]
    return [*said, "\n".join(filter(None, (draft.signatory_name, draft.signatory_title)))]


def fingerprint(**words: str) -> str:
    """What an approval names: the hash of every word that will stand on the paper."""
    canonical = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return digest(canonical.encode())


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def comparison(register: Letter, before: LetterDraft, after: LetterDraft) -> Paper:
    """The redline of two versions as a paper: what came is underlined, what went is struck through."""
    with override(register.language):
        title = _("Changes from version %(before)s to version %(after)s") % {
            "before": before.number,
            "after": after.number,
        }
    return Paper(
        kind="redline",
        number=register.number or register.subject,
        title=title,
        language=register.language,
        level=register.level.code,
        letterhead=False,
        version=after.number,
        blocks=redline.blocks(redline.compare(words_of(before), words_of(after))),
    )
