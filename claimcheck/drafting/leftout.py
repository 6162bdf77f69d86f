"""Digits that are no claim, of the common kinds: page furniture, list numbers, names, idioms, contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.drafting.cleaned import Cleaned


@dataclass(frozen=True)
class LeftOut:
    """A stretch of the clean text, the reason of exclusions.csv, and a note."""

    start: int
    end: int
    reason: str
    note: str


# read before any figure: (pattern over the Simplified text, reason, note); the group `it`, if any, is the stretch
_FIRST = tuple(
    (re.compile(pattern, flags), reason, note)
    for pattern, flags, reason, note in (
        (r"(?:https?://|www\.)[^\s\u3400-\u9fff()（）]+", 0, "contact", "Address of a page."),
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII, "contact", "Address of a mailbox."),
        (
            r"(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|hk|html?)\b[^\s\u3400-\u9fff]*",
            re.ASCII,
            "contact",
            "Address of a page.",
        ),
        (r"(?<!\d)(?:400-?\d{3}-?\d{4}|1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)", re.ASCII, "contact", "Telephone number."),
        (
            r"(?:QQ|微信|电话|热线|邮编|备案|许可证|ICP)\D{0,6}(?P<it>\d{5,})",
            re.ASCII,
            "contact",
            "Number of a contact.",
        ),
        (r"(?<!\d)\d{4,6}\.(?:HK|SH|SZ|SS|US|O|N)\b", re.ASCII, "name", "Code of a stock."),
        (r"(?:股票代码|股份代号|代码|港股代号)\D{0,4}(?P<it>\d{4,6})(?!\d)", re.ASCII, "name", "Code of a stock."),
        (r"(?<![\d.:])\d{1,2}:\d{2}(?::\d{2})?(?![\d%])", re.ASCII, "page_furniture", "Time of day."),
        (
            r"(?:下载次数|阅读量?|浏览|点击|评论|回复|查看)\s?[:：(]\s?(?P<it>\d+)",
            re.ASCII,
            "forum_counter",
            "Counter of the page.",
        ),
        (r"\[\d{1,2}\]", re.ASCII, "page_furniture", "Number of a note or of a page."),
        (r"[^\n]{0,6}(?:第\d+页|\d+/\d+页)", re.ASCII, "page_furniture", "Number of a page."),
        (
            r"^[ \t\u3000]*(?P<it>(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[.、)）．](?!\d)|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|0\d(?=\s))",
            re.ASCII | re.MULTILINE,
            "section_number",
            "",
        ),
        (r"(?<=[\s。”])(?P<it>0\d)(?=\s)", re.ASCII, "section_number", ""),
        (r"[①②③④⑤⑥⑦⑧⑨⑩]", 0, "list_numbering", ""),
        (
            r"(?<![\d.])(?:双十[一二]|双1[12]|双旦|618|616|三八(?=[节女妇])|38(?=[节女妇大])|五一|十一(?=黄金|假期|长假|国庆)|315|3·15)(?![\d.%万亿])",
            re.ASCII,
            "name",
            "Day of sales or of a festival.",
        ),
        (r"(?<![\d.])520(?=[,，。、节 ])", re.ASCII, "name", "Festival of 20 May."),
        (
            r"(?i:iphone|huawei|mate|galaxy|windows|ios|android|redmi|model|gpt|web|v|x)-?\s?(?P<it>\d+(?:\.\d+)*)(?![\d万亿%])",
            re.ASCII,
            "name",
            "Name of a product.",
        ),
        (
            r"\b[2-6][Gg](?![A-Za-z])|\b[34][Kk](?=[\u3400-\u9fff]{0,2}(?:视频|画质|电视|屏))",
            re.ASCII,
            "name",
            "Name of a technique.",
        ),
        (r"(?<![\d.])[1-9]\.0(?![\d%万亿元倍])", re.ASCII, "name", "Version of something."),
        (r"(?<![\d.])\d[vV]\d(?!\d)", re.ASCII, "not_a_quantity", "So many to one."),
        (
            r"进一步|一步步|一直|一切|一定|一般|一样|一致|一旦|一些|一起|一同|一并|一边|一味|一度|一如既往|一番|一举|一律|一向|一再|一时|一体|统一|唯一|单一|(?<!分)之一|万一|同一|(?:另|这)?一方面|一方|第三方|另一(?:个|方|边|面)?|某一|任一|一线|一二线|三四线|二三线|一把手|一流",
            0,
            "idiom",
            "",
        ),
        (
            r"数(?=[据字值量码学额目智控藏])|(?<=[多少人次总指倍分变函参读])数(?![十百千万亿])",
            0,
            "not_a_quantity",
            "Part of a word.",
        ),
        (
            r"万物|万众|千方百计|千千万万|百货|百姓|百科|百家号|千瓜|千川|千牛|千里|万能|万象|半边天|五花八门|三三两两|十分(?!之|钟)|半径|半导体|百度|亿邦|百联|千禧|几乎|三农|两会|十四五|四通八达|一五一十|不三不四|三番五次|三番两次|千军万马|千家万户|万众|一波三折|七上八下|百花齐放|四面八方|五湖四海|二维码|二手|三观|四川|五金|六郎|七夕|八卦|九州|十足|百搭|百度|三星|三只松鼠|五菱|六神|七匹狼|两岸|两极|几何",
            0,
            "name",
            "Part of a name or of a word.",
        ),
        (
            r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜程](?P<it>[一二三四五六七八九十百千万])(?=[\u3400-\u9fff](?:[,，表说介透、指称]|在))",
            0,
            "name",
            "Part of a person's name.",
        ),
    )
)


def first_kinds(text: Cleaned) -> Iterator[LeftOut]:
    """What is told apart before figures are looked for."""
    for pattern, reason, note in _FIRST:
        for match in pattern.finditer(text.plain):
            start, end = match.span("it") if "it" in pattern.groupindex and match["it"] else match.span()
            yield LeftOut(start, end, reason, note)
