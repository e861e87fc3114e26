"""From the command to a picture on the disk, and from a start to a kill and the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from zjviewer.gui.state.settings import Settings
from zjviewer.gui.theme.theme import load_theme
from zjviewer.paths import bundled_report
from zjviewer.storage.library_file import FILE, read_library, report_key

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config"


def environment(config: Path, **more: str) -> dict[str, str]:
    """Without a display, and with settings of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "LANG")}
    kept.pop("QT_QPA_PLATFORM", None)
    return kept | {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(config), "LC_ALL": "C.UTF-8"} | more


def run(config: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "zjviewer", *arguments]
    return subprocess.run(
        command,
        env=environment(config, **more),
        cwd=config.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def colours(picture: QImage, step: int = 1) -> dict[str, int]:
    found: dict[str, int] = {}
    for y in range(0, picture.height(), step):
        for x in range(0, picture.width(), step):
            name = picture.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_of_the_window_has_its_size_theme_hits_and_chart(config, tmp_path, dark):
    target = tmp_path / "图 片.png"
    theme = load_theme(dark)
    choices = ("--size", "1000x700", "--theme", "dark" if dark else "light", "--find", "公开", "--table", "disclosure")
    ran = run(config, "--screenshot", str(target), *choices)
    assert (ran.returncode, ran.stderr) == (0, "")
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1000, 700)
    seen = colours(picture)
    assert seen[theme.background] > 100_000
    assert seen.get(theme.hits[0], 0) > 500
    assert seen.get(theme.hit_current, 0) > 100
    assert seen.get(theme.series[0], 0) > 500
    assert not config.exists() or list(config.rglob("*.ini")) == []


def test_a_picture_at_150_per_cent_is_half_as_large_again(config, tmp_path):
    target = tmp_path / "large.png"
    ran = run(config, "--screenshot", str(target), "--size", "900x600", QT_SCALE_FACTOR="1.5")
    assert (ran.returncode, ran.stderr) == (0, "")
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1350, 900)


def test_a_picture_reads_no_settings(config, tmp_path):
    path = config / "zjviewer" / "zjviewer.ini"
    kept = Settings(path)
    kept.change(theme="dark", outline_shown=False, zoom=300)
    kept.save()
    before = path.read_bytes()
    target = tmp_path / "window.png"
    assert run(config, "--screenshot", str(target)).returncode == 0
    assert colours(QImage(str(target)), 4).get(load_theme(False).background, 0) > 1000
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--screenshot", "{out}/p.png", "--table", "nothing"), "nothing"),
        (("--screenshot", "{out}/missing/p.png"), "missing"),
        (("--screenshot", "{out}/p.png", "{out}/absent.txt"), "absent.txt"),
        (("--screenshot", "{out}/p.png", "--size", "big"), "big"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(config, tmp_path, arguments, words):
    ran = run(config, *(argument.format(out=tmp_path) for argument in arguments))
    assert ran.returncode == 2
    assert words in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert list(tmp_path.glob("*.png")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_place_and_choices_survive_a_kill(config, tmp_path):
    path = config / "zjviewer" / "zjviewer.ini"
    program = (
        "from zjviewer.gui.startup.session import Session\n"
        "start = Session._finish\n"
        "def finish(self):\n"
        "    start(self)\n"
        "    self.state.select_section(self.state.analysis.section_by_id['6.2'])\n"
        "    self.state.set_table('litigation')\n"
        "    self.window.workspace.text.zoom_in()\n"
        "    self.settings._timer.timeout.connect(lambda: print('saved', flush=True))\n"  # after the slot that saves
        "Session._finish = finish\n"
        "from zjviewer.gui.documents.library_store import LibraryStore\n"
        "finish_saving = LibraryStore._finish_saving\n"
        "def report_saving(self, *arguments):\n"
        "    finish_saving(self, *arguments)\n"
        "    print('library', flush=True)\n"
        "LibraryStore._finish_saving = report_saving\n"
        "import sys\n"
        "from zjviewer.cli.main import main\n"
        "sys.argv = ['zjviewer']\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", program]
    own = environment(config, QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(
        command, env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as running:
        for _ in running.stdout:  # a line whenever the settings or the library have been written
            entry = read_library(path.with_name(FILE)).entry(report_key(bundled_report()))
            if entry.table == "litigation" and Settings(path).preferences.zoom == 110:
                break
        running.send_signal(signal.SIGKILL)
    assert Settings(path).preferences.zoom == 110
    entry = read_library(path.with_name(FILE)).entry(report_key(bundled_report()))
    assert entry.table == "litigation"
    assert entry.top_offset > 0


def test_a_chart_that_is_chosen_by_a_click_on_a_number_is_written_as_a_picture(qtbot, session, tmp_path):
    from zjviewer.gui.charts.chart_export import ExportOptions, charts_command

    figure = session.state.analysis.table_by_id["review"].figures[0]
    view = session.window.workspace.text.view
    session.state.select_figures(figure)
    view.figure_pressed.emit(figure)
    assert session.state.table == "review"
    analysis = session.state.analysis
    charts = tuple(chart for chart in analysis.charts if chart.table == session.state.table)
    written = charts_command(analysis, tmp_path, ExportOptions(dpi=96), charts)
    assert len(written) == len(charts) > 0
    assert all(QImage(str(path)).width() > 300 for path in written)
