"""Evaluating an expression: intervals, units and currencies carried exactly, doubtful sums refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from factbase.errors import ExpressionError
from factbase.phrase import Later, listed, phrase
from factbase.quantity.interval import Interval, point
from factbase.quantity.units import UnitTable, Vector, dimension_name
from factbase.reason.calc.amount import Amount, combined, plain, powers
from factbase.reason.calc.names import Place, Resolver, amount_of, find_place, joint_ratio
from factbase.reason.calc.parser import parse
from factbase.reason.calc.sums import check_sum
from factbase.reason.calc.tree import Binary, Expression, MeasureName, Negated, Node, NumberNode
from factbase.reason.finding import Rates
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import Proof, Step
from factbase.reason.tell import say_world

__all__ = ["Calculation", "calculate"]

_MONEY = "money:"


@dataclass(frozen=True, slots=True)
class Calculation:
    """A result in `unit`: the nominal `value` (`None` if a range has none), the tightest `face` interval, and `widest`.

    `notes` say what was mixed, which rules were crossed and which rates were used.
    """

    expression: str
    value: Fraction | None
    face: Interval
    widest: Interval
    unit: str
    proof: Proof
    notes: tuple[str, ...] = ()

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts it rests on."""
        return self.proof.fact_ids


def calculate(
    text: str, knowledge: Knowledge, resolver: Resolver, units: UnitTable, rates: Rates | None = None
) -> Calculation:
    """The value of an expression such as `chatgpt.electricity / chatgpt.requests in Wh`.

    Raises `ExpressionError` with a caret at the fault: syntax, unknown names and units, unlike units, a divisor that
    may be zero, a sum that counts something twice, a currency without a rate.
    """
    return _Evaluation(parse(text), knowledge, resolver, units, rates).run()


