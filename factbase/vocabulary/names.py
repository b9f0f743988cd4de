"""The names that facts use: entities, metrics and scopes, read from TOML and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from factbase.errors import Problem, Problems, said
from factbase.model.base import Frozen
from factbase.model.kinds import KINDS
from factbase.model.names import Entity, Metric, Scope
from factbase.phrase import Phrase, listed, phrase, term
from factbase.vocabulary.files import vocabulary_files

__all__ = ["Names", "load_names", "may_share", "plain_errors"]

_T = TypeVar("_T", bound=Frozen)


class Names(NamedTuple):
    """All entities, metrics and scopes by id, in file order."""

    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    scopes: Mapping[str, Scope]


def load_names(overlay: Path | None = None) -> Names:
    """The shipped names with the overlay's. Raises `Problems` with every fault of every file."""
    raw = vocabulary_files(("entities", "metrics", "scopes"), overlay)
    problems: list[Problem] = []
    entities = _table("entities", raw["entities"].get("entity", []), Entity, problems)
    metrics = _table("metrics", raw["metrics"].get("metric", []), Metric, problems)
    scopes = _table("scopes", raw["scopes"].get("scope", []), Scope, problems)
    for entity in entities.values():
        if entity.part_of and entity.part_of not in entities:
            problems.append(
                Problem(
                    "entities.toml",
                    entity.id,
                    phrase("part_of names no entity: {part_of}", part_of=entity.part_of),
                )
            )
    for metric in metrics.values():
        if metric.kind not in KINDS:
            problems.append(
                Problem(
                    "metrics.toml", metric.id, phrase("kind is none that exists: {kind}", kind=metric.kind)
                )
            )
    problems.extend(_shared_aliases("entities.toml", entities.values()))
    if problems:
        raise Problems(problems)
    return Names(entities, metrics, scopes)


def plain_errors(error: ValidationError) -> list[Phrase]:
    """Each fault of a failed validation as `field: what is wrong`.

    What is raised for them is raised outside the handler: this error keeps what its validators raised, with every frame
    below them and what these hold (a connection), where the collector does not see it.
    """
    return [phrase("{where}: {message}", where=_where(e), message=_fault(e)) for e in error.errors()]


def _where(detail: ErrorDetails) -> str:
    """The field at fault; the kind, of a fact that is wrong as a whole."""
    place = ".".join(str(part) for part in detail["loc"])
    return term(place or "entry") if place in ("", *KINDS) else place


def _fault(detail: ErrorDetails) -> str:
    """What a validator of ours raised, or what pydantic says of a value."""
    context = detail.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, ValueError):
        return said(raised)
    if detail["type"] == "literal_error":
        choices = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
        return phrase("must be {choices}", choices=listed(choices, " or "))
    if detail["type"] == "union_tag_invalid":
        return phrase(
            "no kind is called {kind!r}; the kinds are {kinds}", kind=context.get("tag"), kinds=listed(KINDS)
        )
    return term(detail["msg"])


def _table(name: str, entries: Any, model: type[_T], problems: list[Problem]) -> dict[str, _T]:
    table: dict[str, _T] = {}
    file = f"{name}.toml"
    for position, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        key = str(entry.get("id", f"entry {position}")) if isinstance(entry, dict) else f"entry {position}"
        try:
            item = model.model_validate(entry)
        except ValidationError as error:
            problems.extend(Problem(file, key, message) for message in plain_errors(error))
            continue
        if key in table:
            problems.append(Problem(file, key, phrase("the id stands twice")))
        table[key] = item
    return table


def may_share(one_part_of: str, other_part_of: str) -> bool:
    """Whether two entities may have a name in common: each belongs to another thing, which tells which is meant."""
    return bool(one_part_of and other_part_of) and one_part_of != other_part_of


def _shared_aliases(file: str, entities: Iterable[Entity]) -> Iterable[Problem]:
    owner: dict[str, list[Entity]] = {}
    for entity in entities:
        for name in {entity.label_zh, entity.label_en, *entity.aliases} - {""}:
            others = owner.setdefault(name.casefold(), [])
            taken = [o.id for o in others if o is not entity and not may_share(entity.part_of, o.part_of)]
            others.append(entity)
            for other in taken[:1]:
                yield Problem(
                    file,
                    entity.id,
                    phrase("the name {name!r} already belongs to {other}", name=name, other=other),
                )
