"""The words inside an office file, as far as they can be read; pure."""

from io import BytesIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph

from council_office.ledger.moves import Refused


def letter_body(data: bytes) -> tuple[str, list[str], str]:
    """Salutation, paragraphs and closing of a letter that this office made and somebody edited in Word.

    The letter is known by its frame: what stands between the subject and the signature, by their styles.
    """
    try:
        paragraphs = Word(BytesIO(data)).paragraphs
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused(_("This is not a Word file that can be read.")) from error
    styles = [paragraph.style.name if paragraph.style is not None else "" for paragraph in paragraphs]
    if "Subject" not in styles or "Signature" not in styles:
        raise Refused(
            _("This is not a letter made here: its subject or signature is missing. Edit the draft as Word.")
        )
    inside = paragraphs[styles.index("Subject") + 1 : styles.index("Signature")]
    texts = [text for one in inside if (text := as_typed(one))]
    if len(texts) < 3:
        raise Refused(_("The edited letter has no salutation, text and closing words any more."))
    return plain(texts[0]), joined_lists(texts[1:-1]), plain(texts[-1])


def as_typed(paragraph: Paragraph) -> str:
    """A paragraph with the marks that the office writes for bold, italics and lists."""
    text = "".join(run_as_typed(run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs).strip()
    is_item = paragraph.style is not None and paragraph.style.name.startswith("List Bullet")
    return f"- {text}" if text and is_item else text


def run_as_typed(text: str, bold: bool, italic: bool) -> str:
    core = text.strip()
    mark = "**" if bold else "*" if italic else ""
    if not core or not mark:
        return text.replace("*", r"\*")
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{mark}{core}{mark}{text[start + len(core) :]}"


def joined_lists(texts: list[str]) -> list[str]:
    """Items of one list belong into one paragraph."""
    found: list[str] = []
    for text in texts:
        if text.startswith("- ") and found and found[-1].startswith("- "):
            found[-1] += f"\n{text}"
        else:
            found.append(text)
    return found


def plain(text: str) -> str:
    return text.replace(r"\*", "*")
