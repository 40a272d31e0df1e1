import { failWith } from '../../core/failure';
import { zipFile, type ZipEntry } from '../archive/write-zip';
import { formPieces, type WrittenTable } from './pieces';
import type { FilePart } from './table-file';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Rows and columns of a sheet, by Excel's own specification. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A table as an Excel workbook of one sheet, its names in the first row. Throws `excel-too-long` and `excel-too-wide` first. */
export async function* sheetFile(table: WrittenTable): AsyncGenerator<FilePart> {
  const { rows, columns } = table;
  if (rows > MOST_ROWS - 1) failWith('excel-too-long', { rows, limit: MOST_ROWS });
  if (columns.length > MOST_COLUMNS) {
    failWith('excel-too-wide', { columns: columns.length, limit: MOST_COLUMNS });
  }
  let done = 0;
  const sheet = async function* (): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    const names = columns.map(({ name }) => nameCell(name)).join('');
    yield encoder.encode(`${SHEET_START}<row>${names}</row>`);
    for await (const { bytes, end } of formPieces(table, 'sheet-rows')) {
      done = end;
      yield bytes;
    }
    yield encoder.encode('</sheetData></worksheet>');
  };
  for await (const bytes of zipFile([...parts(), { path: 'xl/worksheets/sheet1.xml', content: sheet() }])) {
    yield { bytes, rows: done };
  }
}

const SHEET_START = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;

function nameCell(name: string): string {
  const text = name
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (c) => `_x${c.charCodeAt(0).toString(16).padStart(4, '0')}_`);
  return `<c t="inlineStr" s="5"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** Everything of the workbook but its sheet. */
function parts(): ZipEntry[] {
  const encoder = new TextEncoder();
  const part = (path: string, xml: string): ZipEntry => ({
    path,
    content: [encoder.encode(DECLARATION + xml)],
  });
  const override = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (...each: string[]): string =>
    `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('styles', 'styles')}</Types>`,
    ),
    part('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="table" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
        relation('rId2', 'styles', 'styles.xml'),
      ),
    ),
    part('xl/styles.xml', sheetStyles()),
  ];
}

/** Styles by their places: 0 plain, 1 day, 2 moment to the millisecond, 3 time of day, 4 text that is never a formula, 5 name. */
function sheetStyles(): string {
  const format = (id: number, extra = ''): string =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"${id > 0 ? ' applyNumberFormat="1"' : ''}${extra}/>`;
  const formats = [
    format(0),
    format(164),
    format(165),
    format(166),
    format(49, ' quotePrefix="1"'),
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  ];
  return `<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/><numFmt numFmtId="166" formatCode="hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
