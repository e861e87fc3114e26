"""Assembly of a report from blocks: separates boilerplate of web sites and the title from the text."""

import re
from collections.abc import Sequence

from zjviewer.core.model.report import DroppedText, DropReason, ImportRemark, Report
from zjviewer.core.text.character_forms import fold_forms
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.report_metadata import is_title, with_detected_metadata
from zjviewer.core.text.segmentation import fold_width
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.block_repairs import broken_character_remarks, repair_blocks
from zjviewer.readers.common.blocks import (
    Block,
    Paragraph,
    SourceTable,
    assemble_text,
    join_wrapped_lines,
    one_line,
    words_of,
)
from zjviewer.readers.common.broken_headings import join_broken_headings
from zjviewer.readers.common.input_file import Source

# Prose is text with punctuation of a sentence; a heading starts with a number.
_PROSE = re.compile(r"[。；！？]|[，,].*[，,、]")
_NUMERAL = "[一二三四五六七八九十百]"
_HEADING = re.compile(rf"^\s*(?:{_NUMERAL}{{1,3}}、|[（(]{_NUMERAL}{{1,3}}[）)]|第{_NUMERAL}+[编章节条])")
_SHORTEST_PROSE = 12
_LONGEST_FURNITURE = 40
# Boilerplate around an article: labels of a web page; sentences with a number never match.
_LABEL = re.compile(
    r"^\s*[•·*▪◆»|]|\s>\s|^首页|欢迎光临|产品中心|联系我们|浏览次数|点击数|阅读次数|【?字号|字体\s*:"
    r"|^【?打印(?:本页|本文|此页|文章|页面)?[】\]]?(?:\s|$)|^分享到|收藏本|收藏(?:此|该)?页|^收藏(?:\s|$)|上一篇|下一篇|返回顶部|返回首页"
    r"|关闭(?:窗口|本页)|^(?:在线)?订购|^(?:在线|我要|网友)?留言(?:板|本)?(?:\s|$)|姓名\s*:|电话\s*:|email\s*:|邮编|网站地图|扫一扫|责任编辑"
    r"|^(?:下载|打印|全屏|收藏|加大|还原|减小|大|中|小|关闭|复制|分享|】|【)$"
    r"|^(?:稿件)?(?:来源|信息来源|发布时间|发布日期|时间|作者|编辑|浏览量?|访问量)\s*:",
    re.IGNORECASE,
)
_TOOLS = re.compile(
    r"[【】\[\]()|/·•\s]*(?:(?:打印|关闭|收藏|分享|复制|下载|全屏|返回|顶部|首页|微信|微博|朋友圈|扫一扫|纠错|字号|字体|大|中|小)"
    r"(?:本页|此页|本文|该页|页面|窗口|到)?[【】\[\]()|/·•:\s]+)+",
)
"""Line that consists of names of buttons with a separator after each."""
# Boilerplate that may also be a complete sentence.
_IMPRINT = re.compile(
    r"当前位置|您的位置|版权所有|copyright|ICP备|公网安备|网站标识码|主办单位|承办单位"
    r"|扫一扫.{0,12}(?:手机|当前页|本页|本文|关注)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^[【\[]?(?:相关|延伸|推荐|更多|热点)(?:报道|链接|新闻|阅读|文章|稿件|推荐|资讯|信息)[】\]]?\s{0,3}:?$"
)
"""Heading of a list of links to other articles."""
_MOST_RELATED = 60
_SENTENCE = re.compile(r"[。！？!?][”’」』）)]?$")
_BODY_NAME = re.compile(r"(?:人民政府|委员会|办公厅|办公室|管委会|[局厅委院部会]|银行|大学|学院|集团|公司)$")
_OPEN_TITLE = re.compile(r"^(?:关于|(?:19|20)\d{2}\s*年|政府信息公开|政务公开|信息公开)")
_TITLE_REST = lazy_pattern(
    r"^[政府信息公开政务工作年度月季报告情况总结执行的公预决算草案说明要点和与暨部门单位计划统计实施]{0,14}"
    r"(?:报告|年报|公报|预算|决算|说明|总结|要点|计划|意见|通知|公告|通告|办法|规定|条例|细则|方案|规划|度报|告)(?:[（(][^（）()]{1,20}[）)])?$"
)
"""Last line of a wrapped title: only the kind of document, or the end of its name."""
_TITLE_BEGIN = lazy_pattern(r"(?:19|20)\d{2}|关于|[省市县区州盟旗镇乡局厅委办院部会]")
_LONGEST_TITLE_LINE = 44
_MOST_TITLE_LINES = 4
_BYLINE = re.compile(r"\s?[—–-]{1,2}\s?((?:19|20)\d{2})\s?年[^—]{0,80}(?:会议|大会|全会)上.{0,40}$")
"""Date, meeting and speaker at the end of the title line."""
_SPACE = re.compile(r"\s")
_TITLE_GAP = lazy_pattern(r"(?<=[\u3400-\u9fff\d])[ \u3000]+(?=[\u3400-\u9fff\d])")


