import { Marked, type Tokens } from 'marked';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in content or in a quoted attribute. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);

/** Only addresses within the app, or of the open web, become links; `javascript:` and the like stay plain words. */
const isSafeLink = (href: string): boolean => /^(https?:\/\/|#)/i.test(href);

const renderer = {
  // Raw HTML is shown as the characters it is made of.
  html: ({ text }: Tokens.HTML | Tokens.Tag): string => escapeHtml(text),
  // Nothing is fetched: a picture is its description.
  image: ({ text }: Tokens.Image): string => escapeHtml(text),
  link(this: { parser: { parseInline(tokens: Tokens.Link['tokens']): string } }, token: Tokens.Link): string {
    const words = this.parser.parseInline(token.tokens);
    if (!isSafeLink(token.href)) return words;
    const outside = token.href.startsWith('#') ? '' : ' target="_blank" rel="noopener noreferrer"';
    return `<a href="${escapeHtml(token.href)}"${outside}>${words}</a>`;
  },
  heading(
    this: { parser: { parseInline(tokens: Tokens.Heading['tokens']): string } },
    { tokens, depth }: Tokens.Heading,
  ): string {
    // The page has the first level; a lesson starts at the second.
    const level = Math.min(6, depth + 1);
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
  },
};

const marked = new Marked({ gfm: true, async: false, renderer });

/** Markdown to HTML that holds no raw HTML, no pictures and only links to the app itself or the web. */
export function markdownToHtml(text: string): string {
  return marked.parse(text) as string;
}
