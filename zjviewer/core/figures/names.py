"""Whose a number is and what it counts: subject and indicator from the words of its clause."""

import re
from functools import lru_cache

from zjviewer.core.dictionary.places import find_place_at
from zjviewer.core.figures.verbs import (
    BEGINS_WITH_VERB,
    DEGREE,
    ENDS_WITH_VERB,
    FALL,
    ONLY_VERBS,
    RISE,
    begins_with_adverb,
    consists_of_verbs,
    is_verb,
)
from zjviewer.core.figures.vocabulary import SIMPLE_UNIT, counted_by
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.segmentation import strip_unbalanced_quotes

_LEAD = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]{1,2}是(?!否)|[\s,，、:：;；(（)）]+|其中|并且|并|同时|另外|此外|目前|截至目前|今年以来|今年|截至|截止|现(?=[有已共将设])|已(?!婚)|全年|年内|累计|本年度|本年(?!级)|当年|(?:上一?年|去年|明年)(?:度|同期|[底末初])?"
    r"|前年|另有|[上下]半年(?!报|刊)|先后(?=[^顺次])|陆续|相继|相比(?=[^之例])|要(?![求素点闻道])|[到至]?年[底末初](?=[共累已]|全[省市县区州镇]|我[省市县区])|年末(?![结预余在])"
    r"|\d{2,9}[ \t]+(?![年月日])(?=[\u4e00-\u9fff])"
    r"|(?:近|过去|前)?[两三四五十]年(?:以?来|间|中|(?=[^制期级计行内轮]))"
    r"|(?:19|20)\d{2}届(?=同期|[^\u4e00-\u9fff]|$)(?:同期)?"
    rf"|[可能](?={BEGINS_WITH_VERB})|每[年季月周日天](?:度)?(?=[约近超可能有共]|{BEGINS_WITH_VERB}|[^\u4e00-\u9fff]|$)"
    r"|全年共(?=[^同享])|首批|第[一二三四五六七八九十\d]{1,3}批|计划(?=[新改扩]?建|实施|完成|投)|含(?![量税义油氧金水])|首期(?=[^规])|分别(?=[^\u4e00-\u9fff]|$)|预计|力争|确保|争取(?=全|城|粮|[^\u4e00-\u9fff]|$)|预期|努力|积极|持续|进一步|大力|着力|加快|全面|深入|推动(?=[^\u4e00-\u9fff]|$)"
    r"|(?:到|至|于|在|截至|截止)?(?:(?:19|20)\d{2}\s{0,2}年?\s{0,2}[-—~～至到]{1,2}\s{0,2})?(?:19|20)\d{2}\s{0,4}学?年(?:度|末|底|初|以来|同期)?(?:\s{0,2}\d{1,2}\s{0,2}(?:月(?:底|末|份|\s{0,2}\d{1,2}\s{0,2}日)?)?(?:[-—~～至到]{1,2}(?:\d{1,2}月)?(?:\d{1,2}日|底|末|份)?|(?=月|以|前)|(?<=[月日底末份])))?(?:至今|以来|以前|前|起)?"
    r"|\d{1,2}\s{0,2}月(?:底|末|份|\d{1,2}日)?(?:[-—~～至到]{1,2}\d{1,2}月?(?:\d{1,2}日|底|末|份)?)?(?:以来|前|起)?"
    r"|(?:截?至|到)?[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:时期|期间)?(?:期?末|收官|以来|时期|期间))+"
)
_CAUSATIVE = re.compile(
    r"^(?:督促|带动|推动|指导|引导|拉动|促进(?=.{2,8}(?:增长|消费))|预计今年|让|使(?!用|馆|命)|为(?=[^\u4e00-\u9fff]|$))(?=[\u4e00-\u9fff]{2})"
)
_TAIL = re.compile(
    r"(?>(?:总共|(?<=..)各|共计|[由从为至到是](?:每[人户亩月年日天吨件个次家]){1,3}|依次|由原来的?|从原来的?|[从由](?:最初|过去|此前|以往)的?|共有|合计为|(?<![入出支])合计|(?<![入出支])总计|累计|分别|达到|已达|平均|均为|超过|大约|约|近|逾|数量|(?<![行作认成转])为|达|(?<![所国享])有"
    r"|(?<!公)共|仅|(?<![统审设预会合总])计|(?<![但只还])是|(?<![收接得])到|了|的|力争|预计|有望|至少|最多|最少|至多|[以占]|(?<!服)从|(?<![自理缘事])由|(?<!即)将|(?<![虚模草])拟按?|连续跨越|跨越|突破|(?<![成造])就|(?<![立随])即|(?:连年|逐年|持续|始终|一直|继续)?(?:控制|稳定|保持|维持)在|高达|(?<=[资值额入出量率数])完成|(?<=[率度比量数])(?:继续|始终|一直)?(?:保持|维持)|(?<![存所现内潜实正])在|跻身|全[省市县区国镇]$|我[省市县区]$|[仍尚]|(?<![日月年人户平场周季])均|(?<=[率量数])[还也都只]){1,12})$"
)
_OPENING = re.compile(r"(?m:^).*等在内的|^共(?=[^同享])|^其(?![他余中])")
_MOVES = re.compile(
    rf"(?:(?:{DEGREE})地?){{0,3}}(?:(?:同比|环比|可比|实际|名义|同口径|比上年|较上年|年均|{RISE}|{FALL}|[再又][升降增减涨跌]$|[跃攀飙回]?[升降增减涨变跌](?=[到至为])|调整(?=[到至为]))(?>(?:[了为达到至约仅]|幅度){{0,6}})){{1,8}}$"
)
_MOVED = re.compile(rf"(?:同比|环比)?(?:{RISE}|{FALL}|[升降增减涨][到至])")
_COMPARISON = re.compile(
    r"(?:比|较|与|由|从|[是为](?=上|去|前|[^年]{4}年[^\d]*$)|恢复[到至])(?:(?:19|20)\d{2}年|[上前]一?学?年|前[两三四五六七八九十]年|去年|[上前]一?个?(?:季度|月)|年[初底末]|期初)(?:度|同期|年初|年末|[底末初])?(?:的|同期|相比|预算|决算|年初预算)*$"
    r"|(?:比|较|与|由|从|[是为](?=上|去|前|[^年]{4}年[^\d]*$)|恢复[到至])(?:(?:19|20)\d{2}年|[上前]一?学?年|前[两三四五六七八九十]年|去年|[上前]一?个?(?:季度|月)|年[初底末]|期初)(?:度|同期)?(?:的|同期|相比|[多少]了?$)?"
    r"|[高低多少]于(?:全[国省市县]|上年|去年)[^,]{0,6}$"
)
_TO_A_YEAR = re.compile(
    rf"(?:{RISE}|{FALL}|[升降增减涨])?[到至从由](?:(?:19|20)\d{{2}}年|去年|今年|上年|年初|年末|期初)(?:度|底|末|初)?的?$"
)
_SORTED_OUT = re.compile(r"^(?:共有|共(?=[^同享]))?(?:梳理出)?(?:有(?![关效机色限偿害无毒形序利益意力线]))?")
_CAUSE = re.compile(r"^因[^,]{1,12}?(?:引发|引起|导致|造成|产生)的?(?=..)")
_REASON = re.compile(r"^.{0,40}原因(?:[一二三]?是|为|:)(?:由于|因为|因|:)?(?=..)")
_PERSON = re.compile(
    r"^.*(?:员|者|人|户|学生|考生|新生|毕业生|师|干部|专家|职工|工|农民|[市居村网乡]民|群众|儿童|妇女|警|客商|游客|代表|人才|官兵"
    r"|子女|青年|老人|对象|企业|公司|单位|家庭)(?=..)"
)
_ORGANISATION = re.compile(r"^.*(?:企业|公司|院所|机构|高校|银行|医院|学校|协会|商会|场所|商家|媒体|部门|”)(?=..)")
_SELVES = (
    (("学校", "大学", "学院", "中学", "小学"), re.compile("学校|[全我本]校")),
    (("医院", "卫生院", "保健院"), re.compile("医院|[全我本]院")),
    (("街道办事处", "街道"), re.compile("街道(?=全年|共|累计|辖区|现有)|[全我本]街道")),
    (("公司", "集团"), re.compile("集团公司|集团|公司|[我本]公司")),
)
"""Ends of names of bodies, and how such a body speaks of itself."""
_HELD = re.compile(r"^[\u4e00-\u9fff]{2,8}(?:院|校|馆|站|室|企业|机构|系统)(?:共有|现有|拥有)(?=[\u4e00-\u9fff]{2})")
_TOWARDS = re.compile(r"^(?:通过(?=[^,]{2,20}(?:渠道|方式|途径|形式))|[向为给对](?!社会)(?=..))")
_COMPARED = re.compile(
    r"(?<![占对环同类正反性配可相之])比(?![重例率对值赛如亚由从为达是至到降升提缩])[^,占]{2,16}$|较(?![大小多少高低快好强重为])[^,占]{2,16}$"
)
_PLACE = "省|市|自治区|县|区|州|盟|旗|镇|乡|街道"
_OFFICE = (
    r"政府公报(?=公开)|政府办公[室厅]|政府部门|政府办(?!公|理)|政府(?!部门|办公厅|新闻办|公报|网站|信息|采购|性|债|专项|投资|质量)|部门(?!预算|决算)"
    r"|机关(?!运行|事业|干部|党|工作|养老|作风|服务|公文|内部|大院|食堂|团体)|单位|法院系统|法院(?!系统)|[高中]院本级|办公厅|新闻办|本级"
)
_BODY_END = (
    rf"(?:委员会|常委会|管委会|(?:监管|派出|司法|税务|供电)所|(?:融媒体|政务服务|行政服务|便民服务|大数据|疾控|公共资源交易)中心(?![建站])|检察院|(?:人民)?法院(?!系统)|[中高]院(?={BEGINS_WITH_VERB}|共|累计|全年)|[支大总]队(?!伍|员)|人大常委会|人大(?!常委|代表|建议|议案|会议)|政协(?!委员|提案|会议)|办公厅|办公室|人民政府|政府(?!采购|网站|公报|信息|性|债|一般债|投资|专项)|(?<![布格结全大开僵时])局"
    r"|(?<![大客餐展])厅|(?<!部)署)(?!部(?!门)|级|长|面|势|限|网站|官网|党组)"
)
_COLLECTIVE = re.compile(
    rf"(?:各?(?:[省市县区]{{1,3}}\([省市县区、]{{1,5}}\)|设区市及?[省市县区]?\([市县区、]{{1,5}}\))(?:人民)?(?:{_OFFICE}|政府)?|(?:全|我|本|各|该)(?:乡镇|镇街|地区|县市区|县区|区县|县市|市县|{_PLACE}|局|厅|委|办|院|部门(?=年末|[共全累已收主]|$)|(?<!全)部|机关|单位|地|系统)(?!门)(?:各级[\u4e00-\u9fff]{{0,6}}?(?:{_OFFICE})|(?:{_OFFICE})|[\u4e00-\u9fff]{{2,4}}(?:机关|法院))?"
    rf"|(?:各|全)?(?:设区的?市|设区市|(?:{_PLACE})(?!场|民|政(?!府|协)|域|块|间|外|辖|镇|村|委书记))(?:级|直|本级|及)?[^,，。;；、\d占]{{0,16}}?(?:{_OFFICE})"
    r"|(?:其余|其他|其它|有关|相关)(?:部门|单位|地区|区县|县区|县市|乡镇|街道|地市|设区市)(?!预算|决算)"
    r"|(?:中央|[省市州县区])级?财政(?=投入|安排|拨付|下达|筹|补助|出资)"
    r"|(?:[省市州县区乡镇村]{2,4}|(?:[省市州县区旗乡镇村]级?[、和]){1,3}[省市州县区旗乡镇村]级?)[两三四]级(?:[^,，。;；、\d占]{0,6}?(?:政府部门|部门|机关|政府))?"
    rf"|省市县(?!乡)|各?(?:区县及开发区|区县|县区|县市区|市县|县市|旗县)(?!级|域|属|网站|区)[局办]?|(?:省|设区市|市|县|区|乡镇)(?:级(?=部门|单位|机关|行政|各|最多|政府|主动|共|累计|平均|立案|{BEGINS_WITH_VERB}|新收|$)|本级)"
    rf")(?:及其?[各有]?[\u4e00-\u9fff]{{0,6}}?(?:{_OFFICE}))?"
)
_AFTER_PLACE = re.compile(
    rf"(?:(?:(?!包括|预算|决算|根据|收到|[向由对])[\u4e00-\u9fff]){{0,10}}?{_BODY_END}|(?:人民)?(?:{_OFFICE}))?(?:及其?[各有]?[\u4e00-\u9fff]{{0,6}}?(?:{_OFFICE}))?"
)
_ENTERPRISE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:国际机场|机场|港|火车站|博物馆|图书馆|档案馆|大学|学院))(?=[\u4e00-\u9fff]{2})(?!区|口|澳|币|城|股|站)"
)
_HIGHER_BODY = lazy_pattern(r"全[国省市县区]|[省市县区](?:委|政府|人大|政协|级|[\u4e00-\u9fff]{2,6}[局厅委办])")
_VERB_INSIDE = re.compile(r"(?:公开|发布|受理|办理|收到|制定|印发|公布|举办|召开|审议)(?!办|局|处|领导小组|委)")
_BODY = re.compile(rf"(?:[省市县区州]|(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,8}}?)?{_BODY_END}")
_UNKNOWN_PLACE = re.compile(
    rf"(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,4}}?(?:自治区|自治州|自治县|[省市县区旗州镇乡]|街道)(?=(?:共|累计|主动|已|均|平均|各|以|{BEGINS_WITH_VERB}))"
)
_DEPARTMENT = re.compile(rf"(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,8}}?部门(?=[\u4e00-\u9fff]{{2}})")
_TOWNS = re.compile("各?(?:乡镇|镇街|镇村|乡镇[、和(]?街道[)]?|镇、?街道?|县区|区县|街道|园区)")
_FOR_YEARS = re.compile(r"(?<=..)已?(?:连续|连)[一二两三四五六七八九十\d]{1,3}年(?:稳定|保持|位居|居)?(?:在)?$")
_WHOLE_YEAR = re.compile(r"^([\u4e00-\u9fff]{2,6})全年(?=..)")
_WHOLE_PLACE = re.compile(rf"(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,3}}[市县区旗]")
_LOWER_PLACE = re.compile(rf"(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,3}}?[市县旗](?![场民政域委级直人属辖])")
_TOWN = re.compile(
    rf"(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{1,4}}?(?:街道(?:办事处|办(?![结理]))?(?![路两])|镇(?![域级区村居])|乡(?![村镇贤土]))"
)
_NO_PLACE = lazy_pattern(
    r"(?:地|城|社|小|园|景|片|校|辖|库|灾|牧|功能|保护|示范|试验|开发|自贸|保税|特|新|老|疫|赛|战|分|商|街|厂|矿|郊|禁|专|展|核心|引领|先导|合作|试点)区$|..[林港湾山]区$"
    r"|(?:城|超|上|县|股|楼|门|夜|集|地|设区|全|各|我|本|该|都)市$|(?:各|城|乡|村|集|重|特色小|小|全|古|强|名|中心)镇$|[全各我本该城下老回水]乡$|(?:各|全|我|本|该|试点|普惠|均衡|示范|强|名|山区|海岛|发展|区|市)县$"
    r"|[全各我本该外跨行在本]省$|[全各]州$|各街道$|[一二三四五六七八九十两]个.$"
)
_FOLLOWING = re.compile(
    r"(?:\([^()]{1,4}\))?(?:以上|以下|左右)?的?(?!以上|以下|左右)(?P<noun>(?:[\u4e00-\u9fff]{1,2}、(?=(?![一二三四五六七八九十百千万两几数近约最不超至])[\u4e00-\u9fff]{2}))?[\u4e00-\u9fffA-Za-z“《][^,，。;；、:：\n\d()]{0,23})"
)
_FOLLOWING_STOP = re.compile(
    rf"同时|相比|到(?=[场账位岗我本该各]|20)|因(?!素|子|公出国)|用(?=[两三几数一二十百\d])|免费|发放|享受|领取|起草|牵头|组成|负责(?!人)|翻(?=[了番一两倍])|相继|陆续|先后|顺利|正式|已|均|都|在|进行|实现|调整|具备|实行|纷纷|尚|(?<![公中总])共(?![同享建治管计和产青])|供(?![需电水热气暖给销货]|应链)|{RISE}|{FALL}|占|比|较|逐一|全覆盖|和(?!谐|美|平|田)|及|与|共计|反映"
    r"|完成(?!率)|入选|入围|上榜|纳入|开工(?!作)|投产|投用|建成|落地|获评|获批|获得|荣获|列入|提请|喝上|受益|提能升级|支持|投入(?!产出)|进社区|进乡村|提供|开展|参加|参与|通过|达到|达标"
    r"|[用吃住走过享喝坐开]上|周边|用于|分布|涉及|全部|分别|其中|运维实现|覆盖(?!率)|同意|予以|给予|办结(?!申请|事项|案件|件|建议)|答复(?!件|函)|移交|需要|可以|应当|必须|来自|位于|位列|居(?![民住家委])|成为|成功|增加值|采取|采用|被|将|(?<=.)要(?=全部|全面|按期|如期|确保)|(?<=.)中(?=[排居列位有])|排名|(?<=.)不(?=再|予|属|符|能|得|存|足)|(?<=.)未|由"
)
_PUBLISHING = re.compile(r"(?<=..)(?:信息)?公开工作$")
_HOLDER = re.compile(
    rf"(?:^|(?<=[和与及、])|(?<=全[省市县区国]))(?P<body>(?:[\u4e00-\u9fff]{{2,8}}(?:部门|单位)[和及、])?(?!{BEGINS_WITH_VERB})[\u4e00-\u9fff]{{2,10}}?(?:医院|学校|企业|部门|单位|机构|公司|街道|设区市))的$"
)
_OWNED = re.compile(r"[^的]{1,12}?(?:单位|部门|企业|政府|公司|机构|乡镇|街道|社区|计划|项目|工程|[省市县区])(?=的)")
_OUTCOMES = ("入", "回", "到", "出")
"""Second characters of verbs that are seldom part of a noun: 接入, 追回, 签到, 走出."""
_NAMES_OF_MONEY = ("收入", "投入", "支出", "输入", "输出", "净出", "演出", "进出", "口")
_PREDICATE = lazy_pattern(
    rf"(?:以上|以下|左右)?(?:[已均都经正曾仍尚共]{{0,2}})((?!{RISE}|{FALL}|占|比|较|为|和|及|与|以上|分别)[\u4e00-\u9fff]{{2,8}})(?=[,，。;；、\n]|$)"
)
_ABBREVIATION = re.compile(r"\((?:以下)?简称[^()]{1,40}\)")
_PUBLISHED_TITLE = re.compile(r"(?P<verbs>[\u4e00-\u9fff]{2,4})(?P<title>《[^《》]+》)")
_RELATIVE = re.compile(r"^.{20,}的(?=[^的]{4,16}$)")
_BUDGETED = re.compile(r"^(?:部门)?预算安排(?=[\u4e00-\u9fff]{2})")
_LOCATIVE = re.compile(r"[》”][上中内里]$|(?:辖区|区域|境|范围|系统|园区|[市县区省州])内$")
_AMONG = re.compile(r"(?<![其集])中有?$")
_AMONG_THESE = re.compile(r"(?<![其集高初])中共?有?$")
_LISTED = re.compile(r"[、和及与](?![^()]{0,200}\))")
_TOGETHER = re.compile(rf"{_LISTED.pattern}|(?<![公中总])共(?![同享建治管计和产青])")
_LIST_WITH_HEAD = re.compile(r"的[^的,]{1,12}、[^的、,]{1,12}等[^的、,]{1,8}$")
_LIST_START = re.compile(r"^(?:\([^()]{1,4}\))?(?:以上|以下|以内|左右|上下|不等)?的?[\s、,和及与;:]*")
_OF_ITS_PLAN = re.compile(r"(?<=..)(?:仅|只|约)?[为是](?:年度|全年|年初|调整)(?:预算|计划|目标|任务)数?的?$")
_OF_A_PLAN = re.compile(
    r"(?:为|是|完成|达到?|相当于|超(?:额|出|过)?(?:完成)?|[高低]于)?(?:年度|全年|年初|调整)?(?:预算|计划|目标|任务)(?:目标|任务|数)?"
)
_NUMERALS = tuple("一二三四五六七八九十两几")
_AFTER_ORDINALS = ("级", "类", "等", "甲")
_FIRST_EDGE = re.compile(r"^(?:[和及与或且]|以及|并)(?=[^\u4e00-\u9fff]|$)|^[、,;:)\s]+")
_LAST_EDGE = re.compile(
    r"(?<![、,;:(\s或并])(?<!以(?=及))(?<!(?<![共中总调饱柔温缓])和)(?<!(?<![惠涉普危触顾])及)(?<!(?<!参)与)"
    r"(?>(?:[、,;:(\s]|(?<![共中总调饱柔温缓])和|(?<![惠涉普危触顾])及|(?<!参)与|或|以及|(?<![归合兼吞])并)+)$"
)
_EMPTY = re.compile(
    r"(?:实际|名义|同口径|[和及与或共达为等的在对以从由到至是有将其各也又并]|其中|分别|拉动|带动|增长|下降|增加|减少|提高|超过|以上|合计|共计|总计|累计|平均|仅|左右|全部|超|比|较|同|让|使|向|给|把|时|增幅|增速|涨幅|升幅|降幅|减幅|跌幅|占比|比重|比例|份额|比率)*"
)

