"""What readers type into the figure lookup that only a rule can tell, since no list holds it: quantities, parts and people
that are named nowhere here, figures in a row, and rises from one figure to another."""

from __future__ import annotations

from lookup_cases import GMV_2019, GMV_2020, GMV_2021, GROWTH_2021
from lookup_wrong import GMV_Q1, OTHER_Q2, TAOBAO_2020

# a quantity, or a part of one, that this lookup does not know -> the words that name it
ODD = {
    "快手2021年总资产6800亿": "总资产",
    "快手2021年经营现金流6800亿": "经营现金流",
    "快手2021年支出6800亿元": "支出",
    "快手2021年采购额6800亿": "采购额",
    "快手2021年应收账款6800亿元": "应收账款",
    "快手2021年缴税6800亿元": "缴税",
    "快手2021年点赞量6800亿": "点赞量",
    "程一笑2021年套现6800亿元": "套现",
    "快手2020年现金储备3812亿元": "现金储备",
    "快手2021年商誉6800亿元": "商誉",
    "快手2021年好评率78.4%": "好评率",
    "6800亿元的总资产": "总资产",
    "Kuaishou shares rose 78.4% in 2021": "shares",
    "Kuaishou's total assets reached 680 billion yuan": "assets",
    "Kuaishou's headcount grew 78.4% in 2021": "headcount",
    "RMB680bn of debt": "debt",
    # a part of a quantity that is known
    "快手2021年GMV环比增长78.4%": "环比",
    "快手2021年GMV按季增长78.4%": "按季",
    "快手2021年GMV复合增长率78.4%": "复合",
    "快手2021年GMV缺口6800亿元": "缺口",
    "快手品牌GMV同比增长78.4%": "品牌",
    "快手服饰行业GMV同比增长78.4%": "服饰",
    "快手本地生活GMV 6800亿元": "本地生活",
    "快手海外日活3.082亿": "海外",
    "快手极速版2021年日活3.082亿": "极速版",
    "快手私域2021年GMV同比增长78.4%": "私域",
    "Kuaishou's overseas GMV was RMB680bn in 2021": "overseas",
    "快手2021年月均GMV 6800亿元": "月均",
    # persons are no money
    "快手2021年电商用户6800亿": "用户",
    "快手2021年人数6800亿": "人数",
    "Kuaishou's quarterly GMV was RMB680bn in 2021": "quarterly",
    "Brands' GMV on Kuaishou grew 78.4% in 2021": "brands",
    "快手三四线用户占45%": "三四线",
    "快手新用户复购率65%": "新用户",
    "快手老用户复购率65%": "老用户",
    # a host who is named nowhere here
    "薇娅单场带货12.5亿": "薇娅",
    "Viya sold 1.25 billion yuan in one session": "viya",
}
# what is met by chance only is not told as an answer
CHANCE = ["53%在500元以上", "快手准备100亿元生态基金", "快手2020年完播率65%", "快手2020年电商货币化率0.97‰"]
# whose a number is, where it is not the one named
OWNER = {
    "快手电商2020年货币化率3%": "E-commerce industry",
    "快手小店服务费8%": "Youzan (有赞)",
    "散打哥单场带货12.5亿": "Person: Xinba (辛巴)",
    "2020年6月快手直播用户5.62亿": "China",
    "快手和拼多多2021年GMV均为6800亿元": "Kuaishou",
    "快手2020年市场规模9610亿元": "China e-commerce market",
    # a sum of two is of neither
    "快手、抖音2021年GMV合计6800亿元": "Kuaishou",
    "抖音快手2021年总GMV 6800亿": "Kuaishou",
    "快手与淘宝直播2020年GMV共3812亿": "Kuaishou",
}
# figures in a row, each of the wrong one of another row -> what is wrong of each
SWAPPED = {
    "2020年和2021年快手GMV分别为6800亿元和3812亿元": "period",
    "快手2019年和2020年的GMV分别为3812亿元和596亿元": "period",
    "Kuaishou's GMV was RMB680bn and RMB381.2bn in 2020 and 2021, respectively": "period",
    "In 2020 and 2021, Kuaishou's GMV was RMB680bn and RMB381.2bn respectively": "period",
    "2022年Q1、Q2快手GMV分别为1912亿元和1751亿元": "period",
    "2021年快手和抖音GMV分别为8000亿元和6800亿元": "company",
    "快手和淘宝直播2020年GMV分别为4000亿元和3812亿元": "company",
    "2022年三季度快手日活和月活分别为6.26亿和3.634亿": "metric",
}
# the first figure of a rise, and the last, the wrong way round
TURNED = [
    "快手GMV由2020年的6800亿元增长至2021年的3812亿元",
    "2021年,快手GMV从6800亿元增至3812亿元",
    "快手GMV从2021年的3812亿元增至2022年的6800亿元",
]
# what is right as it stands -> the first answer of each figure, without a note
RIGHT = {
    "快手2021年GMV达6800亿元": [GMV_2021],
    "Kuaishou's GMV was RMB680bn in 2021": [GMV_2021],
    "业内人士估计快手2021年GMV为6800亿元": [GMV_2021],
    "程一笑在大会上表示,2021年快手电商GMV达到6800亿元": [GMV_2021],
    "快手电商2021年GMV定格在6800亿元": [GMV_2021],
    "短短四年,快手电商GMV就从2018年的0.97亿元涨到2021年的6800亿元": ["trust-2023-08", GMV_2021],
    "Kuaishou, China's second-largest short-video platform, posted GMV of RMB680bn in 2021": [GMV_2021],
    "The value of goods sold on Kuaishou reached 680 billion yuan in 2021": [GMV_2021],
    "受益于信任电商,快手2021年GMV达6800亿元": [GMV_2021],
    "Short-video platform Kuaishou posted e-commerce GMV of 680 billion yuan last year": [GMV_2021],
    "快手2021年GMV按年升78.4%至6800亿元": [GROWTH_2021, GMV_2021],
    "快手上市后首份年报交出GMV 6800亿元": [GMV_2021],
    "辛巴复出首秀带货12.5亿元": ["subsidy-2020-05"],
    "Kuaishou put its 2021 GMV at RMB680bn": [GMV_2021],
    "Beijing-based company Kuaishou booked GMV of RMB680bn in 2021": [GMV_2021],
    "Tencent-backed Kuaishou logged 363 million daily users in Q3 2022": ["dau-2022-q3-company"],
    "快手2022年三季度月均买家1亿": ["buyers-2022-q3-d26740"],
    "CNNIC put live e-commerce users at 388 million in December 2020": ["cnnic-live-users-ecommerce-2020-12-31-iresearch"],
    "毕马威预计2021年直播电商规模将接近2万亿元": ["market-size-2021-pandaily-kpmg"],
    "Other services contributed 12.5% of Kuaishou's revenue in 2023": ["share-other-2023-company"],
    "2020年12月电商直播用户3.88亿,占网民的39.2%": [
        "cnnic-live-users-ecommerce-2020-12-31-iresearch",
        "cnnic-live-users-ecommerce-share-2020-12-31-chinadaily",
    ],
    # from one to another
    "快手GMV由2020年的3812亿元增加78.4%至2021年的6800亿元": [GMV_2020, GROWTH_2021, GMV_2021],
    "2021年,公司电商交易总额由2020年的3812亿元增至6800亿元": [GMV_2020, GMV_2021],
    "2021年,快手GMV从3812亿元增至6800亿元": [GMV_2020, GMV_2021],
    "In 2021, Kuaishou's GMV rose from RMB381.2bn in 2020 to RMB680bn": [GMV_2020, GMV_2021],
    "In 2021 Kuaishou's GMV rose to RMB680bn from RMB381.2bn": [GMV_2021, GMV_2020],
    "其他服务收入由2021年第二季度的20亿元增长7.1%至2022年同期的21亿元": [
        "rev-other-2021-q2-tencent-tech",
        "newness-2022-35",
        OTHER_Q2,
    ],
    # in brackets the period of the figure there, or of all before it
    "2020年GMV 3812亿元（2019年：596亿元）": [GMV_2020, GMV_2019],
    "2021 GMV RMB680bn (2020: RMB381.2bn)": [GMV_2021, GMV_2020],
    "2022年第三季度GMV 2225亿元（去年同期：1758亿元）": ["gmv-2022-q3-company", "gmv-2021-q3-company"],
    "四季度GMV 4039亿元，同比增长29.3%（2023年）": ["gmv-2023-q4-company", "gmv-yoy-2023-q4-company"],
    "一季度线上营销收入由去年同期的33亿元增至86亿元（2021）": ["providers-2021-16", "providers-2021-18"],
    # a range of years
    "2019-2021年快手GMV分别为596亿、3812亿、6800亿元": [GMV_2019, GMV_2020, GMV_2021],
    "From 2019 to 2021, GMV was RMB59.6bn, RMB381.2bn and RMB680bn": [GMV_2019, GMV_2020, GMV_2021],
    "2018-2021年，快手电商GMV从0.97亿元增至6800亿元": ["trust-2023-08", GMV_2021],
    "从2018年至2021年快手GMV由0.97亿元增长到6800亿元": ["trust-2023-08", GMV_2021],
    # the whole year behind a quarter
    "快手24Q4 GMV 4621亿，全年13896亿": ["gmv-2024-q4-company", "gmv-2024-company"],
    # in a row
    "2020年和2021年快手GMV分别为3812亿元和6800亿元": [GMV_2020, GMV_2021],
    "2021年、2020年快手GMV分别为6800亿元、3812亿元": [GMV_2021, GMV_2020],
    "Kuaishou's GMV was RMB381.2bn and RMB680bn in 2020 and 2021, respectively": [GMV_2020, GMV_2021],
    "2022年四个季度GMV分别为1751亿元、1912亿元、2225亿元和3124亿元": [
        "gmv-2022-q1-company-2023q1",
        "gmv-2022-q2-company-2023q2-ir",
        "gmv-2022-q3-company",
        "gmv-2022-q4-company-2023fy",
    ],
    "2022年三季度快手日活和月活分别为3.634亿和6.26亿": ["dau-2022-q3-company", "mau-2022-q3-company"],
    "快手2019年、2020年、2021年GMV分别为596亿元、3812亿元、6800亿元": [GMV_2019, GMV_2020, GMV_2021],
    # a multiple of a level, the first months of a year, roundings, more digits than are known
    "2021年Q1 GMV是去年同期的3.2倍": ["gmv-yoy-2021-q1-afpbb"],
    "2020年前11个月快手GMV 3326亿元": ["gmv-2020-m11-technode-cn"],
    "GMV +15% y/y to 3,323 亿 in 1Q25": ["gmv-yoy-2025-q1-company", "gmv-2025-q1-company"],
    "快手2020年GMV近4000亿元": [GMV_2020],
    "快手2021年其他服务收入74.2亿元": ["rev-other-2021-17car"],
    "快手2019年電商GMV 596億，佔比0.6%；2020年3812億，6.3%": [GMV_2019, "gravity-2021-21", GMV_2020, "gravity-2021-22"],
    "take rate was 0.97% in 2020, versus an industry norm of 3%+": ["gravity-2021-24", "gravity-2021-25"],
    # each with its own name
    "2020年,直播电商市场规模9610亿,淘宝直播4000亿、快手3812亿": ["market-size-2020-iimedia-2021q1", TAOBAO_2020, GMV_2020],
    "可灵AI 2025年收入约10.4亿元": ["kling-2025-notes"],
    "辛巴2020年6月14日直播销售额12.5亿元": ["subsidy-2020-05"],
    "2021年第一季度快手电商GMV达1186亿元": [GMV_Q1],
    # reported elsewhere, of whatever quantity
    "快手2022年三季度总收入231亿元,同比增长12.9%": ["rev-2022-q3-company", "rev-yoy-2022-q3-company"],
    "快手2021年直播收入占比38.2%": ["share-ls-2021-fx112"],
    "抖音2020年春节日活3.18亿": ["douyin-dau-2020-spring-festival-chinafilminsider"],
    "散打哥2018年11月6日带货1.6亿元": ["sanda-ge-event-sales-2018-11-06-chinadaily"],
}  # fmt: skip
# what is no figure: sale days, and ages
NAMES = ["快手116", "616、116", "快手116购物节", "618大促", "直播电商2.0时代"]
# what is not known -> the figure of that which the words name
NEAREST = {
    "2021年中国直播电商市场规模达12012亿元": "market-size-2021-iimedia-2021q1",
    "2022Q3快手GMV为1758亿元,去年同期2225亿元": "gmv-2021-q3-company",
    "快手2020年GMV超淘宝直播的4000亿元,达4812亿元": GMV_2020,
    "雅鹿10天GMV达到5000万": None,
    "辛巴6月14日带货125亿": "subsidy-2020-05",
    "快手电商GMV 2020年不足4000亿": GMV_2020,
}
# a day of an event, in a sentence -> its claim, and the date written where it is another
DAYS = {
    "2022年9月16日快手成立商业生态委员会": ("newness-2022-11", ""),
    "2022年9月19日快手成立商业生态委员会": ("newness-2022-11", "2022年9月19日"),
    "2020年7月17日": ("subsidy-2020-02", ""),
    "2020-07-17": ("subsidy-2020-02", ""),
}
# sentences on something else, and words that ask for a quantity
IN_PASSING = "快手是一个内容社区,作者和粉丝之间的信任关系和复购率有关,许多品牌在此开店"
