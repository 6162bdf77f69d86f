"""What readers type into the figure lookup, and what it is to answer."""

from __future__ import annotations

GMV_2021, GMV_2020, GMV_2019, GROWTH_2021, GROWTH_2020 = (
    "trust-2023-04",
    "gravity-2021-15",
    "gravity-2021-16",
    "trust-2023-05",
    "gravity-2021-17",
)
VIEWERS, MARKET, SHARE, TAKE_RATE, SESSION = (
    "providers-2021-33",
    "providers-2021-37",
    "gravity-2021-22",
    "gravity-2021-24",
    "subsidy-2020-05",
)
# what is typed -> the first answer of each figure in it
FOUND = {
    "6800億": [GMV_2021],
    "6800亿": [GMV_2021],
    "6,800亿元": [GMV_2021],
    "６８００億元": [GMV_2021],
    "6800億元人民幣": [GMV_2021],
    "0.68万亿": [GMV_2021],
    "0.68萬億元": [GMV_2021],
    "RMB680bn": [GMV_2021],
    "RMB 680 billion": [GMV_2021],
    "¥680bn": [GMV_2021],
    "680 billion yuan": [GMV_2021],
    "680 bn": [GMV_2021],
    "0.68 trillion yuan": [GMV_2021],
    "680000000000": [GMV_2021],
    "六千八百亿": [GMV_2021],
    "六千八百億元": [GMV_2021],
    "78.4%": [GROWTH_2021],
    "78.4％": [GROWTH_2021],
    "78.4 percent": [GROWTH_2021],
    "78.4 per cent": [GROWTH_2021],
    "百分之七十八点四": [GROWTH_2021],
    "百分之78.4": [GROWTH_2021],
    "539.5%": [GROWTH_2020],
    "3812亿": [GMV_2020],
    "3,812億元": [GMV_2020],
    "381.2bn": [GMV_2020],
    "三千八百一十二億": [GMV_2020],
    "596億元": [GMV_2019],
    "59.6 billion yuan": [GMV_2019],
    "五点六二亿": [VIEWERS],
    "五點六二億人": [VIEWERS],
    "5.62億人": [VIEWERS],
    "562 million": [VIEWERS],
    "562m viewers": [VIEWERS],
    "9610億元": [MARKET],
    "961bn": [MARKET],
    "0.961 trillion": [MARKET],
    "6.3%": [SHARE],
    "0.97%": [TAKE_RATE],
    "12.5亿": [SESSION],
    "1.25 billion": [SESSION],
    "1186億元": ["providers-2021-28"],
    "219.8%": ["providers-2021-27"],
    "589.1%": ["providers-2021-25"],
    "超4000億元": ["gravity-2021-19"],
    "淘宝直播2020年GMV超4000亿元": ["gravity-2021-19"],
    "快手2021年GMV 6800亿": [GMV_2021],
    "Kuaishou's GMV reached 680bn yuan in 2021": [GMV_2021],
    "2021年快手全年電商交易總額(GMV)達6800億元,同比增長78.4%。": [GMV_2021, GROWTH_2021],
    "2020年全年快手電商GMV為3812億元,較2019年的596億元同比增長539.5%": [GMV_2020, GMV_2019, GROWTH_2020],
    "GMV of 680 billion yuan in 2021, up 78.4 percent": [GMV_2021, GROWTH_2021],
    "2020年上半年观看电商直播人数为5.62亿人": [VIEWERS],
    "快手电商货币化率0.97%": [TAKE_RATE],
    "平均复购率高达65%": ["trust-2023-14"],
    "2021年9月复购率突破70%": ["trust-2023-16"],
    "服务费8%": ["subsidy-2020-48"],
    "技术服务费可低至1%": ["subsidy-2020-40"],
    "快手2018年GMV 0.97亿元": ["trust-2023-08"],
    # a year right before the figure
    "GMV 2021 680 billion": [GMV_2021],
    "GMV 2020 381.2 billion": [GMV_2020],
    "Douyin GMV 2020 170 billion": ["douyin-gmv-2020-caixin"],
    "Douyin GMV 2020 180 billion": ["douyin-gmv-2020-caixin-high"],
    "680 000 000 000": [GMV_2021],
    # what the page on what to quote says to use
    "308.2 million": ["dau-2021-company"],
    "3.082亿": ["dau-2021-company"],
    "日活3.08亿": ["dau-2021-company"],
    "412.3 million": ["dau-2026-q2-notes"],
    "1.34亿": ["buyers-2025-q2-swhy"],
    "3.09亿": ["cnnic-live-users-ecommerce-2020-06-30-sina-cnnic46"],
    "540%": ["gmv-yoy-2020-36kr-digest"],
    # what pages compute, at the digits that they show
    "take rate 2025 1.39%": ["quote-take-rate-2025"],
    "1.33%": ["quote-take-rate-2025-without-kling-ai"],
    "0.44%": ["take-rate-2019"],
    "0.66%": ["cross-r178"],
    "0.665%": ["cross-r178"],
    # without a unit
    "9610": [MARKET],
    "6800": [GMV_2021],
}
# what is typed -> the nearest known figure of the quantity that it names
NEAR = {
    "快手2021年GMV达6500亿元": GMV_2021,
    "GMV of Kuaishou in 2021: 650 billion yuan": GMV_2021,
    "快手2020年GMV 3900亿": GMV_2020,
    "2020年同比增长530%": GROWTH_2020,
    "2020年快手货币化率1.1%": TAKE_RATE,
    "日活3.07亿": "dau-2021-company",
    "take rate 2021 1.2%": "take-rate-2021",
}
NOTHING = ["hello", "快手", "2021", "2021年", "Q3", "<script>alert(1)</script>", "🙂", "。。。"]