_NOT_DONE = (
    *(
        "费",
        "金",
        "权",
        "率",
        "数",
        "量",
        "额",
        "卡",
        "证",
        "员",
        "者",
        "人",
        "师",
        "代表",
        "人才",
        "人员",
        "点",
        "站",
        "中心",
        "项目",
        "案件",
    ),
    *("室", "所", "院", "场", "馆", "平台", "系统", "机制", "工作", "活动", "事项", "公园", "区", "班"),
)
"""Ends of nouns: a verb before them belongs to their name."""
_OF_PERSONS = frozenset(("人", "名", "位", "户", "家"))
_TITLES = (
    *("领导", "代表", "教练", "导演", "编辑", "翻译", "裁判", "主管"),
    *("指导", "顾问", "主持", "教育", "服务", "管理", "监督", "学习", "公开"),
)
"""Words of the list of verbs that are also the end of a noun for persons or bodies."""
_PLANNED_MEASURES = ("生育", "招生", "投资", "单列")
_NOMINAL = ("申请", "投诉", "咨询", "举报", "建议", "来信", "来访", "培训", "检查", "诉讼", "复议", "信访")
"""Verbs that are the counted thing themselves more often than not."""
_COUNTABLE = ("things", "people", "times", "time", "measure")

LONGEST = 120
"""Code points before a number that are read for its name."""