def assemble_report(
    blocks: Sequence[Block],
    source: Source,
    kind: str,
    *,
    title: str = "",
    on_a_site: bool = False,
    metadata: Sequence[tuple[str, str]] = (),
    dropped: Sequence[DroppedText] = (),
    remarks: Sequence[ImportRemark] = (),
    encoding: str = "",
) -> Report:
    """Report from the blocks of a file.

    `title`: title in the metadata of the file, used where the text has none. `on_a_site`: whether there may be
    boilerplate of a web site before and after the article. Title blocks and boilerplate are recorded in
    `Report.dropped`. Raises UnreadableFile where no text remains.
    """
    repaired = repair_blocks(blocks)
    filled = [block for block in repaired.blocks if words_of(block)]
    cut = _boilerplate(filled) if on_a_site else set()
    article = [block for index, block in enumerate(filled) if index not in cut]
    shown, titled = _title(article)
    rest = join_broken_headings([block for index, block in enumerate(article) if index not in titled])
    left: list[tuple[Block, DropReason]] = [
        (block, "site furniture") for index, block in enumerate(filled) if index in cut
    ]
    left += [(article[index], "title") for index in titled]
    whole = assemble_text(rest if rest else article)
    if not whole.text.strip():
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    found = [DroppedText(words_of(block), block.line, reason, _page(block)) for block, reason in left]
    report = Report(
        text=whole.text,
        title=shown or one_line(fold_forms(title)),
        issuer="",
        region="",
        year=_year_of_byline("".join(words_of(article[index]) for index in titled)),
        path=source.path,
        dropped=tuple(sorted((*dropped, *repaired.dropped, *found), key=lambda d: (d.page, d.line))),
        grids=whole.grids,
        marks=whole.marks,
        pages=whole.pages,
        metadata=tuple(metadata),
        remarks=(*remarks, *repaired.remarks, *broken_character_remarks(whole.text)),
        format=kind,
        encoding=encoding,
    )
    return with_detected_metadata(report)


def is_site(line: str) -> bool:
    """Whether a line is boilerplate of a web site, not part of the article; False for every sentence with a number."""
    plain = fold_width(line.strip())
    if len(plain) > _LONGEST_FURNITURE:
        return False
    if _SENTENCE.search(plain):
        return bool(_IMPRINT.search(plain)) and not any(map(str.isdecimal, plain))
    return bool(
        _LABEL.search(plain) or _TOOLS.fullmatch(f"{plain} ") or _IMPRINT.search(plain) or _RELATED.search(plain)
    )


def is_prose(block: Block) -> bool:
    """Whether a block is typical content of an article: a sentence, a numbered or marked heading, or a table."""
    if isinstance(block, SourceTable):
        return True
    text = block.text.strip()
    if _HEADING.match(text) or block.level > 1:
        return True
    return len(text) >= _SHORTEST_PROSE and bool(_PROSE.search(text)) and not is_site(text)


