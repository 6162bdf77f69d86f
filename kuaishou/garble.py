"""How the text of providers-2021 was damaged, as a function: so that a reading can be put to the test.

The page's text was Traditional Chinese, held as GBK bytes. A tool put the reading of a character in
brackets behind it, and looked for the character byte by byte: where the last byte of one character and
the first of the next happen to be a third, the reading went in between the two bytes of the next. All
that follows is then read one byte late, up to a one-byte character that absorbs the shift.

A reading of damaged words is right only if these steps turn it into what the page prints.
"""

from __future__ import annotations

FIRST, SECOND = range(0x81, 0xFF), frozenset([*range(0x40, 0x7F), *range(0x80, 0xFF)])


def garbled(text: str, at: int, reading: str) -> str:
    """`text` as the page would print it, had the tool put `reading` behind its first `at` bytes.

    A first byte takes the next one with it. If the two cannot be a character they become a question
    mark; if they could be but are not assigned, nothing is left of them.
    """
    data = text.encode("gbk")
    return _read(data[:at] + reading.encode("gbk") + data[at:])


def _read(data: bytes) -> str:
    out, i = "", 0
    while i < len(data):
        is_pair = data[i] in FIRST
        taken = data[i : i + 2] if is_pair else data[i : i + 1]
        out += _character(taken) if is_pair else taken.decode("ascii")
        i += len(taken)
    return out


def _character(pair: bytes) -> str:
    if len(pair) < 2 or pair[1] not in SECOND:
        return "?"
    return pair.decode("gbk", errors="ignore")