def divided_lead(bare: str, after: str, unit: str, noun_before: bool, counted: str) -> str:
    """The words of a number behind another one in its clause, without those that belong to the number before.

    `noun_before`: the number before is a count, so that a noun right behind it is what it counts; `counted`: its name.
    """
    if noun_before and len(counted) > 1 and bare.startswith(counted):  # 27名农民工追回工资
        rest = bare[len(counted) :]
        if is_verb(rest[:2]):
            return rest
    if unit == "%" and after.startswith("的") and bare.startswith("的") and bare.endswith(("和", "与", "及", "、")):
        return ""  # 99%的乡镇和98%的建制村
    start = _LIST_START.match(bare)
    if start and start.end():
        return bare[start.end() :]
    if _LIST_WITH_HEAD.search(bare):  # 11个设区市政府的文件、政策等信息63934件
        return bare.rpartition("的")[2]
    last = (_TOGETHER if noun_before else _LISTED).split(bare)[-1]
    if last != bare:
        return last
    if noun_before and counted_by(unit) in _COUNTABLE and not BEGINS.match(bare) and noun_after(after, unit):
        return ""  # 47个部门1938项事项
    return bare


@lru_cache(maxsize=4096)
def name_of(bare: str, after: str, unit: str, own: str) -> tuple[str, str]:
    """Subject and indicator; each is empty where the words name none.

    `bare` is the text before the number, `after` the text after it. `own` is the name of the report's place or body;
    where `bare` starts with it, it is read as the subject. The indicator comes from `bare`; from the noun after the
    number where `bare` is empty, ends in 的, 等 or a verb, consists of verbs, or is a list.
    """
    bare = _ABBREVIATION.sub("", _COLUMN_OF_UNITS.sub("", bare)).rstrip("( ")
    words = _OPENING.sub("", _LEAD.sub("", bare).strip("\"' "))
    words = _TO_A_YEAR.sub("", words)
    words = _COMPARED.sub("", _COMPARISON.sub("", _MOVES.sub("", words)))
    if _ITS_SHARE.fullmatch(words):
        return "", ""
    whole = None if _SHARE_OF.search(words) else _OF_A_WHOLE.search(words)
    if whole:
        words = words[: whole.start()]
    words = _LEAD.sub("", words)
    if words.startswith("实现") and len(words) > 3 and not consists_of_verbs(words[2:]):
        words = words[2:]
    if counted_by(unit) == "part":
        words = _OF_ITS_PLAN.sub("", words)
    if words.startswith("计划") and is_verb(words[2:4]) and words[2:4] not in _PLANNED_MEASURES:
        words = _LEAD.sub("", words[2:])
    length = _subject_length(words, own)
    holder = _HOLDER.search(words) if counted_by(unit) in _COUNTABLE else None
    if holder and noun_after(after, unit):  # 三级以上医院的16项核心指标
        return holder["body"], _without_publishing(noun_after(after, unit))
    if not length and unit not in ("个", "家") and _TOWNS.fullmatch(words):
        length = len(words)
    if not length and unit not in ("个", "家") and _WHOLE_PLACE.fullmatch(words) and not _NO_PLACE.search(words):
        length = len(words)
    length = _with_other_subjects(words, length, own)
    owner = words[:length]
    words = _SORTED_OUT.sub("", _LEAD.sub("", words[length:]))
    words = _BUDGETED.sub("", _CAUSATIVE.sub("", _CAUSE.sub("", _REASON.sub("", words))))
    words = _HELD.sub("", _without_receiver(words))
    stripped = strip_unbalanced_quotes(_TAIL.sub("", _MOVES.sub("", _TAIL.sub("", words))))
    stripped = _FOR_YEARS.sub("", _WHOLE_YEAR.sub(r"\1", stripped)).replace("分别", "")
    stripped = _balanced(_LAST_EDGE.sub("", _FIRST_EDGE.sub("", stripped)))
    if words.endswith("有"):  # 申请中有12件
        stripped = _AMONG_THESE.sub("", stripped)
    if stripped.startswith("“") and stripped.find("”") == len(stripped) - 1:
        stripped = stripped[1:-1]
    titled = _PUBLISHED_TITLE.fullmatch(stripped)
    if titled and consists_of_verbs(titled["verbs"]):
        return owner, titled["title"]
    if (
        _EMPTY.fullmatch(stripped)
        or words.endswith(("的", "等"))
        or _LOCATIVE.search(words)
        or ENDS_WITH_VERB.search(stripped)
        or _summarised(stripped, after, unit)
    ):
        noun = noun_after(after, unit)
        if noun and not _EMPTY.fullmatch(noun):
            return owner, _with_verb(stripped, noun, unit)
    elif is_verb(stripped[-2:]) and counted_by(unit) in _COUNTABLE and not begins_with_adverb(after):
        noun = noun_after(after, unit)
        if len(noun) > 1 and not (is_verb(noun[:2]) and stripped.endswith(_NOMINAL)):
            return owner, noun
    if owner and words.startswith("(") and words.endswith(")"):  # 市级部门(单位)52个: the bodies are counted
        return "", owner + words
    if _EMPTY.fullmatch(stripped) or (counted_by(unit) in ("part", "points") and _OF_A_PLAN.fullmatch(stripped)):
        return owner, ""
    relative = _RELATIVE.match(stripped)
    if relative:  # 转办网民通过平台反映的政府网站问题留言
        stripped = stripped[relative.end() :]
        return owner, stripped[_subject_length(stripped, own) :] or stripped
    return owner, stripped


