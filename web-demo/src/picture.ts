// A report as a picture to hand on: one SVG that needs nothing beside it, and the same in pixels.
import { en, explain, type Report } from "rugrisk";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 720;
const MARGIN = 32;
const GAUGE = { width: 248, height: 144 };
const LINE = 26;
/** So many findings are named. */
const TOP = 5;
/** Longer titles would leave the picture. */
const MAX_CHARACTERS = 72;
/** Pixels of the PNG for each unit of the picture. */
const SCALE = 2;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
const MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** What the page's style sheets say of the gauge, and what a file of its own has to say itself. */
const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "letter-spacing", "text-anchor"];
const COLOURS = ["fill", "stroke"];

/** The picture of a report that the element shows, in the colours that it has there. */
export function toSvg(report: Report, element: Element): string {
  const { word, findings } = explain(report);
  const live = findings.filter(({ inert, severity }) => !inert && severity !== "info").slice(0, TOP);
  const lines = live.length > 0 ? live.map(({ severity, title }) => `${en.severity[severity]}: ${title}`) : [en.level[report.level].meaning];
  const { address, chainId, block, codeHash } = report.target;
  const about = address ?? `code ${codeHash}`;
  const where = block === null ? "code alone" : `chain ${chainId}, block ${block.number}, ${new Date(block.timestamp * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

  const ink = colourOf(element, "--ink");
  const soft = colourOf(element, "--soft");
  const top = MARGIN + GAUGE.height + LINE * 2;
  const height = top + LINE * lines.length + LINE * 2 + MARGIN;
  const picture = made("svg", { xmlns: SVG, viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "img", "font-family": FONT });
  const text = (words: string, x: number, y: number, style: Record<string, string | number>) => {
    const node = made("text", { x, y, fill: ink, "font-size": 15, ...style });
    node.textContent = words;
    picture.append(node);
  };
  const title = made("title", {});
  title.textContent = `${word}: ${about}`;
  picture.append(title, made("rect", { width: WIDTH, height, rx: 10, fill: colourOf(element, "--sheet") }));
  picture.append(gaugeOf(element));
  const aside = MARGIN * 2 + GAUGE.width;
  text(word, aside, MARGIN + 56, { "font-size": 32, "font-weight": 650, fill: colourOf(element, `--${report.level}`) });
  text(`Range left open: ${report.interval.join(" to ")}. Coverage: ${Math.round(report.coverage * 100)} %.`, aside, MARGIN + 88, {});
  text(`${report.unknowns.length} unknown. ${word === en.level.low.word ? "A low score is no promise." : ""}`, aside, MARGIN + 112, { fill: soft });
  lines.forEach((line, index) => text(cut(line), MARGIN, top + LINE * index, { "font-size": 17 }));
  text(about, MARGIN, height - MARGIN - LINE, { "font-family": MONO, "font-size": 14 });
  text(`${where}; rugrisk ${report.engine.version}`, MARGIN, height - MARGIN, { fill: soft, "font-size": 14 });
  return new XMLSerializer().serializeToString(picture);
}

/** The same in pixels. */
export async function toPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SCALE;
    canvas.height = image.height * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The element's own gauge, with what its style sheet says written into it. */
function gaugeOf(element: Element): SVGElement {
  const shown = element.shadowRoot?.querySelector<SVGSVGElement>(".gauge");
  if (!shown) throw new Error("the report is not shown");
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const originals = [shown, ...shown.querySelectorAll<SVGElement>("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((node, index) => {
    const style = getComputedStyle(originals[index]!);
    for (const attribute of ["class", "aria-label", "role", "data-level", "data-here"]) node.removeAttribute(attribute);
    if (index === 0) return;
    for (const name of DRAWN) {
      const value = style.getPropertyValue(name);
      node.setAttribute(name, COLOURS.includes(name) ? plainColour(value) : value);
    }
  });
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN, ...GAUGE })) copy.setAttribute(name, String(value));
  return copy;
}

function made(name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") node.setAttribute(name, String(value));
  return node;
}

function colourOf(element: Element, variable: string): string {
  const probe = document.createElement("span");
  element.shadowRoot?.append(probe);
  probe.style.setProperty("color", `var(${variable})`);
  const colour = plainColour(getComputedStyle(probe).color);
  probe.remove();
  return colour;
}

/** As every reader of SVG knows colours, of whichever kind it was. */
function plainColour(colour: string): string {
  if (colour === "none" || colour === "") return "none";
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  if (context === null) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 0 ? "none" : `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function cut(text: string): string {
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 1)}…`;
}
