// What the browser tests need inside the page.

// Stock Voilà closes the connection while the browser still asks whether to leave; the workbook's
// own Voilà template takes that listener out, as this does.
const listen = window.addEventListener;
window.addEventListener = function (type, listener, settings) {
  const ends = type === "beforeunload" && String(listener).includes("api/shutdown");
  return ends ? undefined : listen.call(this, type, listener, settings);
};

// Pastes as Ctrl+V would, without the clipboard of this computer.
window.pasteText = (text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const settings = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", settings));
};

// What sticks out of the page at its right.
window.sticksOut = () =>
  Array.from(document.querySelectorAll(".wb-page *"))
    .filter((node) => node.checkVisibility())
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .map((node) => node.className);

// The buttons of rows that lie over a field.
window.covers = () => {
  const seen = (query) =>
    Array.from(document.querySelectorAll(query)).filter((node) => node.checkVisibility());
  const over = (one, other) =>
    one.left < other.right - 1 && one.right > other.left + 1 && one.top < other.bottom - 1 && one.bottom > other.top + 1;
  const fields = seen(".wb-cell :is(input, textarea, select, summary)").map((field) =>
    field.getBoundingClientRect(),
  );
  return seen(".wb-icon")
    .filter((icon) => fields.some((field) => over(icon.getBoundingClientRect(), field)))
    .map((icon) => icon.getAttribute("aria-label"));
};

// How long each keystroke takes until it is painted, in milliseconds.
window.echoes = [];
document.addEventListener(
  "keydown",
  () => {
    const pressed = performance.now();
    const channel = new MessageChannel(); // its message comes after the frame is drawn
    channel.port1.onmessage = () => echoes.push(performance.now() - pressed);
    requestAnimationFrame(() => channel.port2.postMessage(""));
  },
  true,
);
