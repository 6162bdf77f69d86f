"""The figure lookup of this report: which figures, and what readers call the quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping

from opencc import OpenCC

from claimcheck.evidence import sources
from claimcheck.pages import lookup
from claimcheck.register.record import Register
from claimcheck.register.rows import Reported

MAIN = "Kuaishou"
# What readers and the press write for a metric or an entity, beside the names in metrics.csv
CALLED: Mapping[str, tuple[str, ...]] = {
    "gmv": ("gmv", "交易额", "成交额", "成交总额", "商品交易总额", "电商交易总额", "merchandise volume"),
    "gmv_yoy": ("gmv", "同比", "增长", "增速", "growth", "grew", "up"),
    "take_rate": ("货币化率", "monetisation rate", "monetization rate"),
    "live_users_ecommerce": ("观看电商直播", "电商直播", "viewers", "直播用户", "观众"),
    "live_users_all": ("网络直播", "live streaming users", "直播用户"),
    "market_size": ("市场规模", "电商市场", "market"),
    "market_size_yoy": ("市场规模", "增长", "growth"),
    "share_other_services": ("占比", "share"),
    "revenue_other_services": ("其他服务", "电商收入", "other services"),
    "repurchase_rate": ("复购率", "回购率", "repurchase", "repeat purchase"),
    "dau": ("日活", "日活跃用户", "daily users"),
    "event_sales": ("单场", "直播带货", "session"),
    "service_fee_rate": ("服务费", "佣金", "fee", "commission"),
    MAIN: ("快手", "快手电商", "kuaishou"),
    "Taobao Live": ("淘宝直播", "taobao"),
    "Douyin": ("抖音", "douyin", "tiktok"),
    "China live e-commerce market": ("直播电商", "艾媒", "iimedia"),
}
SERIES = ("gmv", "gmv_yoy", "take_rate")
_MARK = re.compile(r"\[([^\[\]]+)\]")


def figures(register: Register) -> list[tuple[str, str]]:
    """The figures published elsewhere that can be looked up, each with its address.

    They are the company's own GMV and what follows from it, and every figure that an answer or a conflict names.
    """
    texts = [f"{answer.why} {answer.say}" for answer in register.answers.values()]
    named = {row_id for text in texts for row_id in _MARK.findall(text)}
    named |= {row_id for conflict in register.conflicts.values() for row_id in conflict.reported}
    rows = (
        row for row in register.reported.values() if row.id in named or (row.entity == MAIN and row.metric in SERIES)
    )
    best: dict[tuple[str, ...], Reported] = {}
    for row in sorted(rows, key=sources.weight):
        # the same figure of the same thing from a weaker source adds nothing to an answer
        best.setdefault((row.entity, row.metric, row.period_start, row.period_end, str(row.value_base)), row)
    return [(row.id, f"chapters/data.html#{row.id}") for row in best.values()]


def published(register: Register) -> dict:
    """What is published as lookup.json."""
    convert = OpenCC("t2s").convert
    # character by character, so that the pairs can be published and a browser can do the same
    simplify = lambda text: "".join(map(convert, text))
    return lookup.document(lookup.entries(register, figures(register)), lookup.names(register, MAIN, CALLED), simplify)
