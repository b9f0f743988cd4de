"""How the runs of a Word file stand: shown or not, struck out, above or below the line; by their own properties and their style's."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PLAIN", "Look", "RunProperties", "Styles"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_OFF = ("0", "false", "off", "none")
_LEVELS = {"superscript": "sup", "subscript": "sub", "baseline": ""}
# Styles that are based on each other go no deeper.
_DEEPEST = 20


class Look(NamedTuple):
    """What a run's properties say; `None` where they say nothing. `level` is `sup`, `sub` or empty for the line itself."""

    vanish: bool | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    level: str | None = None

    @property
    def hides(self) -> bool:
        """Whether what looks so is not to be read."""
        return bool(self.vanish or self.strike or self.dstrike)

    def over(self, other: Look) -> Look:
        """This look, and the other where it says nothing."""
        return Look(
            other.vanish if self.vanish is None else self.vanish,
            other.strike if self.strike is None else self.strike,
            other.dstrike if self.dstrike is None else self.dstrike,
            other.level if self.level is None else self.level,
        )


PLAIN = Look()


class RunProperties:
    """Collects the properties of one run as its elements come; what they were before a change is left out."""

    def __init__(self) -> None:
        self.look = PLAIN
        self.style = ""
        self._former = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element within the properties, by its local name."""
        value = attributes.get(f"{W}val", "").lower()
        if name == "rPrChange":
            self._former += 1
        elif self._former:
            return
        elif name == "vanish":
            self.look = self.look._replace(vanish=value not in _OFF)
        elif name == "strike":
            self.look = self.look._replace(strike=value not in _OFF)
        elif name == "dstrike":
            self.look = self.look._replace(dstrike=value not in _OFF)
        elif name == "vertAlign":
            self.look = self.look._replace(level=_LEVELS.get(value, ""))
        elif name == "rStyle":
            self.style = attributes.get(f"{W}val", "")

    def end(self, name: str) -> None:
        """The end of an element."""
        self._former -= name == "rPrChange"


class Styles:
    """Collects the looks of the named styles of a file, each with the style that it is based on."""

    def __init__(self) -> None:
        self._looks: dict[str, tuple[Look, str]] = {}
        self._id = self._base = ""
        self._run: RunProperties | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element of the part that holds the styles."""
        name = tag.removeprefix(W)
        if name == "style":
            self._id, self._base = attributes.get(f"{W}styleId", ""), ""
        elif name == "basedOn":
            self._base = attributes.get(f"{W}val", "")
        elif name == "rPr" and self._id and self._run is None:
            self._run = RunProperties()
        elif self._run is not None:
            self._run.start(name, attributes)

    def end(self, tag: str) -> None:
        """The end of an element."""
        name = tag.removeprefix(W)
        if name == "style":
            look = self._run.look if self._run is not None else PLAIN
            self._looks[self._id] = (look, self._base)
            self._id, self._run = "", None
        elif self._run is not None:
            self._run.end(name)

    def words(self, data: str) -> None:
        """Styles hold no words."""

    def look(self, style: str) -> Look:
        """What a style says, with those that it is based on."""
        found = PLAIN
        for _ in range(_DEEPEST):
            if style not in self._looks:
                break
            own, style = self._looks[style]
            found = found.over(own)
        return found
