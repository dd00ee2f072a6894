// A JupyterLab extension as its build tools would leave it, but short enough to write by hand:
// it runs the workbook's own notebooks when they are opened, since JupyterLab never does.
(() => {
  const NAME = "strategy-workbook";
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
    isOurPath(panel.context.path) && panel.model.getMetadata("workbook")?.autorun === true;

  // The notebook is a copy for this run, and the answers are in the database: never ask to save.
  const neverDirty = (model) => {
    // Later, when everybody has heard that it is dirty; or some would hear of both in reverse.
    const clean = () => queueMicrotask(() => (model.dirty = false));
    model.stateChanged.connect((_, change) => {
      if (change.name === "dirty" && change.newValue) clean();
    });
    clean(); // starting the kernel has written its name into the notebook
  };

  // A link from one step to another opens it here, without loading JupyterLab again.
  const linkSteps = (panel, app) => {
    const follow = (event) => {
      const link = event.target.closest("a[href]:not([href^='#'])");
      if (!link) return;
      // From where this notebook is, not from the address: that may be of the one in front.
      const here = `${location.origin}/${panel.context.path}`;
      const { origin, pathname } = new URL(link.getAttribute("href"), here);
      const path = pathname.slice(1);
      if (origin !== location.origin || !isOurPath(path)) return;
      event.preventDefault();
      event.stopPropagation();
      app.commands.execute("docmanager:open", { path });
    };
    panel.node.addEventListener("click", follow, true);
  };

  const open = async (app, panel, CodeCell) => {
    await Promise.all([panel.context.ready, panel.sessionContext.ready]);
    if (!isOurs(panel)) return;
    panel.addClass("workbook-notebook");
    neverDirty(panel.model);
    linkSteps(panel, app);
    for (const cell of panel.content.widgets) {
      if (cell.model.type !== "code") continue;
      const reply = await CodeCell.execute(cell, panel.sessionContext);
      if (reply?.content.status === "error") return;
    }
  };

  const plugin = async () => {
    const { INotebookTracker } = await borrow("@jupyterlab/notebook");
    const { CodeCell } = await borrow("@jupyterlab/cells");
    const activate = (app, tracker) =>
      tracker.widgetAdded.connect((_, panel) => open(app, panel, CodeCell));
    return { id: `${NAME}:autorun`, autoStart: true, requires: [INotebookTracker], activate };
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
