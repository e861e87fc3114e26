"""In which encoding a text is read, and the choice of another where the guess is wrong."""

from PySide6.QtCore import QObject

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import words_of_id
from zjviewer.gui.documents.report_loader import Opening
from zjviewer.gui.state.view_state import State

ENCODINGS = {
    "encoding.automatic": "",
    "encoding.utf8": "utf-8",
    "encoding.gb18030": "gb18030",
    "encoding.big5": "big5",
    "encoding.utf16": "utf-16",
}
"""As readers call them, by the ids of their commands."""


class EncodingMenu(QObject):
    """Keeps the commands at the encoding that is in use; a PDF or a DOCX has no choice."""

    def __init__(self, actions: Actions, state: State, opening: Opening) -> None:
        super().__init__(actions)
        self._actions = actions
        self._state = state
        self._opening = opening
        state.analysis_changed.connect(self.renew)
        opening.settled.connect(self.renew)
        self.renew()

    def renew(self, *_: object) -> None:
        """Show what is in use, also after a reading that failed."""
        report = self._state.analysis.report if self._state.analysis else None
        used = report.encoding if report else ""
        chosen = self._opening.encoding
        for id_, encoding in ENCODINGS.items():
            action = self._actions.action(id_)
            action.setEnabled(bool(used))
            action.setChecked(bool(used) and encoding == chosen)
        automatic = words_of_id("encoding.automatic")
        told = f"{automatic} ({used.upper().removesuffix('-SIG')})" if used and not chosen else automatic
        self._actions.action("encoding.automatic").setText(told)
