"""Tables of the quarters chapter, and single results in words for its prose. Amounts are in billion CNY."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape
from types import SimpleNamespace

from claimcheck.loading import Register
from claimcheck.pages.data_table import Column, DataTable, Folded, Stack
from claimcheck.pages.tables import Html
from claimcheck.trends.fits import LEVEL, Fit
from claimcheck.trends.rates import percent, whole_percent, yearly
from claimcheck.trends.series import BILLION, float_ends
from kuaishou import gmv
from kuaishou.growth.tables import MARKS, amount, growth, source
from kuaishou.growth.trends import billions, durbin_watson
from kuaishou.quarters import arithmetic

# the models in words: their name, and what they assume
MODELS = {
    "fading trend (Gompertz)": ("Fading trend (Gompertz)", "growth loses the same part of itself each quarter"),
    "last yearly growth kept": ("Last growth kept", "each quarter grows on the year before as the last one did"),
    "seasonal naive": ("No growth", "each quarter repeats that of the year before"),
    "seasonal log-linear trend": ("Constant rate", "one rate for all years"),
}


def folds(register: Register) -> Stack:
    """What is folded away: all quarters, and their sums against the years."""
    return Stack((quarters(register), additions(register)))


def spoken(period: str) -> str:
    """ "2021Q1" as "Q1 2021"; years and half-years likewise."""
    return f"{period[4:]} {period[:4]}".strip()


def quarters(register: Register) -> Folded:
    """Every quarter with its growth, computed and printed, and its source, folded."""
    series, rows = gmv.reported(register, gmv.QUARTER), []
    rates = yearly(series)
    for point in series.points:
        computed = f"+{percent(float(rates[point.period][0]))}" if point.period in rates else "–"
        rows.append(
            (
                spoken(point.period),
                amount(point, register),
                computed,
                growth(register, point.period),
                source(register, point),
            )
        )
    columns = (
        Column("Quarter", "head"),
        Column("GMV", "num"),
        Column("Growth computed", "num"),
        Column("Growth printed", "num"),
        Column("Source and its kind"),
    )
    return Folded(
        "All quarters, with their sources", DataTable("GMV by quarter, billion CNY", columns, rows, "r-scroll")
    )


def additions(register: Register) -> Folded:
    """Years and half-years against the sum of their quarters, folded."""
    rows = []
    for r in arithmetic.additions(register).to_dict("records"):
        whole = f"{MARKS[r['origin']]} {r['printed']:,.1f}"
        span = f"{r['lower']:,.1f} to {r['upper']:,.1f}"
        rows.append((spoken(r["whole"]), Html(whole), f"{r['sum']:,.1f}", span, "yes" if r["adds up"] else "no"))
    columns = (
        Column("Period", "head"),
        Column("Printed", "num"),
        Column("Its quarters", "num"),
        Column("by rounding", "num"),
        Column("Within rounding"),
    )
    return Folded(
        "Years and half-years against their quarters", DataTable("Sums of quarters, billion CNY", columns, rows)
    )


def models(register: Register) -> DataTable:
    """The models, best first: how they did from every origin, and for the last quarter."""
    rolling, last = arithmetic.rolling(register), gmv.reported(register, gmv.QUARTER).points[-1]
    coming = {row["model"]: row for row in arithmetic.before_last(register)}
    rows = []
    for r in rolling.scores.to_dict("records"):
        name, assumes = MODELS[r["model"]]
        row = coming[r["model"]]
        span = f"{row['lower'] / 1e9:,.0f} to {row['upper'] / 1e9:,.0f}"
        rows.append(
            (
                Html(f'{escape(name)}<span class="r-sub">{escape(assumes)}</span>'),
                f"{r['MASE']:.2f}",
                f"{r['mean error']:+.1%}".replace("-", "−"),
                f"{r['inside']} of {r['forecasts']}",
                f"{row['forecast'] / 1e9:,.1f}",
                span,
            )
        )
    columns = (
        Column("Model", "head"),
        Column("MASE", "num"),
        Column("Mean error", "num"),
        Column("Intervals held", "num"),
        Column(f"For {spoken(last.period)}", "num"),
        Column("95% interval", "num"),
    )
    return DataTable("Models of the quarters, the best first", columns, rows, "r-tiles")


def said(register: Register) -> SimpleNamespace:
    """What the prose says of growth, season, the forecast and the fading trend, in words."""
    series, table = gmv.reported(register, gmv.QUARTER), arithmetic.year_on_year(register)
    rates = table.set_index("period")["growth"]
    levels = table[table["from"] == "levels"]
    recent = rates.iloc[-8:]
    shares = arithmetic.weights(series).pivot(index="year", columns="quarter", values="share")
    forecast, came = arithmetic.kept_forecast(register)
    rolling, fit = arithmetic.rolling(register), arithmetic.fading(register)
    scores = rolling.scores.set_index("model")
    constant = scores.to_dict("index")["seasonal log-linear trend"]
    lower, upper = float_ends(forecast.interval, BILLION)
    kept = next(row for row in arithmetic.before_last(register) if row["model"] == "last yearly growth kept")
    kept_times = kept["forecast"] / float(came.value)
    ceiling = ceilings(fit)
    fewer = {drop: ceilings(arithmetic.fading_without(register, drop)) for drop in (2, 5)}
    slope, slope_low, slope_high = arithmetic.late_slope(register)
    fade_least, fade_most = arithmetic.late_fade(register)
    halves = yearly(gmv.halves(register))
    middle = rates.loc["2022Q4":"2024Q1"]
    early = sorted(set(rolling.table["origin"]))[:2]
    later = rolling.table[~rolling.table["origin"].isin(early)]
    errors = later["error"].abs().groupby(later["model"]).mean()
    return SimpleNamespace(
        first=whole_percent(rates.iloc[0]),
        second=whole_percent(rates.iloc[1]),
        second_half=whole_percent(float(halves["2021H2"][0])),
        last=whole_percent(rates.iloc[-1]),
        period=spoken(table["period"].iloc[-1]),
        middle=f"{whole_percent(middle.min()).rstrip('%')} to {whole_percent(middle.max())}",
        later_best=f"{errors[rolling.best]:.1%}",
        later_kept=f"{errors['last yearly growth kept']:.1%}",
        least=whole_percent(recent.min()),
        most=whole_percent(recent.iloc[1:].max()),
        computed=len(levels),
        agree=int(levels["agrees"].fillna(False).astype(bool).sum()),
        printed=int(levels["agrees"].notna().sum()),
        n=len(series),
        share_first=whole_percent(shares[1].iloc[-1]),
        share_last=whole_percent(shares[4].iloc[-1]),
        share_first_then=whole_percent(shares[1].iloc[0]),
        share_last_then=whole_percent(shares[4].iloc[0]),
        year_then=str(shares.index[0]),
        year=str(shares.index[-1]),
        four_times=billions(4 * float(series.at(f"{shares.index[-1]}Q4").value)),
        whole_year=billions(float(gmv.reported(register).at(str(shares.index[-1])).value)),
        forecast=f"{float(forecast.value / BILLION):,.1f}",
        lower=f"{lower:,.1f}",
        upper=f"{upper:,.1f}",
        came=f"{float(came.value / BILLION):,.1f}",
        off=f"{abs(float(forecast.value / came.value) - 1):.1%}",
        side="high" if forecast.value > came.value else "low",
        kept_off=f"{abs(kept_times - 1):.1%}",
        kept_side="high" if kept_times > 1 else "low",
        best=lowered(MODELS[rolling.best][0]),
        origins=rolling.origins,
        forecasts=rolling.forecasts,
        first_origin=rolling.first,
        always=int((scores["inside"] == scores["forecasts"]).sum()),
        held=int(constant["inside"]),
        fade=whole_percent(1 - fit.params["phi"]),
        phi=f"{fit.params['phi']:.2f}",
        phi_low=f"{fit.params['phi_low']:.3f}",
        phi_high=f"{fit.params['phi_high']:.3f}",
        durbin_watson=f"{durbin_watson(fit.residuals):.1f}",
        without_two=f"{fewer[2]['ceiling_low']} to {fewer[2]['ceiling_high']}",
        without_five=f"{fewer[5]['ceiling_low']} to {fewer[5]['ceiling_high']}",
        fade_least=f"{fade_least:.1f}",
        fade_most=f"{fade_most:.1f}",
        slope=f"{slope:.1f}".replace("-", "−"),
        slope_interval=f"{slope_low:.1f} to {slope_high:.1f}".replace("-", "−"),
        level=f"{LEVEL:.0%}",
        late=LATE_WORDS[arithmetic.LATE],
        rest=gmv.billions(gmv.last_by_difference(register).value),
        naive=f"{scores.to_dict('index')['seasonal naive']['MASE']:.2f}",
        **ceiling,
    )


LATE_WORDS = {7: "seven"}


def ceilings(fit: Fit) -> dict[str, str]:
    """The ceiling of a fading trend and its ends in billion CNY, three digits, rounded outward; in words where it has no end."""
    names: dict[str, Callable[[float], int]] = {
        "ceiling": round,
        "ceiling_low": math.floor,
        "ceiling_high": math.ceil,
    }
    return {name: rounded(fit.params[name], outward) for name, outward in names.items()}


def rounded(amount_: float, outward: Callable[[float], int] = round) -> str:
    """An amount in CNY as billions in three digits; in words where it has no end, or a very far one."""
    if amount_ > 10e12:
        return "no end" if math.isinf(amount_) else "over 10,000"
    step = 10 ** (math.floor(math.log10(amount_ / 1e9)) - 2)
    return f"{outward(amount_ / 1e9 / step) * step:,.0f}"


def lowered(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[0].lower() + name[1:]
