import { frameOfRows, type Cell, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { augmentText } from '../steps/augment/augment-text/step';

type Row = Readonly<Record<string, Cell>>;
const frameOf = (name: string, rows: readonly Row[]): Frame =>
  frameOfRows(Object.keys(augmentText.frames[name] ?? {}), rows);

const NONE = { copies_of_real: 0, copies_of_new: 0, refused: 0, empty: 0, nothing_to_do: 0 };

function line(
  label: string | null,
  operation: string | null,
  asked: number,
  own: Partial<typeof NONE> = {},
): Row {
  const lost = { ...NONE, ...own };
  const made = asked - Object.values(lost).reduce((sum, count) => sum + count, 0);
  return { class: label, operation, asked, made, ...lost };
}

/** A new text as [operation, class, parent, edits]. */
type Example = readonly [string, string | null, string, readonly (readonly [number, number, string])[]];

function examples(list: readonly Example[], cut = false): Frame {
  return frameOf(
    'examples',
    list.map(([operation, label, text, edits], place) => ({
      ...{ new_row: 3901 + 7 * place, parent_row: 12 + 31 * place, class: label, operation },
      ...{ parent_text: text, edits: JSON.stringify(edits) },
      ...{ is_cut_before: cut, is_cut_after: cut },
    })),
  );
}

const MESSAGES: readonly Example[] = [
  [
    'swap',
    'spam',
    'Free entry in our weekly competition! Text WIN to 87121 now.',
    [
      [5, 5, 'competition'],
      [25, 11, 'entry'],
    ],
  ],
  ['deletion', 'spam', 'You have won a guaranteed prize of £1000, call today ★', [[14, 11, '']]],
  [
    'punctuation',
    'ham',
    'Ok I will be home at 7, do not wait for me',
    [
      [3, 0, '; '],
      [31, 0, '! '],
    ],
  ],
  [
    'contractions',
    'ham',
    'Ok I will be home at 7, do not wait for me',
    [
      [3, 6, 'I’ll'],
      [24, 6, 'don’t'],
    ],
  ],
  [
    'synonyms',
    'ham',
    'It was a huge mistake to buy that car, honestly',
    [
      [7, 1, 'an'],
      [9, 4, 'enormous'],
      [34, 3, 'automobile'],
    ],
  ],
  ['insertion', 'spam', 'Your prize is waiting, see https://prizes.example/win', [[14, 0, 'award ']]],
  ['noise', 'ham', 'See you tomorrow then', [[8, 8, 'tomrorow']]],
];

const interval = (side: 'real' | 'made', rows: number, agreement: number, reach: number): Row => ({
  [`${side}_rows`]: rows,
  [`${side}_agreement`]: agreement,
  [`${side}_low`]: agreement - reach,
  [`${side}_high`]: Math.min(1, agreement + reach),
});

const summary = (own: Row): Frame =>
  frameOf('summary', [
    {
      ...{ rows: 3900, rows_after: 5970, asked: 2092, made: 2070, copies_of_real: 1, copies_of_new: 21 },
      ...{ refused_rows: 0, empty_rows: 0, idle_rows: 0, part: 'train', ...own },
    },
  ]);

/** Messages of two classes, by all operations, with what label safety says. */
export const messagesResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    counts: frameOf('counts', [
      line('ham', 'swap', 40, { copies_of_new: 9 }),
      line('ham', 'punctuation', 300, { copies_of_new: 2 }),
      line('ham', 'contractions', 212, { copies_of_real: 1 }),
      line('spam', 'swap', 380, { copies_of_new: 4 }),
      line('spam', 'deletion', 390, { copies_of_new: 6 }),
      line('spam', 'synonyms', 350),
      line('spam', 'insertion', 420),
    ]),
    summary: summary({}),
    refused: frameOf('refused', []),
    examples: examples(MESSAGES),
    label_safety: frameOf('label_safety', [
      { label: null, ...interval('real', 3900, 0.94, 0.01), ...interval('made', 2000, 0.93, 0.012) },
      { label: 'spam', ...interval('real', 522, 0.91, 0.025), ...interval('made', 1480, 0.95, 0.012) },
      { label: 'ham', ...interval('real', 3378, 0.97, 0.006), ...interval('made', 520, 0.88, 0.03) },
    ]),
    unsafe: frameOf('unsafe', [
      {
        ...{ label: 'ham', agreement: 0.2, operation: 'deletion', text: 'Did you the prize draw last night' },
        parent_text: 'Did you watch the prize draw last night',
        ...{ nearest_text: 'You are entered in our prize draw tonight', nearest_label: 'spam' },
      },
      {
        ...{ label: 'spam', agreement: 0.4, operation: 'swap', text: 'Call mum your when free' },
        parent_text: 'Call your mum when free',
        ...{ nearest_text: 'Call me when you are free', nearest_label: 'ham' },
      },
    ]),
  },
};

/** Texts of many languages without classes: some refused, long ones cut, odd characters. */
export const languagesResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    counts: frameOf('counts', [
      line(null, 'punctuation', 60, { copies_of_new: 12 }),
      line(null, null, 40, { refused: 28, empty: 8, nothing_to_do: 4 }),
    ]),
    summary: summary({ refused_rows: 7 }),
    refused: frameOf('refused', [
      { row: 3, text: '今天天气很好，我们去公园散步吧。' },
      { row: 8, text: 'วันนี้อากาศดีมาก' },
    ]),
    examples: examples(
      [
        [
          'punctuation',
          null,
          `${'Der Zug fährt heute leider nicht, ★ bitte warten. '.repeat(7)}Danke!`,
          [
            [8, 0, '? '],
            [54, 0, ': '],
            [164, 0, '; '],
          ],
        ],
        ['punctuation', null, 'هذا نص قصير جدا', [[4, 0, ', ']]],
        ['punctuation', null, 'AVeryLongWordWithoutAnySpace'.repeat(8), [[0, 0, '! ']]],
      ],
      true,
    ),
    label_safety: frameOf('label_safety', []),
    unsafe: frameOf('unsafe', []),
  },
};

/** A table in which nothing could be made. */
export const nothingResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    counts: frameOf('counts', [line(null, null, 12, { nothing_to_do: 12 })]),
    summary: summary({
      rows: 3,
      rows_after: 3,
      asked: 12,
      made: 0,
      copies_of_real: 0,
      copies_of_new: 0,
      idle_rows: 3,
    }),
    refused: frameOf('refused', []),
    examples: examples([]),
    label_safety: frameOf('label_safety', []),
    unsafe: frameOf('unsafe', []),
  },
};
