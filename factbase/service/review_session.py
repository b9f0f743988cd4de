"""One reviewer's session: the candidate at hand, and what the typed keys do to it. Between two keys nothing is held."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from factbase.errors import UnknownName, UsageError
from factbase.extract.guess_names import Tagger
from factbase.phrase import phrase
from factbase.service.new_names import NewName, entity_fields, metric_fields
from factbase.service.offers import Offer, Offers
from factbase.service.readers import load_units
from factbase.service.relink import relink
from factbase.service.review import Proposal, decide, one, queue, waiting
from factbase.service.review_edit import edit
from factbase.service.undo import undo
from factbase.store.connection import open_store, transaction
from factbase.store.lookup import resolve

__all__ = ["HELP", "Session"]

HELP = phrase(
    """\
a [reason]      accept            s  skip for this session
r reason        reject            u  undo your last decision, then older ones
e field=value … edit kind subject metric relative_to scope modality period per
                attributed_to counted note; names by id, label or alias
1 5 a           take proposals 1 and 5 (new names are added), and accept
n product H200  a new entity as subject (or as=relative_to, as=attributed_to)
m storage size  a new metric for this kind and unit (cues=holds,stores)
q               quit: what is decided is kept, the rest waits   ?  help"""
)

_LISTS = ("aliases", "cues", "anti_cues")


class Session:
    """A queue worked through by lines; `fact` limits it to one fact of any status."""

    def __init__(self, store: Path, who: str, tagger: Tagger | None = None, fact: str = "") -> None:
        self._store = store
        self._who = who
        self._fact = fact
        self._offers = Offers(store, tagger)
        self._skipped: list[str] = []
        self._fresh = False
        self.finished = False

    @property
    def skipped(self) -> int:
        """How many candidates were passed over."""
        return len(self._skipped)

    def current(self) -> tuple[Proposal | None, int]:
        """The candidate at hand, `None` if none waits, and how many wait behind it."""
        if self._fact:
            return one(self._store, self._fact, self._offers), 0
        found = queue(self._store, self._skipped, 1, self._offers)
        return (found[0] if found else None), max(0, waiting(self._store, self._skipped) - 1)

    def act(self, line: str, at: Proposal) -> str:
        """Do what a line says with the candidate at hand; what there is to say about it. Raises `FactbaseError`."""
        key, _, rest = line.strip().partition(" ")
        said = self._take(line.split(), at) if key.isdigit() else self._keyed(key, rest.strip(), at)
        if not self._fresh:
            return said
        self._fresh = False
        anew = self._relink(at.row["document"])
        return phrase("{said}; {n} other candidates linked anew", said=said, n=anew) if anew else said

    def _keyed(self, key: str, rest: str, at: Proposal) -> str:
        keys: dict[str, Callable[[str, Proposal], str]] = {
            "a": self._accept, "r": self._reject, "e": self._edit, "s": self._skip, "u": self._undo,
            "n": self._new_entity, "m": self._new_metric, "q": self._quit, "?": lambda rest, at: HELP,
        }  # fmt: skip
        if key not in keys:
            raise UsageError(
                phrase("no key is called {key!r}; ? lists them.", key=key)
                if key
                else phrase("type a key; ? lists them.")
            )
        return keys[key](rest, at)

    def _accept(self, reason: str, at: Proposal) -> str:
        decide(self._store, at.row["id"], "accept", self._who, reason, at.row["version"])
        return self._done(phrase("accepted {id}", id=at.row["id"]))

    def _reject(self, reason: str, at: Proposal) -> str:
        decide(self._store, at.row["id"], "reject", self._who, reason, at.row["version"])
        return self._done(phrase("rejected {id}", id=at.row["id"]))

    def _done(self, said: str) -> str:
        self.finished = self.finished or bool(self._fact)
        return said

    def _edit(self, rest: str, at: Proposal) -> str:
        return self._change(at, fields_of(rest), phrase("edited in review"))

    def _change(
        self, at: Proposal, fields: Mapping[str, str], reason: str, new: Sequence[NewName] = ()
    ) -> str:
        return self._told(at, self._edited(at, fields, reason, new))

    def _edited(
        self,
        at: Proposal,
        fields: Mapping[str, str],
        reason: str,
        new: Sequence[NewName] = (),
        *,
        accept: bool = False,
    ) -> str:
        """The id that the fact has after the edit; new names are made with it, for the document's other candidates too."""
        seen = at.row["version"]
        made = edit(self._store, at.row["id"], fields, self._who, reason, seen, new, accept=accept)
        self._fact = made if self._fact else ""
        if new:
            self._offers.forget()
            self._fresh = True
        return made

    def _told(self, at: Proposal, made: str) -> str:
        """What became of an edit that left the fact with this id."""
        if made != at.row["id"]:
            return phrase("edited, now {id}", id=made)
        is_same = one(self._store, made).row["version"] == at.row["version"]
        return phrase("it says so already") if is_same else phrase("edited")

    def _skip(self, rest: str, at: Proposal) -> str:
        self._skipped.append(at.row["id"])
        return self._done(phrase("skipped"))

    def _undo(self, rest: str, at: Proposal) -> str:
        found = undo(self._store, self._who, self._fact and str(at.row["id"]))
        self._fact = found if self._fact else ""
        if found in self._skipped:
            self._skipped.remove(found)
        return phrase("undone: {id} is as before", id=found)

    def _quit(self, rest: str, at: Proposal) -> str:
        self.finished = True
        return ""

    def _take(self, words: list[str], at: Proposal) -> str:
        """Take proposals by number, new names made first; a last `a` accepts."""
        accepts = words[-1] == "a"
        fields: dict[str, str] = {}
        new: list[NewName] = []
        types: tuple[str, ...] = ()
        chosen = [_numbered(at, word) for word in (words[:-1] if accepts else words)]
        for offer in sorted(chosen, key=lambda o: o.field == "metric"):
            if not offer.is_new:
                fields[offer.field] = offer.name
                continue
            name = self._offered(offer, at, types, fields.get("subject") or at.row["subject"])
            known = self._known(name)
            fields[offer.field] = known or name.id
            new += [] if known else [name]
            types = (offer.type,) if offer.field == "subject" and not known else types
        made = self._edited(at, fields, phrase("a proposal taken in review"), new, accept=accepts)
        return self._done(phrase("accepted {id}", id=made)) if accepts else self._told(at, made)

    def _offered(self, offer: Offer, at: Proposal, types: tuple[str, ...], subject: str) -> NewName:
        """The new name of a proposal; a metric is measured of these types, else of that of the subject."""
        if offer.field == "subject":
            more = {"aliases": list(offer.aliases)} if offer.aliases else {}
            return NewName("entity", entity_fields(offer.name, offer.type, more))
        return self._metric(offer.name, at, subject, {"of": types} if types else {})

    def _new_entity(self, rest: str, at: Proposal) -> str:
        """`n product H200 aliases=H-200`: a new entity, which becomes the subject."""
        words, more = _words_and_fields(rest)
        if len(words) < 2:
            raise UsageError(phrase("write n, a type and a name, such as n product H200"))
        field = str(more.pop("as", "subject"))
        if more.get("part_of"):
            more["part_of"] = self._id_of(str(more["part_of"]))
        return self._named(NewName("entity", entity_fields(" ".join(words[1:]), words[0], more)), field, at)

    def _new_metric(self, rest: str, at: Proposal) -> str:
        """`m storage capacity cues=holds,stores`: a new metric for figures of this kind and unit."""
        words, more = _words_and_fields(rest)
        if not words:
            raise UsageError(phrase("write m and a name, such as m storage capacity"))
        return self._named(self._metric(" ".join(words), at, at.row["subject"], more), "metric", at)

    def _named(self, name: NewName, field: str, at: Proposal) -> str:
        """Put a name into a field, made with the edit unless one of that label is there already."""
        known = self._known(name)
        return self._change(
            at, {field: known or name.id}, phrase("a new name in review"), () if known else (name,)
        )

    def _metric(self, label: str, at: Proposal, subject: str, more: Mapping[str, object]) -> NewName:
        connection = open_store(self._store)
        try:
            found = connection.execute("SELECT type FROM entity WHERE id = ?", [subject]).fetchone()
        finally:
            connection.close()
        fields = metric_fields(label, at.row["kind"], at.row["unit"], load_units(self._store), more)
        types = fields.pop("of", None) or ([found[0]] if found else [])
        return NewName("metric", fields, tuple(types))

    def _known(self, name: NewName) -> str:
        """The id of what has the label of a new name already; empty if nothing has."""
        label = str(name.fields.get("label_zh") or name.fields.get("label_en"))
        connection = open_store(self._store)
        try:
            return "" if name.fields.get("part_of") else resolve(connection, name.what, label)
        except UnknownName:
            return ""
        finally:
            connection.close()

    def _id_of(self, entity: str) -> str:
        connection = open_store(self._store)
        try:
            return resolve(connection, "entity", entity)
        finally:
            connection.close()

    def _relink(self, document: str) -> int:
        connection = open_store(self._store, write=True)
        try:
            with transaction(connection):
                return relink(connection, document, self._offers.tables(connection), self._who)
        finally:
            connection.close()


