"""Reader of saved pages and fragments of pages: separates the article from navigation, metadata, share buttons and
scripts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from zjviewer.core.model.report import DroppedText, DropReason, Report
from zjviewer.core.text.segmentation import normalise
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, words_of
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.common.site_metadata import is_metadata, pairs_in
from zjviewer.readers.html.article import article_of
from zjviewer.readers.html.blocks import HtmlBlock, blocks_in
from zjviewer.readers.html.visibility import apply_visibility

_META_NAMES = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "contentsource": "来源",
    "author": "作者",
    "columnname": "栏目",
}
_DOCTYPE = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.I)
"""Document type declaration with its internal subset, which the parser would treat as text."""
_SITE_TAIL = re.compile(
    r"(?<!\s)\s*(?:[_|－]|\s[-—–]+\s|-(?=[\u4e00-\u9fff]*$)(?=[\u4e00-\u9fff]*(?:政府|网|局|委)))(?s:.*)\Z"
)


def read_html(source: Source) -> Report:
    """Report from an HTML page or a fragment of one. Raises UnreadableFile where the file is not text or contains no
    text."""
    text, encoding, repairs = decoded(source)
    root = parsed(text)
    if root is None:
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    removed = apply_visibility(root)
    article = article_of(root)
    found = blocks_in(root, article)
    inside = [made.block for made in found if made.inside and not is_metadata(made.block)]
    outside = [made for made in found if not made.inside or is_metadata(made.block)]
    metadata = _merged(_meta(root), pairs_in([made.block for made in outside]), _around_title(inside))
    dropped = [
        DroppedText(words_of(m.block), m.block.line, _reason(m)) for m in outside if words_of(m.block)
    ]  # fmt: skip
    title = dict(metadata).get("标题") or dict(metadata).get("名称") or _title(root)
    return assemble_report(
        inside,
        source,
        "HTML",
        title=title,
        on_a_site=True,
        metadata=metadata,
        dropped=[*dropped, *removed],
        encoding=encoding,
        remarks=repairs,
    )


def read_mhtml(source: Source) -> Report:
    """Report from an MHTML file, which is a web page saved as one file. Raises UnreadableFile where it contains no
    page."""
    import email
    import email.policy  # takes 15 ms to import, and an HTML page does not need it

    message = email.message_from_bytes(source.raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return replace(read_html(source._replace(raw=page)), format="MHTML")
    raise UnreadableFile("There is no page in {name}.", name=source.name)


def parsed(text: str) -> etree._Element | None:
    """Element tree of a page, also of invalid markup; None for an empty page. Loads nothing from the network and
    expands no entities."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        page = _DOCTYPE.sub("", normalise(text), count=1)
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def blocks_of_fragment(html: str) -> list[Block]:
    """Paragraphs and tables of an HTML fragment, such as a table in Markdown."""
    root = parsed(html)
    if root is not None:
        apply_visibility(root)
    return [] if root is None else [made.block for made in blocks_in(root, root)]


def _reason(made: HtmlBlock) -> DropReason:
    if made.hidden:
        return "hidden"
    return "metadata" if is_metadata(made.block) else "site furniture"


def _meta(root: etree._Element) -> list[tuple[str, str]]:
    found = []
    for meta in root.iter("meta"):
        name = _META_NAMES.get((meta.get("name") or "").casefold())
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            found.append((name, value))
    return found


def _around_title(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Metadata in the first lines of an article, as (name, value), such as 发布日期：2024-01-26 来源：某办."""
    return pairs_in([block for block in blocks[:6] if isinstance(block, Paragraph) and len(block.text) < 120])


def _merged(*sources: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Metadata of all sources with the first value of each name."""
    found: dict[str, str] = {}
    for name, value in (pair for pairs in sources for pair in pairs):
        found.setdefault(name, value)
    return tuple(found.items())


def _title(root: etree._Element) -> str:
    for tag in ("h1", "title"):
        for element in root.iter(tag):
            text = " ".join("".join(element.itertext()).split())
            if text:
                return _SITE_TAIL.sub("", text) or text if tag == "title" else text
    return ""
