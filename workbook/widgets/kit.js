// Opens a kit, which travels packed: its style goes into the page, its parts to who draws them.
const unpack = (packed) =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();

const unpacked = async (sent) => {
  const [script, css] = await Promise.all([unpack(sent.get("script")), unpack(sent.get("css"))]);
  // One style for each kit, however many notebooks are open side by side.
  const id = sent.get("_anywidget_id");
  const style = document.getElementById(id) ?? document.head.appendChild(document.createElement("style"));
  Object.assign(style, { id, textContent: css });
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return (await import(url)).default;
};

// Once, however many parts ask for it.
const open = (sent) => (sent.opened ??= unpacked(sent));

export default { open };
