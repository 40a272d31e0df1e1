import { isReservedWord } from './sql-keywords';
import { sqlTokens, type SqlToken } from './sql-tokens';

/** A place where a query reads a table by its name; `start` and `end` count UTF-16 units of the text. */
export interface TableMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** False where the table goes by its own name, so that another name there would need the old one as alias. */
  readonly hasAlias: boolean;
}

/** What a query reads that is no table by its name: `main.t`, `range(3)`, `'file.csv'` or the answer of `SHOW`. */
export interface OtherRead {
  readonly kind: 'dotted' | 'function' | 'file' | 'show';
  readonly name: string;
  readonly start: number;
}

/** What a query reads. */
export interface SqlReads {
  readonly tables: readonly TableMention[];
  readonly others: readonly OtherRead[];
}

const STARTS_QUERY = words('SELECT FROM WITH VALUES');
/** Each is followed by what it reads, and takes no alias. */
const STARTS_BARE = words('TABLE DESCRIBE DESC SUMMARIZE SHOW PIVOT PIVOT_WIDER UNPIVOT PIVOT_LONGER');
const JOINS_QUERIES = words('UNION INTERSECT EXCEPT');
const ENDS_FROM = words(
  'SELECT WHERE GROUP ORDER HAVING LIMIT OFFSET WINDOW QUALIFY FETCH UNION INTERSECT EXCEPT',
);

/**
 * Finds the tables that a query reads, by its tokens: names after FROM, JOIN, PIVOT and the like that no WITH in reach
 * defines. A WITH that defines a name reads the table of that name inside its own definition, unless it is RECURSIVE.
 * Texts that do not parse give what can be told. Cost: the length of the text.
 */
export function sqlReads(sql: string): SqlReads {
  const reader = new Reader(sqlTokens(sql));
  reader.readFrames();
  return { tables: reader.tables, others: reader.others };
}

/** The kinds of brackets: around a query, around tables that are joined, around anything else. */
type FrameKind = 'query' | 'tables' | 'other';

/** A walk over the tokens, bracket by bracket. */
class Reader {
  readonly tables: TableMention[] = [];
  readonly others: OtherRead[] = [];
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  /** Reads to the end; a bracket that closes nothing is passed over. */
  readFrames(): void {
    while (this.#peek() !== undefined) {
      this.#readFrame('query', new Set());
      this.#at += 1;
    }
  }

