"""Papers as HTML: the fragment that the browser previews and that becomes the PDF; pure."""

import base64
from functools import singledispatch

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents import papers
from documents.papers import Paper, Para, Table
from documents.rendering import drawings
from documents.rendering.words import ADDRESS, cell_text, said


def fragment(paper: Paper, *, marking: str = "") -> SafeString:
    """The whole paper as one <article>; nothing in it runs, loads or styles itself."""
    words = said(paper) | ({"marking": marking} if marking else {})
    head = letterhead(words) if paper.letterhead and not is_cards(paper) else ""
    parts = [running(paper, words), head, opening(paper, words)]
    return format_html(
        '<article class="paper" lang="{}">{}{}</article>',
        paper.language,
        mark_safe("".join(parts)),  # noqa: S308 every part is escaped where it is made
        mark_safe("".join(block_html(block, paper.language) for block in body_blocks(paper))),  # noqa: S308
    )


def is_letter(paper: Paper) -> bool:
    """A paper with an address is laid out as a letter."""
    return any(isinstance(block, papers.Address) for block in paper.blocks)


def body_blocks(paper: Paper) -> list[papers.Block]:
    """The blocks below the opening (a letter's address stands in it)."""
    address = next((b for b in paper.blocks if isinstance(b, papers.Address)), None)
    return [block for block in paper.blocks if block is not address]


def running(paper: Paper, words: dict[str, str]) -> str:
    """What stands at the head and foot of every printed page."""
    if is_poster(paper):
        return stamped(paper)
    return format_html(
        '<div class="run-foot-left">{}</div>'
        '<div class="run-foot-right">{} <span class="page-number"></span> {} '
        '<span class="page-count"></span></div>'
        '<div class="run-head-left">{} · {}</div><div class="run-head-right">{}</div>'
        "{}{}",
        footing(paper, words),
        words["page"],
        words["of"],
        words["organisation"],
        words["office"],
        papers.unmarked(paper.title),
        format_html('<div class="run-marking">{}</div>', words["marking"]) if is_marked(paper) else "",
        stamped(paper),
    )


def stamped(paper: Paper) -> str:
    return format_html('<div class="run-status"><span>{}</span></div>', paper.status) if paper.status else ""


def footing(paper: Paper, words: dict[str, str]) -> str:
    """Number, issue and level; a letter that leaves the house does not call itself internal."""
    level = "" if is_letter(paper) and not is_marked(paper) else words["marking"]
    return " · ".join(filter(None, (paper.number, words["version"], level)))


def is_marked(paper: Paper) -> bool:
    """Everything above internal says so at the head of each page too."""
    return paper.level not in ("public", "internal")


def letterhead(words: dict[str, str]) -> str:
    return format_html(
        '<header class="p-letterhead">{}<p class="p-letterhead-name"><strong>{}</strong><br>{}</p>'
        '<p class="p-letterhead-address">{}</p></header>',
        drawings.mark(),
        words["organisation"],
        words["office"],
        format_html_join(mark_safe("<br>"), "{}", ((line,) for line in ADDRESS.split(", ", 2))),
    )


def is_cards(paper: Paper) -> bool:
    """Sheets of cards carry nothing but cards."""
    return bool(paper.blocks) and all(isinstance(block, papers.Cards) for block in paper.blocks)


def is_poster(paper: Paper) -> bool:
    """A sign to be read from afar: no letterhead and no title above its words."""
    return any(isinstance(block, Para) and block.style == "poster" for block in paper.blocks)


def opening(paper: Paper, words: dict[str, str]) -> str:
    if is_cards(paper) or is_poster(paper):
        return ""
    return letter_opening(paper, words) if is_letter(paper) else sheet_opening(paper, words)


def letter_opening(paper: Paper, words: dict[str, str]) -> str:
    """Place and date, references, the address, and the title as subject unless a paragraph is the subject."""
    address = next(block for block in paper.blocks if isinstance(block, papers.Address))
    subject = any(isinstance(block, Para) and block.style == "subject" for block in paper.blocks)
    return format_html(
        '<div class="p-letter-top"><p class="p-address">{}</p><p class="p-letter-facts">{}</p></div>{}',
        lines(address.lines),
        lines(letter_facts(paper, words)),
        "" if subject else format_html('<h1 class="p-subject">{}</h1>', paper.title),
    )


