"""The national instruments that reports cite: names, numbers, dates. Read only where a report cites something."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Instrument(NamedTuple):
    """A national instrument; months are "2019-05". Only what is verified can prove a mistake."""

    name: str
    issued: str
    verified: bool
    force: str = ""
    number: str = ""
    number_verified: bool = True
    local: bool = False
    periods: tuple[tuple[int, int, str, str], ...] = ()
    keys: tuple[str, ...] = ()


class Revision(NamedTuple):
    """The months in which a law was passed or revised."""

    dates: tuple[str, ...]
    verified: bool


class Instruments(NamedTuple):
    """What the data file holds; `bodies`: first year in which a body of this name no longer exists.

    `laws` are names of laws and regulations of the State without 中华人民共和国, from memory.
    """

    instruments: tuple[Instrument, ...]
    revised: Mapping[str, Revision]
    bodies: Mapping[str, int]
    laws: tuple[str, ...]


@cache
def instruments() -> Instruments:
    """The data file, read once."""
    data = json.loads(Path(__file__).with_name("instruments.json").read_text("utf-8"))
    return Instruments(
        tuple(
            Instrument(
                **{
                    **entry,
                    "periods": tuple(tuple(period) for period in entry.get("periods", ())),
                    "keys": tuple(entry.get("keys", ())),
                }
            )
            for entry in data["instruments"]
        ),
        {name: Revision(tuple(entry["dates"]), entry["verified"]) for name, entry in data["revised"].items()},
        data["bodies"],
        tuple(data["laws"]),
    )
