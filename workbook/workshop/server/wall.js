// The projector's window: shows what the room's server says, and finds it again by itself.
"use strict";

const $ = (selector) => document.querySelector(selector);
const text = (selector, words) => {
  for (const node of document.querySelectorAll(selector))
    if (node.textContent !== words) node.textContent = words;
};
const drawn = (selector, svg) => {
  for (const node of document.querySelectorAll(selector)) if (node.innerHTML !== svg) node.innerHTML = svg;
};

let state = null;
let ahead = 0; // how far this window's clock is ahead of the server's, in seconds

function viewOf(now) {
  if (["pack", "decided"].includes(now.shows)) return now.shows;
  if (!now.open) return now.began ? "ended" : "before";
  if (now.shows === "join") return "join";
  if (now.result) return "result";
  return now.asked ? "question" : "block";
}

function show(now) {
  state = now;
  ahead = Date.now() / 1000 - now.now;
  const view = viewOf(now);
  document.body.dataset.view = view;
  document.title = `${now.business} – projector`;
  text("#business", [now.business, now.title].filter(Boolean).join(" · "));
  text("#before .title", now.title || now.business);
  join(now, view);
  block(now.block);
  if (now.asked) question(now);
  if (now.result) result(now);
  if (view === "decided") decided(now.decided);
  tick();
}

function join({ joining, code, here, open }, view) {
  text(".address", joining.address);
  text(".room-code", code);
  drawn("#address .code, #strip .code", joining.address_code);
  drawn("#wifi .code", joining.wifi_code);
  text("#wifi-name", joining.wifi);
  $("#wifi").hidden = !joining.wifi;
  text("#joined", here === 0 ? "Nobody is here yet." : here === 1 ? "1 person is here." : `${here} people are here.`);
  $("#strip").hidden = !open || view === "join";
}

function block(now) {
  if (!now) return;
  text("#block .kicker", now.number ? `Part ${now.number} of ${now.of}` : "");
  text("#block h1", now.title);
  text("#block .line", now.output ? `At the end there is: ${now.output}` : "");
}

function question({ asked, asking, closed, round, turnout, block }) {
  const again = round > 1 ? ` · Round ${round}` : "";
  text("#question .kicker", `${block ? block.title : ""}${again}`);
  text("#question h1", asked.ask);
  $("#question").classList.toggle("long", asked.ask.length > 90);
  text("#question .help", asked.help);
  const { ready = 0, voted = 0, here = 0 } = turnout ?? {};
  text("#question .count", asking ? `${ready} of ${here} are ready` : closed ? `${voted} of ${here} have answered. The result comes in a moment.` : "");
  dots(asking || closed ? here : 0, asking ? ready : voted);
}

function dots(many, full) {
  const row = $("#question .dots");
  while (row.childElementCount > many) row.lastChild.remove();
  while (row.childElementCount < many) row.append(document.createElement("i"));
  [...row.children].forEach((dot, i) => dot.classList.toggle("full", i < full));
}

function result({ asked, round, result }) {
  text("#result .kicker", round > 1 ? `Result of round ${round}` : "Result");
  text("#result h1", asked.ask);
  const told = $("#result .told");
  if (told.dataset.html === result.html) return;
  told.dataset.html = result.html;
  told.innerHTML = result.html;
  told.querySelector("svg")?.setAttribute("preserveAspectRatio", "xMinYMin meet");
  fit();
}

let readBack = "";
function decided(told) {
  if (readBack === JSON.stringify(told)) return;
  readBack = JSON.stringify(told);
  const made = (name, words, ...children) => {
    const node = document.createElement(name);
    node.append(words, ...children);
    return node;
  };
  const items = told.map(({ ask, items }) =>
    made("li", made("h2", ask), ...items.map(({ name, said }) => made("p", items.length > 1 ? `${name}: ${said}` : said))));
  $("#decided ol").replaceChildren(...items);
  fit($("#decided .wr-words"));
}

// Smaller letters for much that was said; what has no room even then comes page by page.
let turning;
function fit(words = $("#result .wr-words")) {
  clearInterval(turning);
  if (!words) return;
  const over = () => words.scrollHeight > words.clientHeight + 2;
  for (const size of [1.1, 1, 0.9, 0.8, 0.7]) {
    words.style.fontSize = `${size}em`;
    if (!over()) return;
  }
  turning = setInterval(() => {
    const end = words.scrollTop + words.clientHeight >= words.scrollHeight - 2;
    words.scrollTop = end ? 0 : words.scrollTop + words.clientHeight * 0.9;
  }, 8000);
}
addEventListener("resize", () => {
  const view = state && viewOf(state);
  if (view === "result" || view === "decided") fit($(`#${view} .wr-words`));
});

function tick() {
  const clock = state?.clock;
  $("#time").hidden = !clock;
  if (!clock) return;
  const left = Math.round(clock.ends - (Date.now() / 1000 - ahead));
  const share = left / (clock.ends - clock.began);
  $("#time").dataset.colour = share <= 0 ? "over" : share <= clock.last ? "last" : share <= clock.soon ? "soon" : "calm";
  const whole = Math.max(0, left);
  text("#left", `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`);
  text("#left-said", left > 0 ? "left" : "time is up");
}

// A browser connects anew by itself, unless a server refuses it, as one does that was just begun
// again with another key; that is asked again by opening the page anew.
let source;
function follow() {
  source?.close();
  source = new EventSource(`wall/follow?key=${encodeURIComponent(document.body.dataset.key)}`);
  source.onmessage = ({ data }) => {
    $("#lost").hidden = true;
    show(JSON.parse(data));
  };
  source.onerror = () => {
    $("#lost").hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000);
  };
}

setInterval(tick, 250);
follow();
