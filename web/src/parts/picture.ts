/** A picture of the screen as a file: SVG that stands by itself, or PNG. */

import { save } from "./save";

const KEPT = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "opacity"],
  ...["font-family", "font-size", "font-weight", "text-anchor", "paint-order"],
];

/** A copy that looks the same without the page's style sheets; text in it stays text. */
export function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const theirs = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, n) => {
    const style = getComputedStyle(theirs[n]!);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      // Patterns are in the picture itself, by whichever address it is then.
      if (value) element.setAttribute(name, value.replace(/url\("[^"#]*#([^"]+)"\)/, "url(#$1)"));
    }
    element.removeAttribute("class");
    element.removeAttribute("style");
  });
  const paper = document.createElementNS(copy.namespaceURI, "rect");
  const { x, y, width, height } = svg.viewBox.baseVal;
  const color = getComputedStyle(document.documentElement).backgroundColor;
  for (const [name, value] of Object.entries({ x, y, width, height, fill: color }))
    paper.setAttribute(name, String(value));
  copy.prepend(paper);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
}

export async function saveSvg(svg: SVGSVGElement, name: string): Promise<void> {
  save(`${name}.svg`, "image/svg+xml", standalone(svg));
}

export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.viewBox.baseVal;
  const url = URL.createObjectURL(new Blob([standalone(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    // Twice as fine as the screen, but no larger than browsers allow.
    const fine = Math.min(2, 16_000 / Math.max(width, height));
    canvas.width = Math.round(width * fine);
    canvas.height = Math.round(height * fine);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (blob) save(`${name}.png`, blob.type, blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}