def _without_receiver(words: str) -> str:
    """The verb and what it acts on, without to whom: 发放明白纸 of 向群众发放明白纸."""
    if not _TOWARDS.match(words):
        return words
    for at in range(2, min(len(words) - 3, _LONGEST_RECEIVER)):
        if is_verb(words[at : at + 2]):
            return words[at:]
    return words


_LONGEST_RECEIVER = 16
_COLUMN_OF_UNITS = re.compile(rf"(?<![ \t])[ \t]++(?:{SIMPLE_UNIT})[ \t]*$")


def _without_publishing(noun: str) -> str:
    """核心指标 for 核心指标信息公开工作: what is published, where the noun is the work of publishing it."""
    return _PUBLISHING.sub("", noun) or noun


def bare_words(bare: str) -> str:
    """The words before a number with their verb of change, for a sentence that names nothing else: 净增."""
    words = _TAIL.sub("", _LEAD.sub("", bare))
    return "" if _EMPTY.fullmatch(words) or _COMPARISON.search(words) else words


_ITS_SHARE = re.compile(r"占[^,，占]{2,30}(?:比重|比例|份额|之比)(?:约?[为达是]|约)?")
"""What the measure before it makes of a whole."""
_SHARE_OF = re.compile(r"占[^,，]{1,12}(?:比重|比例|份额|之比)")
_OF_A_WHOLE = re.compile(r"占(?!比|道|用|地|有|补)[^占]*$")


