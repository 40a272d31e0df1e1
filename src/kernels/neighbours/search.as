// All-pairs nearest neighbours, in AssemblyScript with SIMD. `layout.ts` beside it lays out the memory.
//
// A filter lets a pair go only when neither row can be among the k nearest of the other. What passes is measured in doubles, one
// feature after the other, and offered to both, so that the result is that of a plain loop to the last bit.
export { layFloats, searchFloats, setErrors, setFloats } from './floats';
export { layIntegers, searchIntegers, setIntegers, setNotes, settle } from './integers';
export { measured, setLists, setRows, setSizes } from './rows';
