"""Citations of a report for the bibliographies of others: GB/T 7714-2015, APA, BibTeX, RIS, CSL-JSON.

Unknown parts are omitted, never guessed: the year that a report is about is not the year in which it was published.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Report, Span
from zjviewer.core.outline.citation import citation
from zjviewer.core.search.pinyin import initials
from zjviewer.core.text.control_characters import remove_controls

_URL = re.compile(r"https?://[^\s<>\"]+")
_NESTED = str.maketrans("“”‘’", "‘’“”")
_TEX = {
    **{sign: f"\\{sign}" for sign in "$&#%_"},
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9:/?#\[\]@!$&'()*+,;=%._~-]")


def _escaped(text: str) -> str:
    """Text for HTML."""
    from html import escape  # with a table of 2,000 names that no start needs

    return escape(text)


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation says of a report. Texts are empty and dates None where the report does not state them."""

    author: str
    title: str
    published: date | None
    accessed: date
    pages: tuple[int, int] | None = None
    """First and last page of the cited passage; None in a format that has no pages."""
    url: str = ""
    number: str = ""
    """Number of the document (文号)."""
    key: str = "report"
    """ASCII letters and digits."""

    @property
    def page_range(self) -> str:
        """`3` or `3-5`; empty without pages."""
        return "" if self.pages is None else "-".join(map(str, dict.fromkeys(self.pages)))


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A way to cite. `write` takes the source; `html` gives rich text, and is None for a data format."""

    name: str
    write: Callable[[Source], str]
    html: Callable[[Source], str] | None = None


def source_of(report: Report, accessed: date, span: Span | None = None) -> Source:
    """What can be cited of a report, or of a passage of it. `accessed` is the day on which the reader used it."""
    pages = None
    if span is not None and report.pages:
        pages = (report.page_at(span.start), report.page_at(max(span.start, span.end - 1)))
    values = dict(report.metadata)
    url = next((found[0] for value in values.values() if (found := _URL.search(value))), "")
    number = values.get("文号") or values.get("发文字号") or values.get("文件编号") or ""
    author = report.issuer or report.region
    key = re.sub(r"[^a-z0-9]", "", initials(author).lower()) or "report"
    return Source(
        author=_one_line(author),
        title=_one_line(report.title),
        published=report.published,
        accessed=accessed,
        pages=pages,
        url=url,
        number=_one_line(number),
        key=f"{key}{report.year or ''}",
    )


def quoted(passage: str) -> str:
    """A passage in Chinese quotation marks; those inside it change their level (GB/T 15834-2011, 4.8). Cells
    of a table have none."""
    passage = passage.strip()
    if "\t" in passage:
        return passage
    marked = passage.translate(_NESTED) if _is_balanced(passage) else passage
    return f"“{marked}”" if passage else ""


def cite(analysis: Analysis, style: str, accessed: date, span: Span | None = None) -> tuple[str, str]:
    """Citation of a report, or of a passage of it, as plain text and as HTML; the HTML is empty for a data format.

    Style `passage` names section and paragraph and needs a span. Raises KeyError for an unknown style.
    """
    if style == PASSAGE:
        line = citation(analysis, span or Span(0, len(analysis.report.text)))
        return line, f"<p>{_escaped(line)}</p>"
    chosen = {each.name: each for each in STYLES}[style]
    source = source_of(analysis.report, accessed, span)
    return chosen.write(source), f"<p>{chosen.html(source)}</p>" if chosen.html else ""


def cite_quotation(analysis: Analysis, style: str, accessed: date, passage: str, span: Span) -> tuple[str, str]:
    """A passage in quotation marks with its citation below, as plain text and as HTML; a data format has the citation
    only."""
    text, html = cite(analysis, style, accessed, span)
    if not html:
        return text, ""
    marked = quoted(passage)
    source = source_of(analysis.report, accessed, span)
    marked += _apa_in_text(source) if style == "apa" else ""
    return f"{marked}\n{text}", f"<p>{'<br>'.join(map(_escaped, marked.splitlines()))}</p>{html}"


def gbt(source: Source) -> str:
    """GB/T 7714-2015, 4.6: 主要责任者. 题名[R/OL]. 出版年: 引文页码(更新或修改日期)[引用日期]. 获取和访问路径.

    Place and publisher of an electronic resource may be omitted (8.4.1.4, 8.4.2.4). Without a page the date of
    publication is not preceded by its year.
    """
    day = source.published
    page = f"{day.year}: {source.page_range}" if day and source.pages else source.page_range
    dates = f"{page}{f'({day.isoformat()})' if day else ''}[{source.accessed.isoformat()}]"
    title = f"{source.title}[R/OL]"
    return " ".join(f"{part}." for part in (source.author, title, dates, source.url) if part)


def apa(source: Source) -> str:
    """APA style, 7th edition, 10.4 (report by a group author); the publisher is omitted where it is the author."""
    return _apa(source, lambda title: title)


def apa_html(source: Source) -> str:
    """The same with the title in italics, as HTML."""
    author, title, number, url = map(_escaped, (source.author, source.title, source.number, source.url))
    safe = replace(source, author=author, title=title, number=number, url=url)
    return _apa(safe, lambda title: f"<i>{title}</i>")


def _apa(source: Source, emphasise: Callable[[str], str]) -> str:
    day = source.published
    when = f"({day.year}, {_MONTHS[day.month - 1]} {day.day})." if day else "(n.d.)."
    number = f" ({source.number})" if source.number else ""
    title = f"{emphasise(source.title)}{number}." if source.title else ""
    visit = source.accessed
    retrieved = f"Retrieved {_MONTHS[visit.month - 1]} {visit.day}, {visit.year}"
    retrieved += f", from {source.url}" if source.url else "."
    author = f"{source.author}." if source.author else ""
    parts = (author, when, title, retrieved) if author else (title, when, retrieved)
    return " ".join(filter(None, parts))


def _apa_in_text(source: Source) -> str:
    """Citation in the text behind a quotation, such as ` (浙江省人民政府, 2018, p. 3)`."""
    page = f"{'pp.' if '-' in source.page_range else 'p.'} {source.page_range.replace('-', '–')}"
    parts = (source.author or source.title, str(source.published.year) if source.published else "n.d.")
    return f" ({', '.join((*parts, page) if source.pages else parts)})"


def bibtex(source: Source) -> str:
    """Entry `@techreport` with the fields `url`, `urldate` and `langid` of biblatex. Authors and titles stand in double
    braces, so that no style splits or lowers them; special characters are commands of LaTeX."""
    day = source.published
    fields = {
        "author": f"{{{_tex(source.author)}}}" if source.author else "",
        "title": f"{{{_tex(source.title)}}}" if source.title else "",
        "institution": f"{{{_tex(source.author)}}}" if source.author else "",
        "number": _tex(source.number),
        "year": str(day.year) if day else "",
        "pages": source.page_range.replace("-", "--"),
        "url": _address(source.url),
        "urldate": source.accessed.isoformat(),
        "langid": "chinese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    month = [f"  month = {_MONTHS[day.month - 1][:3].lower()}"] if day else []
    return f"@techreport{{{source.key},\n" + ",\n".join((*lines, *month)) + "\n}\n"


def ris(source: Source) -> str:
    """RIS record of type RPRT, with CRLF. A comma in the name of a body would end its last name: it is written wide."""
    day = source.published
    first, last = source.pages or (0, 0)
    fields = (
        ("TY", "RPRT"),
        ("ID", source.key),
        ("AU", source.author.replace(",", "，")),
        ("TI", source.title),
        ("PB", source.author),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("M1", source.number),
        ("SP", str(first) if first else ""),
        ("EP", str(last) if last else ""),
        ("UR", source.url),
        ("Y2", f"{source.accessed:%Y/%m/%d}"),
        ("LA", "zh-CN"),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl_json(source: Source) -> str:
    """CSL-JSON: a list with one item of type `report`."""
    item: dict[str, Any] = {"id": source.key, "type": "report", "language": "zh-CN"}
    if source.author:
        item |= {"author": [{"literal": source.author}], "publisher": source.author}
    item |= {
        name: value
        for name, value in (
            ("title", source.title),
            ("number", source.number),
            ("page", source.page_range),
            ("URL", source.url),
        )
        if value
    }
    if source.published:
        item["issued"] = _csl_date(source.published)
    item["accessed"] = _csl_date(source.accessed)
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _address(url: str) -> str:
    """A URL with every other character than those of RFC 3986 in per cent encoding."""
    return _UNSAFE_IN_URL.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _csl_date(day: date) -> Mapping[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _one_line(text: str) -> str:
    return " ".join(remove_controls(text).split())


def _is_balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count("‘") == text.count("’")


PASSAGE = "passage"
"""Style that names body, title, section, paragraph and page in one line of Chinese."""
STYLES = (
    CitationStyle("gbt", gbt, lambda source: _escaped(gbt(source))),
    CitationStyle("apa", apa, apa_html),
    CitationStyle("bibtex", bibtex),
    CitationStyle("ris", ris),
    CitationStyle("csl", csl_json),
)
STYLE_NAMES = (PASSAGE, *(style.name for style in STYLES))
