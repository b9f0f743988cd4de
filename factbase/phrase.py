"""A sentence of the program: English as it stands, and the template and values from which a language words it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["ENGLISH", "Later", "Phrase", "Words", "counted", "listed", "phrase", "term"]


class Phrase(str):
    """Text for people that keeps what it was made of, so that it can be told in another language.

    As a string it is what the language it was made in says: data, logs and tests see plain English. `values` are kept as
    given: a `Phrase` or a `Later` among them is worded along with it, everything else (ids, quotes, names) stays.
    """

    template: str
    values: Mapping[str, Any]


class Later:
    """A value of a phrase that each language words by itself: `function(*given, words=...)`."""

    __slots__ = ("function", "given")

    def __init__(self, function: Callable[..., str], *given: Any) -> None:
        self.function, self.given = function, given

    def __str__(self) -> str:
        return self.function(*self.given, words=ENGLISH)


@dataclass(frozen=True, slots=True)
class Words:
    """A language to speak in.

    `catalogue` holds its sentence for each English template or term, `units` its names of units, `names` the labels of
    entities, metrics and scopes. What it lacks is said in English, or by its id. Plain data, so that it can travel to
    another process.
    """

    lang: str = "en"
    catalogue: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """A phrase in this language; any other text as it is.

        >>> Words("de", {"{n} facts": "{n} Fakten"})(phrase("{n} facts", n=3))
        '3 Fakten'
        """
        return self.say(text.template, **text.values) if isinstance(text, Phrase) else text

    def say(self, template: str, /, **values: Any) -> Phrase:
        """A sentence of this language, from the English template and its values."""
        pattern = self.catalogue.get(template, template)
        worded = {name: self.value(value) for name, value in values.items()}
        made = Phrase(pattern.format(**worded) if worded else pattern.replace("{{", "{").replace("}}", "}"))
        made.template, made.values = template, values
        return made

    def term(self, code: str) -> str:
        """The word for a code such as `plan` or `as written`; the code itself where it needs none."""
        return self.catalogue.get(code, code)

    def heading(self, text: str) -> str:
        """A heading: a phrase, or a code such as `as written`."""
        return self(text) if isinstance(text, Phrase) else self.term(text)

    def label(self, name: str) -> str:
        """The label of an entity, a metric or a scope, else the id itself."""
        return self.names.get(name, name)

    def unit(self, name: str) -> str:
        """The name of a unit, of a compound part by part, else the id itself."""
        if not self.units or name in self.units:
            return self.units.get(name, name)
        return "/".join(self.units.get(part, part) for part in name.split("/"))

    def beside(self, number: str, unit: str) -> str:
        """A number with its unit; no space between 万, 亿 and a Chinese unit.

        >>> Words(units={"EUR": "欧元"}).beside("81亿", "EUR"), ENGLISH.beside("0.5", "kWh/day"), ENGLISH.beside("3", "")
        ('81亿欧元', '0.5 kWh/day', '3')
        """
        name = self.unit(unit)
        joint = "" if not name or (number[-1:] > "⺀" and name > "⺀") or name[0] == "/" else " "
        return number + joint + name

    def naming(self, names: Mapping[str, str]) -> Words:
        """The same language with the labels of a store."""
        return replace(self, names=names)

    def value(self, value: Any) -> Any:
        """A value of a phrase as this language words it."""
        if isinstance(value, Phrase):
            return self(value)
        if isinstance(value, Later):
            return value.function(*value.given, words=self)
        if isinstance(value, Exception) and value.args and isinstance(value.args[0], Phrase):
            return self(value.args[0])
        return value


ENGLISH = Words()


def phrase(template: str, /, **values: Any) -> Phrase:
    """A sentence in English that any language can word anew.

    >>> phrase("no {what} is called {name!r}.", what="unit", name="Foo")
    "no unit is called 'Foo'."
    """
    return ENGLISH.say(template, **values)


def term(code: str) -> Phrase:
    """A code of the data as people read it: itself in English."""
    made = Phrase(code)
    made.template, made.values = code.replace("{", "{{").replace("}", "}}"), {}
    return made


def counted(number: int, one: str, many: str, /, **values: Any) -> Phrase:
    """The first template for one, the second for any other number, which is its `{n}`.

    >>> counted(1, "{n} fact", "{n} facts"), counted(1200, "{n} fact", "{n:,} facts")
    ('1 fact', '1,200 facts')
    """
    return phrase(one if number == 1 else many, n=number, **values)


def listed(items: Iterable[Any], joint: str = ", ") -> Later:
    """Things one after the other, with the comma (or other joint) of the language; phrases among them are worded too."""
    return Later(_joined, tuple(items), joint)


def _joined(items: tuple[Any, ...], joint: str, *, words: Words) -> str:
    return words.term(joint).join(str(words.value(item)) for item in items)
