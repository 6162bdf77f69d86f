/* The words around a figure that this lookup does not know: 总资产 in 快手2021年总资产6800亿, overseas in overseas GMV.

   No list holds all that a number may be of. So it is the other way round: what stands in the clause of a figure and is
   neither a name known here, nor a period, nor one of the words with which any figure is told, may be what it is of. */
"use strict";

const FigureOdd = (function () {
  // the words with which any figure is told, longest first; then those of one character that make no noun here
  const TOLD = [
    // who tells it
    "财报", "年报", "季报", "中报", "公告", "报告", "数据", "业绩", "招股书", "官方", "公开", "披露", "公布", "发布", "显示", "表示", "透露", "指出", "宣布", "介绍", "统计", "媒体", "报道", "业内人士", "人士", "专家", "分析师", "知情", "消息", "上市后", "上线", "首份", "首秀", "复出", "交出",
    // whose it is
    "公司", "集团", "该项", "这项", "一项", "此项", "科技", "平台", "短视频", "电商", "小店", "直播", "主播", "带货", "商品", "线上", "业务", "板块", "方面", "应用", "app", "中国", "我国", "国内", "全国", "全网", "行业", "市场", "整体", "整个",
    "(?<![新老男女])用户", "规模", "人数", "数量", "比例", "比重", "占比", "水平", "交易", "总额", "总量", "金额", "额度", "总计", "合计", "累计", "总共", "共计", "总体", "单场", "首场", "平均", "均为", "均达", "均超", "网民", "网络用户",
    // how it moved
    "同比", "按年升", "按年增", "按年跌", "按年降", "按年", "增长率", "增长", "增速", "增幅", "增加", "增至", "增到", "大增", "大涨", "猛增", "激增", "净增", "新增", "上涨", "上升", "上调", "提升", "提高", "攀升", "升至", "涨至", "飙升", "扩大", "扩张", "翻倍", "翻番", "翻了",
    "下降", "下滑", "下跌", "减少", "收窄", "降至", "回落", "大幅", "快速", "迅速", "高速", "持续", "稳步", "继续", "进一步", "明显", "显著", "惊人", "亮眼", "放缓", "变化", "幅度", "变为",
    // how much it is
    "达到", "达成", "高达", "可达", "已达", "约达", "将近", "接近", "大约", "约为", "左右", "超过", "突破", "超越", "逾", "不到", "不足", "至少", "最多", "仅仅", "只有", "仅有", "高于", "低于", "多达", "高至", "低至", "大概", "差不多", "上下", "以上", "以下", "一共", "实现", "完成", "实际", "促成", "录得", "创下", "取得", "产生", "贡献", "拥有", "做到", "来到", "成为", "等于", "相当于", "相当", "超出",
    "新高", "历史", "首次", "再次", "再创", "第一", "最高", "最低", "数字", "成绩", "目标", "预计", "预期", "估计", "估算", "有望", "计划", "可能", "应该", "人民币", "亿元", "万元", "美元", "港元",
    // when
    "全年", "年度", "年均", "上年", "去年", "今年", "当年", "前年", "次年", "同年", "财年", "年底", "年末", "年初", "年内", "截至", "截止", "期间", "时期", "同期", "四个季度", "各季度", "每季度", "季度", "当季", "单季", "本季", "当月", "单月", "目前", "当时", "现在", "如今", "时候", "时间", "此后", "之后", "之前", "以来", "随后", "后来", "此前", "随着", "每年", "每月", "至今", "每天", "其中", "其后", "大促",
    // how it is put together
    "分别", "依次", "以及", "并且", "同时", "另外", "此外", "而且", "因此", "所以", "因为", "但是", "不过", "然而", "虽然", "尽管", "对于", "关于", "按照", "根据", "通过", "由于", "来自", "相比", "相较", "较之", "对比", "比较", "对应", "包括", "包含", "这是", "就是", "也是", "都是", "还是", "仍是", "正是", "已经", "曾经", "仍然", "依然", "不仅", "还有", "没有", "未能", "一个", "一年", "两年", "三年", "四年", "五年", "几年", "这个", "那个", "这一", "该", "自己", "我们", "他们", "它们", "请问", "多少", "是否", "是不是", "听说", "有人说", "据说",
  ].sort((a, b) => b.length - a.length);
  const SINGLE = "的了在于为是达约近超逾至到有由从与和及或也又已就仅只将对较这那而即则却还都各占";
  const PLAIN = new RegExp(TOLD.join("|") + "|[" + SINGLE + "](?![\\u3400-\\u9fff])|(?<![\\u3400-\\u9fff])[" + SINGLE + "]", "g");
  const ENGLISH = new Set(("and or but the a an of in on at by to from for with as than that this these those its it their our was were is are be been had has have will would did does do not only just "
    + "reached reach reaching hit hitting rose rise rises rising grew grow grows growing growth increased increase increases increasing up down jumped jump surged surge soared climbed expanded expand topped exceeded exceed exceeding surpassed passed crossed doubled tripled "
    + "totaled totalled totaling totalling amounted came stood recorded posted achieved generated registered booked logged closed took taking taken put puts putting brought bringing brings ended finished saw delivered made fell fall fallen declined decline dropped decreased "
    + "about around nearly almost roughly approximately some over above under below more less least most than average averaged total overall combined full whole year years yoy y-o-y year-on-year year-over-year full-year year-to-date half-year short-video short video annual annually yearly quarter quarters half month months day days fiscal fy basis period compared versus vs against respectively earlier later ago before after during while when which where who now then also still already even further about "
    + "said says say reported reports report reporting announced according results statement disclosed estimated estimate estimates expected forecast kuaishou kuaishou's company company's platform platform's group group's business technology app apps e-commerce ecommerce commerce online live active livestream livestreaming streaming stream session sessions host star stars cnnic beijing-based hong-kong-listed listed tencent-backed backed "
    + "rmb cny yuan renminbi usd billion million trillion thousand bn mn tn percent pct per cent times fold number numbers figure value high goods sold merchandise transaction transactions record new low level amount rate norm all one first second third fourth last next previous prior same their high china chinese china's share market industry part contributed contributing services accounted accounting accounts represent represented representing q k").split(" "));
  const isPlain = (word) => ENGLISH.has(word.replace(/'s$/, ""));
  // behind a quantity stands what became of it, in any verb; what changes it is a noun: 环比, 按季, 缺口
  const CHANGES = /[率量额数值比差口费款金债润]$|复合|年化|^按[季月]|目标|空间|shortfall|gap|target/, VERB = /^[\u3400-\u9fff]+$|(?:ed|ing|ly)$/;
  const HAN = /[\u3400-\u9fff]{2,}/g, LATIN = /(?<![a-z\d])[a-z][a-z&'-]{2,}/g;
  // who says it, before what is said
  const SPEECH = /^.*(?:表示|显示|指出|透露|宣布|公布|披露|称|介绍|预计|预测|估计|估算|测算)[,:： ]?|^.*?(?<![a-z])(?:said|says|announced|showed|shows)(?![a-z])(?: on [a-z]+ \d+)?(?: that)?/;

  /* What is left of a stretch of text without what is known: [words]. spans: what is known, in the whole text. */
  const left = (text, start, end, spans) => {
    const letters = [...text.slice(start, end)];
    if (letters.length !== end - start) return []; // signs of two units, as in emoji
    for (const span of spans) for (let at = Math.max(start, span.start); at < Math.min(end, span.end); at++) letters[at - start] = "|";
    const rest = letters.join("").replace(/\([^()]*\)/g, "|").replace(SPEECH, "|").replace(PLAIN, "|").replace(PLAIN, "|");
    return [...(rest.match(HAN) || []), ...(rest.match(LATIN) || []).map((word) => word.replace(/[-']+$/, "")).filter((word) => !isPlain(word))];
  };

  /* The words around a figure that nothing here is called by: before it since the figure or the clause before, behind it
     where the figure is said to be of them. known: spans of names and periods; quantities: of names of quantities. */
  const of = (text, figure, figures, { start, end }, known, quantities) => {
    const since = Math.max(start, ...figures.filter((other) => other.end <= figure.start).map((other) => other.end));
    const behind = text.slice(figure.end, end).match(/^\s*(?:(?:的|worth of|of|in)\s*(?!20)(?:[\u3400-\u9fff]{2,10}|[a-z][a-z '-]{2,40})|[\u3400-\u9fff]{0,1}(?=$))/);
    const named = Math.max(since, ...quantities.filter((span) => span.end <= figure.start).map((span) => span.end));
    const became = named > since ? left(text, named, figure.start, known).filter((word) => CHANGES.test(word) || !VERB.test(word)) : [];
    return [...left(text, since, named > since ? named : figure.start, known), ...became, ...(behind ? left(text, figure.end, figure.end + behind[0].length, known) : [])];
  };

  return { of, left, isPlain };
})();
