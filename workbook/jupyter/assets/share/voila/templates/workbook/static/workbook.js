// What a page needs before Voilà's own code runs.
const workbook = (() => {
  // Voilà ends the kernel on "beforeunload", when the browser may still ask whether to leave
  // and the person may still say no; and not at all before its own code runs.
  const listen = window.addEventListener;
  window.addEventListener = function (type, listener, options) {
    const ends = type === "beforeunload" && String(listener).includes("api/shutdown");
    return ends ? undefined : listen.call(this, type, listener, options);
  };

  const endKernel = () => {
    const settings = document.getElementById("jupyter-config-data");
    if (!settings) return;
    const { baseUrl, kernelId } = JSON.parse(settings.textContent);
    const form = new FormData();
    form.append("_xsrf", document.cookie.match(/\b_xsrf=([^;]*)/)?.[1] ?? "");
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
  };
  window.addEventListener("pagehide", endKernel);

  // A page that the browser kept and brings back has lost its kernel on the way.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  // JupyterLab's renderer sends every link to a new tab; from one step to the next is no reason.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href$=".ipynb"]');
    if (link?.origin === location.origin) link.removeAttribute("target");
  }, true);

  const followColourScheme = () => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const show = (isDark) => {
      document.body.dataset.jpThemeLight = String(!isDark);
      document.body.dataset.jpThemeName = isDark ? "JupyterLab Dark" : "JupyterLab Light";
    };
    const follow = () => show(dark.matches);
    dark.addEventListener("change", follow);
    window.addEventListener("beforeprint", () => show(false)); // paper is white
    window.addEventListener("afterprint", follow);
    follow();
  };

  return { followColourScheme };
})();
