"""List of the documents in an archive or an e-mail, of which one is opened."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QObject

from zjviewer.core.search.name_ranking import rank_match
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.filter_popup import FilterPopup
from zjviewer.gui.widgets.pick_list import PickItem
from zjviewer.gui.workspace.workspace import Workspace


class MemberChoice(QObject):
    """Opens the list when the loader finds several documents in a file. A child of the workspace."""

    def __init__(self, workspace: Workspace, loader: ReportLoader, theme: Theme) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._loader = loader
        self._theme = theme
        loader.choice_needed.connect(self._ask)

    def show_theme(self, theme: Theme) -> None:
        """Use another theme for the next list."""
        self._theme = theme

    def _ask(self, container: Path, members: Sequence[str]) -> None:
        hint = self.tr("{name} holds {count} documents. Which one?").format(name=container.name, count=len(members))
        popup = FilterPopup(
            self._workspace, self._workspace.text, self._theme, hint, partial(_candidates, container, members)
        )
        popup.picked.connect(self._loader.open)


def _candidates(container: Path, members: Sequence[str], typed: str) -> list[PickItem]:
    """Members whose name matches what was typed, best first, else in the order of the container."""
    found = []
    for index, member in enumerate(members):
        place = PurePosixPath(member.replace("\\", "/").strip("/"))
        rank = rank_match(typed, place.name, member)
        if rank is not None:
            folder = "" if place.parent == PurePosixPath(".") else str(place.parent)
            found.append(((rank, index), PickItem(place.name, container / place, folder, icon="file")))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]
