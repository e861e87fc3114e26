"""Reading and outline take time in proportion to the size of a file, whatever a stranger put into it."""

import pytest

from tests.effort import processor_seconds
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.registry import read_report

BODY = "一、总体情况\n2024年,全县主动公开政府信息120条。\n"
SIZE = 4_000
"""Repetitions of a pattern at size 1; a quadratic step would take many seconds at size 4."""

PATTERNS = {
    "header lines": ("a.txt", lambda n: "Key-1: value\r\n" * n + "全县受理申请12件。"),
    "comments in text": ("a.txt", lambda n: "<!-- a -->\n" * n + BODY),
    "comments in a page": ("a.html", lambda n: "<!-- a -->\n" * n + f"<p>{BODY}</p>"),
    "comments in Markdown": ("a.md", lambda n: "<!-- a -->\n" * n + BODY),
    "open comments": ("a.md", lambda n: BODY + "<!-- a\n" * n),
    "quotes": ("a.md", lambda n: "> " * n + "甲\n"),
    "pipes": ("a.md", lambda n: "|" * n + "\n" + BODY),
    "pipes in text": ("a.txt", lambda n: "|" * n + "\n" + BODY),
    "pipes and rules": ("a.md", lambda n: "|" * n + "\n" + "|-" * n + "|\n" + BODY),
    "open tables": ("a.md", lambda n: BODY + "<table>\n" * n),
    "open links": ("a.md", lambda n: BODY + "[" * n),
    "open images": ("a.md", lambda n: BODY + "![" * n),
    "open emphasis": ("a.md", lambda n: BODY + "**甲 " * n),
    "open strikes": ("a.md", lambda n: BODY + "~~甲 " * n),
    "stars": ("a.md", lambda n: BODY + "*" * n),
    "carets": ("a.md", lambda n: BODY + "^" * n),
    "open struck tags": ("a.md", lambda n: BODY + "<del>甲" * n),
    "hashes": ("a.md", lambda n: "# 甲" + " #" * n + " 乙\n" + BODY),
    "blanks in a heading": ("a.md", lambda n: "#" + " " * n + "x\n" + BODY),
    "fences": ("a.md", lambda n: BODY + "```\n" * (n + 1)),
    "fences of growing length": ("a.md", lambda n: BODY + "".join("`" * (3 + k % 50) + "\n" for k in range(n))),
    "front matter": ("a.md", lambda n: "---\n" + "a: b\n" * n),
    "backslashes": ("a.md", lambda n: BODY + "\\" * n),
    "ampersands": ("a.md", lambda n: BODY + "&#" * n),
    "line separators": ("a.txt", lambda n: "公开信息3条。\u2028" * n),
    "numbers": ("a.txt", lambda n: BODY + "3 " * n + "x"),
    "numbers below a table": ("a.txt", lambda n: "甲  3  4\n乙  5  6\n" + BODY + "3 " * n + "x"),
    "gaps below a table": ("a.txt", lambda n: "甲  3  4\n乙  5  6\n" + BODY + "甲  " * n + "x"),
    "digits below a table": ("a.txt", lambda n: "甲  3  4\n乙  5  6\n" + BODY + "1,1 " * n + "x"),
    "rows that disagree": ("a.txt", lambda n: BODY + "甲  3\n乙  3  4\n丙  5  6  7\n" * (n // 3)),
    "tabbed rows that disagree": ("a.txt", lambda n: BODY + "甲\t3\n乙\t3\t4\n丙\t5\t6\t7\n" * (n // 3)),
    "dashes": ("a.txt", lambda n: BODY + "- " * n + "x"),
    "digits": ("a.txt", lambda n: BODY + "1," * n + "x"),
    "blanks": ("a.txt", lambda n: BODY + "甲" + " " * n + "乙"),
    "tabs": ("a.txt", lambda n: BODY + "\t" * n + "x\n"),
    "short lines": ("a.txt", lambda n: BODY + "甲\n" * n + "3\n"),
    "short lines and numbers": ("a.txt", lambda n: BODY + "甲\n3\n乙\n丙\n4\n5\n" * (n // 4)),
    "labels of a site": ("a.txt", lambda n: BODY + "来源:" * n),
    "brackets": ("a.txt", lambda n: BODY + "(" * n),
    "readings": ("a.txt", lambda n: BODY + "報(bào)" * n),
    "numerals": ("a.txt", lambda n: BODY + "一、" * n),
    "numbered lines": ("a.txt", lambda n: BODY + "一、甲\n" * n),
    "numbered items": ("a.txt", lambda n: BODY + "（一）甲乙丙。\n" * n),
    "one-word sentences": ("a.txt", lambda n: BODY + "甲乙丙丁戊己庚。" * n),
    "dashed lines": ("a.txt", lambda n: BODY + "——甲乙丙。丁。\n" * n),
    "contents titles": ("a.txt", lambda n: BODY + "目录\n" * n),
    "leaders": ("a.txt", lambda n: BODY + "甲……………………1\n" * n),
    "dots": ("a.txt", lambda n: BODY + "." * n + "甲\n"),
    "short lines between sentences": ("a.txt", lambda n: BODY + "甲乙丙\n公开信息。\n" * (n // 2)),
    "parts": ("a.txt", lambda n: BODY + "第一部分 甲乙丙\n" * n),
    "spoken numbers": ("a.txt", lambda n: BODY + "一是甲乙丙。\n" * n),
    "articles": ("a.txt", lambda n: BODY + "第一条 甲乙丙。\n" * n),
    "salutations": ("a.txt", lambda n: BODY + "各位代表！\n" * n),
    "marked headings": ("a.md", lambda n: "## 一、甲\n\n### 一、乙\n\n文。\n\n" * (n // 8)),
    "broken bytes": ("a.txt", lambda n: (BODY * 3).encode("gb18030") + b"\xb0\xff" + "公开".encode("gb18030") * n),
    "rows": ("a.csv", lambda n: "甲,乙\n" + "丙,3\n" * min(n // 10, 4000)),
    "quotes in a table": ("a.csv", lambda n: "甲,乙\n" + '"' * n + "\n丙,3\n"),
}


@pytest.mark.parametrize("name", list(PATTERNS))
def test_a_file_of_four_times_the_size_takes_about_four_times_as_long(tmp_path, name):
    file, build = PATTERNS[name]
    taken = []
    for factor in (1, 4):
        content = build(SIZE * factor)
        path = tmp_path / f"{factor}{file}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        taken.append(processor_seconds(lambda path=path: begin_report(path, "", lambda path, _: read_report(path))))
    assert taken[1] < max(1.5, 10 * taken[0]), taken
