// A window over the page. The browser's own dialog keeps the focus inside, closes on Escape, and
// gives the focus back to the button that opened it.

class Window {
  // `ask` sends a message to Python; `announce` says a sentence to screen readers.
  constructor(root, ask, announce) {
    Object.assign(this, { ask, announce });
    const id = newId();
    this.heading = element("h2", { id, tabindex: "-1" });
    this.status = element("p", { class: "wb-status", role: "status" });
    this.problem = element("p", { class: "wb-alert", role: "alert" });
    const close = button("wb-button wb-quiet", "Close");
    close.addEventListener("click", () => this.dialog.close());
    this.dialog = element(
      "dialog",
      { class: "wb-window", "aria-labelledby": id },
      element("header", {}, this.heading, close),
      this.problem,
      this.status,
    );
    // JupyterLab and the table have uses of their own for keys.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    root.append(this.dialog);
  }

  begin(title, status) {
    setText(this.heading, title);
    setText(this.problem, "");
    setText(this.status, status);
    this.dialog.removeAttribute("aria-busy");
    if (!this.dialog.open) this.dialog.showModal();
    this.heading.focus();
  }

  // A second press while the first is on its way would do it twice.
  act(status, message) {
    if (this.dialog.getAttribute("aria-busy")) return;
    this.dialog.setAttribute("aria-busy", "true");
    setText(this.problem, "");
    setText(this.status, status);
    this.ask(message);
  }

  // Returns whether an answer came that is no problem.
  heard({ problem }) {
    if (!this.dialog.open) return false;
    setText(this.problem, problem);
    setText(this.status, "");
    this.dialog.removeAttribute("aria-busy");
    return !problem;
  }
}
