"""Verbs of reports: those of change, and those that stand before or behind a number without naming what it counts."""

import re
from functools import cache

from zjviewer import paths

RISE = (
    "[猛激剧陡暴骤急][增升涨]|增产|偏多|偏高|增长|增加|上升|提高|提升|上涨|多增|同比增|净增|攀升|扩大|增强|延长|上浮|跃升"
    "|增至|升至"
)
"""Alternatives of a regular expression."""
FALL = (
    "负增长|[锐骤猛剧急陡暴][减降跌]|减产|偏少|偏低|下降|降低|减少|回落|缩减|下滑|压减|少增|同比减|下跌|下浮|精简|压缩|缩短|缩小|削减|核减|调减|走低|下调|收窄"
    "|降至"
)
"""Alternatives of a regular expression."""

RATE_OF_RISE, RATE_OF_FALL = "增幅|增速|涨幅|升幅|增长率|上涨率", "减幅|降幅|跌幅|下降率"
"""The same for nouns, which are part of what a figure measures."""

_COUNTING = (
    "公布|发布|刊发|编发|公开|召开|举行|举办|开展|印发|印制|发行|新设|设立|提供|抽查|检查|对|实现|组织|完成|办理|处理|受理|收到|接到|直播"
    "|收回|制定|出台|调整|新增|建立|全部|查处|培训|参加|落实|梳理|梳理出|制作|更新|分派|转办"
    "|落户|新建|接入|惠及|引育|选送|打造|培育|增发|发行|带动|整合|提升|建设|创建|获得|荣获|新增|认定|引进|招引|推出|编制|修订|废止|清理|拆除|改造|修建|修复|扩建|改建"
    "|开工|开通|开设|开放|投入|投放|安排|下达|拨付|筹集|发放|帮助|扶持|培养|动员|派出|募集|减免|减征|归集|吸纳|安置|救助|帮扶|资助|覆盖|服务|联系|走访|慰问|解决|化解|调解|审结|审理|审核|审查|答复|回复"
    "|转发|推送|推介|推荐|采用|采纳|征集|征求|收集|收录|录入|上传|发出|下发|制发|签订|签约|签署|组建|成立|建成|投产|新开|新招|招录|招聘|选派|选聘|配备|添置|购置|采购|检测|监测|排查"
    "|整改|督办|督查|巡查|约谈|问责|处罚|查办|立案|破获|抓获|捣毁|取缔|关停|关闭|淘汰|压减|取消|下放|承接|划转|争取|支持|推动|涉及|包括|包含|设置|设有|拥有|分为|汇集|聚集|入驻|引入"
    "|参与|举报|起草|印刷|出版|播出|播放|拍摄|撰写|编写|编印|编辑|授予|评选|评定|表彰|奖励|命名|创作|演出|放映|巡演|展出|收藏|修缮|种植|养殖|播种|收获|造林|绿化|治理|供应|供给|交付|出让|收储"
    "|办结|删减|精减|归并|核发|换发|建立了|联合|会同|协调|邀请|吸引|接待|接受|接听|接访|受理了|印送|赠送|捐赠|寄送|邮寄|刊登|刊载|登载|转载|开发|研发|上线|运行|运营|销售|出口|进口|生产|加工|储备|调运|输送|转移|迁建|搬迁|腾退"
)
_COUNTING_WORDS = frozenset(_COUNTING.split("|"))
_CHANGING = rf"{RISE}|{FALL}|占|达|为|是|同比|环比|比|较"

DEGREE = (
    "大幅度?|小幅|稳步|持续|明显|显著|进一步|逐年|逐步|不断|快速|较快|平稳|有所|同步|继续|稳定|总体|略有?|稍有?|微|再"
    "|直接|共|累计|合计"
)
"""Alternatives of words before a verb of change that say how much or how steadily."""

BEGINS_WITH_VERB = (
    r"(?:依托|完成|开展|围绕|根据|按照|通过|向|在|对(?!外)|由|将|为|以(?!上)|推进|加强|公布|发布|建立|其|及|全(?=部|面)|均|已|都|进行|"
    rf"{_COUNTING}|{_CHANGING})"
)
"""Expression for words that begin with a verb or a preposition, and so name neither a place nor a counted thing."""
ENDS_WITH_VERB = re.compile(rf"(?:{_COUNTING})(?:了|出|过|各类|共|到|起|并)?$")
ONLY_VERBS = re.compile(
    rf"(?:(?:全年|累计|共|已|新|再|先后|共计|拟|计划|可|将|要)?(?:{_COUNTING})(?:了|出|过|并|和)?){{0,3}}"
)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs and adverbs of two characters, from `resources/words/verbs.txt`."""
    lines = (paths.resources() / "words" / "verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs, adverbs = (frozenset(line[at : at + 2] for at in range(0, len(line), 2)) for line in lines)
    return verbs, adverbs


def consists_of_verbs(words: str) -> bool:
    """Whether words are one verb or two, of two characters each, with or without 了 behind them."""
    words = words.removesuffix("了")
    return len(words) in (2, 4) and all(is_verb(words[at : at + 2]) for at in range(0, len(words), 2))


def is_verb(word: str) -> bool:
    """Whether a word of two characters is a verb."""
    return word in _words()[0] or word in _COUNTING_WORDS


def begins_with_adverb(words: str) -> bool:
    """Whether the first two characters are an adverb."""
    return words[:2] in _words()[1]
