"""Messages for a user who may have no terminal: a sentence in the language of the system, in a message box or in a
progress window.

Standard library only, with the syntax of Python 3.6: the launcher uses it before anything is installed, for example
to report that Python is too old. Run as a script, it is the window that `Progress` controls.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import sys
from typing import List, Sequence

_BOX_SECONDS = 600
_LOADING = re.compile(r"\s*Downloading \S*?([A-Za-z]\w*)-\d\S* (\([^)]*\))")
_ERROR_SIGN = 0x10
_ALERT = ("-e", "on run words", "-e", 'display alert "zjviewer" message (item 1 of words)', "-e", "end run")
_BOX = "import sys, tkinter, tkinter.messagebox as box; tkinter.Tk().withdraw(); box.showerror(*sys.argv[1:])"


def in_language(english: str, chinese: str) -> str:
    """The sentence in the language of the system; in English where the standard error stream cannot encode Chinese."""
    try:
        chinese.encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return english
    return chinese if _speaks_chinese() else english


def _speaks_chinese() -> bool:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    if sys.platform == "win32":
        import ctypes

        primary_language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return bool(primary_language == 0x04)
    return False


def unseen() -> bool:
    """Whether nobody can see the standard streams although there is a display, for example after a double click.

    Terminals, pipes and files count as visible; the null device and the socket of a desktop's journal do not.
    """
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty():
            return False
    if sys.__stderr__ is not None:
        mode = os.fstat(sys.__stderr__.fileno()).st_mode
        if stat.S_ISFIFO(mode) or stat.S_ISREG(mode):
            return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_message(sentence: str) -> None:
    """Write the sentence to the standard error stream; if that is not visible, also show it in a message box for a
    while."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr, flush=True)
    if not unseen():
        return
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, "zjviewer", _ERROR_SIGN)
        return
    boxes = (
        [sys.executable, "-c", _BOX, "zjviewer", sentence],
        ["zenity", "--error", "--no-markup", "--title=zjviewer", "--text=" + sentence],
        ["kdialog", "--title", "zjviewer", "--error", sentence],
        ["xmessage", "-center", sentence],
        ["notify-send", "zjviewer", sentence],
        ["osascript", *_ALERT, sentence],
    )
    box = _first_installed(boxes)
    if box:
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.call(box, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_BOX_SECONDS)


def _first_installed(commands: Sequence[List[str]]) -> List[str]:
    """The first command that is installed; one that runs this Python requires tkinter. Empty where there is none."""
    has_tkinter = importlib.util.find_spec("_tkinter") is not None
    for command in commands:
        if has_tkinter if command[0] == sys.executable else shutil.which(command[0]):
            return command
    return []


class Progress:
    """Progress of a preparation on the standard error stream; if that is not visible, also in a window and a log
    file.

    The window is a separate process that reads lines in the format of `zenity --progress`: a number is a percentage,
    a line that begins with # is a text. Where no such program is installed, it is a box with a fixed text.
    """

    def __init__(self, text: str, packages: int, log: str) -> None:
        self.on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._packages = packages
        self._collected = 0
        self._log = log if unseen() else ""
        windows = (
            [sys.executable, os.path.abspath(__file__)],
            ["zenity", "--progress", "--title=zjviewer", "--no-cancel", "--auto-close", "--text=" + text],
            ["kdialog", "--title", "zjviewer", "--passivepopup", text, "60"],
            ["xmessage", "-center", "-buttons", "", text],
            ["notify-send", "zjviewer", text],
        )
        window = _first_installed(windows) if self._log else []
        self._window = (
            subprocess.Popen(window, bufsize=0, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) if window else None
        )
        self.say(text)

    def say(self, text: str) -> None:
        """Write one line about the current step."""
        self._write("zjviewer: " + text)
        self._feed("# " + text)

    def copy(self, line: str) -> None:
        """Write one line of pip output; the window shows the number of collected packages, and which is downloaded."""
        self._write(line)
        if line.startswith(("Collecting ", "Processing ")):
            self._collected += 1
            self._feed(str(100 * self._collected // (self._packages + 1)))
        elif line.startswith("Installing "):
            self._feed("# " + in_language("Installing", "正在安装"))
        match = _LOADING.match(line)
        if match:
            self._feed("# {} {}".format(in_language("Downloading", "正在下载"), " ".join(match.groups())))

    def _write(self, line: str) -> None:
        if sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)
        if self._log:
            with open(self._log, "a", encoding="utf-8") as log:
                log.write(line + "\n")

    def _feed(self, line: str) -> None:
        if self._window is not None and self._window.stdin is not None:
            with contextlib.suppress(OSError):  # the user may close the window at any time
                self._window.stdin.write(line.encode("utf-8") + b"\n")

    def close(self) -> None:
        """Close the window; a program that does not exit at 100 or at the end of its input is killed."""
        if self._window is None:
            return
        self._feed("100")
        try:
            self._window.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            self._window.kill()
            self._window.wait()


def _show_progress() -> None:
    """Progress window: shows the lines of standard input, and closes at their end."""
    import queue
    import threading
    import tkinter
    from tkinter import ttk

    lines = queue.Queue()  # type: queue.Queue[str]

    def read() -> None:
        for line in sys.stdin.buffer:
            lines.put(line.decode("utf-8").strip())
        lines.put("")

    window = tkinter.Tk()
    window.title("zjviewer")
    window.resizable(False, False)
    label = ttk.Label(window)
    label.pack(padx=24, pady=(24, 12), anchor="w")
    bar = ttk.Progressbar(window, length=480)
    bar.pack(padx=24, pady=(0, 24), fill="x")
    window.eval("tk::PlaceWindow . center")

    def show() -> None:
        while not lines.empty():
            line = lines.get()
            if not line:
                window.destroy()
                return
            if line.startswith("# "):
                label["text"] = line[2:]
            else:
                bar["value"] = int(line)
        window.after(50, show)

    threading.Thread(target=read, daemon=True).start()
    show()
    window.mainloop()


if __name__ == "__main__":
    _show_progress()
