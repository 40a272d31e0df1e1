// The laws of the house as options of `no-restricted-syntax` and `no-restricted-imports`.
import { readFileSync } from 'node:fs';

/** What would make a step's result differ from run to run. */
export const DETERMINISM = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Draw from a seed: use the seeded random of src/kernels, with the seed a param of the step.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'A step has no clock: take the time as a param, so that a re-run gives the same result.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'A step has no clock: give `new Date` the instant it stands for.',
  },
  {
    selector: "MemberExpression[object.name='performance'][property.name='now']",
    message: 'A step has no clock: the engine measures how long a run takes.',
  },
  {
    selector: "MemberExpression[object.name='crypto'][property.name=/^random|^getRandom/]",
    message: 'Draw from a seed: use the seeded random of src/kernels, with the seed a param of the step.',
  },
];

const ABSOLUTE = '/^([a-z]+:)?\\/\\//i';
const PRIVATE = 'Nothing leaves the tab: ship the file with the app and fetch it by a relative address.';

/** What would reach another origin. */
export const PRIVACY = [
  { selector: `CallExpression[callee.name='fetch'] > Literal[value=${ABSOLUTE}]`, message: PRIVATE },
  {
    selector: `CallExpression[callee.name='fetch'] > TemplateLiteral > TemplateElement[value.raw=${ABSOLUTE}]`,
    message: PRIVATE,
  },
  {
    selector:
      'NewExpression[callee.name=/^(WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection|WebTransport)$/]',
    message: 'Nothing leaves the tab: the app has no connection of this kind. See docs/privacy.md.',
  },
  {
    selector: "MemberExpression[property.name='sendBeacon']",
    message: 'Nothing leaves the tab: the app reports nothing to anybody. See docs/privacy.md.',
  },
];

/** Functions of d3-array that kernels may use; all else of d3 belongs to src/charts. */
const D3_ARRAY =
  'ascending bin bisect bisector bisectLeft bisectRight bisectCenter cumsum descending deviation extent fcumsum fsum ' +
  'Adder group groups index InternMap InternSet least leastIndex max maxIndex mean median medianIndex merge min minIndex ' +
  'mode nice pairs permute quantile quantileIndex quantileSorted quickselect range rank rollup rollups shuffler sum ' +
  'thresholdFreedmanDiaconis thresholdScott thresholdSturges tickIncrement ticks tickStep transpose variance zip';

const DOM_OF_D3 = {
  name: 'd3',
  importNames: ['select', 'selectAll', 'selection', 'transition', 'create', 'default'],
  message: 'Svelte owns the DOM: compute with d3, draw with Svelte markup.',
};

const DOORS = JSON.parse(readFileSync(new URL('doors.json', import.meta.url), 'utf8'));

/** Import laws for one part of the house, with the packages whose door it is (`d3-array` is the array part of `d3`). */
export function importLaws(...open) {
  const paths = DOORS.filter((door) => !open.includes(door.package)).map(({ package: name, message }) => ({
    name,
    message: `One door: ${message}`,
    ...(name === 'd3' && open.includes('d3-array') ? { allowImportNames: D3_ARRAY.split(' ') } : {}),
  }));
  if (open.includes('d3')) paths.push(DOM_OF_D3);
  return [
    'error',
    {
      paths,
      patterns: [
        {
          group: ['d3-*', '!d3-array'],
          message: "Import from 'd3' (src/charts only); d3-selection and d3-transition are used nowhere.",
        },
        { group: ['**/node_modules/**'], message: 'Import the package by its name.' },
      ],
    },
  ];
}
