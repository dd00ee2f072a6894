// Opens another workbook, or makes one, and goes there.

// One question, one button, and beside them what was wrong with the answer.
class Question {
  constructor(label, action, answer) {
    const id = newId();
    this.input = element("input", { id, autocomplete: "off" });
    this.trouble = element("p", { class: "wb-problem", id: `${id}-trouble`, role: "alert" });
    this.help = element("p", { class: "wb-help", id: `${id}-help` });
    const line = element("div", { class: "ws-ask" }, this.input);
    line.append(element("button", { class: "wb-button" }, action));
    this.form = element("form", { novalidate: true }, element("label", { for: id }, label), line);
    this.form.append(this.trouble, this.help);
    // JupyterLab keeps Enter from sending a form.
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say("");
      answer(this.input.value);
    });
  }

  say(sentence) {
    setText(this.trouble, sentence);
    describe(this.input, this.trouble, this.trouble, this.help);
    if (sentence) this.input.focus();
  }
}

function render({ model, el, signal }) {
  let asked = false; // the answer is for the one who asked: others may look at the same page
  const ask = (type, words = "") => (asked = sent(model, { type, words }));
  const list = element("ul");
  const unopened = element("p", { class: "wb-problem", role: "alert" });
  const none = element("p", { class: "wb-help" });
  const fresh = new Question("Name of a new business", "Make a workbook", (name) => ask("make", name));
  const other = new Question("From another folder", "Open", (path) => ask("open", path));
  setText(fresh.help, `Its file goes into ${model.get("folder")}.`);
  setText(other.help, `The whole path of its file, such as ${model.get("example")}.`);
  for (const question of [fresh, other]) question.say("");

  const details = element(
    "details",
    { class: "ws-help ws-others" },
    element("summary", {}, "Open another business, or begin a new one"),
    element(
      "p",
      { class: "wb-lead" },
      `You are in ${model.get("file")}. Each business has a workbook of its own; nothing is shared.`
    ),
    list,
    unopened,
    none,
    fresh.form,
    other.form
  );
  details.addEventListener("toggle", () => details.open && ask("look"));
  el.append(element("section", { class: "wb ws-words", "aria-label": "Other businesses" }, details));
  keepKeys(details);

  const item = ([name, file]) => {
    const button = element("button", { type: "button", class: "wb-button" }, `Open ${name}`);
    button.addEventListener("click", () => ask("choose", file));
    return element("li", {}, button, element("span", { class: "wb-help" }, file));
  };
  const show = () => {
    const found = model.get("found");
    list.replaceChildren(...found.map(item));
    list.hidden = !found.length;
    const more = model.get("more");
    const rest = more ? `And ${more} more in this folder: open those by their path, below.` : "";
    setText(none, found.length || more ? rest : "There is no other workbook in this folder yet.");
  };
  const receive = ({ type, address, sentence, to }) => {
    if (!asked) return;
    const question = { make: fresh, open: other }[to];
    setText(unopened, type === "trouble" && !question ? sentence : "");
    if (type === "trouble") question?.say(sentence);
    if (type !== "go") return;
    asked = false;
    // Clicked rather than assigned: JupyterLab opens it in its own way.
    const link = element("a", { href: address, hidden: true });
    details.append(link);
    link.click();
    link.remove();
  };
  model.on("change:found", show);
  model.on("change:more", show);
  model.on("msg:custom", receive);
  signal?.addEventListener("abort", () => {
    model.off("change:found", show);
    model.off("change:more", show);
    model.off("msg:custom", receive);
  });
  show();
}

export default { render };