def _boilerplate(blocks: Sequence[Block]) -> set[int]:
    """Indices of the boilerplate blocks: from the start to the last site line before the prose, and from the first site
    line after the prose to the end.

    The title line is always part of the article; a list of related articles ends the article.
    """
    end = _related(blocks)
    first = next((index for index in range(end) if is_prose(blocks[index])), None)
    if first is None:
        return set()
    last = next(index for index in range(end - 1, -1, -1) if is_prose(blocks[index]))
    before = [i for i in range(first) if is_site(words_of(blocks[i]))]
    after = [i for i in range(last + 1, end) if is_site(words_of(blocks[i]))]
    cut = set(range(before[-1] + 1)) if before else set()
    named = next((i for i in sorted(cut) if i not in before and is_title(words_of(blocks[i]))), None)
    if named is not None:
        cut -= {named}
    return cut | set(range(after[0] if after else end, len(blocks)))


def _related(blocks: Sequence[Block]) -> int:
    """Index of the heading of the list of related articles at the end; the number of blocks where there is no such
    list."""
    for index in range(len(blocks) - 1, max(0, len(blocks) - _MOST_RELATED), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or _SENTENCE.search(block.text.strip()) or _HEADING.match(block.text):
            break
        if _RELATED.search(fold_width(one_line(block.text))):
            return index
    return len(blocks)


def _title(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """Title and the indices of its blocks; the lines of a wrapped title are joined."""
    opening: list[Paragraph] = []
    for block in blocks[:12]:
        if not isinstance(block, Paragraph) or (is_prose(block) and not is_title(block.text)):
            break
        opening.append(block)
    lines = [one_line(paragraph.text) for paragraph in opening]
    for end, line in enumerate(lines):
        for count in range(min(_MOST_TITLE_LINES, end + 1), 0, -1):
            first = end + 1 - count
            joined = join_wrapped_lines(lines[first : end + 1])
            if is_title(joined) and _one_title(opening[first : end + 1], line):
                title = _BYLINE.sub("", joined)
                return _TITLE_GAP.sub("", title) if _SPACE.search(title) else title, tuple(range(first, end + 1))
    if opening and opening[0].centred and not opening[0].level and _may_be_title(lines[0]):
        return lines[0], (0,)
    marked = [index for index, paragraph in enumerate(opening) if paragraph.level == 1]
    if len(marked) == 1 and sum(isinstance(b, Paragraph) and b.level == 1 for b in blocks) == 1:
        return lines[marked[0]], (marked[0],)
    return "", ()


def _year_of_byline(title: str) -> int | None:
    """Year of a work report without a year in its title: the year of the meeting at which it was delivered."""
    byline = _BYLINE.search(title)
    return int(byline[1]) if byline and not re.search(r"\d{4}", title[: byline.start()]) else None


def _may_be_title(line: str) -> bool:
    return 4 <= len(line) <= 60 and not re.search(r"[。：:；;]|^[（(]|^第", line)


def _one_title(paragraphs: Sequence[Paragraph], last: str) -> bool:
    """Whether the lines of a possible title have the same layout, so that they are one title; True for a single
    line."""
    if len(paragraphs) == 1:
        return True
    lines = [one_line(paragraph.text) for paragraph in paragraphs]
    if any(len(line) > _LONGEST_TITLE_LINE or line[-1] in "。：:；;" or is_site(line) for line in lines):
        return False
    if _TITLE_REST.match(last) and _TITLE_BEGIN.search(lines[0]) and not any(map(_HEADING.match, lines)):
        return not any(is_title(line) for line in lines[:-1])
    if len(lines) == 2 and _OPEN_TITLE.match(last) and _BODY_NAME.search(lines[0]):
        return True
    if len(lines) == 2 and lines[0].startswith("关于") and not is_title(lines[0]):
        return True
    set_apart = all(paragraph.centred or paragraph.level for paragraph in paragraphs)
    return set_apart and not any(is_title(line) for line in lines[:-1])


def _page(block: Block) -> int:
    return block.pages[0][1] if block.pages else 0