def _summarised(stripped: str, after: str, unit: str) -> bool:
    """Whether words before a number are verbs only, or a list that a noun behind the number sums up."""
    if not after or BEGINS.match(after) or (not "\u4e00" <= after[0] <= "\u9fff" and after[0] != "“"):
        return False
    summing = counted_by(unit) in _COUNTABLE
    if consists_of_verbs(stripped) and not begins_with_adverb(after):
        return True
    return bool(
        ONLY_VERBS.fullmatch(stripped) or (summing and "、" in stripped and not ENDS_WITH_VERB.search(stripped))
    )


BEGINS = re.compile(BEGINS_WITH_VERB)


def _with_verb(stripped: str, noun: str, unit: str) -> str:
    """Money that is spent on a noun behind it keeps its verb: 增发1万亿元国债 counts 增发国债."""
    if unit.endswith("元") and ONLY_VERBS.fullmatch(stripped):
        return stripped + noun
    return noun


def _balanced(words: str) -> str:
    """The part on one side of an unmatched bracket: the text after it, or the text before it if nothing follows."""
    opened, closed = words.count("("), words.count(")")
    if opened > closed:
        head, _, tail = words.rpartition("(")
        return _LEAD.sub("", tail) or head
    if closed > opened:
        head, _, tail = words.partition(")")
        return tail or head
    return words


