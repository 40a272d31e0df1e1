/** A value that must be there; a trial in which it is not has failed. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('What the trial asks for is not there.');
  return value;
}
