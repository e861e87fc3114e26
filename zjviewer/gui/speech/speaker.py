"""Reading aloud by the system's own voice, sentence by sentence."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QProcess, Signal

from zjviewer.core.model.report import Report, Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.speech.voices import SPEEDS, find_voice, sentences_to_speak, silence, utterance
from zjviewer.gui.state.view_state import ViewState

_PATIENCE = 1000
"""Milliseconds that a command has to end once it is told to."""


class Speaker(QObject):
    """Signals (payload):

    - `sentence_changed` (Span | None): what is being said; None for nothing
    - `changed` (): it begins, pauses, goes on, ends, or speaks at another speed
    """

    sentence_changed = Signal(object)
    changed = Signal()

    def __init__(self, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._voice = find_voice()
        self._report: Report | None = None
        self._sentences: Iterator[tuple[Span, str]] = iter(())
        self._said: tuple[Span, str] | None = None
        self._process: QProcess | None = None
        self.speed = 100
        """Per cent."""
        self.paused = False
        state.analysis_changed.connect(self._show_analysis)

    @property
    def available(self) -> bool:
        """Whether the system has a voice."""
        return self._voice is not None

    @property
    def reading(self) -> bool:
        """Whether it is under way, paused or not."""
        return self._said is not None

    def read(self, offset: int) -> None:
        """Read the sentence around an offset and go on from there."""
        analysis = self._state.analysis
        if analysis is None or self._voice is None:
            return
        self._silence()
        text = analysis.report.text
        self._report, self.paused = analysis.report, False
        self._sentences = sentences_to_speak(text, sentence_at(text, offset).start)
        self._next()

    def toggle(self, offset: int) -> None:
        """Begin at an offset; pause, or go on with the sentence that was broken off."""
        if not self.reading:
            self.read(offset)
        elif self.paused:
            self.paused = False
            self._say()
        else:
            self.paused = True
            self._silence()
            self.changed.emit()

    def step(self, way: int) -> None:
        """To the next sentence, or the one before."""
        if self._said is None:
            return
        if way > 0:
            self._silence()
            self._next()
        else:
            self.read(max(0, self._said[0].start - 1))

    def change_speed(self, way: int) -> None:
        """One step faster or slower, from the next sentence on."""
        at = min(range(len(SPEEDS)), key=lambda place: abs(SPEEDS[place] - self.speed))
        self.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, at + way))])

    def set_speed(self, per_cent: int) -> None:
        """Within the slowest and the fastest of `SPEEDS`."""
        self.speed = max(SPEEDS[0], min(SPEEDS[-1], per_cent))
        self.changed.emit()

    def stop(self) -> None:
        """Say no more."""
        self._silence()
        if self._said is not None:
            self._said, self.paused, self._report = None, False, None
            self.sentence_changed.emit(None)
            self.changed.emit()

    def _show_analysis(self, analysis: object) -> None:
        """Another report is not read on with the words of this one."""
        if self._report is not None and getattr(analysis, "report", None) is not self._report:
            self.stop()

    def _next(self) -> None:
        self._said = next(self._sentences, None)
        if self._said is None:
            self._report, self.paused = None, False
            self.sentence_changed.emit(None)
            self.changed.emit()
            return
        self.paused = False
        self._say()

    def _say(self) -> None:
        span, words = self._said
        made = utterance(self._voice, words, self.speed)
        process = self._process = QProcess(self)
        process.setProgram(self._voice.program)
        process.setArguments(list(made.arguments))
        process.finished.connect(self._go_on)
        process.errorOccurred.connect(self._fail)
        self.sentence_changed.emit(span)
        self.changed.emit()
        process.start()
        if made.typed:
            process.write(made.typed)
        process.closeWriteChannel()

    def _go_on(self, code: int, status: QProcess.ExitStatus) -> None:
        if self.sender() is not self._process:
            return
        if code or status != QProcess.ExitStatus.NormalExit:
            self._fail()
            return
        self._forget()
        self._next()

    def _fail(self, *_: object) -> None:
        if self.sender() is self._process:
            self.stop()
            told = self.tr("The voice of this system does not answer, so nothing can be read aloud.")
            self._state.message_posted.emit(told)

    def _silence(self) -> None:
        if self._process is None:
            return
        process = self._forget()
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_PATIENCE)
            if arguments := silence(self._voice):
                QProcess.startDetached(self._voice.program, list(arguments))

    def _forget(self) -> QProcess:
        process, self._process = self._process, None
        process.finished.disconnect(self._go_on)
        process.errorOccurred.disconnect(self._fail)
        process.deleteLater()
        return process