  #peek(ahead = 0): SqlToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** The word that stands here, in capitals; empty where none does, or where it is part of a dotted name. */
  #word(ahead = 0): string {
    const token = this.#peek(ahead);
    return token?.kind !== 'word' || this.#isSymbol('.', ahead - 1) ? '' : token.text.toUpperCase();
  }

  /** Reads to the bracket that closes this one, which is left standing. `known` are names that a WITH defines. */
  #readFrame(kind: FrameKind, known: ReadonlySet<string>): void {
    let names = known;
    let isQuery = kind === 'query';
    let inFrom = kind === 'tables';
    let expects = kind === 'tables';
    let isBare = false;
    const begin = this.#at;
    while (this.#peek() !== undefined && !this.#isClosing()) {
      const word = this.#word();
      if (this.#isOpening()) {
        this.#readBrackets(expects, names);
        expects = false;
      } else if (this.#at === begin && isQuery && word === 'WITH') {
        names = this.#readDefinitions(names);
      } else if (this.#at === begin && STARTS_BARE.has(word) && kind !== 'other') {
        if (word === 'SHOW') this.#noteOther('show', 'SHOW', this.#at);
        isBare = expects = word !== 'SHOW';
        this.#at += 1;
      } else if (STARTS_QUERY.has(word) || ENDS_FROM.has(word)) {
        isQuery ||= word === 'SELECT' || JOINS_QUERIES.has(word);
        const reads = word === 'FROM' && isQuery && !this.#isDistinctFrom();
        if (reads || word !== 'FROM') [inFrom, expects, isBare] = [reads, reads, false];
        this.#at += 1;
      } else if (word === 'JOIN' || (this.#isSymbol(',') && inFrom)) {
        expects = true;
        this.#at += 1;
      } else if (expects && word !== 'LATERAL') {
        this.#readTable(names, isBare);
        expects = false;
      } else {
        this.#at += 1;
      }
    }
  }

  #isOpening(): boolean {
    return this.#isSymbol('(') || this.#isSymbol('[') || this.#isSymbol('{');
  }

  #isClosing(): boolean {
    return this.#isSymbol(')') || this.#isSymbol(']') || this.#isSymbol('}');
  }

  #readBrackets(expects: boolean, names: ReadonlySet<string>): void {
    const isRound = this.#isSymbol('(');
    this.#at += 1;
    const starts = STARTS_QUERY.has(this.#word()) || STARTS_BARE.has(this.#word());
    this.#readFrame(!isRound ? 'other' : starts ? 'query' : expects ? 'tables' : 'other', names);
    this.#at += 1;
  }

  /** `IS DISTINCT FROM` compares. */
  #isDistinctFrom(): boolean {
    return this.#word(-1) === 'DISTINCT' && ['IS', 'NOT'].includes(this.#word(-2));
  }

  /** Reads `WITH a AS (…), b AS (…)`; gives the names that hold in what follows. */
  #readDefinitions(known: ReadonlySet<string>): ReadonlySet<string> {
    this.#at += 1;
    const isRecursive = this.#word() === 'RECURSIVE';
    if (isRecursive) this.#at += 1;
    let names = known;
    for (;;) {
      const name = this.#peek();
      if (name?.kind !== 'word' && name?.kind !== 'quoted') return names;
      const withIt = new Set([...names, name.value.toLowerCase()]);
      this.#at += 1;
      while (this.#peek() !== undefined && this.#word() !== 'AS' && !this.#isClosing()) this.#skip(names);
      while (['AS', 'NOT', 'MATERIALIZED'].includes(this.#word())) this.#at += 1;
      if (this.#isSymbol('(')) {
        this.#at += 1;
        this.#readFrame('query', isRecursive ? withIt : names);
        this.#at += 1;
      }
      names = withIt;
      if (!this.#isSymbol(',')) return names;
      this.#at += 1;
    }
  }

  #skip(names: ReadonlySet<string>): void {
    if (this.#isOpening()) this.#readBrackets(false, names);
    else this.#at += 1;
  }

  #readTable(names: ReadonlySet<string>, isBare: boolean): void {
    const hasPrefix = this.#isSymbol(':', 1);
    if (hasPrefix) this.#at += 2;
    const first = this.#peek();
    if (first === undefined || !isName(first) || this.#word() === 'VALUES') return;
    const place = this.#at;
    this.#at += 1;
    while (this.#isSymbol('.')) this.#at += 2;
    if (this.#isSymbol('(')) this.#noteOther('function', this.#textFrom(place), place);
    else if (this.#at > place + 1) this.#noteOther('dotted', this.#textFrom(place), place);
    else if (first.kind === 'string' && /[/\\.:*]/.test(first.value))
      this.#noteOther('file', first.value, place);
    else if (!names.has(first.value.toLowerCase())) {
      const { value: name, start, end } = first;
      this.tables.push({ name, start, end, hasAlias: hasPrefix || isBare || this.#isAlias() });
    }
  }

  #textFrom(place: number): string {
    return this.#tokens
      .slice(place, this.#at)
      .map((token) => token.text)
      .join('');
  }

  #noteOther(kind: OtherRead['kind'], name: string, place: number): void {
    this.others.push({ kind, name, start: this.#tokens[place]?.start ?? 0 });
  }

  #isAlias(): boolean {
    const token = this.#peek();
    if (token?.kind === 'quoted') return true;
    return token?.kind === 'word' && (this.#word() === 'AS' || !isReservedWord(token.text));
  }
}

function isName({ kind }: SqlToken): boolean {
  return kind === 'word' || kind === 'quoted' || kind === 'string';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
