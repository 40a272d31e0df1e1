/** Lengths of the codes of a Huffman tree in bits, at most `limit`; 0 for what never comes, 1 where only one thing does. */
export function codeLengths(counts: Uint32Array, limit: number): Uint8Array {
  let weights = counts;
  for (;;) {
    const lengths = treeDepths(weights);
    if (lengths.every((length) => length <= limit)) return lengths;
    // Nearer to each other, weights give a flatter tree.
    weights = weights.map((weight) => (weight === 0 ? 0 : (weight >>> 1) | 1));
  }
}

/** How deep each leaf lies in the tree: the two lightest nodes are joined, again and again. */
function treeDepths(weights: Uint32Array): Uint8Array {
  const depths = new Uint8Array(weights.length);
  const leaves = [...weights.keys()]
    .filter((at) => weights[at]! > 0)
    .sort((a, b) => weights[a]! - weights[b]! || a - b);
  const count = leaves.length;
  if (count <= 1) {
    leaves.forEach((at) => (depths[at] = 1));
    return depths;
  }
  // Leaves by weight, then the joined nodes, which come by weight too.
  const weight = new Float64Array(2 * count - 1);
  leaves.forEach((at, leaf) => (weight[leaf] = weights[at]!));
  const parent = new Int32Array(2 * count - 1);
  let leaf = 0;
  let joined = count;
  const lightest = (made: number): number =>
    leaf < count && (joined >= made || weight[leaf]! <= weight[joined]!) ? leaf++ : joined++;
  for (let made = count; made < 2 * count - 1; made++) {
    const one = lightest(made);
    const other = lightest(made);
    weight[made] = weight[one]! + weight[other]!;
    parent[one] = made;
    parent[other] = made;
  }
  const depth = new Uint8Array(2 * count - 1);
  for (let node = 2 * count - 3; node >= 0; node--) {
    depth[node] = depth[parent[node]!]! + 1;
    if (node < count) depths[leaves[node]!] = depth[node]!;
  }
  return depths;
}

/** A symbol's code, the first bit lowest, and from bit 16 on its length: as deflate numbers codes of given lengths (RFC 1951, 3.2.2). */
export function codesOf(lengths: Uint8Array): Uint32Array {
  const ofLength = new Uint32Array(17);
  lengths.forEach((length) => (ofLength[length]! += length > 0 ? 1 : 0));
  const next = new Uint32Array(17);
  for (let length = 1; length < 17; length++) next[length] = (next[length - 1]! + ofLength[length - 1]!) << 1;
  return Uint32Array.from(lengths, (length) =>
    length === 0 ? 0 : reversed(next[length]!++, length) | (length << 16),
  );
}

function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
