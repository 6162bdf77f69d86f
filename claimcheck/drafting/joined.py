"""Words that stand right at a metric's word and may narrow it: 货架GMV is no GMV of all (泛货架, 短视频, 自播 …).

Which words narrow a metric cannot be listed, so those that do not are: dates, words of speech, and the names of the
entity. What is left counts as a part, and a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.drafting.days import DATE

_NO_PART = (  # behind one of these begins what is measured
    "的|其|该|此|这一?|本|在|是|为|以|使|让|和|与|及|或|对|从|由|于|将|把|被|了|至|到|达|超|破|近|约|占|比|按|据|每|各|且|而|也|又|已|都|仍|还|更|若|即|但|个"
    "|公司|集团|平台|整体|全部|所有|全站|总体|合计|累计|总计|总|电商|商品|业务|如今|目前|当前|其中|同时|随着|来自|包括|平均|年度|全年|单季度?|季度|当季|当年|当月|同期|期间|期内"
    "|首次|一个|两个|实现|完成|贡献|带来|带动|推动|拉动|驱动|促进|创造|产生|取得|获得|保持|达成|超过|突破|提升|提高|增长|增加|上升|下降|减少|影响|计算|显示|表示|预计|估计|公布|披露|宣布|关[心注]"
)
_WORD = re.compile("[\u3400-\u9fffA-Za-z]+$")
LONGEST = 6  # characters that are shown


def part(before: str, names: Iterable[str] = ()) -> str:
    """The word at the end of `before` that may be a part of what is measured behind it; blank where there is none.

    before: the words up to the metric's own, in Simplified characters; names: of the entity.
    """
    dates = [one.end() for one in DATE.finditer(before)]
    match = _WORD.search(before[dates[-1] if dates else 0 :])
    if not match:
        return ""
    known = "|".join([_NO_PART, *map(re.escape, names)])
    word = re.sub(f"(?:{known})+$", "", match.group())
    ends = [one.end() for one in re.finditer(known, word)]
    return word[ends[-1] if ends else 0 :][-LONGEST:]
