"""Shapes of tables and rooms: where seats stand, who sits beside whom, which seat is the most honourable.

The first sits at the centre, the others alternately to the right and to the left of the first, outwards; with
a central aisle as art. 16 of decree 89-655 says. Right and left are those of the people seated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, pi, sin

from protocol.states import Shape

STEP = 64.0  # between two seats, in units of the drawing
MARGIN = 48.0
TABLE = 56.0  # width of a long table


@dataclass(frozen=True)
class Spot:
    """One seat: its number, its table or row, where it is drawn."""

    number: int
    table: int
    x: float
    y: float


@dataclass(frozen=True)
class Room:
    """The seats of a plan; `honour` is their order of dignity, `rings` the lines of alternation."""

    spots: tuple[Spot, ...]
    honour: tuple[int, ...]
    beside: dict[int, frozenset[int]]
    facing: dict[int, frozenset[int]]
    behind: dict[int, frozenset[int]]
    rings: tuple[tuple[int, ...], ...]
    tops: tuple[tuple[str, float, float, float, float], ...] = ()

    @property
    def width(self) -> float:
        right = [spot.x for spot in self.spots] + [x + w for _kind, x, _y, w, _h in self.tops]
        return max(right) + MARGIN

    @property
    def height(self) -> float:
        low = [spot.y for spot in self.spots] + [y + h for _kind, _x, y, _w, h in self.tops]
        return max(low) + MARGIN

    def reach(self, seat: int) -> frozenset[int]:
        """The seats from which an interpreter is heard: beside and directly behind."""
        return self.beside[seat] | self.behind[seat]


@lru_cache(maxsize=64)
def room_of(shape: str, tables: int, per_table: int) -> Room:
    """The room of a shape with so many tables (or rows) of so many seats."""
    if shape in (Shape.THEATRE, Shape.AISLE):
        return theatre(tables, per_table, aisle=shape == Shape.AISLE)
    if shape == Shape.ROUND:
        return rounds(tables, per_table)
    makers = {Shape.FRENCH: french, Shape.ENGLISH: english, Shape.HORSESHOE: horseshoe}
    return makers[Shape(shape)](per_table)


def outwards(count: int, right: int) -> list[int]:
    """Places on a line of `count`: the centre, then right and left by turns; `right` is +1 or -1."""
    centre = (count - 1) // 2 if right > 0 else count // 2
    order = [centre]
    for step in range(1, count):
        order += [centre + right * step, centre - right * step]
    return [place for place in order if 0 <= place < count]


def by_turns[T](*lines: Sequence[T]) -> list[T]:
    """One of each line by turns, until all are taken."""
    longest = max(map(len, lines), default=0)
    return [line[n] for n in range(longest) for line in lines if n < len(line)]


def spread(count: int, length: float) -> list[float]:
    """The places of `count` seats centred on a side of this length."""
    start = (length - (count - 1) * STEP) / 2
    return [MARGIN + start + n * STEP for n in range(count)]


def in_line(seats: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(seats))


def pairs(found: Iterable[tuple[int, int]], count: int) -> dict[int, frozenset[int]]:
    near: dict[int, set[int]] = {number: set() for number in range(1, count + 1)}
    for one, other in found:
        near[one].add(other)
        near[other].add(one)
    return {number: frozenset(others) for number, others in near.items()}


def across(one: Sequence[Spot], other: Sequence[Spot]) -> list[tuple[int, int]]:
    """Those who face each other over a table."""
    return [(a.number, b.number) for a in one for b in other if abs(a.x - b.x) < STEP * 0.75]


def french(count: int) -> Room:
    """Two long sides; the hosts face each other at the centre."""
    top, bottom = ceil(count / 2), count // 2
    length = (top - 1) * STEP
    upper = [Spot(n, 1, x, MARGIN) for n, x in enumerate(spread(top, length), start=1)]
    xs = reversed(spread(bottom, length))
    lower = [Spot(n, 1, x, MARGIN + TABLE + 2 * STEP * 0.6) for n, x in enumerate(xs, start=top + 1)]
    honour = by_turns(
        [upper[place].number for place in outwards(top, right=-1)],
        [lower[place].number for place in outwards(bottom, right=-1)],
    )
    sides = [[spot.number for spot in side] for side in (upper, lower)]
    return Room(
        spots=(*upper, *lower),
        honour=tuple(honour),
        beside=pairs([pair for side in sides for pair in in_line(side)], count),
        facing=pairs(across(upper, lower), count),
        behind=pairs((), count),
        rings=(tuple(range(1, count + 1)),),
        tops=(("table", MARGIN - STEP / 2, MARGIN + STEP * 0.6, length + STEP, TABLE),),
    )


def english(count: int) -> Room:
    """The hosts at the two ends, the others along the sides."""
    rest = count - 2
    top, bottom = ceil(rest / 2), rest // 2
    length = max(top, 1) * STEP
    low, middle = MARGIN + TABLE + STEP * 1.2, MARGIN + STEP * 0.6 + TABLE / 2
    left = Spot(1, 1, MARGIN, middle)
    upper = [Spot(n, 1, x + STEP / 2, MARGIN) for n, x in enumerate(spread(top, length), start=2)]
    right = Spot(top + 2, 1, MARGIN + length + STEP, middle)
    lower = [
        Spot(n, 1, x + STEP / 2, low) for n, x in enumerate(reversed(spread(bottom, length)), start=top + 3)
    ]
    up, down = [spot.number for spot in upper], [spot.number for spot in lower]
    inward = by_turns(down[::-1], up[::-1], up, down)  # right and left of one end, then of the other
    honour = [left.number, right.number, *dict.fromkeys(inward)]
    return Room(
        spots=tuple(sorted((left, *upper, right, *lower), key=lambda spot: spot.number)),
        honour=tuple(honour),
        beside=pairs([*in_line(range(1, count + 1)), (count, 1)], count),
        facing=pairs(across(upper, lower), count),
        behind=pairs((), count),
        rings=(tuple(range(1, count + 1)),),
        tops=(("table", MARGIN + STEP / 2, MARGIN + STEP * 0.6, length, TABLE),),
    )


def rounds(tables: int, per_table: int) -> Room:
    """Round tables, the first of each at its head; the first table is the table of honour."""
    radius = max(STEP * per_table / (2 * pi), STEP * 0.75)
    cell = 2 * radius + 1.4 * STEP
    across_page = max(1, min(tables, int(1100 // cell) or 1))
    spots, honour, near, rings, tops = [], [], [], [], []
    for table in range(tables):
        cx = MARGIN + radius + (table % across_page) * cell
        cy = MARGIN + radius + (table // across_page) * cell
        first = table * per_table + 1
        ring = list(range(first, first + per_table))
        for place, number in enumerate(ring):
            angle = 2 * pi * place / per_table - pi / 2
            spots.append(Spot(number, table + 1, cx + radius * cos(angle), cy + radius * sin(angle)))
        order = [0, *by_turns(list(range(per_table - 1, 0, -1)), list(range(1, per_table)))]
        honour += [ring[place] for place in dict.fromkeys(order)]
        near += [*in_line(ring), (ring[-1], ring[0])]
        rings.append(tuple(ring))
        inner = radius - STEP * 0.5
        tops.append(("round", cx - inner, cy - inner, 2 * inner, 2 * inner))
    count = tables * per_table
    none = pairs((), count)
    return Room(tuple(spots), tuple(honour), pairs(near, count), none, none, tuple(rings), tuple(tops))


def horseshoe(count: int) -> Room:
    """A head with the first at its centre and two arms; everybody sits on the outer side."""
    head = min(count, max(3, count // 3 + (count - count // 3) % 2))
    arm_left, arm_right = ceil((count - head) / 2), (count - head) // 2
    left, right = MARGIN, MARGIN + (head + 1) * STEP
    down = [MARGIN + STEP * (n + 1.2) for n in range(arm_left)]
    lefts = [Spot(arm_left - n, 1, left, down[n]) for n in range(arm_left)]
    heads = [Spot(arm_left + 1 + n, 1, left + STEP * (n + 1), MARGIN) for n in range(head)]
    rights = [Spot(arm_left + head + 1 + n, 1, right, down[n]) for n in range(arm_right)]
    honour = [heads[place].number for place in outwards(head, right=-1)]
    honour += [spot.number for spot in by_turns(lefts, rights)]
    inner, depth = STEP * 0.5, arm_left * STEP
    tops = (
        ("table", left + inner, MARGIN + inner, (head + 1) * STEP - 2 * inner, TABLE * 0.7),
        ("table", left + inner, MARGIN + inner, TABLE * 0.7, depth + inner),
        ("table", right - inner - TABLE * 0.7, MARGIN + inner, TABLE * 0.7, depth + inner),
    )
    none = pairs((), count)
    spots = tuple(sorted((*lefts, *heads, *rights), key=lambda spot: spot.number))
    ring = tuple(range(1, count + 1))
    return Room(spots, tuple(honour), pairs(in_line(ring), count), none, none, (ring,), tops)


def theatre(rows: int, per_row: int, *, aisle: bool) -> Room:
    """Rows before a stage, the first row first; with an aisle in two bays (art. 16)."""
    left = per_row // 2 if aisle else per_row
    spots, honour, near, behind, rings = [], [], [], [], []
    for row in range(rows):
        seats = list(range(row * per_row + 1, (row + 1) * per_row + 1))
        gap = [STEP if aisle and place >= left else 0.0 for place in range(per_row)]
        y = MARGIN + STEP * (row + 1.1)
        spots += [
            Spot(number, row + 1, MARGIN + place * STEP + gap[place], y) for place, number in enumerate(seats)
        ]
        bays = [seats[:left], seats[left:]] if aisle else [seats]
        near += [pair for bay in bays for pair in in_line(bay)]
        rings += [tuple(bay) for bay in bays if bay]
        behind += [(number, number + per_row) for number in seats] if row + 1 < rows else []
        if aisle:  # the left end of the right bay, the right end of the left bay, outwards
            honour += by_turns(seats[left:], seats[:left][::-1])
        else:
            honour += [seats[place] for place in outwards(per_row, right=1)]
    count, wide = rows * per_row, (per_row - 1 + aisle) * STEP
    stage = ("stage", MARGIN + wide * 0.2, MARGIN * 0.5, max(wide * 0.6, STEP), STEP * 0.6)
    none = pairs((), count)
    return Room(
        tuple(spots), tuple(honour), pairs(near, count), none, pairs(behind, count), tuple(rings), (stage,)
    )
