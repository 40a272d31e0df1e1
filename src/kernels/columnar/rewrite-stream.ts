import { putTogether, takeApart } from './arrow-array';
import {
  batchMessage,
  dictionaryMessage,
  END_OF_STREAM,
  HEADER,
  joinBytes,
  messagesOf,
  readDictionary,
  readHead,
  readLayout,
  schemaMessage,
} from './arrow-message';
import { readSchema, type ArrowField } from './arrow-schema';
import { changesValues, type FieldPlan } from './convert-plan';
import { convertValues } from './convert-values';

/** The fields of a stream in memory. */
export function schemaOf(stream: Uint8Array): ArrowField[] {
  for (const { metadata } of messagesOf(stream)) return readSchema(readHead(metadata).header);
  throw new RangeError('A stream holds nothing.');
}

/**
 * A stream as the database takes it: its schema as planned, values converted where the plan says so. Where no value changes, the
 * bodies are copied as they are.
 */
export function rewriteStream(stream: Uint8Array, plan: readonly FieldPlan[]): Uint8Array {
  const own = schemaOf(stream);
  const parts: Uint8Array[] = [
    schemaMessage(plan.map((one, index) => withDictionaryIds(one.field, own[index]))),
  ];
  const changes = plan.some(changesValues);
  for (const { metadata, body } of messagesOf(stream)) {
    const { kind, header } = readHead(metadata);
    if (kind === HEADER.batch) {
      const layout = readLayout(header);
      if (!changes) parts.push(batchMessage(layout, body.length), body);
      else {
        const fields = plan.map((one) => one.from);
        const arrays = takeApart(fields, layout, body).map((array, index) => {
          const own = plan[index];
          return own === undefined ? array : convertValues(own, array);
        });
        const made = putTogether(layout.rows, arrays);
        parts.push(batchMessage(made.layout, made.body.length), made.body);
      }
    } else if (kind === HEADER.dictionary) {
      const { id, isDelta, batch } = readDictionary(header);
      parts.push(dictionaryMessage(id, isDelta, readLayout(batch), body.length), body);
    }
  }
  parts.push(END_OF_STREAM);
  return joinBytes(parts);
}

/** A field whose dictionaries go by the numbers that the stream gives them. */
function withDictionaryIds(field: ArrowField, own: ArrowField | undefined): ArrowField {
  return {
    ...field,
    dictionary: own?.dictionary ?? field.dictionary,
    children: field.children.map((child, index) => withDictionaryIds(child, own?.children[index])),
  };
}