def _numbered(at: Proposal, word: str) -> Offer:
    number = int(word) if word.isdigit() else 0
    if not 1 <= number <= len(at.offers):
        numbered = phrase("they are numbered 1 to {n}", n=len(at.offers))
        has = numbered if at.offers else phrase("nothing is proposed here")
        raise UsageError(phrase("there is no proposal {word}; {has}.", word=word, has=has))
    return at.offers[number - 1]


def fields_of(text: str) -> dict[str, str]:
    """`subject=nvidia-h100 note="two words"` as a mapping. Raises `UsageError` for anything else."""
    words, fields = _split(text)
    if words or not fields:
        raise UsageError(phrase("write field=value, such as subject=nvidia-h100 metric=overall_compute"))
    return fields


def _words_and_fields(text: str) -> tuple[list[str], dict[str, object]]:
    words, fields = _split(text)
    return words, {k: v.split(",") if k in (*_LISTS, "of") else v for k, v in fields.items()}


def _split(text: str) -> tuple[list[str], dict[str, str]]:
    try:
        parts = shlex.split(text)
    except ValueError as error:
        raise UsageError(
            phrase("cannot read {text!r}: a quotation mark is not closed.", text=text)
        ) from error
    words = [part for part in parts if "=" not in part]
    pairs = [part.partition("=") for part in parts if "=" in part]
    return words, {name: value for name, _, value in pairs}
