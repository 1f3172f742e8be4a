// Makes a picture in the browser and saves it: a chart drawn anew off the page, or the map as it is seen.
const loading = {};

// Plotly's script is fetched on the first click only.
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

async function drawChart({ figure, script, scale }) {
  const plotly = await load(new URL(script, document.baseURI).href);
  const parsed = JSON.parse(figure);
  const { width, height } = parsed.layout;
  // setBackground keeps the page's own colours out of the picture.
  return plotly.toImage({ ...parsed, config: { setBackground: "#ffffff" } }, { format: "png", width, height, scale });
}

function drawMap({ map, width, title, reading, credit, legend, sans, serif, grey }) {
  const seen = document.querySelector(`.st-key-${map} canvas`);
  if (!seen?.width) throw new Error("The map isn't drawn yet.");
  const side = 56;
  const across = width - 2 * side;
  const down = Math.round((across * seen.height) / seen.width);
  const top = 48 + 60 * title.length + 42 * reading.length + 16;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = top + down + 150 + 36 * credit.length;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let y = 40;
  const write = (lines, font, color, step) => {
    pen.font = font;
    pen.fillStyle = color;
    for (const line of lines) {
      y += step;
      pen.fillText(line, side, y);
    }
  };
  write(title, `bold 48px ${serif}`, "#1d1d1f", 60);
  write(reading, `30px ${sans}`, grey, 42);
  pen.drawImage(seen, side, top, across, down);
  y = top + down + 60;
  let x = side;
  pen.font = `27px ${sans}`;
  for (const [name, color] of legend) {
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x + 12, y - 9, 12, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = "#1d1d1f";
    pen.fillText(name, x + 36, y);
    x += 36 + pen.measureText(name).width + 44;
  }
  y += 24;
  write(credit, `25px ${sans}`, grey, 36);
  return canvas.toDataURL("image/png");
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
      link.href = data.map ? drawMap(data) : await drawChart(data);
      link.download = `${data.name}.png`;
      link.click();
    } catch (error) {
      note.textContent = ` The picture could not be drawn: ${error.message} Reload the page and try again.`;
    } finally {
      button.disabled = false;
    }
  };
}
