// What was typed and no save has taken yet. The browser's tab keeps it, so that neither a kernel
// that dies nor a page that is loaded again loses it.

class Outbox {
  constructor() {
    this.key = `workbook:${location.pathname}`;
    this.kept = this.read(); // from before the page was loaded; the forms take it from here
    this.held = new Map();
    this.changed = new Set(); // functions to call
    this.typedAt = -Infinity;
  }

  get size() {
    return this.held.size;
  }

  // `was` is what the field showed before the typing, and `version` the record's then.
  hold(form, id, name, { value, was, version }) {
    const key = JSON.stringify([id, name]);
    const { was: first, version: base } = this.held.get(key) ?? { was, version };
    this.held.set(key, { form, id, name, value, was: first, version: base });
    this.typedAt = performance.now();
    this.write();
  }

  drop(id, name) {
    if (this.held.delete(JSON.stringify([id, name]))) this.write();
  }

  of(form) {
    return Array.from(this.held.values()).filter((entry) => entry.form === form);
  }

  // Hands out what a form had before the page was loaded again, once.
  take(form) {
    const mine = this.kept.filter((entry) => entry.form === form);
    this.kept = this.kept.filter((entry) => entry.form !== form);
    for (const entry of mine) this.hold(form, entry.id, entry.name, entry);
    return mine;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) ?? [];
    } catch {
      return []; // the browser keeps nothing here
    }
  }

  write() {
    const all = [...this.kept, ...this.held.values()];
    try {
      if (all.length) sessionStorage.setItem(this.key, JSON.stringify(all));
      else sessionStorage.removeItem(this.key);
    } catch (error) {
      console.warn(error);
    }
    for (const tell of this.changed) tell();
  }
}

const outbox = new Outbox();
