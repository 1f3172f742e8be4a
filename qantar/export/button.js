// The buttons of a card: each draws its picture and saves or copies it, or copies the link to the card.
import { fonts, here, picture } from "./picture.js";

const PATIENCE = 30000; // milliseconds
performance.setResourceTimingBufferSize(5000); // the browser forgets what it fetched after 250
/** What can be drawn by what stands on the page, by card: of a map the button that saves all needs it. */
const pictures = (globalThis.qantarPictures ??= new Map());

const small = (canvas) => {
  const copy = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
  const pen = copy.getContext("2d", { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0, 160, 90);
  return new Uint32Array(pen.getImageData(0, 0, 160, 90).data.buffer);
};

// The print version of a map appears on the page when Python has been asked for it. It is ready when it
// is of its full size, has fetched its marks, shows land, and nothing on it has changed for a while.
async function printed(key, { canvas: [width, height], land: [red, green, blue], parts }) {
  const since = performance.now();
  const until = since + PATIENCE;
  const fetched = () =>
    new Set(
      performance.getEntriesByType("resource")
        .filter((one) => one.startTime >= since && one.responseEnd && one.name.includes("/map/"))
        .map((one) => one.name),
    ).size;
  const ground = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  let [before, same] = [[], 0];
  while (performance.now() < until) {
    await new Promise((done) => setTimeout(done, 100));
    const canvas = document.querySelector(`.st-key-print-${key} canvas`);
    if (canvas?.width !== width || canvas?.height !== height) continue;
    const now = small(canvas);
    same = fetched() >= parts && now.includes(ground) && now.every((pixel, n) => pixel === before[n]) ? same + 1 : 0;
    before = now;
    if (same >= 6) return canvas;
  }
  throw new Error("The map took too long.");
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function show({ data, parentElement, setTriggerValue }) {
  const draw = async (format) => {
    if (!data.map) return picture(data, format);
    if (cant) throw new Error(cant);
    await fonts(); // the map draws its names when it appears
    setTriggerValue("asked", true);
    try {
      return await picture(data, format, await printed(data.key, data.map));
    } finally {
      setTriggerValue("done", true);
    }
  };
  // Without WebGL no map, and no picture of one.
  const cant = data.map && !document.createElement("canvas").getContext("webgl2") ? data.map.without : "";
  const entry = { name: data.name, title: data.inside.Title, formats: data.formats, map: Boolean(data.map), draw };
  pictures.set(data.key, entry);
  let note = parentElement.querySelector("span");
  const copied = (text) => {
    note.textContent = text;
  };
  // The clipboard takes the picture as a promise, so that the click still counts when it is drawn.
  const copy = async () => {
    // What page.js puts in place of a clipboard takes texts alone.
    if (!navigator.clipboard.write) return copied(" Browsers copy pictures over HTTPS alone: save it as PNG instead.");
    await navigator.clipboard.write([new ClipboardItem({ "image/png": draw("png") })]);
    copied(" Copied.");
  };
  const link = async () => {
    const address = here(data.anchor);
    const done = await navigator.clipboard.writeText(address).then(() => true, () => false);
    copied(done ? " Copied." : ` Copy it from here: ${address}`);
  };
  const actions = [
    ...data.formats.map((format) => [
      format.toUpperCase(), `Download ${data.name} as ${format.toUpperCase()}`, async () => save(await draw(format), `${data.name}.${format}`),
    ]),
    ["Copy the picture", "Copy the picture to the clipboard", copy],
    ["Copy the link", "Copy the link to this card", link],
  ];
  if (!note) {
    note = document.createElement("span");
    note.setAttribute("role", "status");
    parentElement.append(...actions.map(() => document.createElement("button")), note);
  }
  actions.forEach(([label, about, act], n) => {
    const button = parentElement.querySelectorAll("button")[n];
    button.type = "button";
    button.textContent = label;
    button.setAttribute("aria-label", about);
    button.disabled = Boolean(cant) && label !== "Copy the link";
    button.onclick = async () => {
      button.disabled = true;
      note.textContent = data.map && label !== "Copy the link" ? " Drawing …" : "";
      try {
        await act();
        if (note.textContent === " Drawing …") note.textContent = "";
      } catch (error) {
        note.textContent = ` That did not work: ${error.message} Reload the page and try again.`;
      } finally {
        button.disabled = false;
      }
    };
  });
  if (cant) note.textContent = ` ${cant}`;
  return () => {
    if (pictures.get(data.key) === entry) pictures.delete(data.key);
  };
}
