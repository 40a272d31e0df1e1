const SVG = 'http://www.w3.org/2000/svg';

/** What the look of an SVG element depends on, as far as marks use it. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'shape-rendering',
] as const;
const TEXT_LOOKS = ['font-family', 'font-size', 'font-weight', 'font-style', 'font-variant-numeric'] as const;

/** Room around a saved picture, and for its caption, in pixels. */
const MARGIN = 14;
const CAPTION = 24;

/**
 * The picture as a file of its own: computed looks written into each element, colours as `rgb()`, which every program reads, the
 * caption above it and the card's colour behind it. `svg` must stand in the page. Cost: elements x looks.
 */
export function pictureText(svg: SVGSVGElement, caption: string): string {
  const colour = colourReader();
  const [width, height] = [svg.clientWidth + 2 * MARGIN, svg.clientHeight + 2 * MARGIN + CAPTION];
  const styles = getComputedStyle(svg);
  const picture = document.createElementNS(SVG, 'svg');
  setAll(picture, { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  const title = document.createElementNS(SVG, 'title');
  title.textContent = svg.getAttribute('aria-label') ?? caption;
  const ground = document.createElementNS(SVG, 'rect');
  setAll(ground, { width: '100%', height: '100%', fill: colour(cardOf(svg)) });
  const heading = document.createElementNS(SVG, 'text');
  heading.textContent = caption;
  setAll(heading, {
    x: MARGIN,
    y: MARGIN + 11,
    fill: colour(styles.color),
    'font-family': styles.fontFamily,
    'font-size': '12px',
    'font-weight': 500,
  });
  const body = document.createElementNS(SVG, 'g');
  setAll(body, { transform: `translate(${MARGIN},${MARGIN + CAPTION})` });
  for (const child of svg.children) body.append(copyOf(child, colour));
  picture.append(title, ground, heading, body);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

/** The colour of the card in the page's theme; a variable itself computes to its text only. */
function cardOf(svg: SVGSVGElement): string {
  const probe = document.createElementNS(SVG, 'g');
  probe.style.color = 'var(--card)';
  svg.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** A copy that looks the same anywhere. Comments, which frameworks leave behind, are dropped. */
function copyOf(element: Element, colour: (css: string) => string): Element {
  const copy = document.createElementNS(SVG, element.localName);
  for (const { name, value } of element.attributes) {
    if (name !== 'class' && name !== 'style' && !name.startsWith('aria-')) copy.setAttribute(name, value);
  }
  if (element.localName !== 'g') setLooks(copy, element, colour);
  else copyOpacity(copy, element);
  for (const child of element.childNodes) {
    if (child instanceof Element) copy.append(copyOf(child, colour));
    else if (child instanceof Text) copy.append(child.data);
  }
  return copy;
}

function copyOpacity(copy: Element, element: Element): void {
  const { opacity } = getComputedStyle(element);
  if (opacity !== '1') copy.setAttribute('opacity', opacity);
}

function setLooks(copy: Element, element: Element, colour: (css: string) => string): void {
  const styles = getComputedStyle(element);
  const isText = element.localName === 'text' || element.localName === 'tspan';
  for (const look of isText ? [...LOOKS, ...TEXT_LOOKS] : LOOKS) {
    const value = styles.getPropertyValue(look);
    if (value === '' || value === 'normal' || value === 'auto') continue;
    copy.setAttribute(look, look === 'fill' || look === 'stroke' ? colour(value) : value);
  }
}

/** Turns any CSS colour into `rgb()` or `rgba()`, by painting one pixel with it; `none` stays. */
function colourReader(): (css: string) => string {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (css) => {
    if (css === 'none' || context === null) return css;
    const found = known.get(css) ?? paint(context, css);
    known.set(css, found);
    return found;
  };
}

function paint(context: OffscreenCanvasRenderingContext2D, css: string): string {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255
    ? `rgb(${red}, ${green}, ${blue})`
    : `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
}

/** Draws the text of an SVG file as PNG, by default with two pixels for each. Throws where the browser cannot. */
export async function pngOf(text: string, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The browser made no PNG.'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** A title as a file name: letters and digits of any script, all else a hyphen; "picture" where nothing is left. */
export function fileName(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return name === '' ? 'picture' : name;
}

/** Hands a blob to the browser as a download of that name. It goes from memory to disk; no server is asked. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // The browser reads the blob after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