def _subject_length(words: str, own: str) -> int:
    """How many characters at the start of the words name a body or a place; 0 for none."""
    collective = _COLLECTIVE.match(words)
    if collective:
        return collective.end()
    if own and words.startswith(own):
        return _end_of_body(words, len(own))
    for ends, selves in _SELVES:
        named = selves.match(words) if own.endswith(ends) else None
        if named:
            return named.end()
    place = find_place_at(words, 0)
    if place is None:
        place = _ENTERPRISE.match(words) and find_place_at(words, 0, short=True)
        if place:
            found = _ENTERPRISE.match(words)
            return found.end() if found else 0
    if place is not None:
        return _end_of_body(words, place[0])
    department = None if is_verb(words[:2]) else _DEPARTMENT.match(words)
    if department and (is_verb(words[department.end() :][:2]) or words[department.end() :][:1] in ("共", "已")):
        return department.end()
    unknown = _UNKNOWN_PLACE.match(words)
    if unknown and not _NO_PLACE.search(unknown[0]):
        return unknown.end()
    body = _BODY.match(words)
    if (
        body is None
        or len(body[0]) <= 2
        or _VERB_INSIDE.search(body[0])
        or (is_verb(words[:2]) and _HIGHER_BODY.match(words, 2))
    ):
        return 0  # 提请全国人大常委会审议
    return body.end()


