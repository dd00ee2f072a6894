// Draws a part with the script that all parts of its kit share, which comes with a model of its
// own. Each part brings these lines, so they are few.
const partOf = async (model) => {
  // What stands behind IPY_MODEL_ is the id of the model with the script.
  const sent = await model.widget_manager.get_model(model.get("sent").slice(10));
  const opener = [sent.get("_esm")];
  sent.kit ??= import(URL.createObjectURL(new Blob(opener, { type: "text/javascript" }))).then((kit) => kit.default.open(sent));
  return (await sent.kit)[model.get("part")];
};
export default () => {
  // Messages that come while nothing is drawn yet have changed what the model was sent with.
  let stale = false;
  return {
    initialize({ model }) {
      model.on("msg:custom", ({ type }) => (stale ||= type === "patch"));
      partOf(model).then((part) => part.initialize?.({ model }));
    },
    render: async (context) => (await partOf(context.model)).render({ ...context, stale })
  };
};
