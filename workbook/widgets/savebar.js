// The save bar: asks for a save when the person pauses, and says how it went.

const SETTLE = 1000; // ms after the last keystroke before saving
const LOST =
  "Connection lost – changes are NOT being saved. What you typed is kept in this tab: load the page again, and it is saved then.";
const WORKING = "Working… What you type is saved as soon as this is done.";

class Bar {
  constructor({ model, el, signal }) {
    this.model = model;
    this.checkedAt = -Infinity;
    this.draw(el);
    this.heart = new Heartbeat(model, (health) => this.feel(health), signal);
    this.listen(signal);
    this.show();
    this.showContests();
  }

  draw(el) {
    this.alert = element("div", { class: "wb-alert", role: "alert" });
    this.contests = element("div", { class: "wb-contests" });
    const dot = element("span", { class: "wb-dot", "aria-hidden": "true" });
    this.passing = element("span");
    this.settled = element("span", { role: "status" });
    this.again = element("button", { type: "button", class: "wb-button wb-quiet" }, "Try again");
    this.again.addEventListener("click", () => this.save());
    const line = element("div", { class: "wb-line" }, dot, this.passing, this.settled, this.again);
    const told = element("div", { class: "wb-told" }, this.alert, line, this.contests);
    this.root = element("section", { class: "wb wb-savebar", "aria-label": "Saving" }, told);
    keepKeys(this.root);
    el.append(this.root);
  }

  listen(signal) {
    const { model } = this;
    model.on("msg:custom", ({ type, n }) => {
      if (type === "touched") this.wait();
      if (type === "pong") this.heart.hear(n);
    });
    model.on("change:state change:sentence", () => this.show());
    model.on("change:contests", () => this.showContests());
    const on = (target, event, act) => target.addEventListener(event, act, { signal });
    const show = () => this.show();
    outbox.changed.add(show);
    signal?.addEventListener("abort", () => outbox.changed.delete(show));
    on(document, "visibilitychange", () => this.looked());
    on(window, "focus", () => this.check());
    on(window, "beforeunload", (event) => this.leaving(event));
    on(window, "pagehide", () => this.flush());
  }

  // Saving

  wait() {
    clearTimeout(this.timer);
    const rest = SETTLE - (performance.now() - outbox.typedAt);
    this.timer = setTimeout(() => this.save(), Math.max(rest, 200));
  }

  save() {
    clearTimeout(this.timer);
    sent(this.model, { type: "save" });
  }

  // The page is being left: send what is typed and have it saved without waiting.
  flush() {
    if (!this.dirty) return;
    document.dispatchEvent(new CustomEvent("workbook:flush"));
    this.save();
  }

  leaving(event) {
    if (!this.dirty) return;
    this.flush();
    event.preventDefault();
  }

  looked() {
    if (document.visibilityState === "hidden") this.flush();
    else this.check();
  }

  check() {
    if (performance.now() - this.checkedAt < SETTLE) return;
    this.checkedAt = performance.now();
    sent(this.model, { type: "check" });
  }

  get dirty() {
    return outbox.size > 0 || this.model.get("state") !== "saved";
  }

  // Showing

  feel(health) {
    setText(this.alert, { lost: LOST, working: "", well: "" }[health]);
    // What was sent meanwhile may be lost.
    if (health === "well" && this.root.dataset.health === "lost") {
      document.dispatchEvent(new CustomEvent("workbook:again"));
      this.flush();
    }
    this.root.dataset.health = health;
    this.show();
  }

  // Saved is only what the kernel has said so of: what is typed waits for its answer.
  show() {
    const [told, said] = [this.model.get("state"), this.model.get("sentence")];
    const waits = outbox.size > 0 && told === "saved";
    const [state, sentence] = waits ? ["unsaved", "Unsaved changes"] : [told, said];
    const working = this.heart.health === "working";
    const passing = working || state === "saving" || sentence === "Unsaved changes";
    this.root.dataset.state = state;
    setText(this.passing, working ? WORKING : passing ? sentence : "");
    setText(this.settled, passing ? "" : sentence);
    this.again.hidden = state !== "failed";
  }

  showContests() {
    this.contests.replaceChildren(...this.model.get("contests").map((contest) => this.draft(contest)));
  }

  // Both versions of each field that two people changed, to choose from.
  draft({ id, title, fields }) {
    const lines = fields.map((field) => {
      const side = (which, label, words) => {
        const choose = element("button", { type: "button", class: "wb-button" }, label);
        choose.setAttribute("aria-label", `${label}: ${field.label}`);
        choose.addEventListener("click", () =>
          sent(this.model, { type: "resolve", id, name: field.name, side: which }),
        );
        const said = element("p", {}, element("strong", {}, `${words}: `), field[which]);
        return element("div", { class: `wb-${which}` }, said, choose);
      };
      const sides = [side("theirs", "Take theirs", "Theirs"), side("mine", "Keep mine", "Mine")];
      return element("div", { class: "wb-field-contest" }, element("h4", {}, field.label), ...sides);
    });
    const heading = element("h3", {}, `Somebody else changed ${title} while you were editing`);
    return element("section", { class: "wb-contest" }, heading, ...lines);
  }
}

export default {
  render(context) {
    new Bar(context);
  },
};
