// Draws a part with the script that all parts of its kit share, which comes with a model of its
// own. Each part brings these lines, so they are few.
const partOf = async (model) => {
  // What stands behind IPY_MODEL_ is the id of the model with the script.
  const sent = await model.widget_manager.get_model(model.get("sent").slice(10));
  const script = [sent.get("script")];
  sent.parts ??= import(URL.createObjectURL(new Blob(script, { type: "text/javascript" })));
  return (await sent.parts).default[model.get("part")];
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
