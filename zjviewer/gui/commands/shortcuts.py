"""Shortcuts in effect: the defaults of the command table, overridden by the reader's choices."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from zjviewer.gui.commands.command_table import COMMANDS

_TABLE = {command.id: command.keys for command in COMMANDS}
_WITHOUT_MODIFIER = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F35) + 1)
"""Function keys: valid shortcuts without a modifier. All other keys are for typing and moving."""
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def keys_in_force(chosen: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Shortcuts by command id: the reader's choice, else the default keys that are not chosen for another command."""
    own = {id_: _normal(keys.split()) for id_, keys in chosen.items() if id_ in _TABLE and isinstance(keys, str)}
    taken = {key for keys in own.values() for key in keys}
    rest = {id_: tuple(key for key in table_keys(id_) if key not in taken) for id_ in _TABLE if id_ not in own}
    return {id_: own[id_] if id_ in own else rest[id_] for id_ in _TABLE}


def table_keys(id_: str) -> tuple[str, ...]:
    """Default shortcuts of a command."""
    return _normal(_TABLE[id_].split())


def command_for_shortcut(key: str, chosen: Mapping[str, object]) -> str:
    """Id of the command that has a shortcut now; empty if none has."""
    return next((id_ for id_, keys in keys_in_force(chosen).items() if key in keys), "")


def assign_shortcut(chosen: Mapping[str, object], id_: str, keys: Iterable[str]) -> dict[str, object]:
    """The choices after assigning these shortcuts to a command; other commands lose them."""
    wanted = tuple(dict.fromkeys(_normal(keys)))
    changed = dict(chosen)
    for key in wanted:
        other = command_for_shortcut(key, changed)
        if other and other != id_:
            changed[other] = " ".join(left for left in keys_in_force(changed)[other] if left != key)
    changed[id_] = " ".join(wanted)
    return {id_: keys for id_, keys in changed.items() if id_ in _TABLE and keys != " ".join(table_keys(id_))}


def reset_shortcut(chosen: Mapping[str, object], id_: str) -> dict[str, object]:
    """The choices after resetting a command to its defaults; a command that had one of them loses it."""
    return assign_shortcut(chosen, id_, table_keys(id_))


def portable(sequence: QKeySequence) -> str:
    """A shortcut as it is written in the command table and in the settings."""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: Iterable[str]) -> str:
    """Shortcuts as the platform displays them."""
    return "   ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def usable(key: str) -> bool:
    """Whether a key is a valid shortcut: one key, and not one that types a character or moves the cursor."""
    sequence = QKeySequence(key)
    if sequence.count() != 1:
        return False
    pressed = sequence[0]  # type: ignore[index]  # PySide6 has __getitem__, its stubs do not
    return int(pressed.key()) in _WITHOUT_MODIFIER or bool(pressed.keyboardModifiers() & _MODIFIERS)


def _normal(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (portable(QKeySequence(key)) for key in keys)))