def letter_facts(paper: Paper, words: dict[str, str]) -> list[str]:
    place = f"{words['place']}, {words['on']}" if words["on"] else words["place"]
    number = " · ".join(filter(None, (paper.number, paper.reference)))
    return [place, f"{words['number']}{words['colon']} {number}"]


def sheet_opening(paper: Paper, words: dict[str, str]) -> str:
    facts = filter(None, (paper.number, words["version"], paper.reference, words["on"]))
    return format_html(
        '<h1 class="p-title">{}</h1><p class="p-title-facts">{}</p>', paper.title, " · ".join(facts)
    )


def lines(texts) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in texts))


def marked(text: str) -> SafeString:
    """Running text with its bold, its italics and its line breaks."""
    tags = {
        "": "{}",
        "bold": "<strong>{}</strong>",
        "italic": "<em>{}</em>",
        "added": "<ins>{}</ins>",
        "removed": "<del>{}</del>",
    }
    html = "".join(tags[mark].format(escape(part)) for mark, part in papers.runs(text))
    return mark_safe(html.replace("\n", "<br>"))  # noqa: S308 every part is escaped above


@singledispatch
def block_html(block: papers.Block, language: str) -> str:
    raise TypeError(f"{block!r} is not a block of a paper")


@block_html.register
def _(block: papers.Heading, language: str) -> str:
    level = min(max(block.level, 1), 4) + 1
    return format_html(f'<h{level} id="{{}}">{{}}</h{level}>', papers.anchor(block.text), marked(block.text))


@block_html.register
def _(block: papers.Contents, language: str) -> str:
    links = ((papers.anchor(text), marked(text)) for text in block.items)
    rows = format_html_join("", '<li><a href="#{}"><span>{}</span></a></li>', links)
    return format_html(
        '<nav class="p-contents"><p class="p-contents-title">{}</p><ol>{}</ol></nav>', block.title, rows
    )


@block_html.register
def _(block: Para, language: str) -> str:
    if block.style == "subject":
        return format_html('<h1 class="p-subject">{}</h1>', marked(block.text))
    return format_html(
        '<p class="{}">{}</p>', f"p-is-{block.style}" if block.style else "p-text", marked(block.text)
    )


@block_html.register
def _(block: papers.Numbered, language: str) -> str:
    return format_html(
        '<p class="p-numbered p-level-{}"><span class="p-no">{} </span>{}</p>',
        min(max(block.level, 1), 3),
        block.number,
        marked(block.text),
    )


@block_html.register
def _(block: papers.Redlined, language: str) -> str:
    tags = {"": "{}", "inserted": "<ins>{}</ins>", "deleted": "<del>{}</del>"}
    changes = mark_safe("".join(format_html(tags[mark], text) for mark, text in block.pieces))  # noqa: S308
    return format_html(
        '<p class="p-numbered p-level-1"><span class="p-no">{} </span>{}</p>', block.number, changes
    )


@block_html.register
def _(block: papers.Bullets, language: str) -> str:
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((marked(i),) for i in block.items))
    )


@block_html.register
def _(block: Table, language: str) -> str:
    return format_html(
        '<table class="p-rows">{}{}<thead><tr>{}</tr></thead><tbody>{}</tbody>{}</table>',
        format_html("<caption>{}</caption>", block.caption) if block.caption else "",
        columns(block),
        heads(block),
        mark_safe("".join(row(cells, block, language) for cells in block.rows)),  # noqa: S308 escaped in row
        format_html("<tfoot>{}</tfoot>", row(block.total, block, language)) if block.total else "",
    )


def columns(table: Table) -> SafeString | str:
    """Widths as classes, because a strict page takes no style attributes."""
    if not table.widths:
        return ""
    whole = sum(table.widths)
    shares = ((max(1, round(100 * width / whole)),) for width in table.widths)
    return format_html("<colgroup>{}</colgroup>", format_html_join("", '<col class="p-w-{}">', shares))


def heads(table: Table) -> SafeString:
    classes = ("p-number" if numeric else "p-words" for numeric in table.numeric)
    return format_html_join(
        "", '<th scope="col" class="{}">{}</th>', zip(classes, table.columns, strict=True)
    )


