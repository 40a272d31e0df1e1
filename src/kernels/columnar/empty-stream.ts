import { putTogether, type ArrowArray } from './arrow-array';
import { batchMessage, END_OF_STREAM, joinBytes, schemaMessage } from './arrow-message';
import { TYPE, type ArrowField } from './arrow-schema';
import type { FieldPlan } from './convert-plan';

/** A stream of one batch without rows: the columns of a table, and nothing else. */
export function emptyStream(plan: readonly FieldPlan[]): Uint8Array {
  const fields = plan.map((one) => withoutDictionary(one.field));
  const { layout, body } = putTogether(0, fields.map(emptyArray));
  return joinBytes([schemaMessage(fields), batchMessage(layout, body.length), body, END_OF_STREAM]);
}

/** Without rows there are no values to look up, so that a dictionary is of no use. */
function withoutDictionary(field: ArrowField): ArrowField {
  return { ...field, dictionary: null, children: field.children.map(withoutDictionary) };
}

function emptyArray(field: ArrowField): ArrowArray {
  const { code, mode = 0 } = field.type;
  const none = new Uint8Array();
  const children = field.children.map(emptyArray);
  const array = (buffers: readonly Uint8Array[], variadic: number | null = null): ArrowArray => ({
    length: 0,
    nulls: 0,
    buffers,
    variadic,
    children,
  });
  switch (code) {
    case TYPE.null:
      return array([]);
    case TYPE.struct:
    case TYPE.fixedList:
      return array([none]);
    case TYPE.union:
      return array(mode === 1 ? [none, none] : [none]);
    case TYPE.binary:
    case TYPE.utf8:
      return array([none, new Uint8Array(4), none]);
    case TYPE.largeBinary:
    case TYPE.largeUtf8:
      return array([none, new Uint8Array(8), none]);
    case TYPE.list:
    case TYPE.map:
      return array([none, new Uint8Array(4)]);
    case TYPE.largeList:
      return array([none, new Uint8Array(8)]);
    case TYPE.listView:
    case TYPE.largeListView:
      return array([none, none, none]);
    case TYPE.binaryView:
    case TYPE.utf8View:
      return array([none, none], 0);
    default:
      return array([none, none]);
  }
}
