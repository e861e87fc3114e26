"""Visible text of an RTF source: removal of hidden, struck and deleted text, by the character state of every group."""

import re
from typing import NamedTuple

from zjviewer.core.model.report import DropReason

BAR = "\1"
"""Character that replaces a bar of the text, because striprtf writes a bar after each cell."""
_TOKEN = re.compile(r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\.|[{}]|[^\\{}]+", re.DOTALL)
_DESTINATIONS = frozenset({"fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable",
                           "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
                           "footnote", "fldinst", "generator", "xmlnstbl", "themedata", "datastore"})  # fmt: skip


class _State(NamedTuple):
    """Character state of a group."""

    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    ignored: bool = False
    """Part of a destination that is not text of the document."""


def remove_unseen(raw: str) -> tuple[str, list[tuple[str, DropReason]]]:
    """RTF source without text that is hidden, struck or deleted, and this text as RTF source with the reason.

    Control words and braces remain, so that the structure of the source is unchanged. A bar becomes `BAR`.
    """
    kept: list[str] = []
    left_out: list[tuple[str, DropReason]] = []
    open_part: list[str] = []
    states: list[_State] = []
    state = _State()
    for found in _TOKEN.finditer(raw):
        token, word = found[0], found["word"]
        before = state
        if token == "{":
            states.append(state)
        elif token == "}":
            state = states.pop() if states else _State()
        elif token == "\\*" or word in _DESTINATIONS:
            state = state._replace(ignored=True)
        elif word is not None and (word != "u" or found["number"] is None):
            state = _after(state, word, found["number"] != "0")
        elif state.ignored:
            token = token.replace("HYPERLINK", "")  # striprtf would write the address after the text
        elif state.hidden or state.struck or state.deleted:
            open_part.append(token)
            continue
        else:
            token = token.replace("|", BAR)
        kept.append(token)
        if open_part and state[:3] != before[:3]:
            left_out.append(("".join(open_part), _reason(before)))
            open_part = []
    if open_part:
        left_out.append(("".join(open_part), _reason(state)))
    return "".join(kept), left_out


def _after(state: _State, word: str, on: bool) -> _State:
    """State after a control word; a number of 0 switches a property off."""
    if word == "v":
        return state._replace(hidden=on)
    if word in ("strike", "striked"):
        return state._replace(struck=on)
    if word == "deleted":
        return state._replace(deleted=on)
    if word == "plain":
        return _State(deleted=state.deleted, ignored=state.ignored)
    return state


def _reason(state: _State) -> DropReason:
    return "hidden" if state.hidden else "struck"
