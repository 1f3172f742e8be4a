// Draws a figure off the page and saves it. Plotly's script is fetched on the first click only.
const loading = {};

function load(address) {
  loading[address] ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      delete loading[address];
      failed(new Error("The drawing script could not be fetched."));
    };
    document.head.append(script);
  });
  return loading[address];
}

async function draw(data) {
  const plotly = await load(new URL(data.script, document.baseURI).href);
  const figure = JSON.parse(data.figure);
  const { width, height } = figure.layout;
  // setBackground keeps the page's own colours out of the picture.
  return plotly.toImage({ ...figure, config: { setBackground: "#ffffff" } }, {
    format: "png", width, height, scale: data.scale,
  });
}

export default function ({ data, parentElement }) {
  let button = parentElement.querySelector("button");
  let note = parentElement.querySelector("span");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    note = document.createElement("span");
    note.setAttribute("role", "status");
    parentElement.append(button, note);
  }
  button.textContent = "PNG";
  button.setAttribute("aria-label", `Download ${data.name} as PNG`);
  button.onclick = async () => {
    button.disabled = true;
    note.textContent = "";
    try {
      const link = document.createElement("a");
      link.href = await draw(data);
      link.download = `${data.name}.png`;
      link.click();
    } catch (error) {
      note.textContent = ` The picture could not be drawn: ${error.message} Reload the page and try again.`;
    } finally {
      button.disabled = false;
    }
  };
}
