"""The prompt: a line with a menu of proposals below it. The only module that draws with
prompt_toolkit, and is imported only when a person is asked.

It draws without colours of its own, so that any terminal's own remain; the line
goes when it is done, and what was answered is told as plain text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected, has_completions
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from oriv_cli.asking.line import Question
from oriv_cli.record.proposing import Propose
from oriv_cli.record.text import fold, printable

_MENU_ROWS = 6
_STYLE = Style.from_dict(
    {
        "completion-menu": "noinherit",
        "completion-menu.completion": "noinherit",
        "completion-menu.completion.current": "noinherit reverse",
        "completion-menu.meta.completion": "noinherit dim",
        "completion-menu.meta.completion.current": "noinherit reverse",
        "scrollbar.background": "noinherit",
        "scrollbar.button": "noinherit reverse",
        "nbsp": "noinherit",
        "control-character": "noinherit reverse",
    }
)


class Prompt:
    """Asks one question after the other on this terminal."""

    stays, has_menu = False, True

    def __init__(self) -> None:
        # Not asked for its cursor: a terminal that cannot tell would get an English warning.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._session: PromptSession[str] = PromptSession(
            erase_when_done=True,
            complete_while_typing=True,
            reserve_space_for_menu=_MENU_ROWS,
            history=DummyHistory(),
            key_bindings=_keys(),
            style=_STYLE,
            include_default_pygments_style=False,
            input_processors=[_Visible()],
            input=create_input(),
            output=create_output(),
        )

    def __call__(self, question: Question) -> str:
        propose = question.propose
        self._session.completer = _Proposing(propose) if propose else None
        label = FormattedText([("bold", printable(question.label).replace("\xa0", " "))])
        # What was refused is to be corrected: the menu is open.
        opens = self._open if question.refused and propose else None
        return self._session.prompt(label, default=question.former, pre_run=opens).strip()

    def _open(self) -> None:
        buffer = self._session.default_buffer
        buffer.start_completion(complete_event=CompleteEvent(text_inserted=True))


class _Proposing(Completer):
    """Proposals as completions that take the place of the line."""

    def __init__(self, propose: Propose) -> None:
        self._propose = propose

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if not complete_event.completion_requested and not fold(typed):
            return
        for text, beside in self._propose(typed):
            yield Completion(
                text, -len(typed), display=printable(text), display_meta=printable(beside)
            )


class _Visible(Processor):
    """Makes visible what could drive the terminal, be it pasted or in a former answer."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        return Transformation(
            [(style, printable(text)) for style, text, *_rest in transformation_input.fragments]
        )


def _keys() -> KeyBindings:
    keys = KeyBindings()
    keys.add("down", filter=~has_completions)(_open)
    keys.add("backspace")(_erase)
    keys.add("escape", "enter")(_break)
    keys.add("enter", filter=completion_is_selected)(_take)
    # « ESC [ 31 m » reads as a mouse of old terminals, whose binding fails without a position.
    keys.add(Keys.Vt100MouseEvent)(_ignore)
    return keys


def _ignore(event: KeyPressEvent) -> None:
    """Do nothing."""


def _open(event: KeyPressEvent) -> None:
    event.current_buffer.start_completion()


def _erase(event: KeyPressEvent) -> None:
    buffer = event.current_buffer
    buffer.delete_before_cursor(event.arg)
    # By itself the menu goes at the first letter taken back.
    if buffer.completer and buffer.text:
        buffer.start_completion(complete_event=CompleteEvent(text_inserted=True))


def _break(event: KeyPressEvent) -> None:
    event.current_buffer.insert_text("\n")


def _take(event: KeyPressEvent) -> None:
    buffer = event.current_buffer
    # « compte-rendu: » is only a beginning.
    if buffer.text.endswith(" "):
        buffer.complete_state = None
    else:
        buffer.validate_and_handle()
