"""One line at the foot of a page that says whether everything is saved, and sees that it is."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import traitlets

from workbook.errors import StorageFailed, WorkbookError
from workbook.forms.draft import Draft
from workbook.forms.sentences import contest, note, problems
from workbook.widgets.editor import Editor, idle
from workbook.widgets.part import KIT, Part
from workbook.wording import say_list

__all__ = ["SaveBar"]

UNREADABLE = "What others saved meanwhile could not be read just now. Reload the page in a moment."
NOT_RECKONED = "Saved, but this page could not be brought up to date. Reload it to see the rest."


class SaveBar(Part):
    """Saves its forms about a second after the last change, and says so.

    `state` is saved, unsaved, saving, problem or failed; `sentence` is what the person reads.
    `on_saved` is called without arguments after each save that wrote something, and after each
    look for what others saved. The browser asks for a sign of life every five seconds and warns
    when none comes.
    """

    kit = KIT
    part = traitlets.Unicode("savebar").tag(sync=True)

    state = traitlets.Unicode("saved").tag(sync=True)
    sentence = traitlets.Unicode("Everything is saved.").tag(sync=True)
    contests: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, *editors: Editor, on_saved: Callable[[], None] = idle) -> None:
        super().__init__()
        self.on_saved = on_saved
        self.editors: list[Editor] = []
        self._last = self.sentence
        self.on_msg(self._on_message)
        for editor in editors:
            self.join(editor)

    def join(self, editor: Editor) -> None:
        """Take over the saving of a form."""
        self.editors.append(editor)
        editor.touched, editor.save_now, editor.wrote = self.touched, self.save, self.wrote

    def touched(self) -> None:
        """Note a change; the browser asks for the save when the person pauses."""
        self._say("unsaved", "Unsaved changes")
        self.send({"type": "touched"})

    def save(self) -> None:
        """Save what can be saved now, and say what could not."""
        if any(draft.edits() for draft in self._drafts):
            self._say("saving", "Saving…")
        written = 0
        for editor in self.editors:
            outcome = editor.draft.save()
            written += outcome.written
            editor.refresh(outcome.touched)
            if editor.draft.stopped:  # on a full disk, say, the other forms need not be tried
                break
        if written:
            self._note_time()
        self._report()
        if written:
            self._tell_page()

    def settle(self) -> str:
        """Save, and return the sentence on what cannot be saved yet; empty when everything is."""
        self.save()
        return "" if self.state == "saved" else self.sentence

    def wrote(self) -> None:
        """Show what is saved now, after a form had something written in another way."""
        self._note_time()
        self.check()

    def check(self) -> None:
        """Show what others saved meanwhile, except where this person is editing."""
        try:
            for editor in self.editors:
                if editor.reload is not None:
                    editor.refresh(editor.draft.merge(editor.reload()))
        except WorkbookError as error:
            self._say("failed", str(error))
        except Exception:  # a page that cannot look must not stop taking what is typed
            self._say("failed", UNREADABLE)
        else:
            self._report()
            self._tell_page()

    @property
    def _drafts(self) -> list[Draft]:
        return [editor.draft for editor in self.editors]

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        match content:
            case {"type": "ping", "n": n}:
                self.send({"type": "pong", "n": n})
            case {"type": "save"}:
                self.save()
            case {"type": "check"}:
                self.check()
            case {"type": "resolve", "id": id, "name": name, "side": "mine" | "theirs" as side}:
                self._resolve(id, name, side)

    def _resolve(self, id: str, name: str, side: Any) -> None:
        for editor in self.editors:
            if id in editor.draft.entries:
                editor.draft.resolve(id, name, side)
                editor.refresh([id])
        self.save()

    def _note_time(self) -> None:
        self._last = f"Saved {datetime.now():%H:%M}"

    def _tell_page(self) -> None:
        try:
            self.on_saved()
        except StorageFailed:  # which says that nothing was saved, and that is no longer so
            self._say("failed", NOT_RECKONED)
        except WorkbookError as error:
            self._say("failed", str(error))
        except Exception:  # the save itself is done; only the page around it is behind
            self._say("failed", NOT_RECKONED)

    def _report(self) -> None:
        entries = [(d, entry) for d in self._drafts for entry in d.entries.values()]
        self.contests = [contest(draft, entry) for draft, entry in entries if entry.contest]
        self._say(*self._verdict(entries))

    def _wrong(self) -> list[str]:
        return [
            f"“{editor.draft.spec[name].label}”" + (f" of “{editor.label}”" if editor.label else "")
            for editor in self.editors
            for entry in editor.draft.entries.values()
            for name in problems(entry, editor.draft.specs)
        ]

    def _verdict(self, entries: list[tuple[Draft, Any]]) -> tuple[str, str]:
        if self.contests:
            return "problem", _contested(self.contests[0])
        if failure := next((d.failure for d in self._drafts if d.failure), ""):
            return "failed", failure
        if trouble := next((entry.trouble for _, entry in entries if entry.trouble), ""):
            return "problem", trouble
        if wrong := self._wrong():
            more = f" and {len(wrong) - 1} more need" if len(wrong) > 1 else " needs"
            held = any(entry.is_new and entry.problems for _, entry in entries)
            rest = "the new entry is saved after that" if held else "the rest is saved"
            return "problem", f"{wrong[0]}{more} another look; {rest}."
        if any(draft.edits() for draft in self._drafts):
            return "unsaved", "Unsaved changes"
        notes = filter(None, (note(entry, draft.specs) for draft, entry in entries))
        return ("unsaved", waiting) if (waiting := next(notes, "")) else ("saved", self._last)

    def _say(self, state: str, sentence: str) -> None:
        with self.hold_sync():
            self.state, self.sentence = state, sentence


def _contested(contest: Mapping[str, Any]) -> str:
    fields = say_list([f"“{field['label']}”" for field in contest["fields"]])
    return f"Somebody else changed {contest['title']} too: {fields}. Choose which version to keep."
