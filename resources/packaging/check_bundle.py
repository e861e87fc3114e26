"""Drive a bundle where there is nothing besides it: no Python, no font, no settings, no home that was used before.

    python resources/packaging/check_bundle.py [FOLDER] [--pictures FOLDER]

On Linux it is started in a root folder of its own that holds, besides the bundle, only the libraries which it asks the
system for; on other systems, and where that is not allowed, without any environment.
"""

import argparse
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import begin_report
from zjviewer.system.child_processes import COMPLETER

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = "zjviewer.exe" if sys.platform == "win32" else "zjviewer"
SENTENCE = "2017年，全省共收到政府信息公开申请1586件，其中网络申请845件，信函申请231件，当面申请510件。"
SIZE = "1280x800"
ALIKE = 0.005
"""The share of points by which two pictures of one window may differ."""
FONTS = "etc/fonts/fonts.conf"
LOCALE = Path("/usr/lib/locale/C.utf8")
"""Which the smallest of systems has."""

Run = Callable[..., subprocess.CompletedProcess[str]]


class Failed(Exception):
    """What did not go as it should."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where everything went well."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", nargs="?", type=Path, default=ROOT / "dist" / "zjviewer")
    pictures = ROOT / "build" / "bundle" / "pictures"
    parser.add_argument("--pictures", type=Path, default=pictures, help="where the pictures are saved")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.bundle.resolve().parent) as folder:
        place = Clean(options.bundle.resolve(), Path(folder))
        print(f"zjviewer: {'in a root folder of its own' if place.closed else 'without an environment'}")
        if place.asked:
            print("zjviewer: asked of the system:", " ".join(sorted(place.asked)))
        try:
            for name in drive(place):
                print("zjviewer: works:", name)
        except (Failed, TimeoutError) as error:
            print("zjviewer: FAILED:", error)
            return 1
        finally:
            options.pictures.mkdir(parents=True, exist_ok=True)
            for picture in place.work.glob("*.png"):
                shutil.copy(picture, options.pictures)
    return 0


class Clean:
    """A place without anything, and how the bundle is started in it."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self.closed = sys.platform == "linux" and bool(shutil.which("unshare")) and can_close()
        self.root = folder
        self.work = folder / "work"
        self.work.mkdir()
        self.asked: set[str] = set()
        self._bundle = bundle
        if self.closed:
            self._furnish()

    def path(self, name: str) -> str:
        """How the program in there calls a file of the folder `work`."""
        return f"/work/{name}" if self.closed else str(self.work / name)

    def command(self, *arguments: str) -> list[str]:
        """Starts the program."""
        if not self.closed:
            return [str(self._bundle / PROGRAM), *arguments]
        inside = (
            'cd "$1" && shift && { mount -t proc proc proc && mount --rbind /dev dev && '
            'mount --bind /tmp/.X11-unix tmp/.X11-unix; exec chroot . "$@"; }'
        )
        alone = ("unshare", *can_close(), "--mount", "--pid", "--fork", "--kill-child")
        return [*alone, "sh", "-c", inside, "sh", str(self.root), f"/opt/zjviewer/{PROGRAM}", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """All that is set in there."""
        home = "/work/home" if self.closed else str(self.work / "home")
        system_values = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        tools = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} if self.closed else {}
        return {**system_values, **tools, "HOME": home, "USERPROFILE": home, "LC_ALL": "C.UTF-8", **more}

    def run(self, *arguments: str, code: int = 0) -> str:
        """What it says. Raises Failed where it ends with another code, or says something on its error stream."""
        environment = self.environment(QT_QPA_PLATFORM="offscreen")
        done = subprocess.run(
            self.command(*arguments), env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
        )
        if done.returncode != code or done.stderr:
            raise Failed(f"{' '.join(arguments)}: code {done.returncode}\n{done.stdout[-500:]}{done.stderr[-3000:]}")
        return done.stdout

    def _furnish(self) -> None:
        """The bundle, and the libraries that it asks the system for."""
        shutil.copytree(self._bundle, self.root / "opt" / "zjviewer", symlinks=True, copy_function=os.link)
        for name in ("proc", "dev", "tmp/.X11-unix", str(Path(FONTS).parent), "work/home"):
            (self.root / name).mkdir(parents=True)
        no_fonts = '<fontconfig><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>'
        (self.root / FONTS).write_text(no_fonts)
        if LOCALE.is_dir():
            shutil.copytree(LOCALE, self.root / str(LOCALE).lstrip("/"))
        for library in libraries(self._bundle):
            self.asked.add(library.name)
            target = self.root / str(library).lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, target)


def can_close() -> list[str]:
    """The options by which this user may have a root folder of his own; empty where he may not."""
    for options in (["--mount"], ["--user", "--map-root-user"]):
        tried = ["unshare", *options, "--mount", "--pid", "--fork", "chroot", "/", "true"]
        if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
            return options
    return []