def _with_other_subjects(words: str, length: int, own: str) -> int:
    """The end of a subject of several collectives or bodies: 市直各部门、各县区共举办."""
    end, found = length, length
    for _ in range(_MOST_SUBJECTS):
        if not end or words[end : end + 1] not in ("、", "和", "及", "与"):
            break
        more = _subject_length(words[end + 1 :], own)
        if not more:
            break
        end += 1 + more
        if words[end : end + 1] in _AFTER_SUBJECTS:
            found = end
    return found


_MOST_SUBJECTS = 8
_AFTER_SUBJECTS = tuple("共均累分各主")


def _end_of_body(words: str, end: int) -> int:
    lower = _LOWER_PLACE.match(words, end) if words[end - 1 : end] in ("省", "市", "州", "区") else None
    if lower and not _NO_PLACE.search(lower[0]):
        end = lower.end()
    town = _TOWN.match(words, end) if words[end - 1 : end] in ("市", "县", "区", "旗") else None
    if town and not _NO_PLACE.search(town[0]):
        end = town.end()
    tail = _AFTER_PLACE.match(words, end)
    return tail.end() if tail else end


def predicate_after(after: str) -> str:
    """What is said of a number that begins its clause: 受益 in 3万人受益, 办结 in 48件已办结; empty for none."""
    found = _PREDICATE.match(after)
    return found[1] if found else ""


