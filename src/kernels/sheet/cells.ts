import { KIND } from '../columns/kinds';
import { formatKind, type FormatKind, type NumberFormats } from './formats';

/** What the library says of a cell. */
export interface RawCell {
  readonly t?: string;
  readonly v?: unknown;
  readonly z?: string | number;
  readonly w?: string;
  readonly f?: string;
}

/** The cells of a sheet by row and column, with holes. */
export type RawCells = readonly (readonly (RawCell | undefined)[] | undefined)[];

/** A cell as a column takes it. `kind` is 0 where it is missing. */
export interface SheetValue {
  readonly kind: number;
  readonly number: number;
  readonly days: number;
  readonly micros: number;
  /** Of texts, booleans and errors; for the others see `text` of the reader. */
  readonly text: string;
  /** Why it is missing although the cell holds something, or what was read into it. */
  readonly remark: 'error' | 'no-result' | 'duration' | 'percent' | 'padded' | null;
}

const MISSING: SheetValue = { kind: 0, number: 0, days: 0, micros: 0, text: '', remark: null };
const DAY_MS = 86_400_000;
/** Serial numbers of 1970-01-01 in the two calendars of Excel. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
/** The day that the calendar of 1900 has too many: 29 February. */
const NO_DAY = 60;
/** 9999-12-31, the last day that Excel writes. */
const LAST_DAY = 2_958_466;

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** Reads the cells of one workbook: dates by their number format, in the workbook's calendar. */
export class CellReader {
  readonly #formats: NumberFormats;
  readonly #is1904: boolean;
  readonly #kinds = new Map<string, FormatKind>();

  constructor(formats: NumberFormats, is1904: boolean) {
    this.#formats = formats;
    this.#is1904 = is1904;
  }

  /** The value of a cell; empty text (what a formula gives that shows nothing) is missing. */
  read(cell: RawCell | undefined): SheetValue {
    if (cell === undefined) return MISSING;
    const { v, t } = cell;
    if (t === 'e') return { ...MISSING, text: errorText(cell), remark: 'error' };
    if (t === 'z' || v === undefined || v === null)
      return cell.f === undefined ? MISSING : { ...MISSING, remark: 'no-result' };
    if (typeof v === 'boolean') return { ...MISSING, kind: KIND.boolean, number: v ? 1 : 0, text: String(v) };
    if (v instanceof Date) return this.#moment(v.getTime() / DAY_MS, 'moment', cell);
    if (typeof v === 'number') return this.#number(v, cell);
    const text = typeof v === 'string' ? v : '';
    return text === '' ? MISSING : { ...MISSING, kind: KIND.text, text };
  }

  /** A cell as the sheet shows it. */
  shown(cell: RawCell | undefined): string {
    if (cell?.t === 'e') return errorText(cell);
    const shown = typeof cell?.v === 'number' ? this.#shownNumber(cell.v, cell) : '';
    return shown === '' ? this.text(cell) : shown;
  }

  #kindOf(cell: RawCell): FormatKind {
    const format = String(cell.z ?? '');
    let kind = this.#kinds.get(format);
    if (kind === undefined) {
      kind = formatKind(format, this.#formats);
      this.#kinds.set(format, kind);
    }
    return kind;
  }

  #number(value: number, cell: RawCell): SheetValue {
    const format = this.#kindOf(cell);
    if (!Number.isFinite(value)) return { ...MISSING, text: '#NUM!', remark: 'error' };
    if (format === 'padded' && Number.isInteger(value) && value >= 0) {
      const shown = this.#shownNumber(value, cell);
      return { ...MISSING, kind: KIND.text, text: shown, remark: 'padded' };
    }
    const isWithin = value >= 0 && value < LAST_DAY;
    if ((format === 'date' || format === 'moment' || format === 'time') && isWithin) {
      return this.#moment(value, format, cell);
    }
    const kind = Number.isSafeInteger(value) && !Object.is(value, -0) ? KIND.integer : KIND.number;
    const remark = format === 'duration' || format === 'percent' ? format : null;
    return { ...MISSING, kind, number: value, remark };
  }

  /** A value as a column of text takes it: dates in ISO 8601, numbers as the sheet shows them where that is all of them. */
  text(cell: RawCell | undefined): string {
    const value = this.read(cell);
    if (value.kind === KIND.integer || value.kind === KIND.number)
      return this.#exactText(value.number, cell ?? {});
    const clock = clockText(value.micros / 1000);
    if (value.kind === KIND.time) return clock;
    if (value.kind !== KIND.date && value.kind !== KIND.timestamp) return value.text;
    const date = new Date(value.days * DAY_MS).toISOString().slice(0, 10);
    return value.kind === KIND.date ? date : `${date} ${clock}`;
  }

  /** A serial number of days as a date, a date and time, or a time of day. Excel shows milliseconds at most. */
  #moment(serial: number, format: 'date' | 'moment' | 'time', cell: RawCell): SheetValue {
    const isDate = cell.v instanceof Date;
    let day = Math.floor(serial);
    let ms = Math.round((serial - day) * DAY_MS);
    if (ms === DAY_MS) {
      day += 1;
      ms = 0;
    }
    if (format === 'time' && day === 0 && !isDate) return { ...MISSING, kind: KIND.time, micros: ms * 1000 };
    if (!isDate && !this.#is1904 && day === NO_DAY)
      return { ...MISSING, kind: KIND.text, text: '1900-02-29' };
    const days = isDate ? day : this.#daysOf(day);
    return { ...MISSING, kind: ms === 0 ? KIND.date : KIND.timestamp, days, micros: ms * 1000 };
  }

  #daysOf(day: number): number {
    if (this.#is1904) return day - EPOCH_1904;
    return day < NO_DAY ? day - EPOCH_1900 + 1 : day - EPOCH_1900;
  }

  #shownNumber(value: number, cell: RawCell): string {
    const format = String(cell.z ?? '');
    if (format === '' || /^general$/i.test(format)) return String(value);
    try {
      return this.#formats.format(format, value, { date1904: this.#is1904 });
    } catch {
      return String(value);
    }
  }

  /** As the sheet shows it where that says the whole number, else with all of its digits. */
  #exactText(value: number, cell: RawCell): string {
    const shown = this.#shownNumber(value, cell).trim();
    if (shown !== '' && Number(shown) === value) return shown;
    const percent = /^(-?[\d.]+)%$/.exec(shown)?.[1];
    return percent !== undefined && Number(percent) / 100 === value ? shown : String(value);
  }
}

function errorText({ v, w }: RawCell): string {
  return (typeof v === 'number' ? ERRORS[v] : undefined) ?? w ?? '#ERROR';
}

function clockText(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return ms % 1000 === 0 ? clock : `${clock}.${String(ms % 1000).padStart(3, '0')}`;
}
