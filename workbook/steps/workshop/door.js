// Opening and closing go to the server that all pages come from: no kernel starts a room. Returns
// what went wrong, in a sentence; nothing where it was done.
async function toDoor(model, method, body) {
  const xsrf = document.cookie.match(/\b_xsrf=([^;]*)/)?.[1] ?? "";
  try {
    const answer = await fetch(model.get("door"), {
      method, body: JSON.stringify(body), credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf },
    });
    const told = await answer.json().catch(() => ({}));
    return answer.ok ? "" : told.said || told.message || "The room could not be opened. Try once more.";
  } catch {
    return "The workbook does not answer. Open this page again.";
  }
}
