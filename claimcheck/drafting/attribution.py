"""Whom a text has a figure from, where it says so in the same sentence before it."""

from __future__ import annotations

import re

_NAME = r"(?P<who>[^,，。;；:：、\s“”《》()（）]{2,20}?)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:根据|根據|据|據){_NAME}(?:的)?(?:发布的|發布的)?(?:数据|數據|报告|報告|财报|財報|监测|監測|统计|統計|测算|測算|估算|预测|預測|介绍|介紹|透露|了解)(?:显示|顯示|监控|監控)?[^。;；]*$",
        rf"(?:^|[,，。;；\n]){_NAME}(?:的)?(?:数据|數據|报告|報告|财报|財報|业绩|業績)(?:显示|顯示)[^。;；]*$",
        rf"(?:^|[,，。;；\n“”]){_NAME}(?:表示|称|稱|透露|指出|介绍|介紹|宣布|披露|预计|預計)[^。;；]*$",
    )
)
_END = re.compile("[。;；\n!！?？]")
_NOBODY = re.compile("^(?:此|其|该|該|这|這|也|还|還|并|並|据悉|官方给出的)|^(?:近日|同时|同時|此外|目前)$|[0-9%]")


def of(text: str, start: int) -> str:
    """The name beside 显示, 表示, 测算 …, as printed; blank if there is none."""
    begins = [match.end() for match in _END.finditer(text, max(0, start - 120), start)]
    sentence = text[begins[-1] if begins else max(0, start - 120) : start]
    for form in _FORMS:
        match = form.search(sentence)
        if match and not _NOBODY.search(match["who"]):
            return match["who"]
    return ""
