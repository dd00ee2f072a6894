// Draws a part with the script that all parts of its kit share, which comes with a model of its
// own. Each part brings these lines, so they and their names are short: m is the model, s the one
// with the script (its id stands behind IPY_MODEL_).
const part = async (m) => {
  const s = await m.widget_manager.get_model(m.get("sent").slice(10));
  s.kit ??= import(URL.createObjectURL(new Blob([s.get("_esm")], { type: "text/javascript" })));
  return (await (await s.kit).default.open(s))[m.get("part")];
};
export default () => {
  // Messages that come while nothing is drawn yet have changed what the model was sent with.
  let stale = false;
  return {
    initialize({ model: m }) {
      m.on("msg:custom", ({ type }) => (stale ||= type === "patch"));
      part(m).then((p) => p.initialize?.({ model: m }));
    },
    render: async (c) => (await part(c.model)).render({ ...c, stale })
  };
};
