// Draws a part with the script that all parts of its kit share, which comes with a model of its
// own. Each part brings these lines, so they are few.
async function partOf(model) {
  const sent = await model.widget_manager.get_model(model.get("sent").slice("IPY_MODEL_".length));
  const source = () => new Blob([sent.get("script")], { type: "text/javascript" });
  sent.parts ??= import(URL.createObjectURL(source()));
  return (await sent.parts).default[model.get("part")];
}
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
