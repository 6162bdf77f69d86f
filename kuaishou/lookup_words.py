"""What readers and the press call the quantities, the companies and the claims that the figure lookup knows, and those that
it does not know."""

from __future__ import annotations

from collections.abc import Mapping

from kuaishou.market.arithmetic import MARKET

MAIN, DOUYIN, TAOBAO = "Kuaishou", "Douyin", "Taobao Live"
ECOMMERCE = ("电商收入", "电商营收", "电商业务", "e-commerce revenue")
LIVE_MARKET = (
    "直播电商", "直播电商市场", "直播电商市场规模", "直播电商销售额", "直播电商交易额", "live e-commerce", "live commerce", "live e-commerce market", "live commerce market",
)  # fmt: skip
# What readers and the press write for a metric or an entity, beside the names in metrics.csv
CALLED: Mapping[str, tuple[str, ...]] = {
    "gmv": ("gmv", "交易额", "成交额", "成交总额", "商品交易总额", "电商交易总额", "销售额", "merchandise volume"),
    "gmv_yoy": ("gmv", "同比", "增长", "增速", "growth", "grew", "up"),
    "take_rate": ("货币化率", "变现率", "take rate", "monetisation rate", "monetization rate"),
    "live_users_ecommerce": (
        "观看电商直播",
        "电商直播",
        "直播电商用户",
        "直播电商用户规模",
        "电商直播用户",
        "live e-commerce users",
        "live commerce users",
        "watched live e-commerce",
        "viewers",
        "直播用户",
        "观众",
    ),
    "live_users_all": ("网络直播", "live streaming users", "live-streaming users", "live users", "viewers", "直播用户"),
    "market_size": (*LIVE_MARKET, "市场规模", "电商市场", "market"),
    "market_size_yoy": (*LIVE_MARKET, "市场规模", "增长", "growth"),
    "market_share": (
        "市场份额",
        "市占率",
        "market share",
        "占直播电商",
        "占直播电商市场",
        "占全国直播电商市场",
        "占中国直播电商市场",
        "of the live e-commerce market",
    ),
    "gmv_target": ("目标", "target", "服务商", "新品", "new products"),
    "share_other_services": ("占比", "share", "其他服务", "other services"),
    "share_ecommerce_revenue": ("占比", *ECOMMERCE, "share"),
    "revenue_ecommerce": ECOMMERCE,
    "revenue_ecommerce_yoy": (*ECOMMERCE, "growth"),
    # the market of live e-commerce is named by a longer word, which counts
    "market_size_all_ecommerce": ("市场规模", "电商市场", "market"),
    "market_size_all_ecommerce_yoy": ("市场规模", "电商市场", "market", "增长", "growth"),
    "live_users_ecommerce_change": ("观看电商直播", "电商直播", "直播用户", "viewers"),
    "revenue_online_marketing_yoy": ("线上营销", "广告收入", "online marketing", "advertising", "增长", "growth"),
    "share_online_marketing": ("线上营销", "online marketing", "占比"),
    "share_live_streaming": ("直播收入", "live streaming"),
    "city_tier_share": ("三四线", "一二线", "三线", "tier"),
    "followers": ("关注", "粉丝"),
    "followers_gained": ("涨粉", "粉丝"),
    "campaign": ("补贴", "subsidy"),
    "dau_yoy": ("日活", "dau"),
    "mau_yoy": ("月活", "mau"),
    "subsidy_size": ("补贴", "subsidy"),
    "traffic_multiple": ("流量",),
    "traffic_support": ("流量",),
    "new_product_share": ("新品", "新托盘", "商品"),
    "gmv_share_new_products": ("新品", "新产品", "gmv占比"),
    "new_products_target": ("新品", "新产品"),
    "partners_target": ("服务商", "伙伴"),
    "revenue_other_services": ("其他服务", "other services"),
    "revenue_other_services_yoy": ("其他服务", "other services", "growth"),
    "revenue_online_marketing": ("线上营销", "广告收入", "online marketing", "advertising"),
    "revenue_kling": ("可灵", "可灵ai", "可灵收入", "可灵ai收入", "kling", "kling ai"),
    "revenue_total": ("总收入", "总营收", "营业收入", "营收", "收入", "total revenue", "revenue"),
    "revenue_live_streaming": ("直播收入", "live streaming revenue"),
    "revenue_live_streaming_yoy": ("直播收入", "live streaming revenue", "增长", "growth", "grew"),
    "repurchase_rate": ("复购率", "回购率", "复购", "repurchase", "repurchase rate", "repeat purchase"),
    "dau": ("日活", "日活跃用户", "dau", "daily users", "daily active", "daus"),
    "mau": ("月活", "月活跃用户", "mau", "monthly users", "monthly active", "maus"),
    "paying_users_ecommerce": (
        "买家",
        "月活跃买家",
        "月活买家",
        "月度买家",
        "月均买家",
        "月均活跃买家",
        "月均付费用户",
        "monthly buyers",
        "buyers",
        "paying users",
    ),
    "event_sales": ("单场", "直播带货", "销售额", "直播销售额", "带货", "session"),
    "service_fee_rate": ("服务费", "佣金", "fee", "commission"),
    MAIN: ("快手", "快手电商", "kuaishou"),
    TAOBAO: ("淘宝直播", "点淘", "taobao live"),
    DOUYIN: ("抖音", "douyin", "tiktok"),
    MARKET: ("直播电商", "艾媒", "iimedia"),
}
# other companies that readers ask about: a figure of theirs is not one of Kuaishou's
COMPANIES: Mapping[str, tuple[str, ...]] = {
    DOUYIN: CALLED[DOUYIN],
    TAOBAO: CALLED[TAOBAO],
    "Taobao": ("淘宝", "taobao"),
    "JD": ("京东", "jd", "jd.com"),
    "Pinduoduo": ("拼多多", "pinduoduo", "pdd", "temu"),
    "Tmall": ("天猫", "tmall"),
    "Alibaba": ("阿里", "阿里巴巴", "alibaba"),
    "Xiaohongshu": ("小红书", "xiaohongshu", "rednote"),
    "WeChat": ("视频号", "微信", "微信视频号", "小程序", "wechat", "weixin"),
    "Tencent": ("腾讯", "tencent"),
    "Vipshop": ("唯品会", "vipshop"),
    "Meituan": ("美团", "meituan"),
    "Bilibili": ("b站", "哔哩哔哩", "bilibili"),
    "Shein": ("shein", "希音"),
    "Mogu": ("蘑菇街", "mogu"),
    "Suning": ("苏宁", "suning"),
    "Weibo": ("微博", "weibo"),
    "Baidu": ("百度", "baidu"),
    "ByteDance": ("字节跳动", "字节", "bytedance"),
    "Amazon": ("亚马逊", "amazon"),
    "Shopee": ("shopee", "虾皮"),
    "Lazada": ("lazada",),
    "eBay": ("ebay",),
    "Walmart": ("沃尔玛", "walmart"),
    "Dewu": ("得物", "dewu"),
    "Huya": ("虎牙", "huya"),
    "Douyu": ("斗鱼", "douyu"),
    "Dangdang": ("当当",),
    "Xiaomi": ("小米", "xiaomi"),
    "Huawei": ("华为", "huawei"),
}
# quantities that readers name; those of which a figure is known are left out of what is published
UNKNOWN: Mapping[str, tuple[str, ...]] = {
    "return rate": ("退货率", "退款率", "退货", "退款", "return rate", "refund rate"),
    "margin": ("毛利率", "净利率", "利润率", "毛利", "gross margin", "net margin", "operating margin", "margin", "gross profit"),
    "profit": ("净利润", "净利", "利润", "net profit", "net income", "profit"),
    "operating profit": ("经营利润", "营业利润", "operating profit", "ebitda"),
    "loss": ("净亏损", "亏损", "net loss", "loss"),
    "number of orders": ("订单量", "订单数", "订单", "单量", "orders"),
    "value of an order": ("客单价", "平均客单价", "average order value", "aov"),
    "market value": ("市值", "估值", "股价", "market cap", "market capitalisation", "market capitalization", "valuation", "share price"),
    "money raised": ("募资", "融资", "ipo", "raised"),
    "time spent": ("使用时长", "用户时长", "time spent"),
    "conversion": ("转化率", "点击率", "conversion rate"),
    "retention": ("留存率", "留存", "retention"),
    "spending on research": ("研发投入", "研发费用", "研发支出", "r&d"),
    "cost": ("营销费用", "销售费用", "成本", "costs"),
    "compound growth": ("复合增长率", "复合年增长率", "年均复合增长率", "cagr"),
    "penetration": ("渗透率",),
    "headcount": ("员工数", "员工", "employees"),
    "merchants": ("商家数", "动销商家"),
    "hosts": ("主播数", "主播"),
}  # fmt: skip
# what a number is of that its article gives a wrong label
RIGHT: Mapping[str, str] = {
    "gravity-2021-21": "share_other_services",
    "gravity-2021-22": "share_other_services",
    "providers-2021-24": "revenue_other_services",
    "providers-2021-25": "revenue_other_services_yoy",
    "providers-2021-33": "live_users_all",
    "providers-2021-35": "live_users_all",
    "providers-2021-37": "market_size",
    "providers-2021-38": "market_size_yoy",
}
GENERIC = ("收入", "营收", "revenue")  # of the line that is named beside them
WHOLES = ("总收入", "总营收", "营业收入", "total revenue")  # what shares are taken of
PLAIN = (
    "in", "the", "its", "their", "our", "a", "an", "of", "on", "at", "by", "to", "from", "for", "with", "we", "it", "estimate", "was", "were", "is",
    "are", "about", "around", "nearly", "over", "says", "said", "report", "reported", "reports", "total", "overall", "annual", "full-year",
    "quarterly", "monthly", "daily", "active", "platform", "company", "group", "china", "chinese", "online", "live", "e-commerce", "ecommerce",
    "commerce", "streaming", "users", "yoy", "rmb", "cny", "yuan", "rev", "sales", "average", "that", "this", "and", "but", "while", "however",
    "according", "hit", "reached", "now", "then", "also", "last", "fy", "approx", "app", "more", "than", "up", "down",
)  # fmt: skip
# words for a part of what a quantity is of: a figure that does not have them is not of that part
SCOPES = ("三四线", "一二线", "三线", "tier")
# what readers write for a claim that is words, beside the words themselves
PHRASES: Mapping[str, tuple[str, ...]] = {
    "subsidy-2020-10": ("双百亿补贴", "双百亿", "百亿补贴", "ten-billion subsidy", "ten billion subsidy", "10 billion subsidy"),
    "gravity-2021-23": ("fourth pole", "fourth power"),
    "trust-2023-01": ("half the sky", "half of the sky"),
    "providers-2021-30": ("增长最快", "fastest growing", "fastest-growing", "grew fastest"),
    "providers-2021-22": ("largest revenue line", "largest business"),
    "providers-2021-02": ("千人大会",),
    "trust-2023-06": ("五年内", "within five years"),
    "gravity-2021-28": ("盈利", "利润", "赚钱", "profit", "profitable", "profits"),
}  # fmt: skip
VAGUE = ("同比", "增长", "增速", "growth", "grew", "up", "占比", "share")  # they name no quantity by themselves
OTHERS = {
    "companies": COMPANIES,
    "unknown": UNKNOWN,
    "generic": GENERIC,
    "plain": PLAIN,
    "wholes": WHOLES,
    "scopes": SCOPES,
}
