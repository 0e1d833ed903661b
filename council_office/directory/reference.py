"""Reference tables shipped with the product: CSV files beside an app, loaded by its seed migration."""

import csv
from pathlib import Path


def table(folder: Path, name: str) -> list[dict[str, str | None]]:
    """The rows of `folder/name.csv`; lines that begin with # are remarks, an empty cell is an empty text."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
