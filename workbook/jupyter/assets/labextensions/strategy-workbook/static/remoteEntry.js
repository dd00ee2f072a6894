// A JupyterLab extension as its build tools would leave it, but short enough to write by hand. In
// the view of a single document it shows the workbook's own notebooks as guided pages: they run by
// themselves, and nothing of the notebook is there to be changed. In the full JupyterLab they are
// notebooks like any other, for whoever goes there on purpose.
(() => {
  const NAME = "strategy-workbook";
  // The view of a single document; a second window has a workspace of its own in its address.
  const [VIEW] = /^\/doc\/(?:workspaces\/[^/]+\/)?tree\//.exec(location.pathname) ?? [];
  const landing = location.hash.slice(1); // JupyterLab drops it from the address
  let shared; // the modules that JupyterLab lends to extensions, by name and version

  const borrow = async (name) => {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  };

  // Only notebooks that our server put there: anybody can write metadata into a file.
  const ours = () =>
    JSON.parse(document.getElementById("jupyter-config-data").textContent).workbookNotebooks ?? [];

  // Each workbook has a folder of its own with the same notebooks in it.
  const isOurPath = (path) => {
    const parts = path.split("/");
    return parts.length === 2 && ours().includes(parts[1]);
  };

  const isOurs = (panel) =>
    isOurPath(panel.context.path) && panel.model.getMetadata("workbook")?.guided === true;

  const inSight = (panel) => panel.isAttached && panel.isVisible;

  // The notebook is a copy for this run, and the answers are in the database: never ask to save.
  const neverDirty = (model) => {
    // Later, when everybody has heard that it is dirty; or some would hear of both in reverse.
    const clean = () => queueMicrotask(() => (model.dirty = false));
    model.stateChanged.connect((_, change) => {
      if (change.name === "dirty" && change.newValue) clean();
    });
    clean(); // starting the kernel has written its name into the notebook
  };

  // No key is a command while a guided page is in sight, and no menu offers one. JupyterLab asks
  // the element that a key was pressed in whether to keep out.
  const keepCommandsOut = (panel) => {
    const hush = ({ target }) => {
      if (inSight(panel) && target.setAttribute) target.setAttribute("data-lm-suppress-shortcuts", "true");
    };
    window.addEventListener("keydown", hush, true);
    window.addEventListener("keyup", hush, true);
    panel.disposed.connect(() => {
      window.removeEventListener("keydown", hush, true);
      window.removeEventListener("keyup", hush, true);
    });
    // The notebook does not hear of clicks, nor of files dragged over it.
    for (const type of ["contextmenu", "dblclick", "lm-dragenter", "lm-drop"])
      panel.node.addEventListener(type, (event) => event.stopPropagation(), true);
    panel.content.node.addEventListener("mousedown", (event) => {
      if (!event.target.closest(".wb-page")) event.stopPropagation();
    }, true);
  };

  // Whatever command is given all the same, by a menu of the browser or another extension.
  const lock = ({ widgets }) => {
    for (const { model } of widgets)
      for (const right of ["deletable", "editable"]) model.setMetadata(right, false);
  };

  // Menus, side bars and the status bar belong to the notebook; the page needs its room.
  const FRAME = ["jp-top-panel", "jp-menu-panel", "jp-bottom-panel", "jp-title-panel-title"];
  const clear = (widget) => {
    for (const child of widget.children()) {
      if (FRAME.includes(child.id) || child.hasClass("jp-SideBar")) child.hide();
      else clear(child);
    }
  };

  // Where a page has to go; it may not have been drawn yet.
  const lead = (panel, to) => {
    panel.node.dataset.workbookGo = to;
    panel.node.dispatchEvent(new CustomEvent("workbook:go", { detail: to, bubbles: true }));
  };

  const place = (path, to) => `${VIEW}${path.split("/").map(encodeURIComponent).join("/")}${to && "#"}${to}`;

  // JupyterLab writes an address whenever another panel comes to the front: without what follows the
  // #, and after a step back as if it were one forward. Here each way makes one entry, its own.
  const opener = (open) => {
    const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
    let way = null;
    const write = (state) => {
      (way.written ? replace : push)(state, "", way.address);
      way.written = true;
    };
    history.pushState = (state, ...rest) => (way ? write(state) : push(state, ...rest));
    return async (path, to, again = false) => {
      const mine = (way = { address: place(path, to), written: again });
      const panel = await open(path);
      await panel.context.ready;
      await new Promise((resolve) => setTimeout(resolve, 100));
      const there = location.pathname + location.hash === mine.address;
      if (way === mine && !there) write(history.state);
      if (way === mine) way = null;
      return panel;
    };
  };

  // A link from one step to another opens it here, without loading JupyterLab again.
  const linkSteps = (panel, go) => {
    const follow = (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.target === "_blank" && link.dataset.workbookDoor) return;
      // From where this notebook is, not from the address: that may be of the one in front.
      const here = `${location.origin}/${panel.context.path}`;
      const { origin, pathname, hash } = new URL(link.getAttribute("href"), here);
      const path = decodeURIComponent(pathname.slice(1));
      if (origin !== location.origin || !isOurPath(path)) return;
      event.preventDefault();
      event.stopPropagation();
      go(path, hash.slice(1));
    };
    panel.node.addEventListener("click", follow, true);
  };

  // Who wants to change the notebook opens it as one, beside the page.
  const addDoor = (panel) => {
    const door = document.createElement("a");
    door.className = "workbook-door";
    door.href = `/lab/tree/${panel.context.path}`;
    door.target = "_blank";
    door.dataset.workbookDoor = "true";
    door.textContent = "Open as a notebook";
    panel.content.node.querySelector(".jp-WindowedPanel-outer").append(door);
  };

  const show = async (app, panel, CodeCell, go) => {
    await Promise.all([panel.context.ready, panel.sessionContext.ready]);
    if (!isOurs(panel)) return;
    panel.addClass("workbook-notebook");
    panel.toolbar.hide();
    clear(app.shell);
    neverDirty(panel.model);
    lock(panel.content);
    keepCommandsOut(panel);
    linkSteps(panel, go);
    addDoor(panel);
    for (const cell of panel.content.widgets) {
      if (cell.model.type !== "code") continue;
      const reply = await CodeCell.execute(cell, panel.sessionContext);
      if (reply?.content.status === "error") return;
    }
  };

  const plugin = async () => {
    const { INotebookTracker } = await borrow("@jupyterlab/notebook");
    const { CodeCell } = await borrow("@jupyterlab/cells");
    const activate = (app, tracker) => {
      if (!VIEW) return;
      let first = landing;
      const openAt = opener((path) => app.commands.execute("docmanager:open", { path }));
      const go = async (path, to) => lead(await openAt(path, to), to);
      // Back and forward lead where the address says.
      window.addEventListener("popstate", async () => {
        const path = decodeURIComponent(location.pathname.slice(VIEW.length));
        const to = location.hash.slice(1);
        if (isOurPath(path)) lead(await openAt(path, to, true), to);
      });
      tracker.widgetAdded.connect((_, panel) => {
        if (first) lead(panel, first);
        first = "";
        show(app, panel, CodeCell, go);
      });
    };
    return { id: `${NAME}:guided`, autoStart: true, requires: [INotebookTracker], activate };
  };

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB[NAME] = {
    init: (scope) => void (shared = scope),
    get: async () => {
      const extension = await plugin();
      return () => ({ __esModule: true, default: extension });
    },
  };
})();
