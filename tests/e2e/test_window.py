"""The main job in the real window under a window manager: once by the keyboard alone, once by the mouse alone."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from resources.packaging.drive_window import until
from zjviewer import paths
from zjviewer.gui.theme.theme import load_theme

BUNDLED = "浙江省2017.* — zjviewer"
SMALL = "某市2023.* — zjviewer"
LIGHT = load_theme(dark=False)


@pytest.fixture
def small_report(tmp_path) -> Path:
    path = tmp_path / "small.txt"
    path.write_text("某市2023年政府信息公开工作年度报告\n一、概述\n2023年,共公开信息1234条。\n", encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path) -> Path:
    """The bundled report and its editorial sidecar, under a name that xdotool can type."""
    for suffix in (".txt", ".toml"):
        shutil.copy(paths.bundled_report().with_suffix(suffix), tmp_path / f"mine{suffix}")
    return tmp_path / "mine.txt"


def has_bars(picture: Path) -> bool:
    """Whether there is ink of the first series in it, and ground around it."""
    image = QImage(str(picture))
    if image.isNull():
        return False
    seen = [image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return seen.count(QColor(LIGHT.series[0]).rgb()) > len(seen) / 100 and seen.count(0xFFFFFFFF) > len(seen) / 4


def ended_well(process: subprocess.Popen) -> bool:
    _, said = process.communicate(timeout=30)
    return (process.returncode, said) == (0, "")


def test_the_main_job_by_the_keyboard_alone(reader, tmp_path, small_report, report):
    process = reader.start(small_report)
    reader.window(SMALL)
    reader.press_until("ctrl+o", "Open reports")
    reader.words(str(report))
    reader.keys("Return")
    reader.window(BUNDLED)

    first = reader.look(tmp_path / "1.png", LIGHT.hit_current)
    reader.keys("ctrl+f")
    reader.words("1586")
    reader.keys("Return")
    until(lambda: reader.look(tmp_path / "2.png", LIGHT.hit_current) > first + 50, "the mark on the hit")
    reader.keys("Escape", "Next")
    assert QImage(str(tmp_path / "2.png")) != QImage(str(tmp_path / "1.png"))

    reader.keys("ctrl+t", "Down", "Down", "Return")
    reader.press_until("ctrl+e", "Save chart")
    reader.keys("ctrl+a")
    reader.words("chart")
    reader.keys("Return")
    until(lambda: any(map(has_bars, reader.home.rglob("chart.png"))), "the saved chart")

    reader.window(BUNDLED)
    table = tmp_path / "table.xlsx"
    reader.press_until("ctrl+s", "Save table")
    reader.keys("ctrl+a")
    reader.words(str(table))
    reader.keys("Return")
    until(lambda: table.is_file() and zipfile.is_zipfile(table), "the saved table")

    reader.window(BUNDLED)
    reader.keys("ctrl+q")
    assert ended_well(process)


def test_the_main_job_by_the_mouse_alone(reader, tmp_path, small_report):
    process = reader.start(small_report)
    reader.learn(paths.bundled_report())
    window = reader.window(SMALL)
    until(lambda: opened(reader, window), "the bundled report")

    reader.look(tmp_path / "1.png")
    reader.click(window, "heading")
    until(lambda: differs(reader, tmp_path, "text"), "the section")
    reader.click(window, "bar")
    until(lambda: reader.look(tmp_path / "3.png", LIGHT.accent_soft) > 200, "the number in the text and in the table")

    reader.click(window, "chart.export")
    reader.click(reader.window("Save chart"), "answer chart.export", corner=True)
    until(lambda: any(map(has_bars, reader.home.rglob("*.png"))), "the saved chart")

    reader.window(BUNDLED)
    reader.click(window, "table.export")
    reader.click(reader.window("Save table"), "answer table.export", corner=True)
    until(lambda: any(map(is_table, reader.home.rglob("*.*"))), "the saved table")

    reader.window(BUNDLED)
    reader.click_in_menu(window, 0, "file.quit")
    assert ended_well(process)
    assert json.loads((reader.home / "xdg_config_home").joinpath("zjviewer", "library.json").read_text() or "{}")


def opened(reader, window: str) -> str:
    """By the menu, again and again until the program listens."""
    if not reader.find(BUNDLED):
        reader.click_in_menu(window, 0, "file.bundled")
        reader.wait_for_window(BUNDLED)
    return reader.find(BUNDLED)


def differs(reader, folder: Path, name: str) -> bool:
    reader.look(folder / f"{name}.png")
    return QImage(str(folder / f"{name}.png")) != QImage(str(folder / "1.png"))


def is_table(path: Path) -> bool:
    return path.suffix in (".csv", ".xlsx") and path.stat().st_size > 50
