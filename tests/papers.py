"""A report written once and set in every format: plain text, Markdown, HTML, DOCX, PDF and OFD."""

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.ofd_files import OfdCanvas

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = (
    ("（一）予以公开", ("",)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ("",)),
    (
        "（三）不予公开",
        (
            *("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益"),
            *("5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"),
        ),
    ),
    ("（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    (
        "（五）不予处理",
        (
            *("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请"),
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
    ("（七）总计", ("",)),
)


@dataclass(frozen=True)
class Set:
    """A cell: words, and how many rows and columns it takes."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Words:
    """A paragraph, or a heading of a level."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """Rows of cells; a merged one stands where it begins."""

    rows: tuple[tuple[Set, ...], ...]

    @property
    def placed(self) -> dict[tuple[int, int], Set]:
        taken: set[tuple[int, int]] = set()
        found = {}
        for r, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (r, column) in taken:
                    column += 1
                found[r, column] = cell
                taken |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
                column += cell.columns
        return found

    @property
    def width(self) -> int:
        return max(column + cell.columns for (_, column), cell in self.placed.items())


@dataclass(frozen=True)
class Paper:
    """A title and what follows."""

    title: str
    blocks: tuple[Words | Grid, ...]
    notes: dict[str, str] = field(default_factory=dict)


def row(*texts: str) -> tuple[Set, ...]:
    return tuple(Set(text) for text in texts)


def applications(number_of=lambda row, column: str((row * 7 + column) % 10)) -> Grid:
    """Table 三 of the national format, with numbers that a function of row and column writes."""
    rows: list[tuple[Set, ...]] = [
        (Set("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), Set("申请人情况", 1, 7)),
        (Set("自然人", 2, 1), Set("法人或其他组织", 1, 5), Set("总计", 2, 1)),
        row(*APPLICANTS[1:]),
    ]

    def numbers(at: int) -> tuple[Set, ...]:
        return tuple(Set(number_of(at, column)) for column in range(7))

    rows.append((Set("一、本年新收政府信息公开申请数量", 1, 3), *numbers(0)))
    rows.append((Set("二、上年结转政府信息公开申请数量", 1, 3), *numbers(1)))
    total = sum(len(below) for _, below in RESULTS)
    at = 2
    for index, (label, below) in enumerate(RESULTS):
        for part, words in enumerate(below):
            cells: list[Set] = []
            if at == 2:
                cells.append(Set("三、本年度办理结果", total, 1))
            if not words:
                cells.append(Set(label, 1, 2))
            elif part == 0:
                cells.append(Set(label, len(below), 1))
            if words:
                cells.append(Set(words))
            rows.append((*cells, *numbers(at)))
            at += 1
        assert index < len(RESULTS)
    rows.append((Set("四、结转下年度继续办理", 1, 3), *numbers(at)))
    return Grid(tuple(rows))


def disclosures() -> Grid:
    """Table 二 of the national format."""
    return Grid(
        (
            (Set("第二十条第（一）项", 1, 4),),
            row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            row("规章", "0", "0", "2"),
            row("行政规范性文件", "12", "5", "88"),
            (Set("第二十条第（五）项", 1, 4),),
            (Set("信息内容"), Set("本年处理决定数量", 1, 3)),
            (Set("行政许可"), Set("1,550", 1, 3)),
            (Set("第二十条第（六）项", 1, 4),),
            (Set("信息内容"), Set("本年处理决定数量", 1, 3)),
            (Set("行政处罚"), Set("4119", 1, 3)),
            (Set("行政强制"), Set("/", 1, 3)),
            (Set("第二十条第（八）项", 1, 4),),
            (Set("信息内容"), Set("本年收费金额（单位：万元）", 1, 3)),
            (Set("行政事业性收费"), Set("7730.28", 1, 3)),
        )
    )


def litigation() -> Grid:
    """Table 四 of the national format."""
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return Grid(
        (
            (Set("行政复议", 1, 5), Set("行政诉讼", 1, 10)),
            (
                *(Set(outcome, 2, 1) for outcome in outcomes),
                Set("未经复议直接起诉", 1, 5),
                Set("复议后起诉", 1, 5),
            ),
            row(*outcomes, *outcomes),
            row(*(str(number) for number in (10, 1, 0, 2, 13, 3, 0, 0, 1, 4, 5, 0, 0, 0, 5))),
        )
    )


def national() -> Paper:
    """A whole report in the format of 2021."""
    more = "坚持以公开为常态、不公开为例外，完善工作制度，健全工作机制，推进决策、执行、管理、服务和结果公开。" * 2
    return Paper(
        "江阳市人民政府2023年政府信息公开工作年度报告",
        (
            Words("本报告根据《中华人民共和国政府信息公开条例》编制。数据统计期限自2023年1月1日起至2023年12月31日止。"),
            Words("一、总体情况", 1),
            Words(f"2023年，江阳市人民政府{more}"),
            Words("（一）主动公开情况。全年通过政府网站主动公开信息1136条，比上年增长5.2%，其中政策解读稿件68篇。"),
            Words("（二）依申请公开情况。全年收到政府信息公开申请21件，均在法定期限内答复。"),
            Words("二、主动公开政府信息情况", 1),
            disclosures(),
            Words("三、收到和处理政府信息公开申请情况", 1),
            applications(),
            Words("四、政府信息公开行政复议、行政诉讼情况", 1),
            litigation(),
            Words("五、存在的主要问题及改进情况", 1),
            Words(f"对照要求仍有差距。{more}举办培训班3期，培训1,204人次。"),
            Words("六、其他需要报告的事项", 1),
            Words("2023年收取政府信息公开信息处理费0元。"),
        ),
    )


def as_text(paper: Paper) -> str:
    lines = [paper.title]
    for block in paper.blocks:
        lines += [block.text] if isinstance(block, Words) else ["\t".join(cells) for cells in _flat(block)]
    return "\n".join(lines)


def as_ragged_text(paper: Paper) -> str:
    """Cells parted by tabs, those that a merged one covers left out, as word processors save tables."""
    return _lines(paper, lambda grid: ["\t".join(cell.text for cell in row) for row in grid.rows])


def as_stacked_text(paper: Paper) -> str:
    """Every cell on a line of its own, as crawlers take pages apart."""
    return _lines(paper, lambda grid: [cell.text for row in grid.rows for cell in row])


def as_spaced_text(paper: Paper) -> str:
    """Cells set one below the other with spaces."""
    return _lines(paper, _spaced)


def _lines(paper: Paper, rows: Callable[[Grid], list[str]]) -> str:
    lines = [paper.title]
    for block in paper.blocks:
        lines += [block.text] if isinstance(block, Words) else rows(block)
    return "\n".join(lines)


def _spaced(grid: Grid) -> list[str]:
    placed = grid.placed
    widths = [0] * grid.width
    for (_, c), cell in placed.items():
        if cell.columns == 1:
            widths[c] = max(widths[c], _half_widths(cell.text) + 3)
    lines = []
    for r in range(len(grid.rows)):
        line = ""
        for c in range(grid.width):
            if (r, c) in placed and placed[r, c].text:
                line += " " * max(2 if line else 0, sum(widths[:c]) - _half_widths(line))
                line += placed[r, c].text
        lines.append(line.rstrip())
    return lines


def _half_widths(text: str) -> int:
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def _flat(grid: Grid) -> list[list[str]]:
    texts = [[""] * grid.width for _ in grid.rows]
    for (r, c), cell in grid.placed.items():
        texts[r][c] = cell.text
    return texts


def as_markdown(paper: Paper) -> str:
    parts = [f"# {paper.title}"]
    for block in paper.blocks:
        if isinstance(block, Words):
            parts.append(f"{'#' * (block.level + 1)} {block.text}" if block.level else block.text)
        else:
            head, *rest = [f"| {' | '.join(cells)} |" for cells in _flat(block)]
            parts.append("\n".join((head, "|" + " --- |" * block.width, *rest)))
    return "\n\n".join(parts) + "\n"


def as_html(paper: Paper) -> str:
    body = "".join(_html(block) for block in paper.blocks)
    notes = "".join(f"<td><b>{name}：</b></td><td>{value}</td>" for name, value in paper.notes.items())
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{paper.title}_江阳市人民政府网</title>
<style>p{{}}</style><script>var x = "首页。，；";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="place">当前位置：<a href="/">首页</a> &gt; <a href="/c">政府信息公开年报</a></div>
<table class="info"><tr>{notes}</tr></table>
<div class="main"><h1>{paper.title}</h1>
<div class="bar">发布时间：2024-01-26 来源：市政府办公室 【字号：大 中 小】</div>
<div class="content">{body}</div></div>
<div class="share">分享到：微信 微博</div>
<div class="foot">版权所有：江阳市人民政府 网站标识码：3200000001</div></body></html>"""


def _html(block: Words | Grid) -> str:
    if isinstance(block, Words):
        return f"<p>{html.escape(block.text)}</p>\n"
    made = []
    placed = block.placed
    for r in range(len(block.rows)):
        cells = (cell for (at, _), cell in sorted(placed.items(), key=lambda pair: pair[0]) if at == r)
        made.append(
            "<tr>"
            + "".join(f'<td rowspan="{c.rows}" colspan="{c.columns}"><p>{html.escape(c.text)}</p></td>' for c in cells)
            + "</tr>\n"
        )
    return f"<table border='1'>{''.join(made)}</table>\n"


def as_docx(paper: Paper) -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    title = document.add_paragraph(paper.title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in paper.blocks:
        if isinstance(block, Words):
            document.add_paragraph(block.text, style=f"Heading {block.level}" if block.level else None)
            continue
        table = document.add_table(len(block.rows), block.width)
        cells = [row.cells for row in table.rows]  # asked for once: python-docx counts the whole table each time
        for (r, c), cell in block.placed.items():
            at = cells[r][c]
            if cell.rows > 1 or cell.columns > 1:
                at = at.merge(cells[r + cell.rows - 1][c + cell.columns - 1])
            at.text = cell.text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


WIDE, HIGH, MARGIN = 595.0, 842.0, 72.0
SIZE = 14.0
CELL = 8.5


def _pdf_canvas(written: io.BytesIO) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return Canvas(written, pagesize=(WIDE, HIGH))


class _Press:
    """Sets pages by hand, so that a test knows where each page ends."""

    def __init__(self, head: str = "", numbers: bool = True, ruled: bool = True, ofd: bool = False) -> None:
        self.written = io.BytesIO()
        self.canvas = OfdCanvas(self.written, (WIDE, HIGH)) if ofd else _pdf_canvas(self.written)
        self.head, self.numbers, self.ruled, self.page = head, numbers, ruled, 0
        self.y = 0.0
        self.turn()

    def turn(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = HIGH - MARGIN
        if self.head:
            self.say(self.head, MARGIN, HIGH - 40, 9)
        if self.numbers:
            self.say(f"- {self.page} -", WIDE / 2 - 12, 40, 10)

    def say(self, text: str, x: float, y: float, size: float) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, y, text)

    def paragraph(self, text: str, size: float = SIZE, centred: bool = False) -> None:
        width = WIDE - 2 * MARGIN
        line, x = "", 0.0 if centred else 2 * size
        lines: list[tuple[float, str]] = []
        for letter in text:
            step = self.canvas.stringWidth(letter, "STSong-Light", size)
            if x + step > width + 0.1 and letter not in "，。；、”）":
                lines.append((0.0 if lines or centred else 2 * size, line))
                line, x = "", 0.0
            line += letter
            x += step
        lines.append((0.0 if lines or centred else 2 * size, line))
        for indent, words in lines:
            if self.y - 1.6 * size < MARGIN:
                self.turn()
            self.y -= 1.6 * size
            left = (WIDE - self.canvas.stringWidth(words, "STSong-Light", size)) / 2 if centred else MARGIN + indent
            self.say(words, left, self.y, size)

    def columns(self, texts: Sequence[str], size: float = 10.5, gutter: float = 24) -> None:
        """Paragraphs in two columns, the left one filled first, on one page."""
        width = (WIDE - 2 * MARGIN - gutter) / 2
        count = int(width / size)
        lines = [
            (2 * size if n == 0 else 0.0, line)
            for text in texts
            for n, line in enumerate([text[: count - 2], *_cut(text[count - 2 :], count)])
        ]
        half = (len(lines) + 1) // 2
        for number, (indent, line) in enumerate(lines):
            left = MARGIN + (number >= half) * (width + gutter)
            self.say(line, left + indent, self.y - 1.6 * size * (number % half + 1), size)
        self.y -= 1.6 * size * (half + 1)

    def table(self, grid: Grid, labels: int) -> None:
        width = WIDE - 2 * MARGIN
        each = width / (grid.width + 1.6 * labels)
        edges = [MARGIN]
        for column in range(grid.width):
            edges.append(edges[-1] + (2.6 * each if column < labels else each))
        heights = [self.height(grid, r, edges) for r in range(len(grid.rows))]
        self.y -= 8
        start = 0
        if self.y - sum(heights[:5]) < MARGIN:
            self.turn()
        while start < len(grid.rows):
            end = start
            y = self.y
            while end < len(grid.rows) and y - heights[end] >= MARGIN:
                y -= heights[end]
                end += 1
            if end == start:
                self.turn()
                continue
            self.rows(grid, edges, heights, start, end)
            start = end
            if start < len(grid.rows):
                self.turn()
        self.y -= 8

    def height(self, grid: Grid, r: int, edges: Sequence[float]) -> float:
        lines = 1
        for (at, c), cell in grid.placed.items():
            if at == r and cell.rows == 1:
                lines = max(lines, len(self.wrapped(cell.text, edges[c + cell.columns] - edges[c])))
        return 13.0 * lines + 6

    def wrapped(self, text: str, width: float) -> list[str]:
        count = max(1, int((width - 4) / CELL))
        return [text[i : i + count] for i in range(0, len(text), count)] or [""]

    def rows(self, grid: Grid, edges: Sequence[float], heights: Sequence[float], start: int, end: int) -> None:
        tops = {start: self.y}
        for r in range(start, end):
            tops[r + 1] = tops[r] - heights[r]
        for (r, c), cell in grid.placed.items():
            first, last = max(r, start), min(r + cell.rows, end)
            if first >= last:
                continue
            left, right = edges[c], edges[c + cell.columns]
            if self.ruled:
                self.canvas.rect(left, tops[last], right - left, tops[first] - tops[last])
            if first == r:
                for number, words in enumerate(self.wrapped(cell.text, right - left)):
                    self.say(words, left + 2, tops[first] - 12 - 13 * number, CELL)
        self.y = tops[end]

    def done(self) -> bytes:
        self.canvas.save()
        return self.written.getvalue()


def _cut(text: str, count: int) -> list[str]:
    return [text[at : at + count] for at in range(0, len(text), count)]


def in_two_columns(title: str, texts: Sequence[str], closing: str = "") -> bytes:
    press = _Press(numbers=True)
    press.paragraph(title, 20, centred=True)
    press.columns(texts)
    if closing:
        press.paragraph(closing)
    return press.done()


def as_pdf(paper: Paper, head: str = "", numbers: bool = True, ruled: bool = True, ofd: bool = False) -> bytes:
    press = _Press(head, numbers, ruled, ofd)
    press.paragraph(paper.title, 20, centred=True)
    for block in paper.blocks:
        if isinstance(block, Words):
            press.paragraph(block.text)
        else:
            press.table(block, 3 if block.width == 10 else 0)
    return press.done()


def as_ofd(paper: Paper, head: str = "", ruled: bool = True) -> bytes:
    return as_pdf(paper, head, ruled=ruled, ofd=True)
