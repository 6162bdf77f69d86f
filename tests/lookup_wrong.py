"""What readers type into the figure lookup with one thing wrong: the period, the company, the quantity, the unit; and
sentences that are right and must not be denied."""

from __future__ import annotations

from lookup_cases import GMV_2020, GMV_2021, GROWTH_2020, GROWTH_2021, MARKET, SHARE, TAKE_RATE, VIEWERS

GMV_Q1, GROWTH_Q1, OTHER_Q2, SHARE_Q2 = "providers-2021-28", "providers-2021-27", "newness-2022-29", "newness-2022-30"
REPURCHASE, REVENUE_2021, TAOBAO_2020 = "trust-2023-14", "rev-2021-17car", "gravity-2021-19"
# the number of another period -> the figure that has it, and what is known for the period named
PERIOD = {
    "快手2021年第三季度GMV为1186亿元": (GMV_Q1, "gmv-2021-q3-company"),
    "2021Q4 GMV 1186亿": (GMV_Q1, "gmv-2021-q4-company"),
    "4Q21 GMV RMB118.6bn": (GMV_Q1, "gmv-2021-q4-company"),
    "快手2021年GMV为1186亿元": (GMV_Q1, GMV_2021),
    "Kuaishou's 2021 GMV was 118.6 billion yuan": (GMV_Q1, GMV_2021),
    "GMV of 118.6 billion yuan in the second quarter of 2021": (GMV_Q1, "gmv-2021-q2-company-2022q2"),
    "截至2021年9月30日止三个月,快手GMV为1186亿元": (GMV_Q1, "gmv-2021-q3-company"),
    "2021年一季度GMV 6800亿元": (GMV_2021, GMV_Q1),
    "2020年上半年GMV 3812亿元": (GMV_2020, "gmv-2020-h1-lieyun"),
    "2022年前三季度GMV 6800亿元": (GMV_2021, None),
    "2021年第一季度GMV同比增长78.4%": (GROWTH_2021, GROWTH_Q1),
    "2021年二季度GMV同比增长219.8%": (GROWTH_Q1, "gmv-yoy-2021-q2-tencent-tech"),
    "快手2022年第三季度GMV同比增长31.5%": ("gmv-yoy-2022-q2-company-2022q2", "gmv-yoy-2022-q3-company"),
    "2022年第二季度GMV同比增长26.6%": ("gmv-yoy-2022-q3-company", "gmv-yoy-2022-q2-company-2022q2"),
    "2022年其他服务收入21亿元": (OTHER_Q2, "rev-other-2022-17car"),
    "2022年其他服务收入占比9.8%": (SHARE_Q2, "share-other-2022-17car"),
    "线上营销2021年收入86亿元": ("providers-2021-18", "rev-oms-2021-17car"),
    "2020年第一季度GMV 1186亿": (GMV_Q1, None),
    "快手双11GMV 6800亿": (GMV_2021, None),
    "2020年双十一快手GMV 6800亿": (GMV_2021, None),
    "快手单日GMV 6800亿": (GMV_2021, None),
    "2020年GMV增长78.4%": (GROWTH_2021, GROWTH_2020),
    "GMV growth of 78.4% in 2020": (GROWTH_2021, GROWTH_2020),
    "FY20 GMV 680bn": (GMV_2021, GMV_2020),
    "快手20年GMV 6800亿": (GMV_2021, GMV_2020),
    "快手2021年平均复购率70%": ("trust-2023-16", None),
    "二〇二〇年GMV六千八百亿元": (GMV_2021, GMV_2020),
}
# the number of another company -> whose it is, and what is known of the one named
COMPANY = {
    "快手2020年GMV 4000亿": ("Taobao Live", GMV_2020),
    "快手2021年GMV 8000亿元": ("Douyin", GMV_2021),
    "抖音2021年GMV 6800亿": ("Kuaishou", "douyin-gmv-2021-technode-mirror"),
    "视频号2021年GMV 6800亿": ("Kuaishou", None),
    "唯品会2021年GMV 6800亿元": ("Kuaishou", None),
    "美团GMV 6800亿": ("Kuaishou", None),
    "B站GMV 6800亿": ("Kuaishou", None),
    "Shein GMV 680 billion yuan": ("Kuaishou", None),
    "点淘GMV 3812亿": ("Kuaishou", TAOBAO_2020),
    "淘宝2021年GMV增长78.4%": ("Kuaishou", None),
    "阿里货币化率3%以上": ("E-commerce industry", None),
    # names that stand in no list
    "甲乙网2021年GMV 6800亿元": ("Kuaishou", None),
    "Zepto 2021 GMV 680 billion yuan": ("Kuaishou", None),
    "GMV of Zepto was 680 billion yuan in 2021": ("Kuaishou", None),
}
# the number of another quantity -> the figure that has it, and what is known of the one named
QUANTITY = {
    "快手2021年营收6800亿元": (GMV_2021, REVENUE_2021),
    "快手2021年收入6800亿": (GMV_2021, REVENUE_2021),
    "快手利润6800亿": (GMV_2021, None),
    "快手退货率65%": (REPURCHASE, None),
    "毛利率65%": (REPURCHASE, None),
    "总营收同比增长78.4%": (GROWTH_2021, "rev-yoy-2020-36kr-digest"),
    "日活同比增长219.8%": (GROWTH_Q1, None),
    "其他服务收入增长539.5%": (GROWTH_2020, "rev-other-yoy-2021-q1-cgtn"),
    "月活跃用户78.4%": (GROWTH_2021, "mau-yoy-2020-36kr-digest"),
    "CAGR 78.4%": (GROWTH_2021, None),
    "货币化率6.3%": (SHARE, None),
    "take rate of 6.3% in 2020": (SHARE, TAKE_RATE),
    "快手电商收入占比0.97%": (TAKE_RATE, "gravity-2021-21"),
    "快手2020年GMV 9610亿元": (MARKET, GMV_2020),
    "快手2021年净利润37亿元": ("gravity-2021-20", None),
}
# a growth that is the level -> what is known of the growth
GROWTH = {"2021Q1 GMV 同比增长3.2倍": GROWTH_Q1, "GMV增长6.4倍": GROWTH_2020}
# what no figure is -> what is known of that which the words name, if anything
NOT_KNOWN = {
    "Q1 2021 GMV 1186 billion yuan": GMV_Q1,
    "快手2021年第一季度GMV118.6亿元": GMV_Q1,
    "Kuaishou GMV 68 billion yuan in 2021": GMV_2021,
    "GMV exceeded 1 trillion yuan in 2023": "gmv-2023-company",
    "2022Q2其他服务占比8%": SHARE_Q2,
    "GMV同比增长近4.4倍": GROWTH_2020,
    "2021年货币化率1.37%": "take-rate-2021",
    "快手2026年GMV 3万亿": None,
    "净亏损188.5亿": None,
    "订单量 50亿": None,
    "毛利率40.5%": None,
    "拼多多货币化率2.9%": None,
    "京东2020年GMV 2.6万亿元": None,
    "6800億港元": None,
    "市值6800亿港元": None,
    "6800亿美金": None,
    "6800亿日元": None,
    "3812亿欧元": None,
}
# what is right as it stands -> the first answer of each figure in it, without a note
RIGHT = {
    "2020年直播电商市场规模9610亿元": ["market-size-2020-iimedia-2021q1"],
    "live e-commerce grew 121.5% in 2020": ["providers-2021-38"],
    "我国网络直播用户5.62亿人": ["cnnic-live-users-all-2020-06-30-sina-cnnic46"],
    "live streaming users of 562 million in June 2020": ["cnnic-live-users-all-2020-06-30-sina-cnnic46"],
    "电商直播用户5.62亿人": [VIEWERS],
    "2021年一季度其他服务收入12亿元,同比增长589.1%": ["rev-other-2021-q1-afpbb", "rev-other-yoy-2021-q1-cgtn"],
    "2020年其他服务收入37亿元,占总收入6.3%": ["gravity-2021-20", "quote-gravity-2021-22"],
    "2021年GMV 6800亿元,较上年的3812亿元增长78.4%": [GMV_2021, GMV_2020, GROWTH_2021],
    "2021年GMV同比增长78.4%,较上年的539.5%放缓": [GROWTH_2021, GROWTH_2020],
    "GMV rose to 680bn in 2021 from 381.2bn a year earlier": [GMV_2021, GMV_2020],
    "GMV rose from 381.2bn in 2020 to 680bn in 2021": [GMV_2020, GMV_2021],
    "GMV同比增長539.5%,達3,812億元": [GROWTH_2020, GMV_2020],
    "2021年Q1至Q4快手GMV分别为1186亿元、1454亿元、1758亿元和2403亿元": [
        GMV_Q1, "gmv-2021-q2-company-2022q2", "gmv-2021-q3-company", "gmv-2021-q4-company",
    ],
    "2021年上半年GMV 2640亿元": ["gmv-2021h1"],
    "Kuaishou said on March 29, 2022 that GMV rose 78.4% to 680 billion yuan in 2021": [GROWTH_2021, GMV_2021],
    "抖音、快手2021年GMV分别为8000亿元、6800亿元": ["douyin-gmv-2021-technode-mirror", GMV_2021],
    "与抖音相比,快手2021年GMV为6800亿元": [GMV_2021],
    "短视频平台快手2021年GMV 6800亿": [GMV_2021],
    "据财报2021年GMV为6800亿元": [GMV_2021],
    "Kuaishou GMV 2021: 680bn vs 2020: 381.2bn": [GMV_2021, GMV_2020],
    "For the three months ended March 31, 2021, GMV was RMB118.6 billion": [GMV_Q1],
    "2021 GMV 6800亿元 同比 78.4% 其他服务 74亿": [GMV_2021, GROWTH_2021, "rev-other-2021-17car"],
    "快手2024年GMV 1.4万亿": ["gmv-2024-company"],
    "2025年GMV约1.6万亿元": ["gmv-2025-company-2025fy"],
    "快手2021年营收810亿": [REVENUE_2021],
    "快手2022年GMV 9000亿元": ["gmv-2022-company"],
    "2021年GMV增长约80%": [GROWTH_2021],
    "78%": [GROWTH_2021],
    "2021年一季度GMV增长2.2倍": [GROWTH_Q1],
    "Kuaishou (1024.HK): 1Q21 GMV RMB118.6bn, +219.8% YoY": [GMV_Q1, GROWTH_Q1],
    "6千8百亿": [GMV_2021],
    "3千8百12亿": [GMV_2020],
    "6800多亿": [GMV_2021],
    "5亿6200万": [VIEWERS],
    "五億六千二百萬": [VIEWERS],
    "c.78.4%": [GROWTH_2021],
    "78,4%": [GROWTH_2021],
    "复购率超七成": ["trust-2023-16"],
    "RMB680B": [GMV_2021],
    "680B yuan": [GMV_2021],
    "100亿补贴": ["subsidy-size-2020-06-compasslist"],
}  # fmt: skip
# bounds that the figure known does not meet -> the figure
BOUND = {
    "不到6800亿": GMV_2021,
    "复购率低于65%": REPURCHASE,
    "快手2020年复购率65%以上": REPURCHASE,
    "淘宝直播2020年GMV不到4000亿": TAOBAO_2020,
}
# what holds no figure: telephones, addresses, tickers
NO_NUMBER = ["13800138000", "010-62345678", "+86 138-0013-8000", "https://example.com/6800", "1024.HK"]
