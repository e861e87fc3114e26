"""Files that macOS hands over as events, also those that come before the window is ready."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from zjviewer.gui.startup.mac_application import MacApplication

app = MacApplication(["zjviewer"])
told = []
app.files_received.connect(lambda files: told.append([file.name for file in files]))
for name in ("a.pdf", "b.pdf"):
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(f"/x/{name}")))
app.listen()
QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile("/x/c.pdf")))
QCoreApplication.sendEvent(app, QEvent(QEvent.Type.User))
print(told)
"""


def test_every_file_is_told_of_once():
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, check=False)
    assert (ran.stdout, ran.stderr) == ("[['a.pdf', 'b.pdf'], ['c.pdf']]\n", "")
