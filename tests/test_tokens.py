"""Printed text made ready to be read, patterns of words, and a place in a text."""

from __future__ import annotations

import pytest

from claimcheck.printed.tokens import MAX_LENGTH, FigureError, Scanner, canonical, normalise, words

WORDS = ["超", "超过", "more than", "m", "US$", "+"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("超3", "超"),
        ("超过3", "超过"),  # the longest that fits
        ("MoreThan3", "MoreThan"),
        ("m3", "m"),
        ("us$3", "us$"),
        ("+3", "+"),
        ("more than 3", "m"),  # spaces are gone from a text that is read
        ("3超", None),
    ],
)
def test_a_pattern_takes_the_longest_word(text, found):
    match = words(WORDS).match(text)
    assert (match and match.group()) == found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("３，８１２．５％", "3,812.5%"),
        (" 3 812\u3000亿 元 ", "3 812亿元"),
        ("1, 234", "1, 234"),
        ("US$ 3. 5 m", "US$3. 5m"),
        ("−3～5﹪", "-3~5%"),
    ],
)
def test_half_width_without_stray_spaces(text, read):
    assert normalise(text) == read


def test_one_script_of_the_same_length():
    assert canonical("超過叁億兩仟") == "超过三亿两千"


def test_a_scanner_moves_over_what_it_takes():
    scanner, over = Scanner("超過 3億"), words(WORDS)
    assert scanner.sees(over) and scanner.length(over) == 2 and not scanner.done
    assert scanner.take(over) == "超过" and scanner.since(0) == "超過" and scanner.rest == "3億"
    assert scanner.take(over) == "" and scanner.length(over) == 0 and not scanner.sees(over)
    assert scanner.rest == "3億" and not scanner.done
    assert scanner.take(words(["3亿"])) == "3亿" and scanner.done and scanner.rest == ""


def test_what_is_longer_than_any_figure_is_refused_unread():
    assert Scanner("3" * MAX_LENGTH).rest == "3" * MAX_LENGTH
    with pytest.raises(FigureError, match=f"longer than {MAX_LENGTH}") as error:
        Scanner("3" * (MAX_LENGTH + 1))
    assert error.value.rest == "3" * (MAX_LENGTH + 1)
