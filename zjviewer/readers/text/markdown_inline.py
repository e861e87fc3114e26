"""Removal of inline markup of Markdown: emphasis, links, entities, struck-out text, superscripts. Every step takes
linear time."""

import re
from collections.abc import Sequence
from html import unescape

from zjviewer.core.model.report import DropReason
from zjviewer.readers.common.raised import raised_text

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~^<&])")
_ESCAPED = 0xF0000
"""First code point of the private-use range that represents escaped characters during processing."""
_RESTORED = {_ESCAPED + code: code for code in range(0x21, 0x7F)}
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,80}\])")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,500}?)(?<!`)\1(?!`)")
_HIDDEN_TAG = re.compile(
    r"<(?P<tag>[a-z]{1,10})\b[^<>\n]{0,200}\bstyle\s{0,3}=\s{0,3}[\"'][^\"'<>\n]{0,100}(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)"
    r"[^<>\n]{0,100}>(?P<text>[^<>\n]{0,500})</(?P=tag)>",
    re.I,
)
_NO_MARKUP = str.maketrans({code: _ESCAPED + code for code in b"\\`*_{}[]()#+-.!|>~^<&"})
_BREAK = re.compile(r"<br\s{0,3}/?>", re.I)
_RAISED = re.compile(r"<sup\b[^<>\n]{0,200}>([^<>\n]{0,60})</sup\s{0,3}>|\^([^\s^]{1,20})\^", re.I)
_STRUCK_TAG = re.compile(r"<(/?)(?:del|s|strike)\b[^<>\n]{0,200}>", re.I)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|p|div|center|sub|sup|a|img|mark|small|big|ins|code|kbd|abbr|section)\b[^<>\n]{0,300}>",
    re.I,
)

LeftOut = list[tuple[str, DropReason]]


def inline(text: str, left_out: LeftOut | None = None) -> str:
    """Text of a line without markup. Struck-out text and note marks are added to `left_out`."""
    if text.isalnum():
        return text
    dropped: LeftOut = [] if left_out is None else left_out
    text = _ESCAPE.sub(lambda escape: chr(_ESCAPED + ord(escape[1])), text)
    if "`" in text:
        text = _CODE.sub(lambda code: code[2].strip(" ").translate(_NO_MARKUP), text)
    if "style" in text:
        dropped += [(found["text"], "hidden") for found in _HIDDEN_TAG.finditer(text)]
        text = _HIDDEN_TAG.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda link: link[0] if link[1].startswith("^") else link[1], text)
    text = _without_note_marks(text, dropped)
    text = _without_struck_tags(text, dropped)
    text = _paired(text, "~~", dropped)
    text = _RAISED.sub(lambda mark: _plain_raised(mark, dropped), text)
    for mark in ("***", "**", "__"):
        text = _paired(text, mark)
    text = _paired(text, "*", tight=True)
    text = _BREAK.sub(" ", text)
    text = unescape(_TAG.sub("", text))
    return text.translate(_RESTORED)


def closed_on_lines(lines: Sequence[str]) -> list[str]:
    """Lines in which struck-out text and strong emphasis over several lines of a paragraph begin and end on each
    line."""
    found = list(lines)
    for mark in ("~~", "**"):
        first = -1
        for at, line in enumerate(found):
            if not line.strip():
                first = -1
            if mark not in line or line.count(mark) % 2 == 0 or line.lstrip().startswith("~~~"):
                continue
            if first < 0:
                first = at
                continue
            found[first] += mark
            for between in range(first + 1, at):
                found[between] = f"{mark}{found[between].strip()}{mark}"
            found[at] = mark + found[at].lstrip()
            first = -1
    return found


def _without_note_marks(text: str, dropped: LeftOut) -> str:
    dropped += [(mark, "note mark") for mark in _NOTE_MARK.findall(text)]
    return _NOTE_MARK.sub("", text)


def _plain_raised(mark: re.Match[str], dropped: LeftOut) -> str:
    content = mark[1] if mark[1] is not None else mark[2]
    text = raised_text(mark.string[max(0, mark.start() - 12) : mark.start()], content)
    if text is None:
        dropped.append((content, "note mark"))
        return ""
    return mark[0] if mark[1] is None and text == content else text  # carets around ordinary text are not markup


def _without_struck_tags(text: str, dropped: LeftOut) -> str:
    """Text without <del>, <s> and <strike> elements; of an unpaired tag, only the tag itself is removed."""
    if "<" not in text:
        return text
    parts: list[str] = []
    at = 0
    struck = -1
    for tag in _STRUCK_TAG.finditer(text):
        if struck < 0:
            parts.append(text[at : tag.start()])
            struck = tag.end() if not tag[1] else -1
        elif tag[1]:
            dropped.append((text[struck : tag.start()], "struck"))
            struck = -1
        at = tag.end()
    parts.append(text[struck if struck >= 0 else at :])
    return "".join(parts)


def _paired(text: str, mark: str, dropped: LeftOut | None = None, tight: bool = False) -> str:
    """Text without paired marks; an unpaired mark remains. With `dropped`, the text between the marks is removed too
    and added to `dropped`.

    `tight`: a mark with a letter, a digit or another mark on its outer side is not markup, as in 3*4.
    """
    pieces = text.split(mark)
    if len(pieces) < 3:
        return text
    out = [pieces[0]]
    opened = -1
    before = pieces[0][-1:]
    for number, piece in enumerate(pieces[1:], 1):
        after = piece[:1] if piece or number == len(pieces) - 1 else mark[0]
        outer_left = not tight or not (before.isalnum() or before in ("_", mark))
        outer_right = not tight or not (after.isalnum() or after in ("_", mark))
        if opened >= 0 and before.strip() and before != mark[0] and outer_right:
            if dropped is None:
                out[opened] = ""
            else:
                dropped.append(("".join(out[opened + 1 :]), "struck"))
                del out[opened:]
            opened = -1
        elif after.strip() and after != mark[0] and outer_left:
            opened = len(out)
            out.append(mark)
        else:
            out.append(mark)
        out.append(piece)
        before = piece[-1:] or mark[0]
    return "".join(out)
