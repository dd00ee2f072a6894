// The facilitator's page of a room. It speaks with the room's own process, so that the room and this
// page go on when the workbook's kernel does not.

const UNANSWERED = "The workbook does not answer. Open this page again; the room goes on.";
const FEW = 5;
const LEAVING = ["go", "show", "step", "end"]; // what would close the round that people answer

class Console {
  constructor(model) {
    this.model = model;
    this.state = null;
    this.ahead = 0; // of the room's clock, in seconds
    this.letBe = ""; // the block of which it is known that it takes longer
    this.root = element("section", { class: "wb ws-words wc", "aria-label": "The room", tabindex: -1 });
    this.said = element("p", { class: "wb-help", role: "status" });
    this.trouble = element("p", { class: "wb-problem", role: "alert" });
    this.root.append(this.before(), this.while(), this.after(), this.trouble, this.said);
    keepKeys(this.root);
    // A room whose process has ended is opened again here; the kernel knows whether it has.
    this.line = new Line((message) => this.hear(message), (tries) => {
      setText(this.said, "Looking for the room …");
      if (tries % 3 === 0) sent(model, { type: "hello" });
    });
  }

  // What stands on the page before a room is opened, while it runs, and after it.

  before() {
    this.open = button("wb-button wc-first", "Open the room");
    this.open.addEventListener("click", () => this.opening());
    this.lead = element("p", {});
    return (this.closed = element("div", { class: "wc-before" }, this.lead, this.open));
  }

  while() {
    this.pieces = {
      join: new Piece(joinPiece, { class: "wc-join" }),
      shows: new Piece(showsPiece),
      blocks: new Piece(blocksPiece),
      block: new Piece(blockPiece, { class: "wc-card" }),
      questions: new Piece(questionsPiece),
      asked: new Piece(askedPiece),
      turnout: new Piece(turnoutPiece, { class: "wc-turnout", role: "status" }),
      overrun: new Piece(overrunPiece, { class: "wc-overrun", role: "group", "aria-label": "More time" }),
      parked: new Piece(parkedPiece),
      claimed: new Piece(claimedPiece, { role: "status" }),
    };
    const { join, shows, blocks, block, questions, asked, turnout, overrun } = this.pieces;
    this.keys = element("input", { type: "checkbox", checked: true });
    const end = act("End the session", { do: "end" }, { second: true, sure: "End it: everything is kept" });
    this.running = element(
      "div",
      { class: "wc-running", hidden: true },
      join.el,
      element("div", { class: "wc-bar" }, projectorButton(this.model), shows.el, end),
      element("details", { class: "ws-help" }, element("summary", {}, "Wi-Fi for guests"), wifiForm((command) => this.send(command))),
      element(
        "div",
        { class: "wc-columns" },
        element("div", { class: "wc-side" }, blocks.el),
        element(
          "div",
          { class: "wc-main" },
          this.now(),
          overrun.el,
          element("div", { class: "wc-card wc-asked" }, asked.el, turnout.el, this.claiming(), questions.el),
          block.el,
          this.parking(),
          element("label", { class: "wb-help" }, this.keys, " Single letters work as buttons while you do not type")
        )
      )
    );
    return this.running;
  }

  now() {
    this.left = element("span", { class: "wc-left" });
    this.leftSaid = element("span", {});
    this.behind = element("p", { class: "wc-behind" });
    this.clock = element("div", { class: "wc-clock", role: "timer" });
    this.clock.append(element("p", {}, this.left, " ", this.leftSaid), this.behind);
    const next = act("Next block", { do: "step", by: 1 }, { letter: "n" });
    const back = act("Back", { do: "step", by: -1 }, { second: true });
    const longer = act("More time", { do: "overrun", need: 5 }, { second: true });
    return element("div", { class: "wc-now" }, this.clock, element("div", { class: "wc-buttons" }, next, back, longer));
  }

  claiming() {
    const form = claimForm((slip) => this.send({ do: "claim", question: this.state?.question?.id, slip }));
    const summary = element("summary", {}, "Somebody stands by their answer");
    return (this.claim = element("details", { class: "ws-help", hidden: true }, summary, ...form, this.pieces.claimed.el));
  }

