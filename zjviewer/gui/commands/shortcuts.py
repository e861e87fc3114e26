"""Which keys each command has: those of the table, and those that the reader chose instead."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from zjviewer.gui.commands.command_table import COMMANDS

_TABLE = {command.id: command.keys for command in COMMANDS}
_ALONE = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F35) + 1)
"""Keys that need no other beside them; all the rest are for typing and moving."""
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def keys_in_force(chosen: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """By command: the reader's choice, else the keys of the table that were not chosen for another command."""
    own = {id_: _normal(keys.split()) for id_, keys in chosen.items() if id_ in _TABLE and isinstance(keys, str)}
    taken = {key for keys in own.values() for key in keys}
    rest = {id_: tuple(key for key in table_keys(id_) if key not in taken) for id_ in _TABLE if id_ not in own}
    return {id_: own[id_] if id_ in own else rest[id_] for id_ in _TABLE}


def table_keys(id_: str) -> tuple[str, ...]:
    """What a command has until the reader chooses."""
    return _normal(_TABLE[id_].split())


def command_for_shortcut(key: str, chosen: Mapping[str, object]) -> str:
    """The command that has a key now; empty where none has."""
    return next((id_ for id_, keys in keys_in_force(chosen).items() if key in keys), "")


def assign_shortcut(chosen: Mapping[str, object], id_: str, keys: Iterable[str]) -> dict[str, object]:
    """The choices with these keys for a command; other commands lose them."""
    wanted = tuple(dict.fromkeys(_normal(keys)))
    changed = dict(chosen)
    for key in wanted:
        other = command_for_shortcut(key, changed)
        if other and other != id_:
            changed[other] = " ".join(left for left in keys_in_force(changed)[other] if left != key)
    changed[id_] = " ".join(wanted)
    return {id_: keys for id_, keys in changed.items() if id_ in _TABLE and keys != " ".join(table_keys(id_))}


def reset_shortcut(chosen: Mapping[str, object], id_: str) -> dict[str, object]:
    """The choices with a command's keys of the table; who has taken one of them loses it."""
    return assign_shortcut(chosen, id_, table_keys(id_))


def portable(sequence: QKeySequence) -> str:
    """As keys are written in the table and in the settings."""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: Iterable[str]) -> str:
    """As the platform writes them."""
    return "   ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def usable(key: str) -> bool:
    """Whether a key may be a shortcut: neither one that types or moves by itself nor one that is none at all."""
    sequence = QKeySequence(key)
    if sequence.count() != 1:
        return False
    pressed = sequence[0]
    return int(pressed.key()) in _ALONE or bool(pressed.keyboardModifiers() & _MODIFIERS)


def _normal(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (portable(QKeySequence(key)) for key in keys)))
