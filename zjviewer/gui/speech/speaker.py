"""Reads a report aloud, sentence by sentence, by a speech program of the system."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QProcess, Signal

from zjviewer.core.model.report import Report, Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.speech.voices import SPEEDS, find_voice, sentences_to_speak, silence, utterance
from zjviewer.gui.state.view_state import ViewState

_KILL_TIMEOUT = 1000
"""Milliseconds to wait for a killed process."""


class Speaker(QObject):
    """Signals (payload):

    - `sentence_changed` (Span | None): the sentence that is spoken; None for none
    - `changed` (): reading has begun, paused, continued or ended, or the speed has changed
    """

    sentence_changed = Signal(object)
    changed = Signal()

    def __init__(self, state: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._voice = find_voice()
        self._report: Report | None = None
        self._sentences: Iterator[tuple[Span, str]] = iter(())
        self._current: tuple[Span, str] | None = None
        self._process: QProcess | None = None
        self.speed = 100
        """Per cent."""
        self.paused = False
        state.analysis_changed.connect(self._show_analysis)

    @property
    def available(self) -> bool:
        """Whether the system has a speech program."""
        return self._voice is not None

    @property
    def reading(self) -> bool:
        """Whether a report is being read, paused or not."""
        return self._current is not None

    def read(self, offset: int) -> None:
        """Read from the sentence at an offset."""
        analysis = self._state.analysis
        if analysis is None or self._voice is None:
            return
        self._stop_process()
        text = analysis.report.text
        self._report, self.paused = analysis.report, False
        self._sentences = sentences_to_speak(text, sentence_at(text, offset).start)
        self._next()

    def toggle(self, offset: int) -> None:
        """Begin at an offset; while reading, pause or continue with the interrupted sentence."""
        if not self.reading:
            self.read(offset)
        elif self.paused:
            self.paused = False
            self._speak()
        else:
            self.paused = True
            self._stop_process()
            self.changed.emit()

    def step(self, direction: int) -> None:
        """Continue with the next sentence (1) or the previous one (-1)."""
        if self._current is None:
            return
        if direction > 0:
            self._stop_process()
            self._next()
        else:
            self.read(max(0, self._current[0].start - 1))

    def change_speed(self, direction: int) -> None:
        """Change to the next (1) or previous (-1) of `SPEEDS`, from the next sentence on."""
        at = min(range(len(SPEEDS)), key=lambda number: abs(SPEEDS[number] - self.speed))
        self.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, at + direction))])

    def set_speed(self, per_cent: int) -> None:
        """Set the speed in per cent, between the slowest and the fastest of `SPEEDS`."""
        self.speed = max(SPEEDS[0], min(SPEEDS[-1], per_cent))
        self.changed.emit()

    def stop(self) -> None:
        """Stop reading."""
        self._stop_process()
        if self._current is not None:
            self._current, self.paused, self._report = None, False, None
            self.sentence_changed.emit(None)
            self.changed.emit()

    def _show_analysis(self, analysis: object) -> None:
        """Stop when another report is shown."""
        if self._report is not None and getattr(analysis, "report", None) is not self._report:
            self.stop()

    def _next(self) -> None:
        self._current = next(self._sentences, None)
        if self._current is None:
            self._report, self.paused = None, False
            self.sentence_changed.emit(None)
            self.changed.emit()
            return
        self.paused = False
        self._speak()

    def _speak(self) -> None:
        if self._current is None or self._voice is None:
            return
        span, text = self._current
        command = utterance(self._voice, text, self.speed)
        process = self._process = QProcess(self)
        process.setProgram(self._voice.program)
        process.setArguments(list(command.arguments))
        process.finished.connect(self._continue)
        process.errorOccurred.connect(self._fail)
        self.sentence_changed.emit(span)
        self.changed.emit()
        process.start()
        if command.typed:
            process.write(command.typed)
        process.closeWriteChannel()

    def _continue(self, code: int, status: QProcess.ExitStatus) -> None:
        if self.sender() is not self._process:
            return
        if code or status != QProcess.ExitStatus.NormalExit:
            self._fail()
            return
        self._release_process()
        self._next()

    def _fail(self, *_: object) -> None:
        if self.sender() is self._process:
            self.stop()
            message = self.tr("The voice of this system does not answer, so nothing can be read aloud.")
            self._state.message_posted.emit(message)

    def _stop_process(self) -> None:
        process = self._release_process()
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_KILL_TIMEOUT)
            if self._voice and (arguments := silence(self._voice)):
                QProcess.startDetached(self._voice.program, list(arguments))

    def _release_process(self) -> QProcess | None:
        """Disconnect and return the process, which is deleted later; None where there is none."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._continue)
            process.errorOccurred.disconnect(self._fail)
            process.deleteLater()
        return process