  parking() {
    this.idea = element("input", { id: newId(), autocomplete: "off", maxlength: 300 });
    const form = element("form", { class: "ws-ask" }, this.idea, element("button", { class: "wb-button" }, "Park it"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.idea.value.trim();
      if (text && this.send({ do: "park", text })) this.idea.value = "";
    });
    enterSends(form);
    const label = element("label", { for: this.idea.id, class: "wb-help" }, "For later, in the words of the one who said it");
    return element("div", { class: "wc-card" }, element("h2", {}, "Parked"), label, form, this.pieces.parked.el);
  }

  after() {
    const take = button("wb-button wc-first", "Take into the workbook");
    const scores = element("input", { type: "checkbox" });
    const close = button("wb-button wc-second", "Close the room");
    take.addEventListener("click", () => this.ask(scores.checked ? "take with scores" : "take"));
    close.addEventListener("click", () => this.closing());
    this.over = element(
      "div",
      { class: "wc-after", hidden: true },
      element("p", {}, "The session is over, and everything is kept in the room’s file. Now it goes into the workbook: what was revealed, and what was parked. Then make the draft pack below."),
      element("label", {}, scores, " Put the median scores into Choosing too, where there is no score yet"),
      element("div", { class: "wc-buttons" }, take, act("Let people in again", { do: "begin" }, { second: true }), close)
    );
    return this.over;
  }

  // What is asked of the kernel, of the server that pages come from, and of the room.

  ask(type) {
    setText(this.trouble, sent(this.model, { type }) ? "" : UNANSWERED);
  }

  async opening() {
    this.open.disabled = true;
    setText(this.said, "Opening the room …");
    const wrong = await toDoor(this.model, "POST", { session: this.model.get("session").id });
    setText(this.trouble, wrong);
    if (wrong) setText(this.said, "");
    else this.ask("opened");
    this.open.disabled = false;
  }

  async closing() {
    this.line.end();
    const wrong = await toDoor(this.model, "DELETE", {});
    setText(this.trouble, wrong);
    if (!wrong) this.ask("closed");
  }

  send(command) {
    const heard = this.line.send(command);
    setText(this.trouble, heard ? "" : "The room does not answer just now. Try again in a moment.");
    return heard;
  }

  // A thing that cannot be taken back asks once more, in its own place.
  press(node) {
    const command = JSON.parse(node.dataset.command);
    const sure = node.dataset.sure || (this.leaves(command) && "Close the round, and go on");
    if (sure && !node.dataset.asked) {
      node.dataset.asked = node.firstChild.data;
      node.firstChild.data = sure;
      setTimeout(() => this.calm(node), 5000);
      return;
    }
    this.calm(node);
    if (command.do === "overrun") this.letBe = command.need === 0 ? this.block?.id : "";
    this.send(command);
    this.tick();
  }

  // What is said before a round is closed that only a few of the room have answered.
  guessed(turnout) {
    const early = this.asking && turnout.here >= FEW && turnout.voted < FEW;
    return early ? `Close it with ${turnout.voted} of ${turnout.here}: answers may be guessed` : "";
  }

  // Whether it would close the round that people are just answering.
  leaves(command) {
    return this.asking && LEAVING.includes(command.do);
  }

  calm(node) {
    if (!node.dataset.asked) return;
    node.firstChild.data = node.dataset.asked;
    delete node.dataset.asked;
  }

  // What the room tells.

  get block() {
    return this.state?.blocks.find((each) => each.state === "now");
  }

  get asking() {
    return this.state?.question?.rounds.at(-1)?.state === "open";
  }

  hear({ said, state, claimed }) {
    if (said) setText(this.trouble, said);
    if (claimed) this.pieces.claimed.show(claimed);
    if (!state) return;
    this.state = state;
    this.ahead = Date.now() / 1000 - state.now;
    if (/^(Looking|Opening)/.test(this.said.textContent)) setText(this.said, "");
    this.draw();
  }

  follow() {
    const room = this.model.get("room");
    if (!room?.port) {
      this.state = null;
      setText(this.said, "");
    }
    this.line.to(room);
    this.draw();
  }

  draw() {
    const { state } = this;
    // It may run for the invited, before any session of it was opened.
    const there = Boolean(this.model.get("room")?.port && state && (state.open || state.began));
    this.closed.hidden = there;
    this.running.hidden = !there || !state.open;
    this.over.hidden = !there || state.open;
    if (there) this.drawRoom(state);
    else this.drawClosed();
  }