def _is_done(noun: str, at: int, reach: int) -> bool:
    """Whether a noun is followed by what it does; the verb begins within `reach` characters and ends no other noun."""
    words = noun[at:]
    verb = is_verb(words[:2]) or (reach > 2 and is_verb(words[2:reach]))
    return begins_with_adverb(words) or words.startswith("“") or (verb and not words.endswith(_NOT_DONE))


def _before_outcome(noun: str) -> str:
    """The noun before a verb of outcome: 村 of 村接入平台."""
    for at in range(1, len(noun) - 1):
        verb = noun[at : at + 2]
        if verb[1] in _OUTCOMES and verb not in _NAMES_OF_MONEY and is_verb(verb):
            return noun[:at]
    return noun


def noun_after(after: str, unit: str) -> str:
    """What a number counts where the noun follows it: 46家省级单位, 13期《国资监管工作简报》; empty for none."""
    if after.startswith("《"):
        end = after.find("》", 0, 60)
        return after[: end + 1] if end > 0 else ""
    following = _FOLLOWING.match(after)
    if following is None or unit == "倍":
        return ""
    if unit == "%":
        return "" if _MOVED.match(following["noun"]) else _LAST_EDGE.sub("", following["noun"].lstrip("已均都"))
    noun = _before_outcome(_FOLLOWING_STOP.split(following["noun"], maxsplit=1)[0]).removesuffix("的")
    owned = _OWNED.match(noun)
    if owned and unit in ("个", "家", "户", "名", "位"):  # 9个设区市政府的公开目录
        noun = owned[0]
    if unit in _OF_PERSONS or unit in ("个", "所"):
        persons = _PERSON.match(noun) if unit in _OF_PERSONS else None
        actors = persons if persons and _is_done(noun, persons.end(), 4) else _ORGANISATION.match(noun)
        if actors and _is_done(noun, actors.end(), 4 if actors is persons else 2):
            noun = actors[0]  # 志愿者轮流值守
    if len(noun) >= 4 and unit in _OF_PERSONS and not noun.endswith(_TITLES) and consists_of_verbs(noun[-2:]):
        noun = noun[:-2]  # 48家企业申请
    return "" if noun[:1] in _NUMERALS and noun[1:2] not in _AFTER_ORDINALS else _AMONG.sub("", noun)
