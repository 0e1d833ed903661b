"""What a paper says, before it is ink: plain frozen facts that every renderer reads the same way; pure.

In running text (Para, Numbered, Bullets) `**bold**` and `*italic*` mean something and nothing else does;
words that somebody typed go through `escaped`. Everywhere else text is plain. Table cells may be text,
numbers (int, Decimal, float), dates, None, or a Para for marked text; renderers write in its language.
"""

import json
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from hashlib import sha256

from documents.marks import added, escaped, removed, runs, unmarked  # noqa: F401  the words of papers
from documents.redlines import Redlined

PAGES = ("A4", "A4 landscape", "A5", "A5 landscape")
PARAGRAPH_STYLES = (
    "",
    "lead",
    "subject",
    "note",
    "small",
    "centre",
    "right",
    "keep",
    "poster",
    "poster-line",
)
CARD_KINDS = ("place", "badge")


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Contents:
    """Headings of the paper, as they stand in it, with the pages they stand on."""

    title: str
    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _freeze(self, items=tuple(self.items))


@dataclass(frozen=True)
class Para:
    """A paragraph; `style` is one of PARAGRAPH_STYLES, a line feed in the text stays a line break."""

    text: str
    style: str = ""

    def __post_init__(self) -> None:
        _one_of("style", self.style, PARAGRAPH_STYLES)


Day = date  # a field of that name would hide the type
Cell = str | int | float | Decimal | date | Para | None


@dataclass(frozen=True)
class Numbered:
    """A paragraph behind its own hanging number, as given: nothing here counts."""

    number: str
    text: str
    level: int = 1


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _freeze(self, items=tuple(self.items))


@dataclass(frozen=True)
class Table:
    """Rows under repeated heads; `widths` are shares of the page's width; `total` is a last, strong row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] | None = None
    caption: str = ""
    total: tuple[Cell, ...] | None = None

    def __post_init__(self) -> None:
        _freeze(
            self,
            columns=tuple(self.columns),
            rows=tuple(tuple(row) for row in self.rows),
            widths=None if self.widths is None else tuple(self.widths),
            total=None if self.total is None else tuple(self.total),
        )
        wide = len(self.columns)
        if any(
            len(row) != wide for row in (*self.rows, self.total or self.columns, self.widths or self.columns)
        ):
            raise ValueError(f"Every row of the table {self.caption!r} needs {wide} cells.")

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column: does it hold numbers and nothing else."""
        columns = [[row[i] for row in self.rows if row[i] is not None] for i in range(len(self.columns))]
        return tuple(bool(cells) and all(is_number(cell) for cell in cells) for cells in columns)