class _Evaluation:
    def __init__(
        self,
        expression: Expression,
        knowledge: Knowledge,
        resolver: Resolver,
        units: UnitTable,
        rates: Rates | None,
    ) -> None:
        self.expression = expression
        self.text = expression.text
        self.knowledge = knowledge
        self.resolver = resolver
        self.units = units
        self.rates = rates
        self.currency = ""
        self._places: dict[MeasureName, Place] = {}

    def run(self) -> Calculation:
        target = None
        if self.expression.unit:
            target = self.units.parse(self.expression.unit)
            if target is None:
                near = self.units.nearest(self.expression.unit)
                hint = phrase("; did you mean {names}?", names=listed(near, " or ")) if near else ""
                raise self._error(
                    phrase("no unit is called {unit!r}{hint}", unit=self.expression.unit, hint=hint),
                    *self._unit_span,
                )
            self.currency = next(
                (b.removeprefix(_MONEY) for b, _ in target.vector if b.startswith(_MONEY)), ""
            )
        result = self.eval(self.expression.root)
        if target is None:
            return self._finish(result, *self._shown(result))
        if plain(target.vector) != plain(result.vector):
            wanted, got = dimension_name(target.vector) or "number", dimension_name(result.vector) or "number"
            raise self._error(
                phrase(
                    "the result is of dimension {got}, {id} of {wanted}", got=got, id=target.id, wanted=wanted
                ),
                *self._unit_span,
            )
        return self._finish(result, target.id, target.factor)

    @property
    def _unit_span(self) -> tuple[int, int]:
        return self.expression.unit_start, self.expression.unit_end

    def _finish(self, result: Amount, unit: str, scale: Fraction) -> Calculation:
        over = 1 / scale
        value = None if result.value is None else result.value * over
        if value is None and result.face.is_point:
            value = None if result.face.low is None else result.face.low * over
        return Calculation(
            self.text, value, result.face.scale(over), result.widest.scale(over), unit,
            Proof(result.steps), tuple(dict.fromkeys(result.notes)),
        )  # fmt: skip

    def _shown(self, result: Amount) -> tuple[str, Fraction]:
        """The unit of a result nobody asked a unit for: its own, else the canonical unit of its dimension."""
        if result.unit:
            return result.unit, result.scale
        if not result.vector:
            return "1", Fraction(1)
        for vector in (result.vector, plain(result.vector)):
            for unit_id in self.units.names():
                unit = self.units.get(unit_id)
                if unit is not None and unit.vector == vector and unit.canonical == unit.id:
                    return unit.id, unit.factor
        return dimension_name(result.vector), Fraction(1)

    def eval(self, node: Node) -> Amount:
        if isinstance(node, NumberNode):
            return self._number(node)
        if isinstance(node, MeasureName):
            return self._in_currency(amount_of(self._place(node), node, self.text), node)
        if isinstance(node, Negated):
            inner = self.eval(node.inner)
            value = None if inner.value is None else -inner.value
            made = replace(inner, value=value, face=-inner.face, widest=-inner.widest)
            return self._with_step(made, "negate", (inner,), node)
        if node.operator in "+-":
            return self._sum(node)
        return self._product(node)

    def _place(self, node: MeasureName) -> Place:
        if node not in self._places:
            self._places[node] = find_place(node, self.knowledge, self.resolver, self.text)
        return self._places[node]

    def _number(self, node: NumberNode) -> Amount:
        vector: Vector = ()
        factor = Fraction(1)
        if node.unit:
            unit = self.units.parse(node.unit)
            if unit is None:
                raise self._error(phrase("no unit is called {unit!r}", unit=node.unit), node.start, node.end)
            vector, factor = unit.vector, unit.factor
        value = node.value * factor
        shown = node.unit or "1"
        step = Step(1, "number", self.text[node.start : node.end], "", point(value), shown, factor)
        made = Amount(value, point(value), point(value), vector, unit=node.unit, scale=factor, steps=(step,))
        return self._in_currency(made, node)

    def _product(self, node: Binary) -> Amount:
        if (
            node.operator == "/"
            and isinstance(node.left, MeasureName)
            and isinstance(node.right, MeasureName)
        ):
            known = self._quotient_of_measures(node, node.left, node.right)
            if known is not None:
                return known
        left, right = self.eval(node.left), self.eval(node.right)
        sign = 1 if node.operator == "*" else -1
        if node.operator == "/" and (Fraction(0) in right.face or right.value == 0):
            raise self._error(phrase("the divisor may be zero"), node.right.start, node.right.end)
        face = combined(node.operator, left.face, right.face)
        try:
            widest = combined(node.operator, left.widest, right.widest)
        except ZeroDivisionError:
            widest = Interval()
        made = Amount(
            _nominal(node.operator, left.value, right.value), face, widest, powers(left.vector, right.vector, sign),
            (), None, left.worlds | right.worlds, left.day or right.day, *_same_unit(left, right, node.operator),
            (), left.notes + right.notes + _mixed_worlds(left, right),
        )  # fmt: skip
        return self._with_step(made, node.operator, (left, right), node)

    def _quotient_of_measures(self, node: Binary, left: MeasureName, right: MeasureName) -> Amount | None:
        """The network's own ratio, where it ties the two: tighter than dividing, and known without absolute figures."""
        one, two = self._place(left), self._place(right)
        try:
            top, bottom = amount_of(one, left, self.text), amount_of(two, right, self.text)
        except ExpressionError:
            joint = joint_ratio(one, two)
            if joint is None:
                raise
            return replace(joint, unit="", worlds=frozenset({one.measure.base.world, two.measure.base.world}))
        money = any(b.startswith(_MONEY) for b, _ in top.vector + bottom.vector)
        if money or top.whole or bottom.whole:
            return None
        joint = joint_ratio(one, two)
        if joint is None or len(joint.steps) == 0:
            return None
        vector = powers(top.vector, bottom.vector, -1)
        notes = joint.notes + _mixed_worlds(top, bottom)
        return replace(joint, vector=vector, unit="", worlds=top.worlds | bottom.worlds, notes=notes)

    def _sum(self, node: Binary) -> Amount:
        left, right = self.eval(node.left), self.eval(node.right)
        if left.vector != right.vector:
            raise self._error(self._unlike(left.vector, right.vector), node.at, node.at + 1)
        refusal = check_sum(node.operator, left, right, self.knowledge.rules)
        if refusal:
            raise self._error(refusal, node.start, node.end)
        terms = left.terms + right.terms
        made = Amount(
            _nominal(node.operator, left.value, right.value),
            combined(node.operator, left.face, right.face), combined(node.operator, left.widest, right.widest),
            left.vector, terms, left.whole if left.whole == right.whole else None, left.worlds | right.worlds,
            left.day or right.day, left.unit or right.unit, left.scale if left.unit else right.scale, (),
            left.notes + right.notes + _mixed_worlds(left, right),
        )  # fmt: skip
        return self._with_step(made, node.operator, (left, right), node)

    def _unlike(self, left: Vector, right: Vector) -> str:
        names = [dimension_name(v) or "number" for v in (left, right)]
        if all(n.startswith(_MONEY) for n in names):
            one, two = (n.removeprefix(_MONEY) for n in names)
            return phrase(
                "{one} and {two} are two currencies; end the expression with `in` and one of them",
                one=one,
                two=two,
            )
        return phrase("{one} and {two} do not add up", one=names[0], two=names[1])

    def _in_currency(self, amount: Amount, node: Node) -> Amount:
        """The amount in the currency asked for, at the rate of its own day."""
        own = next((b for b, n in amount.vector if b.startswith(_MONEY)), "")
        if not self.currency or not own or own == _MONEY + self.currency:
            return amount
        source, place = own.removeprefix(_MONEY), (node.start, node.end)
        if self.rates is None:
            raise self._error(phrase("there are no reference rates to convert with"), *place)
        if len(amount.day) < 10:
            raise self._error(
                phrase("{source} cannot be converted: the figure has no date", source=source), *place
            )
        rate = self.rates.rate(source, self.currency, date.fromisoformat(amount.day[:10]))
        if rate is None:
            raise self._error(
                phrase(
                    "there is no rate of {source} in {currency} around {day}",
                    source=source,
                    currency=self.currency,
                    day=amount.day,
                ),
                *place,
            )
        vector = tuple(sorted((_MONEY + self.currency if b == own else b, n) for b, n in amount.vector))
        power = dict(amount.vector)[own]
        factor = rate.factor**power
        note = phrase(
            "1 {source} = {rate:.6g} {target} on {day} (European Central Bank)",
            source=source,
            rate=float(rate.factor),
            target=self.currency,
            day=rate.day,
        )
        made = replace(
            amount, value=None if amount.value is None else amount.value * factor, face=amount.face.scale(factor),
            widest=amount.widest.scale(factor), vector=vector, unit="", notes=(*amount.notes, note),
        )  # fmt: skip
        return self._with_step(made, "rate", (amount,), node, factor)

    def _with_step(
        self,
        made: Amount,
        operator: str,
        inputs: tuple[Amount, ...],
        node: Node,
        factor: Fraction | None = None,
    ) -> Amount:
        """The amount with its operands' steps, renumbered, and one step of its own."""
        steps: list[Step] = []
        ends: list[int] = []
        for one in inputs:
            shift = len(steps)
            steps += [
                replace(s, n=s.n + shift, premises=tuple(p + shift for p in s.premises),
                        weights=tuple((n and n + shift, side, w) for n, side, w in s.weights))
                for s in one.steps
            ]  # fmt: skip
            ends.append(len(steps))
        unit, scale = self._shown(made)
        weights = ((0, "rate", factor),) if factor is not None else ()
        steps.append(
            Step(len(steps) + 1, "calc", self.text[node.start : node.end], "", made.face, unit, scale, tuple(ends),
                 rule=operator, weights=weights)
        )  # fmt: skip
        return replace(made, steps=tuple(steps))

    def _error(self, message: str, start: int, end: int) -> ExpressionError:
        return ExpressionError(message, self.text, start, end)


def _nominal(operator: str, a: Fraction | None, b: Fraction | None) -> Fraction | None:
    if a is None or b is None:
        return None
    return combined(operator, point(a), point(b)).low


def _same_unit(left: Amount, right: Amount, operator: str) -> tuple[str, Fraction]:
    """A number times a measure keeps the measure's unit."""
    if not right.vector and not right.terms:
        return left.unit, left.scale
    if operator == "*" and not left.vector and not left.terms:
        return right.unit, right.scale
    return "", Fraction(1)


def _mixed_worlds(left: Amount, right: Amount) -> tuple[str, ...]:
    worlds = left.worlds | right.worlds
    if len(worlds) < 2 or (left.worlds == right.worlds):
        return ()
    said = [Later(say_world, world) for world in sorted(worlds)]
    return (phrase("mixes {worlds}", worlds=listed(said, " and ")),)
