/**
 * The words that cannot name a table without quotation marks: those of `duckdb_keywords()` that are reserved, that name
 * types or functions, or that only name columns. A test holds the list against the engine.
 */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default ' +
    'deferrable desc describe distinct do else end except false fetch for foreign from group having in initially ' +
    'intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing ' +
    'primary qualify references returning select show some summarize symmetric table then to trailing true union unique ' +
    'unpivot using variadic when where window with ' +
    'anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is ' +
    'isnull join left like map natural notnull outer overlaps positional right semi similar struct tablesample try_cast ' +
    'unpack verbose ' +
    'between bigint bit boolean char character coalesce dec decimal exists extract float grouping grouping_id inout int ' +
    'integer interval national nchar none nullif numeric out overlay position precision real row setof smallint substring ' +
    'time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces ' +
    'xmlparse xmlpi xmlroot xmlserialize xmltable'
  ).split(' '),
);

/** True for a word that names a table or column only in quotation marks. */
export function isReservedWord(word: string): boolean {
  return RESERVED.has(word.toLowerCase());
}