@dataclass(frozen=True)
class Facts:
    """Label and value, one pair a line."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        _freeze(self, pairs=tuple((str(label), str(value)) for label, value in self.pairs))


@dataclass(frozen=True)
class Address:
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        _freeze(self, lines=tuple(line for line in self.lines if line))


@dataclass(frozen=True)
class Signature:
    name: str
    title: str
    place: str = ""


@dataclass(frozen=True)
class Break:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class Code:
    """`data` as a QR code with the words below it."""

    data: str
    caption: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture drawn by the office itself (SVG text), with the words for those who cannot see it."""

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Chart:
    """One figure of named series over categories; every form shows it as a picture with its table of data."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    kind: str = "bar"

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, ("bar", "line"))
        _freeze(
            self,
            categories=tuple(self.categories),
            series=tuple((name, tuple(values)) for name, values in self.series),
        )


@dataclass(frozen=True)
class Card:
    """One card to cut out: a name, lines below it, a word in its corner, and what its QR code says."""

    name: str
    lines: tuple[str, ...] = ()
    corner: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        _freeze(self, lines=tuple(line for line in self.lines if line))


@dataclass(frozen=True)
class Cards:
    """Cards laid out on sheets with cutting marks: folded place cards or badges."""

    cards: tuple[Card, ...]
    kind: str = "place"

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, CARD_KINDS)
        _freeze(self, cards=tuple(self.cards))


@dataclass(frozen=True)
class Faces:
    """Photographs in a row, each a JPEG in base64 with its name below; never in a paper that is issued."""

    names: tuple[str, ...]
    pictures: tuple[str, ...]

    def __post_init__(self) -> None:
        _freeze(self, names=tuple(self.names), pictures=tuple(self.pictures))


Block = (
    Heading
    | Contents
    | Para
    | Numbered
    | Redlined
    | Bullets
    | Table
    | Facts
    | Address
    | Signature
    | Break
    | Code
    | Drawing
    | Chart
    | Cards
    | Faces
)
BLOCKS = {kind.__name__: kind for kind in Block.__args__}


@dataclass(frozen=True)
class Paper:
    """Everything a letter, record, list or certificate says.

    `level` is the code of a documents.Level; `status` is stamped on every page ("DRAFT"); `version` counts
    the issues under one number; `page` is one of PAGES.
    """

    kind: str
    number: str
    title: str
    language: str
    blocks: tuple[Block, ...] = field(default=())
    level: str = "internal"
    reference: str = ""
    date: Day | None = None
    letterhead: bool = True
    status: str = ""
    version: int = 1
    page: str = "A4"

    def __post_init__(self) -> None:
        _one_of("language", self.language, ("en", "fr"))
        _one_of("page", self.page, PAGES)
        _freeze(self, blocks=tuple(self.blocks))


def to_json(paper: Paper) -> dict:
    """The paper as plain JSON, kept with what is issued; `from_json` gives an equal paper."""
    facts = {f.name: _plain(getattr(paper, f.name)) for f in fields(paper) if f.name != "blocks"}
    blocks = [
        {"block": type(block).__name__} | {f.name: _plain(getattr(block, f.name)) for f in fields(block)}
        for block in paper.blocks
    ]
    return facts | {"blocks": blocks}


def from_json(data: dict) -> Paper:
    """The paper that `to_json` wrote."""
    facts = {name: _thing(value) for name, value in data.items() if name != "blocks"}
    return Paper(blocks=tuple(_block(block) for block in data["blocks"]), **facts)


def dumps(paper: Paper) -> str:
    """The paper as one canonical line of JSON: equal papers give equal text."""
    return json.dumps(to_json(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def tables(paper: Paper) -> list[Table]:
    """The tables of the paper, charts as their tables of data, in order."""
    return [
        chart_table(b) if isinstance(b, Chart) else b for b in paper.blocks if isinstance(b, Table | Chart)
    ]


def lines_of(block: Block) -> list[str]:
    """The running text of a block, a line for each thought, for forms that hold words but no layout."""
    match block:
        case Heading() | Para():
            return [block.text]
        case Numbered() | Redlined():
            return [f"{block.number} {block.text}"]
        case Bullets() | Contents():
            return list(block.items)
        case Facts():
            return [f"{label}: {escaped(value)}" for label, value in block.pairs]
        case Signature():
            return [escaped(" — ".join(filter(None, (block.name, block.title, block.place))))]
        case Code() | Drawing():
            return [block.caption] if block.caption else []
        case Cards():
            return [escaped(" — ".join((card.name, *card.lines))) for card in block.cards]
        case _:
            return []


def chart_table(chart: Chart) -> Table:
    """The numbers of a chart, one row per category."""
    rows = [(name, *(values[i] for _, values in chart.series)) for i, name in enumerate(chart.categories)]
    return Table(("", *(name for name, _ in chart.series)), tuple(rows), caption=chart.title)


def chart_words(chart: Chart) -> str:
    """The chart for those who cannot see it: each series with its values, as far as a breath reaches."""
    told = [
        f"{name}: {', '.join(f'{c} {v}' for c, v in zip(chart.categories, values, strict=True))}"
        for name, values in chart.series
    ]
    words = f"{chart.title}. {'; '.join(told)}."
    return words if len(words) <= 600 else f"{words[:597]}…"


def anchor(heading: str) -> str:
    """The name by which a heading is found from the table of contents."""
    return f"h-{sha256(heading.encode()).hexdigest()[:10]}"


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} {value!r} is not one of {', '.join(map(repr, allowed))}.")


def _freeze(thing: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(thing, name, value)


def _plain(value: object) -> object:
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()[:10]}
        case Card() | Para():
            return {
                type(value).__name__.lower(): {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
            }
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def _thing(value: object) -> object:
    match value:
        case list():
            return tuple(_thing(item) for item in value)
        case {"decimal": text}:
            return Decimal(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"card": facts}:
            return Card(**{name: _thing(item) for name, item in facts.items()})
        case {"para": facts}:
            return Para(**facts)
        case _:
            return value


def _block(data: dict) -> Block:
    kind = BLOCKS[data["block"]]
    return kind(**{name: _thing(value) for name, value in data.items() if name != "block"})
