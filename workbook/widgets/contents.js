// The chapters of a step: each with its state, the open one with what it lacks, and the page's
// address, whose # names a chapter, and perhaps a record and a field in it.

const PATIENCE = 10000; // ms until a chapter that does not appear is no longer waited for

class ChapterList {
  constructor({ model, el, signal }) {
    Object.assign(this, { model, el, signal });
    this.draw();
    this.listen();
    this.show();
    this.begin();
  }

  draw() {
    const { model } = this;
    const ids = { needed: `wb-${newId()}`, deeper: `wb-${newId()}` };
    this.lists = { needed: element("ol"), deeper: element("ol") };
    this.stops = { needed: new Stops(this.lists.needed), deeper: new Stops(this.lists.deeper) };
    const groups = [
      ["needed", "Needed for a first pack"],
      ["deeper", "Go deeper"],
    ].map(([name, words]) => {
      const head = element("p", { class: "wb-group", id: ids[name] }, words);
      this.lists[name].setAttribute("aria-labelledby", ids[name]);
      this.lists[name].className = "wb-stops";
      return element("div", {}, head, this.lists[name]);
    });
    this.groups = { needed: groups[0], deeper: groups[1] };
    const about = element("p", { class: "wb-about" }, model.get("lead"));
    about.hidden = !model.get("lead");
    const panel = element("div", { class: "wb-panel" }, ...groups, about);
    const chapters = menu(panel, this.signal);
    this.chapter = element("span", { class: "wb-stop-title" });
    this.place = element("span", { class: "wb-stop-state" });
    const mark = element("span", { class: "wb-mark", "aria-hidden": "true" });
    this.opener = chapters.opener;
    this.opener.append(element("span", { class: "wb-unseen" }, "Chapters: "), mark, this.chapter);
    this.opener.append(this.place);
    this.nav = element("nav", { class: "wb-chapters", "aria-label": "Chapters" });
    this.nav.append(element("p", { class: "wb-of" }, model.get("title")), chapters.box);

    this.lacks = element("ul");
    this.lacksTitle = element("h2", { tabindex: "-1" });
    const lacking = element("div", { class: "wb-panel" }, this.lacksTitle, this.lacks);
    const missing = menu(lacking, this.signal);
    this.lacksOpener = missing.opener;
    this.missing = element("section", { class: "wb-missing", "aria-label": "Still to give" });
    this.missing.append(missing.box);
    this.said = element("p", { class: "wb-unseen", role: "status" });
    this.root = element("div", { class: "wb wb-contents" }, this.nav, this.missing, this.said);
    keepKeys(this.root);
    this.el.append(this.root);
  }

  listen() {
    const { model, signal } = this;
    const show = () => this.show();
    model.on("change", show);
    signal?.addEventListener("abort", () => model.off("change", show));
    document.addEventListener("workbook:opened", (event) => this.opened(event), { signal });
    window.addEventListener("hashchange", () => this.follow(), { signal });
    // JupyterLab has no address for each of its panels, and tells this one where to go.
    document.addEventListener("workbook:go", (event) => this.told(event), { signal });
    document.addEventListener("click", (event) => this.clicked(event), { signal });
    document.addEventListener("focusin", ({ target }) => {
      if (target.closest(".wb-page")) suppressShortcuts(target);
    }, { signal });
  }

  // Where to go

  begin() {
    if (!this.el.isConnected) return requestAnimationFrame(() => this.begin());
    const asked = this.el.closest("[data-workbook-go]")?.dataset.workbookGo;
    const to = asked ?? (inVoila() ? fragment(location.hash) : "");
    if (to) this.go(to, true);
    else if (inVoila()) history.replaceState(history.state, "", `#${this.model.get("here")}`);
  }

  follow() {
    if (inVoila() || this.el.checkVisibility?.()) this.go(fragment(location.hash));
  }

  told({ target, detail }) {
    if (target.contains(this.el)) this.go(detail);
  }

  // A link to another chapter of this step stays here, whatever the notebook is called; one to the
  // chapter that is open already changes no address, and still leads there.
  clicked(event) {
    const link = event.target.closest?.("a[href]");
    if (!link?.closest(".wb-page")?.contains(this.el) || event.defaultPrevented) return;
    const [notebook, to] = link.getAttribute("href").split("#");
    if (!to || notebook !== this.model.get("stops")[0].address.split("#")[0]) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
    event.preventDefault();
    if (inVoila() && location.hash !== `#${to}`) location.hash = to;
    else this.go(to);
  }

