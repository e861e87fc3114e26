"""Dialog with all shortcuts, in which they can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from zjviewer.core.search.name_ranking import rank_match
from zjviewer.gui.commands.command_table import COMMANDS, command_label, menus
from zjviewer.gui.commands.shortcuts import (
    assign_shortcut,
    command_for_shortcut,
    keys_in_force,
    native,
    portable,
    reset_shortcut,
    table_keys,
    usable,
)
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names
from zjviewer.gui.widgets.pick_list import CANDIDATE, KeysToList, PickItem, PickList

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext

WIDTH, HEIGHT = 560, 640
_SLOTS = 2
"""Number of shortcuts that a command can have."""

FIXED = (
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Next hit, in the search field"), "Return"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Previous hit, in the search field"), "Shift+Return"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Past searches, in the empty search field"), "Down"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Close the search, or clear the selection"), "Esc"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Go where a line of a list leads"), "Return"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "From bar to bar, in the chart"), "Left Right"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Mark a check, in the list of checks"), "1 2 3 0"),
    (QT_TRANSLATE_NOOP("ShortcutEditor", "Menu of a pane"), "Menu Shift+F10"),
)
"""Labels and keys of shortcuts that panes handle themselves: listed, but not to be changed."""


class KeyField(QKeySequenceEdit):
    """Input field for one shortcut; Esc cancels, Backspace removes it.

    Signals (payload):

    - `pressed` (QKeySequence): a shortcut was entered; empty if it was removed
    - `left` (): the input was cancelled
    """

    pressed = Signal(QKeySequence)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.keySequenceChanged.connect(self.pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        if plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear()
        else:
            self.blockSignals(True)  # it is empty for a moment before the new keys are set
            super().keyPressEvent(event)
            self.blockSignals(False)
            if not self.keySequence().isEmpty():
                self.pressed.emit(self.keySequence())


class ShortcutEditor(QDialog):
    """Changes are applied immediately, in menus and tooltips too; shortcuts of another command after a confirmation."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context.parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._context = context
        self._english = {command.id: command.text for command in COMMANDS}
        self._wanted: tuple[str, ...] = ()
        self.filter = QLineEdit(placeholderText=self.tr("Find a command by its name, or by its keys"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setClearButtonEnabled(True)
        self.list = PickList(context.appearance.theme, by_click=True)
        self.list.setAccessibleName(self.tr("Commands"))
        self._name = QLabel()
        self._name.setProperty("strong", True)
        self.slots = tuple(KeyField() for _ in range(_SLOTS))
        self.message = QLabel(wordWrap=True)
        self.message.setProperty("soft", True)
        self.take = QPushButton(self.tr("Take over"), autoDefault=False)
        policy = self.take.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.take.setSizePolicy(policy)
        self.reset = QPushButton(self.tr("Reset"), autoDefault=False)
        self.reset_all = QPushButton(self.tr("Reset all"), autoDefault=False)
        self._lay_out()
        set_accessible_names(self)
        KeysToList(self.filter, self.list)
        self.filter.textChanged.connect(self._show_list)
        self.filter.returnPressed.connect(self.slots[0].setFocus)
        self.list.selectionModel().currentChanged.connect(self._show_command)
        for index, slot in enumerate(self.slots):
            slot.pressed.connect(partial(self._press, index))
            slot.left.connect(self._leave)
        self.take.clicked.connect(self._take_over)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self._show_list()
        self.resize(WIDTH, min(HEIGHT, round(context.parent.height() * 0.9)))
        self.show()
        self.filter.setFocus()

    def _lay_out(self) -> None:
        keys = QGridLayout()
        keys.setHorizontalSpacing(2 * SPACE)
        keys.setVerticalSpacing(SPACE)
        keys.addWidget(self._name, 0, 0, 1, 3)
        names = (self.tr("Shortcut"), self.tr("Second shortcut"))
        for row, (name, slot) in enumerate(zip(names, self.slots, strict=True), 1):
            label = QLabel(name)
            label.setBuddy(slot)
            slot.setAccessibleName(name)
            keys.addWidget(label, row, 0)
            keys.addWidget(slot, row, 1)
        keys.addWidget(self.reset, 1, 2)
        keys.setColumnStretch(1, 1)
        confirmation = QHBoxLayout()
        confirmation.setSpacing(SPACE)
        confirmation.addWidget(self.message, 1)
        confirmation.addWidget(self.take)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(keys)
        column.addLayout(confirmation)
        column.addWidget(buttons)

    @property
    def command(self) -> str:
        """Id of the current command in the list; empty if there is none."""
        item = self.list.picked()
        return str(item.value) if item else ""

    def choose(self, id_: str) -> None:
        """Make a command current in the list, if it is listed."""
        model = self.list.candidates
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(CANDIDATE).value == id_:
                self.list.setCurrentIndex(index)

    @property
    def _chosen(self) -> dict[str, object]:
        return dict(self._context.settings.preferences.keys)

    def _show_list(self) -> None:
        before = self.command
        self.list.show_candidates(self._lines(self.filter.text()) or [PickItem(self.tr("Nothing is called so."))])
        self.choose(before)
        self._show_command(self.list.currentIndex())

    def _lines(self, typed: str) -> list[PickItem]:
        in_force, chosen = keys_in_force(self._chosen), self._chosen
        lines: list[PickItem] = []
        for title, ids in menus():
            items = []
            for id_, group in ids:
                if not self._context.actions.action(id_).isVisible():
                    continue
                template = QCoreApplication.translate("Command", "{command}: {what}")
                label = command_label(id_)
                name = template.format(command=group, what=label) if group else label
                name = name.rstrip("…")
                keys = native(in_force[id_])
                by_keys = typed and typed.replace(" ", "").casefold() in keys.replace(" ", "").casefold()
                if by_keys or rank_match(typed, name, self._english[id_], id_) is not None:
                    changed = self.tr("changed") if id_ in chosen else ""
                    items.append(PickItem(name, id_, changed, keys))
            if items:
                lines += [PickItem(title), *items]
        fixed = [(QCoreApplication.translate("ShortcutEditor", label), label, keys) for label, keys in FIXED]
        fixed_items = [
            PickItem(name, note=native(keys.split()))
            for name, label, keys in fixed
            if rank_match(typed, name, label) is not None
        ]
        return [*lines, PickItem(self.tr("In panes, always")), *fixed_items] if fixed_items else lines

    def _show_command(self, _: QModelIndex) -> None:
        id_ = self.command
        self._name.setText(command_label(id_).rstrip("…") if id_ else "")
        keys = keys_in_force(self._chosen)[id_] if id_ else ()
        for index, slot in enumerate(self.slots):
            slot.setEnabled(bool(id_))
            slot.blockSignals(True)
            slot.setKeySequence(QKeySequence(keys[index]) if index < len(keys) else QKeySequence())
            slot.blockSignals(False)
        self.reset.setEnabled(bool(id_) and keys != table_keys(id_))
        self.reset_all.setEnabled(bool(self._chosen))
        self._show_message("")

    def _press(self, index: int, sequence: QKeySequence) -> None:
        id_, key = self.command, portable(sequence)
        keys = list(keys_in_force(self._chosen)[id_])
        if key and not usable(key):
            self._show_command(self.list.currentIndex())
            self._show_message(
                self.tr("{keys} alone is for typing and moving: add Ctrl or Alt.").format(keys=native([key]))
            )
            return
        keys[index : index + 1] = [key] if key else []
        self._wanted = tuple(keys)
        other = command_for_shortcut(key, self._chosen) if key else ""
        if other and other != id_:
            name = command_label(other).rstrip("…")
            used = self.tr("{keys} belongs to “{command}”.").format(keys=native([key]), command=name)
            self._show_message(used, question=True)
        else:
            self._change(assign_shortcut(self._chosen, id_, self._wanted))

    def _leave(self) -> None:
        self._show_command(self.list.currentIndex())
        self.filter.setFocus()

    def _take_over(self) -> None:
        self._change(assign_shortcut(self._chosen, self.command, self._wanted))

    def _reset(self) -> None:
        self._change(reset_shortcut(self._chosen, self.command))

    def _reset_all(self) -> None:
        self._change({})

    def _change(self, chosen: dict[str, object]) -> None:
        self._context.settings.change(keys=chosen)
        self._context.actions.apply_shortcuts(chosen)
        scrolled = self.list.verticalScrollBar().value()
        self._show_list()
        self.list.verticalScrollBar().setValue(scrolled)

    def _show_message(self, text: str, question: bool = False) -> None:
        self.message.setText(text)
        self.take.setVisible(question)
