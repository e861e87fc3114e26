"""The report among what stands around it: site furniture at the edges, and the title, which is not part of the text."""

import re
from collections.abc import Sequence

from zjviewer.core.model.report import DroppedText, DropReason, ImportRemark, Report
from zjviewer.core.text.report_metadata import is_title, with_detected_metadata
from zjviewer.core.text.segmentation import fold_width
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, assemble_text, one_line, words_of
from zjviewer.readers.common.input_file import Source

# Prose has a sentence in it; a heading has a number.
_PROSE = re.compile(r"[。；！？]|[，,].*[，,、]")
_NUMERAL = "[一二三四五六七八九十百]"
_HEADING = re.compile(rf"^\s*(?:{_NUMERAL}{{1,3}}、|[（(]{_NUMERAL}{{1,3}}[）)]|第{_NUMERAL}+[编章节条])")
_SHORTEST_PROSE = 12
_LONGEST_FURNITURE = 40
# What sites put around an article.
_FURNITURE = re.compile(
    r"^\s*[•·*▪◆»|]|\s>\s|^首页|当前位置|您的位置|欢迎光临|产品中心|联系我们|版权所有|copyright|ICP备|公网安备|浏览次数|点击数|阅读次数"
    r"|【?字号|字体\s*:|^【?打印|打印本|分享到|收藏|上一篇|下一篇|返回顶部|返回首页|关闭(?:窗口|本页)|订购|留言|姓名\s*:|电话\s*:|email\s*:|邮编"
    r"|网站地图|扫一扫|责任编辑|网站标识码|主办单位|承办单位|^(?:下载|打印|全屏|收藏|加大|还原|减小|大|中|小|关闭|复制|分享|】|【)$"
    r"|^(?:稿件)?(?:来源|信息来源|发布时间|发布日期|时间|作者|浏览量?|访问量)\s*:",
    re.IGNORECASE,
)
_BODY_NAME = re.compile(r"(?:人民政府|委员会|办公厅|办公室|管委会|[局厅委院部会]|银行|大学|学院|集团|公司)$")
_OPEN_TITLE = re.compile(r"^(?:关于|(?:19|20)\d{2}\s*年|政府信息公开|政务公开|信息公开)")
_LONGEST_TITLE_LINE = 44
_MOST_TITLE_LINES = 4


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
    """The report that the blocks of a file make.

    `title` is what the file says of itself, used where the text shows none. `on_a_site`: there may be furniture at
    the edges. Raises UnreadableFile where nothing is left.
    """
    filled = [block for block in blocks if words_of(block)]
    cut = _boilerplate(filled) if on_a_site else set()
    kept = [block for index, block in enumerate(filled) if index not in cut]
    shown, titled = _title(kept)
    rest = [block for index, block in enumerate(kept) if index not in titled]
    left: list[tuple[Block, DropReason]] = [
        (block, "site furniture") for index, block in enumerate(filled) if index in cut
    ]
    left += [(kept[index], "title") for index in titled]
    whole = assemble_text(rest if rest else kept)
    if not whole.text.strip():
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    found = [DroppedText(words_of(block), block.line, reason, _page(block)) for block, reason in left]
    report = Report(
        text=whole.text,
        title=shown or one_line(title),
        issuer="",
        region="",
        year=None,
        path=source.path,
        dropped=tuple(sorted((*dropped, *found), key=lambda d: (d.page, d.line))),
        grids=whole.grids,
        marks=whole.marks,
        pages=whole.pages,
        metadata=tuple(metadata),
        remarks=tuple(remarks),
        format=kind,
        encoding=encoding,
    )
    return with_detected_metadata(report)


def is_site(line: str) -> bool:
    """Whether a line is plainly a site's own."""
    return len(line.strip()) <= _LONGEST_FURNITURE and bool(_FURNITURE.search(fold_width(line.strip())))


def is_prose(block: Block) -> bool:
    """Whether a block belongs to an article by what it is: a sentence, a numbered or marked heading, a table."""
    if isinstance(block, SourceTable):
        return True
    text = block.text.strip()
    if _HEADING.match(text) or block.level > 1:
        return True
    return len(text) >= _SHORTEST_PROSE and bool(_PROSE.search(text)) and not is_site(text)


def _boilerplate(blocks: Sequence[Block]) -> set[int]:
    """What stands before the first and behind the last prose, as far in as a line is plainly a site's own.

    The line that is the title belongs to the article wherever it stands.
    """
    prose = [index for index, block in enumerate(blocks) if is_prose(block)]
    if not prose:
        return set()
    before = [i for i in range(prose[0]) if is_site(words_of(blocks[i]))]
    after = [i for i in range(prose[-1] + 1, len(blocks)) if is_site(words_of(blocks[i]))]
    cut = set(range(before[-1] + 1)) if before else set()
    named = next((i for i in sorted(cut) if i not in before and is_title(words_of(blocks[i]))), None)
    if named is not None:
        cut -= {named}
    return cut | (set(range(after[0], len(blocks))) if after else set())


def _title(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """The title and the blocks that it stands in; a title set in several lines is one."""
    opening: list[Paragraph] = []
    for block in blocks[:12]:
        if not isinstance(block, Paragraph) or (is_prose(block) and not is_title(block.text)):
            break
        opening.append(block)
    lines = [one_line(paragraph.text) for paragraph in opening]
    for end, line in enumerate(lines):
        for count in range(min(_MOST_TITLE_LINES, end + 1), 0, -1):
            first = end + 1 - count
            joined = "".join(lines[first : end + 1])
            if is_title(joined) and _one_title(opening[first : end + 1], line):
                return joined, tuple(range(first, end + 1))
    if opening and opening[0].centred and not opening[0].level and _may_be_title(lines[0]):
        return lines[0], (0,)
    marked = [index for index, paragraph in enumerate(opening) if paragraph.level == 1]
    if len(marked) == 1 and sum(isinstance(b, Paragraph) and b.level == 1 for b in blocks) == 1:
        return lines[marked[0]], (marked[0],)
    return "", ()


def _may_be_title(line: str) -> bool:
    return 4 <= len(line) <= 60 and not re.search(r"[。：:；;]|^[（(]|^第", line)


def _one_title(paragraphs: Sequence[Paragraph], last: str) -> bool:
    """Whether lines that would make a title are set as one; a line alone is."""
    if len(paragraphs) == 1:
        return True
    lines = [one_line(paragraph.text) for paragraph in paragraphs]
    if any(len(line) > _LONGEST_TITLE_LINE or line[-1] in "。：:；;" or is_site(line) for line in lines):
        return False
    if len(lines) == 2 and _OPEN_TITLE.match(last) and _BODY_NAME.search(lines[0]):
        return True
    set_apart = all(paragraph.centred or paragraph.level for paragraph in paragraphs)
    return set_apart and not any(is_title(line) for line in lines[:-1])


def _page(block: Block) -> int:
    return block.pages[0][1] if block.pages else 0