  // A record that was opened by hand is where a reload, or who comes back, finds the page.
  opened({ target, detail }) {
    if (this.waiting || !target.closest(".wb-page")?.contains(this.el)) return;
    history.replaceState(history.state, "", `#${this.here}/${encodeURIComponent(detail.record)}`);
  }

  go(to, first = false) {
    const name = to.split("/")[0] || this.first;
    this.waiting = { to, first, until: performance.now() + PATIENCE };
    this.nav.setAttribute("aria-busy", "true");
    sent(this.model, { type: "go", to });
    if (name === this.model.get("here")) this.arrive();
  }

  // The chapter may be on its way still; it is there when its heading can be seen.
  arrive() {
    if (!this.waiting) return;
    const { to, first, until } = this.waiting;
    const [name, ...rest] = to.split("/").map(decodeURIComponent);
    const sheet = `.wb-chapter-${CSS.escape(name || this.first)}:not(.wb-away)`;
    const heading = this.el.closest(".wb-page")?.querySelector(`${sheet} h1`);
    if (heading && !this.waiting.stood) {
      if (!first) stand(heading); // a page that opens begins at its top by itself
      this.waiting.stood = true;
    }
    const arrived = heading && (!rest.length || reveal(rest));
    if (arrived || performance.now() > until) this.waiting = null;
    else requestAnimationFrame(() => this.arrive());
  }

  // Showing

  show() {
    const { model } = this;
    const [stops, here] = [model.get("stops"), model.get("here")];
    const worded = stops.map((stop) => ({ ...stop, word: word(stop) }));
    for (const [name, needed] of [["needed", true], ["deeper", false]]) {
      const these = worded.filter((stop) => stop.needed === needed);
      this.stops[name].show(these, here, "page");
      this.groups[name].hidden = !these.length;
    }
    const place = worded.findIndex(({ name }) => name === here);
    const now = worded[place];
    setText(this.chapter, now?.title ?? "");
    setText(this.place, `${place + 1} of ${stops.length}`);
    this.opener.dataset.state = now?.state ?? "";
    this.nav.hidden = stops.length < 2;
    this.showLacks();
    if (this.here !== here) {
      this.here = here;
      this.first ??= here;
      this.nav.removeAttribute("aria-busy");
      this.arrive();
    }
    if (inVoila() && now) nameTab(now.title, model.get("title"), stops.length > 1);
  }

  showLacks() {
    const missing = this.model.get("missing");
    const lacks = missing.length ? missing : this.model.get("better");
    const key = JSON.stringify(lacks);
    this.missing.hidden = !lacks.length;
    if (key === this.key) return;
    this.key = key;
    const held = this.lacks.contains(document.activeElement);
    setText(this.lacksTitle, missing.length ? "What is missing" : "What would make it better");
    setText(this.lacksOpener, missing.length ? `${missing.length} missing` : "Better with");
    this.lacks.replaceChildren(
      ...lacks.map(([sentence, address]) =>
        element("li", {}, element("a", { href: address }, sentence)),
      ),
    );
    if (held) this.lacksTitle.focus();
    const count = missing.length === 1 ? "One thing is" : `${missing.length} things are`;
    setText(this.said, missing.length ? `${count} missing in this chapter.` : "");
  }
}

const inVoila = () => Boolean(document.body.dataset.voila);

const fragment = (hash) => hash.replace(/^#/, "");

function word({ state, lacks }) {
  if (state === "started" && lacks) return `Started, ${lacks} missing`;
  return STATES[state] ?? "";
}

// Ask whoever draws this field to bring it into sight; nobody may be there yet to hear it.
// Where there is no record yet, the address names the field alone.
function reveal([record, field = record]) {
  const detail = { record, field };
  const asked = new CustomEvent("workbook:reveal", { detail, cancelable: true });
  return !document.dispatchEvent(asked);
}

function stand(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.closest(".wb-page").scrollIntoView({ block: "start" });
}

// Several businesses may be open at once, in tabs of the same program.
function nameTab(chapter, step, several) {
  const whose = document.querySelector(".wb-whose")?.textContent;
  document.title = [several && chapter, step, whose].filter(Boolean).join(" · ");
}

export default {
  render(context) {
    new ChapterList(context);
  },
};
