import * as z from 'zod';
import type { ContractLookup } from '../core/contract';
import { sourceFiles } from '../core/source';
import { contractOf } from '../steps/index';
import { firstLine } from './cell-title';
import type { StepCell, WorkbenchDocument } from './document';
import { stepCells } from './graph';
import { sourcesOf } from './sources';

/**
 * What a workbench file tells of the data, by kind:
 * - `files`: names of data files, beside which stand their size and hash;
 * - `tables`: tables whose whole text is in the file;
 * - `columns`: names of columns, those that files had when they were read among them;
 * - `values`: words and lists that a person set, such as categories, codes for missing, labels;
 * - `literals`: texts and long numbers written in SQL, and its comments;
 * - `decisions`: values set by hand, row by row;
 * - `notes`: what was written in notes.
 */
export const DISCLOSURE_KINDS = [
  'files',
  'tables',
  'columns',
  'values',
  'literals',
  'decisions',
  'notes',
] as const;
/** A kind of what a workbench file tells. */
export type DisclosureKind = (typeof DISCLOSURE_KINDS)[number];

/** Something of one kind that a workbench file tells: each text once, in the order of the cells. */
export interface Disclosure {
  readonly kind: DisclosureKind;
  readonly items: readonly string[];
}

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Found = Readonly<Partial<Record<DisclosureKind, readonly string[]>>>;

/**
 * Lists what of the data a workbench file would hold, so that a person can look before giving it away. Numbers among the
 * params are left out; cells that are not known here are told word for word, as `values`.
 */
export function disclosuresOf(
  document: WorkbenchDocument,
  lookup: ContractLookup = contractOf,
): Disclosure[] {
  const found: Found[] = document.cells.map((cell) => {
    switch (cell.kind) {
      case 'note':
        return { notes: cell.text.trim() === '' ? [] : [beginning(cell.text)] };
      case 'foreign':
        return { values: textsIn(cell.raw) };
      case 'step':
        return ofStep(cell, lookup);
      default:
        return cell satisfies never;
    }
  });
  return DISCLOSURE_KINDS.flatMap((kind) => {
    const items = [...new Set(found.flatMap((one) => one[kind] ?? []))].filter((item) => item.trim() !== '');
    return items.length === 0 ? [] : [{ kind, items }];
  });
}

/** True where a workbench reads a file: its size and SHA-256 are then told too. */
export function tellsHashes(document: WorkbenchDocument): boolean {
  return stepCells(document)
    .flatMap(sourcesOf)
    .some((source) => source.kind === 'file' && source.files.some((file) => file.sha256 !== undefined));
}

/** The columns that the params of a cell name, each once. Texts of SQL are not looked into. */
export function columnsNamedBy(cell: StepCell, lookup: ContractLookup = contractOf): string[] {
  return [...new Set(ofParams(cell, lookup).flatMap(({ columns = [] }) => columns))];
}

function ofParams(cell: StepCell, lookup: ContractLookup): Found[] {
  const contract = lookup(cell.step);
  const properties =
    contract === undefined
      ? {}
      : (z.toJSONSchema(contract.params, { io: 'input', unrepresentable: 'any' }).properties ?? {});
  return Object.entries(cell.params).map(([name, value]) => ofParam(value, properties[name]));
}

function ofStep(cell: StepCell, lookup: ContractLookup): Found {
  const files = sourcesOf(cell).flatMap(sourceFiles);
  const named = (kind: string) => files.filter((file) => file.kind === kind).map((file) => file.name);
  const params = ofParams(cell, lookup);
  const join = (kind: DisclosureKind) => params.flatMap((one) => one[kind] ?? []);
  return {
    files: named('file'),
    tables: named('embedded'),
    columns: [...join('columns'), ...(cell.columns ?? []).map(({ name }) => name)],
    values: join('values'),
    literals: join('literals'),
    decisions: cell.patch === undefined ? [] : decisionTexts(cell.patch),
  };
}

/** Decisions in words. A row is called by the values of its key columns; a value that is set in its own place by both alone. */
function decisionTexts({ key, decisions }: NonNullable<StepCell['patch']>): string[] {
  const keyText = key.kind === 'columns' ? key.columns.join(', ') : 'row';
  return decisions.map(({ row, action, column, value }) => {
    const now = value === undefined ? '' : ` ${JSON.stringify(value)}`;
    if (action === 'set' && column === keyText) return `${column} ${JSON.stringify(row)} →${now}`;
    return `${keyText} ${row}: ${action}${column === undefined ? '' : ` ${column}`}${now}`;
  });
}

function ofParam(value: unknown, property: JsonSchema | boolean | undefined): Found {
  if (typeof property !== 'object') return { values: textsIn(value) };
  if (isSource(value) || JSON.stringify(value) === JSON.stringify(property.default)) return {};
  if ('columnOf' in property) return isRecord(value) ? ofValue(value, property) : { columns: textsIn(value) };
  if ('editor' in property && property.editor === 'sql') return { literals: literalsOf(String(value)) };
  return ofValue(value, property);
}

/** Texts that a schema lists itself (choices) are no one's data; keys of a record name columns. */
function ofValue(value: unknown, property: JsonSchema | boolean | undefined): Found {
  const schema = typeof property === 'object' ? property : {};
  if (typeof value === 'string') return isListed(value, schema) ? {} : { values: [value] };
  const { items, additionalProperties, properties, anyOf } = schema;
  if (Array.isArray(value)) {
    const element = Array.isArray(items) ? undefined : items;
    return merged(value.map((one) => ofValue(one, element ?? branch(anyOf, 'items'))));
  }
  if (typeof value !== 'object' || value === null) return {};
  return merged(
    Object.entries(value).map(([name, one]) => {
      const known = properties?.[name];
      const below = ofValue(one, known ?? additionalProperties);
      return known === undefined ? merged([{ columns: [name] }, below]) : below;
    }),
  );
}

function branch(anyOf: JsonSchema['anyOf'], key: 'items'): JsonSchema | boolean | undefined {
  for (const one of anyOf ?? []) {
    const found = typeof one === 'object' ? one[key] : undefined;
    if (found !== undefined && !Array.isArray(found)) return found;
  }
  return undefined;
}

function isListed(value: string, { enum: listed, const: only, anyOf }: JsonSchema): boolean {
  if (value === only || listed?.some((one) => one === value) === true) return true;
  return anyOf?.some((one) => typeof one === 'object' && isListed(value, one)) === true;
}

/** A record by columns names them in its keys; what it says of each is not theirs. */
function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSource(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && ('files' in value || 'name' in value)
  );
}

function merged(all: readonly Found[]): Found {
  const join = (kind: DisclosureKind) => all.flatMap((one) => one[kind] ?? []);
  return { columns: join('columns'), values: join('values'), literals: join('literals') };
}

/** The quoted texts, the numbers of four digits or more and the comments of a SQL text. */
function literalsOf(sql: string): string[] {
  const pieces = sql.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\b\d[\d._]*\b/g) ?? [];
  return pieces.flatMap((piece) => {
    if (piece.startsWith('"')) return [];
    if (piece.startsWith("'")) return [piece.slice(1, -1).replaceAll("''", "'")];
    if (piece.startsWith('-') || piece.startsWith('/')) return [piece.replace(/^(--|\/\*)\s*|\s*\*\/$/g, '')];
    return piece.replace(/\D/g, '').length >= 4 ? [piece] : [];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** As much of a note as tells which it is. */
function beginning(note: string): string {
  const line = firstLine(note);
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