  drawClosed() {
    const { name, blocks, lacks, place } = this.model.get("session");
    setText(this.lead, lacks || `${name}: ${many(blocks, "block", "blocks")}. Opening the room lets people on your network join with a code, until you close it. What they say is kept in ${place}, and only what you reveal goes on into the workbook.`);
    this.open.hidden = Boolean(lacks) || !this.model.get("door");
  }

  drawRoom({ addresses, code, reached, here, wall, blocks, question, few, held, turnout, parked }) {
    for (const node of this.root.querySelectorAll("[data-asked]"))
      if (!node.dataset.sure && !this.asking) this.calm(node);
    const { block, pieces } = this;
    pieces.join.show({ addresses, code, reached });
    pieces.shows.show(wall);
    pieces.blocks.show({ blocks: blocks.map(({ id, title, starts, ends, minutes, state }) => ({ id, title, starts, ends, minutes, state })) });
    pieces.block.show(block ?? null);
    pieces.questions.show({ questions: block?.questions ?? [], lacking: block?.lacking ?? [], here: question?.id });
    const unasked = block?.questions.find(({ id, rounds }) => !rounds && id !== question?.id);
    pieces.asked.show({ question, few, held, next: unasked?.id, guessed: this.guessed(turnout) });
    pieces.turnout.show({ turnout, asking: this.asking, here });
    this.claim.hidden = !question?.rounds.length || this.asking;
    if (this.claim.hidden) pieces.claimed.show([]);
    pieces.parked.show(parked);
    this.tick();
  }

  tick() {
    const at = this.state?.clock;
    this.clock.hidden = !at;
    const over = Boolean(at) && this.tell(at);
    if (!this.state) return;
    const { overrun, need } = this.state;
    this.pieces.overrun.show({ overrun, need, over: over && this.letBe !== this.block?.id });
  }

  // Says how long there is, and whether no time is left.
  tell({ began, ends, soon, last, planned, day_ends: dayEnds }) {
    const now = Date.now() / 1000 - this.ahead;
    const seconds = Math.round(ends - now);
    const share = seconds / (ends - began);
    const colour = share <= 0 ? "over" : share <= last ? "last" : share <= soon ? "soon" : "calm";
    this.clock.dataset.colour = colour;
    setText(this.left, clockText(Math.abs(seconds)));
    setText(this.leftSaid, LEFT[colour]);
    const late = Math.trunc((Math.max(ends, now) - planned) / 60); // whole minutes, as the agenda has
    const told = late ? `${many(Math.abs(late), "minute", "minutes")} ${late > 0 ? "behind" : "ahead"}` : "On time";
    setText(this.behind, dayEnds ? `${told}; the day ends at ${dayEnds}` : told);
    return seconds <= 0;
  }

  // A letter is a button, unless somebody types, or holds another key.
  key(event) {
    const { key, target, repeat, ctrlKey, altKey, metaKey, isComposing, defaultPrevented } = event;
    const busy = repeat || ctrlKey || altKey || metaKey || isComposing || defaultPrevented || key.length > 1;
    const typing = target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (busy || typing || !this.keys.checked || this.running.hidden || !this.root.offsetParent) return;
    const letter = key.toLowerCase();
    const node = letter === "p" ? this.idea : this.root.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
    if (!node?.offsetParent) return;
    event.preventDefault();
    event.stopPropagation();
    if (node === this.idea) node.focus();
    else this.press(node);
  }
}

function render({ model, el, signal }) {
  const made = new Console(model);
  el.append(made.root);
  made.root.addEventListener("click", ({ target }) => {
    const node = target.closest("[data-command]");
    if (node) made.press(node);
  });
  const heard = {
    "change:room": () => made.follow(),
    "change:session": () => made.draw(),
    "change:told": () => setText(made.said, model.get("told")),
  };
  const onKey = (event) => made.key(event);
  const ticking = setInterval(() => made.tick(), 500);
  for (const [change, does] of Object.entries(heard)) model.on(change, does);
  document.addEventListener("keydown", onKey, true);
  signal?.addEventListener("abort", () => {
    clearInterval(ticking);
    made.line.end();
    document.removeEventListener("keydown", onKey, true);
    for (const [change, does] of Object.entries(heard)) model.off(change, does);
  });
  made.follow();
  made.ask("hello");
}

export default { render };
