// Follows the room, and keeps what is typed while a phone sleeps. Every page works without it.
"use strict";
(() => {
  const about = document.querySelector("meta[name=room]").dataset;
  const ballot = document.getElementById("ballot");
  const draft = ballot && ballot.getAttribute("action");
  let touched = false;
  let following = false;

  const fields = () => [...ballot.querySelectorAll("input, textarea, select")].filter((each) => each.name && each.type !== "hidden");

  const lent = about.at.startsWith("/v/here-"); // the next one at this computer is somebody else
  const keep = () => {
    if (lent) return;
    const typed = fields().filter((each) => each.type === "radio" || each.type === "checkbox" ? each.checked : each.value).map((each) => [each.name, each.value]);
    try { sessionStorage.setItem(draft, JSON.stringify([ballot.dataset.seen, typed])); } catch { /* it may be full, or off */ }
  };

  const restore = () => {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(draft)); } catch { return; }
    if (!kept || kept[0] !== ballot.dataset.seen || ballot.parentElement.querySelector("div.wrong")) return;
    const typed = new Map(kept[1]);
    for (const each of fields()) {
      if (each.type === "radio" || each.type === "checkbox") each.checked = typed.has(each.name) ? typed.get(each.name) === each.value : each.value === "";
      else each.value = typed.get(each.name) ?? "";
    }
    touched = true;
  };

  const left = document.getElementById("left");
  const count = () => {
    if (!left) return;
    let spent = 0;
    for (const each of ballot.querySelectorAll("[data-cost]")) {
      spent += each.type === "checkbox" ? (each.checked ? Number(each.dataset.cost) : 0) : Number(each.value) || 0;
    }
    const most = Number(left.dataset.most);
    const say = (number) => number.toLocaleString(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { maximumFractionDigits: 2 });
    left.textContent = spent > most ? left.dataset.over.replace("{over}", say(spent - most)) : left.dataset.left.replace("{left}", say(most - spent));
    left.classList.add("stays");
    left.classList.toggle("wrong", spent > most);
  };

  if (ballot) {
    restore();
    count();
    touched ||= Boolean(ballot.parentElement.querySelector(".wrong"));
    ballot.addEventListener("input", () => { touched = true; keep(); count(); });
    ballot.addEventListener("submit", (event) => {
      if (ballot.dataset.sent) { event.preventDefault(); return; }
      ballot.dataset.sent = "1";
      if (event.submitter) event.submitter.textContent = about.sending;
    });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  } else {
    try { sessionStorage.clear(); } catch { /* nothing was kept */ }
  }

  const tell = (text, button) => {
    document.getElementById("news")?.remove();
    if (!text) return;
    const news = document.createElement("div");
    news.id = "news";
    news.setAttribute("role", "status");
    news.append(text);
    if (button) {
      const show = document.createElement("button");
      show.textContent = about.show;
      show.addEventListener("click", turn);
      news.append(show);
    }
    document.body.append(news);
  };

  const turn = () => location.replace(about.at);
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  // A line that was open before a sleep may be dead, and nobody would say so.
  let line = null;
  const news = async () => {
    line = new AbortController();
    const limit = setTimeout(() => line.abort(), 40000);
    try {
      const answer = await fetch(`${about.at}/follow?scene=${about.scene}`, { cache: "no-store", signal: line.signal });
      if (answer.status === 404 || answer.redirected) return null; // this page is nobody's any more
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.json();
    } finally {
      clearTimeout(limit);
    }
  };

  const follow = async () => {
    following = true;
    let lost = 0;
    while (!document.hidden) {
      try {
        const now = await news();
        if (!now) { turn(); break; }
        if (lost) tell("");
        lost = 0;
        const same = now.scene === about.scene || (now.round && now.round === about.round);
        about.scene = now.scene;
        if (same) continue;
        if (about.open && !now.open) {
          about.open = "";
          tell(about.closed, touched);
          continue;
        }
        if (touched) { tell(about.over, true); break; }
        await pause(Math.random() * 0.3);
        turn();
        break;
      } catch {
        lost += 1;
        if (lost === 3 && about.open) tell(about.offline);
        await pause(Math.min(5, lost));
      }
    }
    following = false;
  };

  const wake = () => {
    if (document.hidden) return;
    if (following) line?.abort();
    else follow();
  };
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  follow();
})();