def libraries(bundle: Path) -> Iterator[Path]:
    """Those outside the bundle that anything in it asks for, and theirs."""
    inside = {**os.environ, "LD_LIBRARY_PATH": str(bundle / "_internal")}
    seen = set()
    for path in sorted(bundle.rglob("*")):
        if path.is_symlink() or not path.is_file() or not is_elf(path):
            continue
        environment = None if path.parent == bundle else inside  # the program itself has not set its paths yet
        said = subprocess.run(["ldd", str(path)], capture_output=True, text=True, env=environment, check=False).stdout
        for line in said.splitlines():
            name, _, found = line.strip().rpartition(" => ")
            where = found.split(" (")[0].strip()
            if where.startswith("/") and where not in seen and not Path(where).is_relative_to(bundle):
                seen.add(where)
                yield Path(where)
            elif where == "not found":
                raise Failed(f"{path.name} asks for {name}, which is not on this system")


def is_elf(path: Path) -> bool:
    """Whether it is a program or a library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def drive(place: Clean) -> Iterator[str]:
    """Every step, by name, after it has gone well. Raises Failed."""
    yield place.run("--version").strip()
    if "公开" not in place.run("text"):
        raise Failed("the bundled report has no text")
    yield "the bundled report"
    for name in samples(place.work):
        if SENTENCE not in place.run("text", place.path(name)):
            raise Failed(f"{name} has lost its sentence")
        if "1586" not in place.run("figures", place.path(name)):
            raise Failed(f"{name} has lost its figures")
        yield f"opening {name}"
    if place.path("report.docx") not in place.run("search", "申请", place.path("report.docx")):
        raise Failed("the search has found nothing")
    for words in (("zdgk", "--pinyin"), ("公開", "--variants"), ("公开 NEAR/10 申请",)):
        place.run("search", *words)
    yield "searching"
    if "845 + 231 + 510 = 1586" not in place.run("check", place.path("report.pdf")):
        raise Failed("the total has not been checked")
    yield "checking"
    complete_aside(place)
    yield "completing a long report in a process of its own"
    yield from exporting(place)
    yield from drawing(place)
    if sys.platform == "linux":
        sys.path.insert(0, str(HERE))
        from drive_window import drive_window

        yield from drive_window(place)


def complete_aside(place: Clean) -> None:
    """What the window asks of a second process for a report that is long. Raises Failed."""
    asked = pickle.dumps(begin_report(bundled_report()))
    environment = place.environment()
    command = place.command(COMPLETER)
    done = subprocess.run(command, input=asked, env=environment, capture_output=True, check=False, timeout=120)
    if done.returncode or b"zjviewer.core.model.analysis" not in done.stdout:
        raise Failed(f"completing aside: code {done.returncode}\n{done.stderr.decode(errors='replace')[-3000:]}")


def exporting(place: Clean) -> Iterator[str]:
    """Files of every kind that the commands write."""
    place.run("tables", "--format", "xlsx", "--out", place.path("tables"))
    place.run("charts", "--format", "png", "--dpi", "150", "--out", place.path("charts"))
    place.run("charts", "--format", "svg", "--out", place.path("charts"))
    place.run("check", "--memo", place.path("memo.docx"), code=1)
    for name, least in (("tables/*.xlsx", 1), ("charts/*.png", 5), ("charts/*.svg", 5), ("memo.docx", 1)):
        if len(list(place.work.glob(name))) < least:
            raise Failed(f"no {name} was written")
    with zipfile.ZipFile(next(place.work.glob("tables/*.xlsx"))) as book:
        if book.testzip():
            raise Failed("the workbook is damaged")
    yield "exporting"


def drawing(place: Clean) -> Iterator[str]:
    """The same picture as from the source, point for point: the fonts are the bundle's own.

    A cursor may blink in one of them, or a bar still be on its way; another font changes every line.
    """
    words = ("--size", SIZE, "--theme", "light", "--language", "zh", "--find", "公开")
    place.run("--screenshot", place.path("bundle.png"), *words)
    source = [sys.executable, "-I", "-m", "zjviewer", "--screenshot", str(place.work / "source.png"), *words]
    alike = {"FONTCONFIG_FILE": str(place.root / FONTS)} if place.closed else {}
    subprocess.run(source, env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **alike}, check=True)
    share = difference(place.work / "bundle.png", place.work / "source.png")
    if share > ALIKE:
        raise Failed(f"{share:.1%} of the window look different from the source's")
    yield f"drawing the window as the source does ({share:.2%} differ)"


def difference(one: Path, other: Path) -> float:
    """The share of points that differ in two pictures."""
    from PySide6.QtGui import QImage

    pictures = [QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) for path in (one, other)]
    ours, theirs = (memoryview(picture.constBits()).cast("I") for picture in pictures)
    if len(ours) != len(theirs) or not len(ours):
        return 1.0
    return sum(a != b for a, b in zip(ours, theirs, strict=True)) / len(ours)


def samples(folder: Path) -> tuple[str, ...]:
    """The same sentence in the formats that a worker process reads."""
    from docx import Document
    from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPdfWriter, QTextDocument

    title = "某省2017年政府信息公开工作年度报告"
    page = f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{SENTENCE}</p>"
    (folder / "report.html").write_text(page, encoding="utf-8")
    document = Document()
    document.add_heading(title)
    document.add_paragraph(SENTENCE)
    document.save(str(folder / "report.docx"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    number = QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "NotoSansSC-Regular.otf"))
    sheet = QTextDocument()
    sheet.setDefaultFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 11))
    sheet.setPlainText(f"{title}\n{SENTENCE}")
    sheet.print_(QPdfWriter(str(folder / "report.pdf")))
    del app
    return ("report.html", "report.docx", "report.pdf")


if __name__ == "__main__":
    sys.exit(main())
