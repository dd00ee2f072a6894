// Draws a part with the script that all parts of its kit share: it comes with a model of its own.

async function partsOf(model) {
  const id = model.get("sent").replace("IPY_MODEL_", "");
  const sent = await model.widget_manager.get_model(id);
  const source = () => new Blob([sent.get("script")], { type: "text/javascript" });
  sent.parts ??= import(URL.createObjectURL(source())).then((module) => module.default);
  return sent.parts;
}

export default () => {
  // Messages that come while nothing is drawn yet have changed what the model was sent with.
  let stale = false;
  return {
    initialize({ model }) {
      model.on("msg:custom", ({ type }) => (stale ||= type === "patch"));
      partsOf(model).then((parts) => parts[model.get("part")].initialize?.({ model }));
    },
    async render(context) {
      const { model } = context;
      const part = (await partsOf(model))[model.get("part")];
      return part.render({ ...context, stale });
    },
  };
};
