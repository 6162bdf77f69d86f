"""What this book adds to the published interface: trends.json, every fit; gmv.csv, the series as one tidy table."""

from __future__ import annotations

import csv
import io
import math
from datetime import timedelta
from fractions import Fraction

import numpy as np
import pandas as pd

from claimcheck.loading import Register
from claimcheck.printed.interval import Interval
from claimcheck.publish import decimal_text
from claimcheck.trends.backtest import RollingOrigin, held_against
from claimcheck.trends.fits import Fit, drift, fitted, last_rate, log_linear, naive
from claimcheck.trends.rates import yearly
from claimcheck.trends.seasonal import MODELS
from claimcheck.trends.series import BILLION, Period, Point, Series
from kuaishou import gmv
from kuaishou.growth.tables import definition
from kuaishou.growth.trends import spans
from kuaishou.quarters import arithmetic

DIGITS = 10  # significant; the eleventh differs between processors, which round exp and log differently
# the columns of gmv.csv, each with what it holds
GMV_COLUMNS = {
    "period": "The year, half-year or quarter: 2021, 2021H1, 2021Q1.",
    "start": "First day of the period.",
    "end": "Last day of the period.",
    "gmv": "Gross merchandise value, in `unit`: the best figure reported elsewhere, or what it follows from.",
    "lower": "Least value that the figure can stand for.",
    "upper": "Greatest value that it can stand for.",
    "growth": "Growth in percent on the same period a year before: as printed where it is, else computed, to a tenth or as far as the levels' rounding lets it be known; blank where nothing gives it.",
    "growth_source": "Where growth is from: the id of the claim or of the row of reported.csv that prints it, or `computed`; blank with growth.",
    "unit": "Unit of gmv, lower and upper.",
    "source": "Id in reported.csv of the row that gmv is from; several where it is computed from them.",
    "kind": "Kind of source, or `computed`.",
    "read": "How the figure was read: at the source, or second-hand.",
    "definition": "What the figure counts, as far as its source says.",
    "note": "What a user should know of the figure.",
}


def extra(register: Register) -> dict[str, str | list[dict]]:
    """File name -> text, or what is to be written as JSON. Without the series of this book there is nothing to fit."""
    if gmv.articles(register).refusal() or gmv.reported(register, gmv.QUARTER).refusal(16):
        return {"trends.json": []}
    return {"trends.json": trends(register), "gmv.csv": gmv_csv(register)}


# trends.json


def trends(register: Register) -> list[dict]:
    """Every fit with its backtest.

    growth_per_year and its interval are rates (0.5 is 50%), amounts are CNY, numbers have ten significant digits;
    what has no end is null. rounding bounds growth_per_year over all inputs that print alike. backtest lists the forecasts that later figures could be held against: for the years those
    of 2021, for the quarters every rolling origin.
    """
    printed, later = gmv.articles(register), gmv.reported(register)
    late, rolling = printed.between("2019", "2021"), arithmetic.rolling(register)
    past = [
        *(fitted(model(printed)) for model in (naive, drift, last_rate, log_linear)),
        *(fitted(model(late)) for model in (drift, log_linear)),
    ]
    items = [_item(fit, held_against(fit, later)) for fit in past]
    quarterly = [_quarterly(fitted(model(rolling.series)), rolling) for model in MODELS.values()]
    there = {(item["series"], item["model"]) for item in (*items, *quarterly)}
    more = [_item(span.fit) for span in spans(register).values()]
    return [*items, *(item for item in more if (item["series"], item["model"]) not in there), *quarterly]


def _quarterly(fit: Fit, rolling: RollingOrigin) -> dict:
    return _item(fit, rolling.table[rolling.table["model"] == fit.model])


_BACKTEST = ("origin", "ahead", "period", "forecast", "lower", "upper", "reported", "error", "inside")


def _item(fit: Fit, held: pd.DataFrame | None = None) -> dict:
    held = pd.DataFrame() if held is None else held
    columns = [c for c in _BACKTEST if c in held.columns]
    params = {**fit.params} if fit.r_squared is None else {**fit.params, "r_squared": fit.r_squared}
    return {
        "series": f"{fit.series.name}, {fit.series.span}",
        "model": fit.model,
        "n": fit.n,
        "params": {name: _plain(value) for name, value in params.items()},
        "growth_per_year": _plain(fit.growth_per_year),
        "interval": None if fit.interval is None else [_plain(end) for end in fit.interval],
        "rounding": None if fit.rounding is None else [_plain(end) for end in fit.rounding],
        "backtest": [{c: _plain(row[c]) for c in columns} for row in held.to_dict("records")],
    }


def _plain(value):
    """A JSON value: floats rounded to ten significant digits, NaN and infinity as null."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    return float(f"{value:.{DIGITS}g}") + 0.0 if math.isfinite(value) else None


# gmv.csv


def gmv_rows(register: Register) -> list[dict[str, str]]:
    """The series by year, half-year and quarter: of each period the best figure reported elsewhere, or what it follows from.

    growth is in percent: as printed where an article or a source prints it, which growth_source names, else computed;
    blank where nothing gives it. source: ids of gmv, several where it is computed from them.
    """
    found = []
    for series in (gmv.reported(register), gmv.halves(register), gmv.reported(register, gmv.QUARTER)):
        rates = yearly(series)
        found += [_row(register, point, rates, series) for point in series.points]
    return found


def _row(register: Register, point: Point, rates: dict, series: Series) -> dict[str, str]:
    period, printed = Period.parse(point.period), gmv.printed_growth(register, point.period)
    growth, growth_source = "", ""
    if printed is not None:
        growth = (register.claims.get(printed.source) or register.reported[printed.source]).value
        growth_source = printed.source
    elif point.period in rates and point.period != "2019":  # the first year is no base for a rate
        growth, growth_source = _growth(*rates[point.period]), gmv.COMPUTED
    ends = (point.value, point.interval.lower, point.interval.upper)
    value, lower, upper = ("" if end is None else _decimal(end / BILLION) for end in ends)
    values = (
        point.period,
        period.first_day.isoformat(),
        ((period + 1).first_day - timedelta(days=1)).isoformat(),
        value,
        lower,
        upper,
        growth,
        growth_source,
        "billion CNY",
        point.source,
        point.kind,
        point.checked,
        definition(register, point),
        gmv.note(register, point.period),
    )
    return dict(zip(GMV_COLUMNS, values, strict=True))


def _growth(rate: Fraction, interval: Interval) -> str:
    """A computed growth in percent: to a tenth, or coarser where its interval is wider and still holds it, "3100" of 3075 to 3174."""
    width, shown = 100 * (interval.width or Fraction(0)), f"{float(100 * rate):.1f}"
    for step in (Fraction(10) ** power for power in range(4)):
        coarser = math.floor(100 * rate / step + Fraction(1, 2)) * step
        if width <= step / 10 or not interval.contains(coarser / 100):
            break
        shown = f"{coarser}"
    return shown


def _decimal(amount: Fraction) -> str:
    """With one decimal at least, so that a column reads alike."""
    text = decimal_text(amount)
    return text if "." in text else f"{text}.0"


def gmv_csv(register: Register) -> str:
    """gmv.csv, in the dialect of the tables: UTF-8, lines end in LF, quotes where needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, GMV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(gmv_rows(register))
    return out.getvalue()
