"""A paragraph of a paper with its changes seen; pure."""

from dataclasses import dataclass

MARKS = ("", "inserted", "deleted")


@dataclass(frozen=True)
class Redlined:
    """A numbered paragraph as pieces of (one of MARKS, plain text): underlined and struck in every form."""

    number: str
    pieces: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", tuple((mark, text) for mark, text in self.pieces))
        if wrong := {mark for mark, _text in self.pieces} - set(MARKS):
            raise ValueError(f"{sorted(wrong)} are not marks of a redline.")

    @property
    def text(self) -> str:
        """The words with every change accepted, kept from being read as marks of running text."""
        return "".join(text for mark, text in self.pieces if mark != "deleted").replace("*", r"\*")
