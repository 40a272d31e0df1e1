import { describe, expect, it } from 'vitest';
import { markdownToHtml } from './markdown';

describe('markdownToHtml', () => {
  it('writes headings one level lower, paragraphs, lists and code', () => {
    const html = markdownToHtml('# Load\n\nA *file* becomes a table.\n\n- one\n\n`x_new`');
    expect(html).toContain('<h2>Load</h2>');
    expect(html).toContain('<em>file</em>');
    expect(html).toContain('<li>one</li>');
    expect(html).toContain('<code>x_new</code>');
  });

  it.each(['<script>alert(1)</script>', 'a <img src=x onerror=alert(1)> b', '<svg/onload=alert(1)>'])(
    'shows raw HTML as characters: %s',
    (text) => {
      expect(markdownToHtml(text)).not.toMatch(/<(script|img|svg)/);
    },
  );

  it('fetches no picture', () => {
    expect(markdownToHtml('![a chart](https://example.org/a.png)')).toBe('<p>a chart</p>\n');
  });

  it('makes links of web addresses and fragments only', () => {
    expect(markdownToHtml('[a](https://example.org/?q="x")')).toContain('rel="noopener noreferrer"');
    expect(markdownToHtml('[a](#lesson)')).toBe('<p><a href="#lesson">a</a></p>\n');
    expect(markdownToHtml('[a](javascript:alert(1))')).toBe('<p>a</p>\n');
    expect(markdownToHtml('[a](data:text/html,x)')).toBe('<p>a</p>\n');
  });
});
