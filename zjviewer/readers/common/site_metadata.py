"""Metadata that government web sites show around an article, in tables or lines: 索引号, 发布机构, 文号, 发布日期."""

import re
from collections.abc import Iterable, Iterator

from zjviewer.core.text.segmentation import fold_width
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, one_line

NAMES = (
    *(
        "索引号",
        "主题分类",
        "主题词",
        "主题",
        "体裁分类",
        "体裁",
        "组配分类",
        "发文机关",
        "发文单位",
        "发布机构",
        "发布机关",
        "公开机构",
        "制发机关",
    ),
    *(
        "发布单位",
        "信息来源",
        "稿件来源",
        "来源",
        "成文日期",
        "生成日期",
        "发文日期",
        "发布日期",
        "公开日期",
        "发布时间",
        "公开时间",
        "公开方式",
    ),
    *(
        "公开范围",
        "公开时限",
        "公开形式",
        "标题",
        "信息名称",
        "文件名称",
        "名称",
        "发文字号",
        "文件编号",
        "文号",
        "关键词",
        "有效性",
        "效力状态",
    ),
    *("生效日期", "废止日期", "失效日期", "内容概述", "作者", "时间"),
)
"""Names of metadata fields; a name stands before every shorter name that it contains."""

_NAME = "|".join(r"\s*+".join(name) for name in NAMES)
_LABEL = re.compile(rf"^[\[【]?\s*+({_NAME})\s*+[\]】]?\s*+[:：]?$")
_PAIR = re.compile(
    rf"(?:^|(?<=[\s|｜】\]]))[\[【]?({_NAME})\s*+[\]】]?\s*+[:：]\s*(.*?)(?=\s*(?:[\s|｜\[【](?:{_NAME})\s*+[\]】]?\s*+[:：]|[|｜]|\s{{3}}|\Z))",
    re.DOTALL,
)
_FEWEST = 3
"""Smallest number of names in a table of metadata."""


def pairs_in(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Pairs (name, value) as written in the blocks; names without a value are left out."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        pairs = _in_line(one_line(block.text)) if isinstance(block, Paragraph) else _in_table(block)
        found.extend((_bare(name), value.strip()) for name, value in pairs if value.strip())
    return found


def is_metadata(block: Block) -> bool:
    """Whether a block is a table that contains only metadata, or a line with several metadata entries."""
    if isinstance(block, Paragraph):
        return len(block.text) < 160 and len({_bare(name) for name, _ in _in_line(one_line(block.text))}) >= _FEWEST
    labels = sum(bool(_LABEL.match(cell.text.strip())) for cell in block.cells)
    pairs = sum(bool(_PAIR.match(cell.text.strip())) for cell in block.cells)
    return labels + pairs >= _FEWEST and 2 * labels + pairs >= 0.5 * len(block.cells)


def _in_line(text: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(text):
        yield match[1], match[2]


def _in_table(table: SourceTable) -> Iterator[tuple[str, str]]:
    name = ""
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = one_line(cell.text)
        label = _LABEL.match(text)
        if name and not label:
            yield name, text
            name = ""
        elif label:
            name = label[1]
        else:
            yield from _in_line(text)


def _bare(name: str) -> str:
    return re.sub(r"\s", "", fold_width(name))
