// The button that saves every picture and all rows of a page as one ZIP.
import { save } from "./button.js";
import { checksum, here, picture } from "./picture.js";

const PATIENCE = 20000; // milliseconds
const written = new TextEncoder();
let answer = null;

/** Return files as a ZIP (PKWARE's APPNOTE), stored as they are, since pictures are compressed already. */
export function zip(files, day = new Date()) {
  const time = (day.getHours() << 11) | (day.getMinutes() << 5) | (day.getSeconds() >> 1);
  const date = ((day.getFullYear() - 1980) << 9) | ((day.getMonth() + 1) << 5) | day.getDate();
  const parts = [];
  const entries = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const label = written.encode(name);
    // version, flags (names in UTF-8), method, time, date, checksum, sizes, lengths of name and extra
    const about = new DataView(new ArrayBuffer(26));
    [20, 0x0800, 0, time, date].forEach((value, n) => about.setUint16(2 * n, value, true));
    [checksum(bytes), bytes.length, bytes.length].forEach((value, n) => about.setUint32(10 + 4 * n, value, true));
    about.setUint16(22, label.length, true);
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), about, label, bytes);
    const offset = new DataView(new ArrayBuffer(14)); // comment, disk, attributes, and where the file begins
    offset.setUint32(10, at, true);
    entries.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), about, offset, label);
    at += 30 + label.length + bytes.length;
  }
  const end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, files.length, true);
  end.setUint16(6, files.length, true);
  end.setUint32(8, entries.reduce((sum, part) => sum + part.byteLength, 0), true);
  end.setUint32(12, at, true);
  return new Blob([...parts, ...entries, Uint8Array.of(0x50, 0x4b, 5, 6), end], { type: "application/zip" });
}

function asked(setTriggerValue) {
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error("The rows did not come.")), PATIENCE);
    answer = (given) => {
      clearTimeout(late);
      done(given);
    };
    setTriggerValue("asked", true);
  });
}

// The map's own button is on the page while the files are put together.
async function drawn(wanted) {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const found = [...(globalThis.qantarPictures ?? new Map()).values()].filter((one) => one.map);
    if (!wanted || found.length || performance.now() > until) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function collect(data, setTriggerValue, tell) {
  tell(0, 1, "the rows");
  const { rows, pictures } = await asked(setTriggerValue);
  const charts = pictures.map((one) => ({
    name: one.name, title: one.inside.Title, formats: ["png", "svg"], draw: (format) => picture(one, format),
  }));
  const steps = [...charts, ...(await drawn(data.map))].flatMap((card) => card.formats.map((format) => [card, format]));
  const files = Object.entries(rows).map(([name, text]) => [name, written.encode(text)]);
  const list = [];
  let n = 0;
  for (const [card, format] of steps) {
    const name = `${card.name}.${format}`;
    tell(++n, steps.length + 1, name);
    try {
      files.push([name, new Uint8Array(await (await card.draw(format)).arrayBuffer())]);
      list.push(`${name}: ${card.title}`);
    } catch (error) {
      list.push(`${name}: could not be drawn. ${error.message}`);
    }
  }
  const readme = data.readme
    .replace("{address}", () => here())
    .replace("{pictures}", () => list.join("\n"));
  files.push(["citations.bib", written.encode(data.citations)], ["README.txt", written.encode(readme)]);
  return zip(files);
}

export function show({ data, parentElement, setTriggerValue }) {
  if (data.rows && answer) {
    answer({ rows: data.rows, pictures: data.pictures });
    answer = null;
  }
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.textContent = "Download all";
    const progress = document.createElement("progress");
    progress.hidden = true;
    progress.setAttribute("aria-label", "Progress of the download");
    const note = document.createElement("span");
    note.setAttribute("role", "status");
    parentElement.append(button, progress, note);
  }
  const [progress, note] = [parentElement.querySelector("progress"), parentElement.querySelector("span")];
  const tell = (n, of, what) => {
    Object.assign(progress, { hidden: false, max: of, value: n });
    note.textContent = ` ${n} of ${of}: ${what}`;
  };
  button.onclick = async () => {
    button.disabled = true;
    try {
      save(await collect(data, setTriggerValue, tell), `${data.name}.zip`);
      note.textContent = "";
    } catch (error) {
      note.textContent = ` The files could not be put together: ${error.message} Reload the page and try again.`;
    } finally {
      progress.hidden = true;
      button.disabled = false;
    }
  };
}
