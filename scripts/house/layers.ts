import doors from './doors.json';
import type { Import } from './imports';

/** The parts of the house, from the path of a file. The first pattern that fits wins. */
const PARTS = [
  ['core', /^src\/core\//],
  ['contracts', /^src\/steps\/index\.ts$/],
  ['runs', /^src\/steps\/runs\.ts$/],
  ['views', /^src\/steps\/views\.ts$/],
  // What draws a step: its components, and in its folder `view` what they are made with.
  ['view', /^src\/steps\/[^/]+\/[^/]+\/(.*\.svelte|view\/.*(?<!\.test)\.ts)$/],
  ['step', /^src\/steps\/[^/]+\/[^/]+\/[^/]+/],
  ['kernels', /^src\/kernels\//],
  ['document', /^src\/document\//],
  // What both sides of the engine share: the contract, how large results travel, and the way every worker is started.
  ['protocol', /^src\/engine\/(protocol|result-bytes|start-worker)\.ts$/],
  ['engine', /^src\/engine\//],
  ['workbench', /^src\/workbench\//],
  ['charts', /^src\/charts\//],
  // What the views of several steps draw alike, with charts and widgets.
  ['shared views', /^src\/ui\/(fidelity\/|LabelSafety\.svelte$)/],
  ['ui', /^src\/ui\//],
  ['app', /^src\/app\//],
  ['gallery', /^src\/gallery\//],
  ['workers/duckdb', /^workers\/duckdb\//],
  ['workers/engine', /^workers\/engine\//],
  ['workers', /^workers\//],
  ['headless', /^headless\//],
] as const;

type Part = (typeof PARTS)[number][0];

const WORKERS: readonly Part[] = ['core', 'document', 'kernels', 'contracts', 'runs', 'protocol'];
const WORKER_PARTS: readonly Part[] = ['workers', 'workers/duckdb', 'workers/engine'];
const ALL_OF_SRC = PARTS.map(([part]) => part).filter((part) => !/workers|headless/.test(part));

/** Who may import whom, besides itself. A step and a view may also import from their own folder (see `isOwnFolder`). */
const MAY_IMPORT: Readonly<Record<Part, readonly Part[]>> = {
  core: [],
  contracts: ['core', 'step'],
  runs: ['core', 'step'],
  views: ['core', 'view'],
  view: ['core', 'charts', 'ui', 'shared views'],
  step: ['core', 'kernels'],
  kernels: ['core'],
  document: ['core', 'contracts'],
  protocol: ['core'],
  engine: ['core', 'contracts', 'protocol'],
  workbench: ['core', 'document', 'engine', 'protocol', 'contracts'],
  charts: ['core'],
  'shared views': ['core', 'charts', 'ui'],
  ui: ['core'],
  app: ALL_OF_SRC,
  gallery: ALL_OF_SRC,
  'workers/duckdb': [...WORKERS, ...WORKER_PARTS],
  'workers/engine': [...WORKERS, ...WORKER_PARTS],
  workers: [...WORKERS, ...WORKER_PARTS],
  headless: [...WORKERS, 'workers/engine', 'workers/duckdb'],
};

/** What the tests of these parts may import too: they judge a step or a document on the real engine in Node. */
const TESTS_OF: readonly Part[] = [
  'step',
  'kernels',
  'document',
  'engine',
  'workbench',
  'headless',
  ...WORKER_PARTS,
];
const TESTS_MAY_IMPORT: readonly Part[] = [
  'contracts',
  'runs',
  'protocol',
  'engine',
  'headless',
  'document',
  'kernels',
  ...WORKER_PARTS,
];

/** The part of the house a file belongs to; undefined for what is outside (configuration, browser tests, `src/*.test.ts`). */
export function partOf(path: string): Part | undefined {
  return PARTS.find(([, pattern]) => pattern.test(path))?.[0];
}

/** One sentence for every import that the table does not allow. */
export function layerViolations(imports: readonly Import[]): string[] {
  return imports.flatMap((edge) => {
    const law = edge.isPackage ? brokenDoor(edge) : brokenLayer(edge);
    return law === undefined ? [] : [`${edge.from} imports ${edge.to}: ${law}`];
  });
}

function brokenDoor({ from, to }: Import): string | undefined {
  if (partOf(from) === undefined || isTest(from)) return undefined;
  if (/^d3-(selection|transition)$/.test(to)) return 'Svelte owns the DOM; nobody uses it.';
  const door = doors.find((law) => law.package === to);
  return door === undefined || door.files.some((glob) => matches(glob, from)) ? undefined : door.message;
}

function matches(glob: string, path: string): boolean {
  const pattern = glob.replace(/[.]/g, '\\.').replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));
  return new RegExp(`^${pattern}$`).test(path);
}

function brokenLayer({ from, to }: Import): string | undefined {
  const [own, other] = [partOf(from), partOf(to)];
  if (own === undefined) return undefined;
  if (other === undefined) return 'it belongs to no part of the house.';
  if (other === 'step' || other === 'view') {
    if (isOwnFolder(from, to)) return brokenInFolder(from, to);
  } else if (own === other) {
    return undefined;
  }
  const allowed =
    isTest(from) && TESTS_OF.includes(own) ? [...MAY_IMPORT[own], ...TESTS_MAY_IMPORT] : MAY_IMPORT[own];
  if (allowed.includes(other)) return undefined;
  return `${own} may import ${allowed.join(', ') || 'nothing of ours'}${own === 'step' || own === 'view' ? ' and its own folder' : ''}.`;
}

/** In a step's folder all may import all, but a view must not bring the computing into the page, nor computing the view. */
function brokenInFolder(from: string, to: string): string | undefined {
  if (partOf(from) === 'view' && /\/(run|kernel)\.ts$/.test(to))
    return 'a view draws frames; it does not compute.';
  if (partOf(to) === 'view' && partOf(from) !== 'view' && !isTest(from))
    return 'only views and their list import a view.';
  return undefined;
}

function isOwnFolder(from: string, to: string): boolean {
  const folder = (path: string) => /^src\/steps\/[^/]+\/[^/]+\//.exec(path)?.[0];
  return folder(from) !== undefined && folder(from) === folder(to);
}

/** True for a test file: it ships to nobody. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}
