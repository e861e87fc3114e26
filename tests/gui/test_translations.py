"""Chinese is complete: the words of the window, the sentences of problems; what is compiled is what stands."""

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ElementTree
from types import ModuleType

import pytest

from zjviewer import paths

TRANSLATIONS = paths.resources() / "translations"
TS = TRANSLATIONS / "zjviewer_zh_CN.ts"


def messages(ts) -> dict[tuple[str, str], ElementTree.Element]:
    root = ElementTree.parse(ts).getroot()
    return {
        (context.findtext("name"), message.findtext("source")): message.find("translation")
        for context in root
        for message in context.findall("message")
    }


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", TRANSLATIONS / "update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_word_in_the_sources_is_translated(update, tmp_path):
    gathered = tmp_path / TS.name
    shutil.copy(TS, gathered)
    update.gather(gathered)
    unfinished = [key for key, text in messages(gathered).items() if text.get("type") == "unfinished" or not text.text]
    assert unfinished == []
    assert set(messages(gathered)) == set(messages(TS))


def test_what_is_compiled_is_what_is_written(update, tmp_path):
    compiled = tmp_path / "fresh.qm"
    update.compile_to(TS, compiled)
    assert compiled.read_bytes() == TS.with_suffix(".qm").read_bytes()


def test_a_translation_has_the_holes_of_its_source():
    for (context, source), text in messages(TS).items():
        assert sorted(re.findall(r"{\w*}", source)) == sorted(re.findall(r"{\w*}", text.text)), (context, source)


def test_the_sentences_of_problems_are_among_the_words(update):
    templates = update.problem_templates()
    assert "{name} is empty." in templates
    assert "The expression takes too long on this text; a simpler one will do better." in templates
    assert {("Problem", template) for template in templates} <= set(messages(TS))
    assert {("DroppedText", reason) for reason in update.dropped_reasons()} <= set(messages(TS))


def test_chinese_has_chinese_punctuation():
    """Filters of file dialogs and mnemonics have brackets of ASCII, which Qt reads."""
    half_width = re.compile(r"[\u4e00-\u9fff][,:;!?(]|[\u4e00-\u9fff] \(\w|[,:;!?)][\u4e00-\u9fff]|\.\.\.")
    for key, text in messages(TS).items():
        shown = re.sub(r"\(&\w\)|\((?:\*|\{kinds\})[^)]*\)", "", text.text)
        assert not half_width.search(shown), (key, text.text)