# words without a figure -> the first thing known, and the page
NAMED = {
    "抖音 GMV": ("douyin-gmv-2024-daoinsights", "chapters/market.html"),
    "Douyin GMV 2020": ("douyin-gmv-2020-caixin", "chapters/market.html"),
    "复购率": ("trust-2023-16", "chapters/audience.html"),
    "復購率": ("trust-2023-16", "chapters/audience.html"),
    "repurchase rate 2020": (None, "chapters/audience.html"),
    "月活 2023": ("mau-2023-company", "chapters/audience.html"),
    "MAU": (None, "chapters/audience.html"),
    "GMV 2025": ("gmv-2025-company-2025fy", "chapters/growth.html"),
    "GMV 2021": (GMV_2021, "chapters/growth.html"),
    "take rate 2021": ("take-rate-2021", "chapters/monetisation.html"),
    "淘宝直播": ("gravity-2021-19", "chapters/market.html"),
}
# a figure too far from the quantity that the words name -> what is known of theirs
FAR = {
    "快手2021年GMV 68亿": GMV_2021,
    "Douyin GMV 2021 3 billion": "douyin-gmv-2021-technode-mirror",
    "take rate 2021 5%": "take-rate-2021",
}
# what was once answered with another figure, or with a note that denied it -> the first answer of each figure in it
FIRST = {
    "電商收入12億元,同比589.1%": ["providers-2021-24", "providers-2021-25"],
    "2020年電商整體市場規模9610億元": [MARKET],
    "market 2020 961 billion": [MARKET],
    "直播电商市场规模9610亿元": ["market-size-2020-iimedia-2021q1"],
    "其他服務占2020年收入的6.3%": ["quote-gravity-2021-22"],
    "同比大幅增長121.5%": ["providers-2021-38"],
    "比2019年增加1.29億人": ["providers-2021-35"],
    "較2019年的596億元增長539.5%": [GMV_2019, GROWTH_2020],
    "2倍": ["newness-2022-06"],
    "100瓶茅臺": ["gravity-2021-34"],
    "100家服務商": ["providers-2021-64"],
    "超過了50%": ["providers-2021-21"],
    "180天": ["trust-2023-23"],
    "接近2000萬": ["gravity-2021-38"],
    "日活达到3亿": ["subsidy-2020-18"],
    "3億日活": ["gravity-2021-42"],
    "70%以上": ["newness-2022-49"],
    "超过70%": ["newness-2022-51"],
    "10w+": ["subsidy-2020-41"],
    "上亿": ["subsidy-2020-34"],
    "万亿级": ["providers-2021-40"],
    # as charts label it: the figure that it is the rounding of
    "901 billion": ["gmv-2022-company"],
    "1,184 billion": ["gmv-2023-company"],
    "381 billion": [GMV_2020],
    "增长5.4倍": [GROWTH_2020],
}
# what no figure is -> the nearest, if any
UNKNOWN = {
    "60亿": "rev-other-2025-q3-wenweipo",
    "$381.2 billion": None,
    "US$381.2 billion": None,
    "HK$381.2 billion": None,
    "381.2 billion USD": None,
    "GMV 3811億": GMV_2020,
    "1000家": None,
}
# the right number of another year -> the figure that has it, and what is known for the year that is named
OTHER_YEAR = {
    "2019年 3812亿": (GMV_2020, GMV_2019),
    "快手2020年GMV 6800亿": (GMV_2021, GMV_2020),
    "1.29亿 2021": ("providers-2021-35", "cnnic-live-users-ecommerce-change-2021-06-30-buruo-cnnic48"),
    "5.62亿 2021年": (VIEWERS, "cnnic-live-users-ecommerce-2021-06-30-buruo-cnnic48"),
    "0.97% 2021": (TAKE_RATE, "take-rate-2021"),
    "快手2022年一季度GMV同比增长219.8%": ("providers-2021-27", "gmv-yoy-2022-q1-reportify-2022q1"),
    "65% 2021": ("trust-2023-14", "trust-2023-16"),
}
# a number that is known, said of another company -> whose it is
ELSE = {
    "抖音 GMV 6800亿 2021": "Kuaishou",
    "拼多多 6800亿": "Kuaishou",
    "淘宝直播2020年GMV 3812亿元": "Kuaishou",
    "抖音日活3亿": "Kuaishou",
    "淘宝直播 9.8%": "Kuaishou",
    "Douyin GMV 500 billion 2020": "Taobao Live",
}
DIRECTION = {
    # the other way round: it fell
    "live streaming revenue grew 6.7%": "rev-ls-yoy-2021-qianzhan",
    "快手直播收入增长3.9%": "rev-ls-yoy-2024-q3-company",
    "-539.5%": GROWTH_2020,
    "下降78.4%": GROWTH_2021,
    "fell 78.4%": GROWTH_2021,
    "GMV was down by 78.4%": GROWTH_2021,
}
# words that are claims -> the claim
SAID = {
    "双百亿补贴": "subsidy-2020-10",
    "京东双百亿补贴": "subsidy-2020-10",
    "百億補貼": "gravity-2021-45",
    "快手電商推出百億補貼專場": "gravity-2021-45",
    "a 10 billion subsidy": "subsidy-2020-10",
    "第四極": "gravity-2021-23",
    "半邊天": "trust-2023-01",
    "half the sky": "trust-2023-01",
    "第一大": "providers-2021-22",
    "增長最快": "providers-2021-30",
    "fastest growing": "providers-2021-30",
    "profit": "gravity-2021-28",
    "净利润": "gravity-2021-28",
    "千人大会": "providers-2021-02",
    "五年內": "trust-2023-06",
    "9月16日": "newness-2022-11",
    "2022年9月16日": "newness-2022-11",
    "5月27日": "subsidy-2020-37",
    "6月14日": "subsidy-2020-03",
}
# quantities in Traditional characters -> their id
NO_FIGURE = {
    "貨幣化率": "take_rate",
    "電商交易總額": "gmv",
    "商品交易總額2021": "gmv",
    "直播帶貨": "event_sales",
    "買家": "paying_users_ecommerce",
}
