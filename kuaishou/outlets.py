"""Who published a figure, by name: what tables and charts say in place of an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from html import escape
from urllib.parse import urlsplit

from claimcheck.evidence.sources import KIND_WORDS, article_of
from claimcheck.pages.answers import han, linked
from claimcheck.pages.tables import Html, article_link
from claimcheck.register.record import Register

# where the page is not its origin's own, or has none
HOSTS = {
    "lieyunpro.com": "Lieyun (猎云网)",
    "chinamktginsights.com": "China Marketing Insights",
    "plainsenseinvesting.com": "Plain Sense Investing",
    "news.cgtn.com": "CGTN",
    "d.26740.com": "a repost",
    "buy.17car.com.cn": "a repost (17car)",
    "hy33333.com": "a repost",
    "heb.news": "a repost (heb.news)",
    "fx112.cn": "a repost (fx112)",
    "hawkinsight.com": "Hawk Insight",
    "wenweipo.com": "Wen Wei Po (文匯報)",
    "synthszr.com": "Synthszr",
    "protocol.com": "Protocol",
    "tellerreport.com": "Kuaishou's trust report",
    "chinanewsweb.com": "China News Web",
    "twetclubs.com": "speech of Kuaishou's CEO",
    "undercodenews.com": "Undercode News",
    "buruo.cn": "a blog, from CNNIC",
    "c.mxgxt.com": "Yu and Liu (俞华、刘甜甜)",
    "loisinbeijing.com": "Lois in Beijing",
    "chinabankingnews.com": "China Banking News",
    "chinatalk.nl": "ChinaTalk",
    "yicaiglobal.com": "Yicai Global",
    "caixinglobal.com": "Caixin",
    "news.mingpao.com": "Ming Pao (明報)",
    "gmteight.com": "Open-source Securities",
    "m.ebrun.com": "Ebrun (亿邦动力)",
    "m.zhikuai.com": "Zhikuai",
    "alphaspread.com": "Alpha Spread",
    "usmart.hk": "uSmart",
    "finance.people.com.cn": "People's Daily Online",
    "ecommercenext.org": "eCommerceNext",
    "daoinsights.com": "Dao Insights",
    "m.socomic.net": "a repost, from CNNIC",
    "zh.hk01.com": "HK01",
    "wbzol.com": "a repost, from CNNIC",
    "www2.hkej.com": "Hong Kong Economic Journal",
    "thinkchina.sg": "ThinkChina",
    "renrendoc.com": "Renrendoc",
    "big5.chinairn.com": "Zhongyan Puhua (中研普华)",
    "iresearchchina.com": "iResearch (艾瑞)",
    "curatechina.com": "Curate China",
    "chinastockmarketnews.com": "a broker's note",
    "fxbaogao.com": "Fxbaogao",
    "poems.com.hk": "Phillip Securities",
    "weekinchina.com": "Week in China",
    "content-na1.emarketer.com": "eMarketer",
    "hao.cnyes.com": "EqualOcean",
    "scmp.com": "South China Morning Post",
    "srccms.com": "Sina, from CNNIC",
    "942fx.com": "DoNews, from CNNIC",
    "qiye.chinadaily.com.cn": "China News, from CNNIC",
    "portuguese.people.com.cn": "Xinhua, from CNNIC",
    "kr-asia.com": "KrASIA",
    "m.middleofthefairway.com": "a repost",
    "campaignchina.com": "Campaign China",
    "chinafilminsider.com": "China Film Insider",
}
ORIGINS = {
    "kuaishou": "Kuaishou's results",
    "36kr": "36Kr",
    "reportify": "Reportify",
    "sina": "Sina",
    "xinhua": "Xinhua",
    "tencent": "Tencent",
    "linkshop": "Linkshop (联商网)",
    "wallstreetcn": "Wallstreetcn",
    "southern-metropolis-daily": "Southern Metropolis Daily",
    "longbridge": "Longbridge",
    "pandaily": "Pandaily",
    "equalocean": "EqualOcean",
    "qianzhan": "Qianzhan (前瞻)",
    "zhongshang": "ASKCI (中商)",
    "donews": "DoNews",
    "china-daily": "China Daily",
    "kr-asia": "KrASIA",
    "alibaba": "Alibaba",
    "technode": "TechNode",
    "searchina": "Searchina",
    "reuters": "Reuters",
    "100ec": "Wangjingshe (网经社)",
    "china-high-tech-herald": "China High-Tech Herald",
    "scmp": "South China Morning Post",
    "dsb": "DSB (电商报)",
    "chinanews": "China News",
    "gree": "Gree, by the press",
}


def outlet(row) -> str:
    """The name of who published a reported figure; KeyError where none is known."""
    host = urlsplit(row.source_url).netloc.removeprefix("www.")
    return HOSTS[host] if host in HOSTS else ORIGINS[row.origin]


def dated(row) -> str:
    """The name with the month, or the year, of the page: "Caixin, Apr 2021"."""
    when = row.published
    if len(when) > 4:
        when = f"{date.fromisoformat(when[:7] + '-01'):%b %Y}"
    return f"{outlet(row)}, {when}" if when else outlet(row)


def kind(row) -> str:
    """The kind of a row's source in words, and whether the figure was read there."""
    second = ", read second-hand" if row.checked == "second_hand" else ""
    return KIND_WORDS[row.source_kind] + second


def names(register: Register, rows: Iterable, most: int = 5) -> str:
    """The names of several rows for the source line of a chart, each once: "the articles; Caixin; Sina".

    Where there are more than `most`, those that give most rows, and how many others the page's table names.
    """
    rows = list({row.id: row for row in rows}.values())
    count = Counter("the articles" if article_of(register, row) else outlet(row) for row in rows)
    found = list(count)
    if len(found) > most:
        found = [name for name, _ in count.most_common(most - 1)]
        found.append(f"{len(count) - len(found)} others, named in the table")
    second = any(row.checked == "second_hand" for row in rows)
    return "; ".join(found) + (" (some read second-hand)" if second else "")


# HTML

ARTICLE = '<span class="r-mark" title="printed in an article">●</span>'
ELSEWHERE = '<span class="r-mark r-else" title="reported elsewhere">◆</span>'


def cited(register: Register, rows: Iterable) -> Html:
    """Whose figures a table's row rests on: articles by id, others by name, each with its kind; one line a page."""
    lines = {}
    for row in rows:
        if article := article_of(register, row):
            lines[article] = f"{ARTICLE} {article_link(article).text}"
        else:
            name = f'<a href="{escape(row.source_url, quote=True)}">{han(escape(dated(row)))}</a>'
            lines.setdefault(f"{dated(row)} {kind(row)}", f"{ELSEWHERE} {name}: {kind(row)}")
    return Html("<br>".join(lines.values()))


def figure(register: Register, row, text: str) -> Html:
    """A number in a table, linked to its claim or to the page it was published on."""
    return Html(linked(register, row.id, text))
