"""Plain text as people keep it: an article, or a page copied with its site's furniture around it."""

import re
from collections.abc import Sequence
from pathlib import Path

from zjviewer.core.model import Dropped, Report
from zjviewer.core.recognise import is_title, recognised
from zjviewer.core.text import fold_width, normalise
from zjviewer.errors import UnreadableFile

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is not a report."""

# Prose has a sentence in it; a heading has a number.
_PROSE = re.compile(r"[。；！？]|[，,].*[，,、]")
_NUMERAL = "[一二三四五六七八九十百]"
_HEADING = re.compile(rf"^\s*(?:{_NUMERAL}{{1,3}}、|[（(]{_NUMERAL}{{1,3}}[）)]|第{_NUMERAL}+[编章节条])")
_SHORTEST_PROSE = 12
_LONGEST_FURNITURE = 40
# What sites put around an article.
_FURNITURE = re.compile(
    r"^\s*[•·*▪◆»|]|\s>\s|^首页|当前位置|您的位置|欢迎光临|产品中心|联系我们|版权所有|copyright|ICP备|公网安备|浏览次数|点击数|字号|打印"
    r"|分享到|收藏|上一篇|下一篇|返回顶部|关闭窗口|订购|留言|姓名\s*:|电话\s*:|email\s*:|邮编|网站地图|扫一扫|责任编辑",
    re.IGNORECASE,
)


def read_plain(path: Path) -> Report:
    """Raises UnreadableFile where the file is missing, empty, too large or not text."""
    raw = _decoded(path)
    lines = normalise(raw).split("\n")
    kept, dropped, title = _article(lines)
    text = "\n".join(line.strip() for line in kept if line.strip())
    if not text:
        raise UnreadableFile("There is no text in {name}.", name=path.name)
    return recognised(Report(text, title, "", "", None, path, dropped))


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableFile(
                "{name} is too large: {size} MB, and at most {limit} MB can be read.",
                name=path.name,
                size=size >> 20,
                limit=LARGEST >> 20,
            )
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("There is no file {name}.", name=path) from error
    except OSError as error:
        raise UnreadableFile("{name} cannot be read: {why}.", name=path.name, why=error.strerror) from error
    if not raw.strip():
        raise UnreadableFile("{name} is empty.", name=path.name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _guessed(path, raw)
    if "\0" in text:
        raise UnreadableFile("{name} is not a text file.", name=path.name)
    return text


def _guessed(path: Path, raw: bytes) -> str:
    """Text of an older encoding, by a library that weighs the likely ones; GB18030 holds GBK and GB2312."""
    from charset_normalizer import from_bytes  # 30 ms to import, and UTF-8 does not need it

    best = from_bytes(raw, cp_isolation=["gb18030", "big5", "utf_16", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        raise UnreadableFile("{name} is not a text file.", name=path.name)
    return str(best)


def _article(lines: Sequence[str]) -> tuple[list[str], tuple[Dropped, ...], str]:
    """The lines of the article, what stood around it, and its title.

    Furniture is what stands before the first and behind the last line of prose, at an edge where at least one line
    is plainly a site's own. An edge without such a line belongs to the article. The title is not part of the text.
    """
    prose = [index for index, line in enumerate(lines) if _is_prose(line)]
    if not prose:
        return list(lines), (), ""
    first, last = prose[0], prose[-1]
    title_at = next((index for index in range(first) if is_title(lines[index]) and not _is_site(lines[index])), None)
    title = lines[title_at].strip() if title_at is not None else ""
    dropped: list[Dropped] = []
    kept: list[str] = list(lines[first : last + 1])
    for edge, indices in (("before", range(first)), ("after", range(last + 1, len(lines)))):
        is_site = any(_is_site(lines[index]) for index in indices)
        rest = []
        for index in indices:
            line = lines[index].strip()
            if index == title_at:
                dropped.append(Dropped(line, index + 1, "title"))
            elif line and is_site:
                dropped.append(Dropped(line, index + 1, "site furniture"))
            elif line:
                rest.append(line)
        kept = [*rest, *kept] if edge == "before" else [*kept, *rest]
    return kept, tuple(dropped), title


def _is_prose(line: str) -> bool:
    stripped = line.strip()
    if _HEADING.match(stripped):
        return True
    if len(stripped) < _SHORTEST_PROSE or not _PROSE.search(stripped):
        return False
    return not _is_site(stripped)


def _is_site(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_FURNITURE and bool(_FURNITURE.search(fold_width(line)))