def row(cells: tuple, table: Table, language: str) -> str:
    pairs = zip(cells, table.numeric, strict=True)
    return format_html(
        "<tr>{}</tr>",
        format_html_join(
            "",
            '<td class="{}">{}</td>',
            (("p-number" if numeric else "p-words", cell_html(cell, language)) for cell, numeric in pairs),
        ),
    )


def cell_html(cell: papers.Cell, language: str) -> str:
    if isinstance(cell, Para):
        return marked(cell.text)
    return mark_safe(escape(cell_text(cell, language)).replace("\n", "<br>"))  # noqa: S308 escaped


@block_html.register
def _(block: papers.Facts, language: str) -> str:
    rows = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', fact_rows(block))
    return format_html('<table class="p-facts"><tbody>{}</tbody></table>', rows)


def fact_rows(block: papers.Facts) -> list[tuple[str, str]]:
    return [(label, cell_html(value, "en")) for label, value in block.pairs]


@block_html.register
def _(block: papers.Address, language: str) -> str:
    return format_html('<p class="p-address">{}</p>', lines(block.lines))


@block_html.register
def _(block: papers.Signature, language: str) -> str:
    place = format_html('<p class="p-signature-place">{}</p>', block.place) if block.place else ""
    return format_html(
        '<div class="p-signature">{}<p><strong>{}</strong><br>{}</p></div>',
        place,
        block.name,
        lines(block.title.split("\n")),
    )


@block_html.register
def _(block: papers.Break, language: str) -> str:
    return '<div class="p-break"></div>'


@block_html.register
def _(block: papers.Code, language: str) -> str:
    picture = image(drawings.code(block.data), block.caption or block.data, "qr")
    return format_html(
        '<figure class="p-code">{}<figcaption>{}</figcaption></figure>', picture, block.caption
    )


@block_html.register
def _(block: papers.Drawing, language: str) -> str:
    caption = format_html("<figcaption>{}</figcaption>", block.caption) if block.caption else ""
    return format_html(
        '<figure class="p-drawing">{}{}</figure>',
        image(drawings.cleaned(block.svg), block.alt, "picture"),
        caption,
    )


@block_html.register
def _(block: papers.Faces, language: str) -> str:
    faces = format_html_join(
        "",
        '<figure><img alt="{}" src="data:image/jpeg;base64,{}"><figcaption>{}</figcaption></figure>',
        zip(block.names, block.pictures, block.names, strict=True),
    )
    return format_html('<div class="p-faces">{}</div>', faces)


@block_html.register
def _(block: papers.Chart, language: str) -> str:
    table = papers.chart_table(block)
    picture = image(drawings.chart(block, language), papers.chart_words(block), "picture")
    return format_html(
        '<figure class="p-drawing">{}</figure>{}',
        picture,
        mark_safe(block_html(table, language)),  # noqa: S308 escaped
    )


@block_html.register
def _(block: papers.Cards, language: str) -> str:
    made = format_html_join("", "{}", ((card(one, block.kind),) for one in block.cards))
    return format_html('<div class="p-cards p-cards-{}">{}</div>', block.kind, made)


def card(one: papers.Card, kind: str) -> str:
    """A badge has one face; a place card is folded and says the name to both sides."""
    face = card_face(one)
    back = (
        format_html('<div class="p-card-back" aria-hidden="true">{}</div>', face) if kind == "place" else ""
    )
    return format_html('<section class="p-card">{}<div class="p-card-front">{}</div></section>', back, face)


def card_face(one: papers.Card) -> SafeString:
    code = image(drawings.code(one.code), one.name, "card-code") if one.code else ""
    corner = format_html('<p class="p-card-corner">{}</p>', one.corner) if one.corner else ""
    return format_html(
        '{}<p class="p-card-name">{}</p><p class="p-card-lines">{}</p>{}',
        corner,
        one.name,
        lines(one.lines),
        code,
    )


def image(svg: str, alt: str, kind: str) -> SafeString:
    data = base64.b64encode(svg.encode()).decode()
    return format_html('<img class="p-{}" alt="{}" src="data:image/svg+xml;base64,{}">', kind, alt, data)
