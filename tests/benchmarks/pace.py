"""How fast the parts of one run went: a shared machine swings, and its slowest and fastest parts say by how much."""

from __future__ import annotations

import time

__all__ = ["Pace"]


class Pace:
    """Processor time along a run, in parts of about the same amount of work (bytes or claims)."""

    def __init__(self, total: int, parts: int) -> None:
        self._marks = [total * n / parts for n in range(1, parts)]
        self._times, self._amounts = [time.process_time()], [0]
        self._done = 0

    def add(self, amount: int) -> None:
        """Say that so much more is done."""
        self._done += amount
        if self._marks and self._done >= self._marks[0]:
            del self._marks[0]
            self._mark()

    def told(self, unit: str, scale: int = 1) -> str:
        """End the run: its mean speed, and those of its slowest and fastest part, in `scale` amounts a second."""
        self._mark()
        steps = zip(self._times, self._times[1:], self._amounts, self._amounts[1:], strict=False)
        speeds = [(b - a) / (end - start) / scale for start, end, a, b in steps]
        mean = self._done / (self._times[-1] - self._times[0]) / scale
        if len(speeds) == 1:
            return f"{mean:.0f} {unit}"
        return (
            f"{mean:.0f} {unit} on the mean; the machine's speed swings: of {len(speeds)} parts the slowest ran at"
            f" {min(speeds):.0f} {unit}, the fastest at {max(speeds):.0f} {unit}"
        )

    def _mark(self) -> None:
        self._times.append(time.process_time())
        self._amounts.append(self._done)
