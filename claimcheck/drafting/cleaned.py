"""A text without its damage of known kinds, and where each of its characters stands in the text as it is.

Known kinds: the reading of a character left in brackets behind it by a conversion (達(dá)到), and what is
printed a second time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from claimcheck.printed.tokens import canonical

READING = re.compile("(?<=[\u3400-\u9fff])\\([a-zà-öø-ǿ]{1,7}\\)")
# what the words beside a figure are written with, beyond what the reader of figures needs
_PAIRS = (
    "絲丝賣卖費费傭佣補补貼贴資资淨净虧亏損损潤润價价鍵键產产測测獎奖機机構构賺赚話话線线電电郵邮報报讀读評评論论複复復复載载閱阅覽览擊击讚赞視视頻频財财顧顾騎骑繫系係系懷怀繼继齡龄歸归區区團团題题飛飞馬马"
    "魚鱼鳥鸟麗丽麥麦龍龙陽阳陳陈隊队際际險险隨随難难雲云靈灵靜静韓韩響响願愿顯显風风養养館馆騰腾驗验驅驱髮发鬥斗魯鲁鮮鲜鴻鸿黃黄齒齿趙赵孫孙鄭郑馮冯蔣蒋許许呂吕嚴严華华邊边農农艦舰蘋苹貨货質质賓宾賽赛贏赢"
    "軟软輪轮輯辑輸输轉转辦办進进運运選选適适遊游遞递遲迟遷迁鋪铺鍋锅鏈链鐵铁闢辟陣阵"
)
_SCRIPT = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_AROUND = 16  # characters on one side of a place that must stand above as well


@dataclass(frozen=True)
class Cleaned:
    """text: as read; places: for each of its characters, and its end, the place in `printed`."""

    printed: str
    text: str
    places: tuple[int, ...]

    @cached_property
    def plain(self) -> str:
        """The text in Simplified characters, character for character."""
        return canonical(self.text).translate(_SCRIPT)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the clean text as one of the text as it is; a reading behind its last character is left out."""
        return self.places[start], self.places[end - 1] + 1

    @cached_property
    def _squeezed(self) -> tuple[str, dict[int, int]]:
        kept = [n for n, character in enumerate(self.text) if not character.isspace()]
        return "".join(self.text[n] for n in kept), {n: place for place, n in enumerate(kept)}

    def is_second_printing(self, start: int, end: int) -> bool:
        """Whether the stretch, with what stands before it or behind it, stands once more above it."""
        squeezed, place = self._squeezed
        if start not in place:
            return False
        at, last = place[start], place[start] + end - start
        for around in (squeezed[max(0, at - _AROUND) : last], squeezed[at : last + _AROUND]):
            if len(around) >= _AROUND and squeezed.find(around, 0, max(0, at - 1)) >= 0:
                return True
        return False


def cleaned(printed: str) -> Cleaned:
    """The text without the readings that a conversion left behind."""
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in (*READING.finditer(printed), None):
        end = match.start() if match else len(printed)
        parts.append(printed[at:end])
        places.extend(range(at, end))
        at = match.end() if match else end
    return Cleaned(printed, "".join(parts), (*places, len(printed)))
