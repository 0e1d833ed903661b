"""The styles of the office in Word; a secretary who edits a paper finds them by name."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

COLOURS = ("1F4E8C", "1D2939", "5D6B82", "B42318", "146C43")
NAVY, INK, GREY, RED, GREEN = map(RGBColor.from_string, COLOURS)
SERIF, SANS = "Cambria", "Calibri"
LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
STYLES = {
    "": "Normal",
    "lead": "Lead",
    "subject": "Subject",
    "note": "Note",
    "small": "Small",
    "centre": "Centred",
    "right": "Right",
    "keep": "Normal kept with next",
    "poster": "Poster",
    "poster-line": "Poster line",
}

# name: face, size, colour, bold, space before, space after
LOOKS = {
    "Normal": (SERIF, 10.5, INK, False, 0, 7),
    "Title": (SANS, 19, INK, True, 12, 3),
    "Subtitle": (SANS, 9, GREY, False, 0, 18),
    "Heading 1": (SANS, 13, NAVY, True, 16, 5),
    "Heading 2": (SANS, 11, INK, True, 12, 4),
    "Heading 3": (SANS, 10, GREY, True, 10, 3),
    "Heading 4": (SANS, 9.5, GREY, True, 8, 3),
    "Header": (SANS, 8, GREY, False, 0, 0),
    "Footer": (SANS, 8, GREY, False, 0, 0),
    "List Bullet": (SERIF, 10.5, INK, False, 0, 3),
    "Caption": (SANS, 8.5, GREY, False, 0, 8),
    "Lead": (SERIF, 11.5, INK, False, 0, 10),
    "Subject": (SANS, 11.5, INK, True, 22, 14),
    "Note": (SANS, 9, GREY, False, 4, 6),
    "Small": (SANS, 8.5, GREY, False, 0, 4),
    "Centred": (SERIF, 10.5, INK, False, 0, 7),
    "Right": (SERIF, 10.5, INK, False, 0, 7),
    "Normal kept with next": (SERIF, 10.5, INK, False, 0, 7),
    "Numbered 1": (SERIF, 10.5, INK, False, 0, 7),
    "Numbered 2": (SERIF, 10.5, INK, False, 0, 7),
    "Numbered 3": (SERIF, 10.5, INK, False, 0, 7),
    "Address": (SERIF, 10.5, INK, False, 0, 0),
    "Letter facts": (SANS, 9, GREY, False, 0, 0),
    "Letterhead": (SANS, 11, INK, False, 0, 0),
    "Letterhead address": (SANS, 7.5, GREY, False, 0, 0),
    "Signature place": (SERIF, 10.5, INK, False, 18, 0),
    "Signature": (SERIF, 10.5, INK, False, 44, 8),
    "Table text": (SANS, 9, INK, False, 2, 2),
    "Table head": (SANS, 8, GREY, True, 2, 2),
    "Fact label": (SANS, 9, GREY, False, 2, 2),
    "Card name": (SANS, 15, INK, True, 4, 1),
    "Card lines": (SANS, 8.5, GREY, False, 0, 3),
    "Poster": (SANS, 46, INK, True, 14, 10),
    "Poster line": (SANS, 22, GREY, False, 14, 10),
}
RIGHT = ("Right", "Letter facts", "Letterhead address")
INDENTS = {
    "Numbered 1": (1.2, -1.2),
    "Numbered 2": (2.1, -0.9),
    "Numbered 3": (3.0, -0.9),
    "Note": (0.4, 0),
    "Signature": (9, 0),
    "Signature place": (9, 0),
}
KEPT_WITH_NEXT = ("Title", "Subject", "Signature place", "Normal kept with next", "Table head")


def dress(document: WordDocument, language: str) -> None:
    """Give the document the office's styles and the language of its text."""
    for name, look in LOOKS.items():
        style = style_of(document, name)
        dress_one(style, *look)
        left, first = INDENTS.get(name, (None, None))
        if left is not None:
            style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(left), Cm(first)
        if name in RIGHT:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if name in KEPT_WITH_NEXT:
            style.paragraph_format.keep_with_next = True
    for name in ("Centred", "Card name", "Card lines", "Poster", "Poster line"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    speak(document, LANGUAGES[language])


def style_of(document: WordDocument, name: str):
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def dress_one(style, face: str, size: float, colour: RGBColor, bold: bool, *space: float) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = face, Pt(size), bold, False
    style.font.color.rgb = colour
    properties = style.element.get_or_add_rPr()
    for name in ("w:spacing", "w:kern", "w:bCs", "w:szCs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    dress_complex_scripts(properties, size, bold)
    dress_faces(properties.get_or_add_rFonts(), face)
    before, after = space
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0 if before == after == 0 else 1.15
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def dress_complex_scripts(properties, size: float, bold: bool) -> None:
    """Word keeps a second weight and size for scripts like Devanagari."""
    for name, beside, value in (("w:bCs", "w:b", str(int(bold))), ("w:szCs", "w:sz", str(int(size * 2)))):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), value)
        properties.find(qn(beside)).addnext(mark)


def dress_faces(fonts, face: str) -> None:
    for name in list(fonts.attrib):
        if "heme" in name:
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), face)
    fonts.set(qn("w:eastAsia"), "Microsoft YaHei")


def speak(document: WordDocument, language: str) -> None:
    """The proofing language of everything."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    lang = found if found is not None else defaults.makeelement(qn("w:lang"), {})
    lang.set(qn("w:val"), language)
    lang.set(qn("w:eastAsia"), "zh-CN")
    if found is None:
        defaults.append(lang)


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word computes: PAGE, NUMPAGES."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def bookmark(document: WordDocument, names: dict[str, str]) -> None:
    """Name the headings with these texts, each once, so that fields may refer to their pages."""
    wanted = dict(names)
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.style.name.startswith("Heading") and (name := wanted.pop(paragraph.text, None)):
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(number))
            start.set(qn("w:name"), name)
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
            paragraph._p.append(end)


def right_tab(paragraph: Paragraph, width: int) -> None:
    """One stop at the right edge instead of the style's own stops."""
    stops = paragraph.paragraph_format.tab_stops
    for stop in list(paragraph.style.paragraph_format.tab_stops):
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
