"""Verbs on what every ceremony shares: places in the tables of precedence, the store of flags."""

from council_office.ledger import moves
from protocol.models import Flag, RankRow


def add_rank(*, by, **fields) -> RankRow:
    return moves.create(RankRow, by=by, **fields)


def revise_rank(row: RankRow, *, by, **changes) -> RankRow:
    return moves.revise(row, by=by, **changes)


def add_flag(*, by, **fields) -> Flag:
    return moves.create(Flag, by=by, **fields)


def revise_flag(flag: Flag, *, by, **changes) -> Flag:
    return moves.revise(flag, by=by, **changes)
