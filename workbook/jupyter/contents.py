"""The files that the server shows: the guided notebooks among them stay as they are."""

from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import List, Unicode

__all__ = ["GuardedContents"]

KEPT = "The guided pages stay as they are. Save a copy under another name, and change that."


class GuardedContents(AsyncLargeFileManager):
    """Files of which the guided notebooks can be read and run, and not saved, renamed or removed.

    So a page that was opened as a notebook, and changed there, opens next time as it was shipped.
    """

    guided = List(Unicode(), help="names of the notebooks that are guarded").tag(config=True)

    def guards(self, path: str) -> bool:
        """Tell whether this is one of the notebooks that a workbook's folder begins with."""
        folder, _, name = path.strip("/").rpartition("/")
        return bool(folder) and "/" not in folder and name in self.guided

    async def get(self, path: str, *args: Any, **settings: Any) -> Any:
        """Return a file; a guided notebook says that it cannot be saved."""
        model = await super().get(path, *args, **settings)  # type: ignore[no-untyped-call]
        if self.guards(path):
            model["writable"] = False
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> Any:
        """Save a file, unless it is guarded."""
        self._refuse(path)
        return await super().save(model, path)  # type: ignore[no-untyped-call]

    async def rename_file(self, old_path: str, new_path: str) -> None:
        """Rename a file, unless it is guarded or would take the place of one that is."""
        self._refuse(old_path)
        self._refuse(new_path)
        await super().rename_file(old_path, new_path)  # type: ignore[no-untyped-call]

    async def delete_file(self, path: str) -> None:
        """Remove a file, unless it is guarded."""
        self._refuse(path)
        await super().delete_file(path)  # type: ignore[no-untyped-call]

    def _refuse(self, path: str) -> None:
        if self.guards(path):
            raise HTTPError(403, KEPT, reason=KEPT)
