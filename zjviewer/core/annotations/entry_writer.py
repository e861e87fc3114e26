"""Text of an annotation file after a change: unchanged entries stay byte for byte, with comments, and with keys and
tables of newer versions."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

from zjviewer.core.annotations.annotation import Annotation, entry_of
from zjviewer.core.annotations.chart_edit import ChartEdit, chart_entry
from zjviewer.core.annotations.file_content import AnnotationFile, content_in, mark_entry
from zjviewer.core.model.checks import CheckMark
from zjviewer.storage.toml_files import parse_toml, split_tables

_Value = TypeVar("_Value", CheckMark, Annotation, ChartEdit)

HEAD = "# What a reader says of this report, written by zjviewer: marks of checks, and annotations.\n"
_KINDS = ("mark", "annotation", "chart")


class _Part(NamedTuple):
    """A part of the file."""

    text: str
    kind: str = ""
    """`mark`, `annotation` or `chart`; empty for any other part."""


def updated_file(raw: bytes, before: AnnotationFile, after: AnnotationFile) -> bytes:
    """UTF-8 bytes of the file with the content `after`; `raw` has the content `before`, and may be empty."""
    text = raw.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    parts = _parts(text.replace("\r\n", "\n") or HEAD)
    texts = {
        "mark": _updated(parts, "mark", before.marks, after.marks, lambda mark: mark.check, mark_entry),
        "annotation": _updated(
            parts, "annotation", before.annotations, after.annotations, lambda each: each.id, entry_of
        ),
        "chart": _updated(
            parts, "chart", before.charts, after.charts, lambda each: (each.chart, each.was), chart_entry
        ),
    }
    written: list[str] = []
    pending = set(texts)
    for part in parts:
        if not part.kind:
            written.append(part.text)
        elif part.kind in pending:
            pending.remove(part.kind)
            written += texts[part.kind]
    for kind in _KINDS:
        if kind in pending:
            written += texts[kind]
    result = "".join(each if each.endswith("\n") or not each else f"{each}\n" for each in written)
    data = result.replace("\n", newline).encode()
    return data if _matches(data, after) else _plain_file(after)


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    for index, table in enumerate(split_tables(text)):
        values = parse_toml(table.encode()) if table.strip() else {}
        if index == 0 and set(values) & set(_KINDS):
            return [*_expanded(values), *parts]
        kind = next(iter(values), "") if index else ""
        if kind in _KINDS and isinstance(values[kind], list):
            parts.append(_Part(table, kind))
        elif kind in _KINDS and parts and parts[-1].kind == kind:
            parts[-1] = _Part(parts[-1].text + table, kind)  # a subtable of the previous entry
        else:
            parts.append(_Part(table))
    return parts


def _expanded(values: dict[str, Any]) -> list[_Part]:
    """Entries that were written as arrays of inline tables, as separate tables."""
    import tomlkit

    others = {name: value for name, value in values.items() if name not in _KINDS}
    parts = [_Part(HEAD + tomlkit.dumps(others))]
    for kind in _KINDS:
        parts += (_Part("\n" + tomlkit.dumps({kind: [entry]}), kind) for entry in values.get(kind, ()))
    return parts


def _updated(
    parts: Sequence[_Part],
    kind: str,
    before: Sequence[_Value],
    after: Sequence[_Value],
    key: Callable[[_Value], Hashable],
    entry: Callable[[_Value], str],
) -> list[str]:
    """Texts of all entries of a kind, in their new order."""
    own = [part.text for part in parts if part.kind == kind]
    if len(own) != len(before):
        return [entry(value) for value in after]
    same, old = defaultdict(list), defaultdict(list)
    for value, text in zip(before, own, strict=True):
        same[value].append(text)
        old[key(value)].append((value, text))
    texts = []
    for value in after:
        if same[value]:
            texts.append(same[value].pop(0))
        elif old[key(value)]:
            known, text = old[key(value)].pop(0)
            texts.append(_changed(text, kind, entry(known), entry(value)))
        else:
            texts.append(entry(value))
    return texts


def _changed(text: str, kind: str, before: str, after: str) -> str:
    """Text of one entry in which the known keys that differ are updated; all others are preserved."""
    import tomlkit  # imported late: only needed for a changed entry

    old, new = (parse_toml(each.encode())[kind][0] for each in (before, after))
    document = tomlkit.parse(text)
    array: Any = document[kind]
    table = array[0]
    for name in old.keys() - new.keys():
        table.pop(name, None)
    for name, value in new.items():
        if old.get(name) != value:
            table[name] = value
    return tomlkit.dumps(document)


def _matches(data: bytes, after: AnnotationFile) -> bool:
    """Whether the bytes contain `after`; annotations are compared in their written form, without characters that
    TOML cannot contain."""
    try:
        content = content_in(parse_toml(data))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return _plain_file(content) == _plain_file(after)


def _plain_file(content: AnnotationFile) -> bytes:
    entries = (*map(mark_entry, content.marks), *map(entry_of, content.annotations), *map(chart_entry, content.charts))
    return (HEAD + "".join(entries)).encode()
