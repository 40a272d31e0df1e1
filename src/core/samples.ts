/** A data set that ships with Sluice: opened with one click, or by `#sample=NAME` in the address. */
export interface Sample {
  /** What a source of kind `sample` and the address's fragment say. */
  readonly name: string;
  readonly title: string;
  /** File name under `samples/`. */
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  readonly licence: string;
  /** What it holds and what it is good for, in one sentence. */
  readonly description: string;
  /** Whose work it is and where it came from. */
  readonly credit: string;
}

/** Every sample, in the order of the start page. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'credit',
    title: 'Consumer credit',
    file: 'credit.csv',
    rows: 4454,
    columns: 14,
    licence: 'MIT',
    description:
      'Loans of a Spanish bank, good and bad payers: classes out of balance, and 455 missing cells.',
    credit: 'credit_data of the R package modeldata; L. Belanche, Technical University of Catalonia.',
  },
  {
    name: 'penguins',
    title: 'Palmer penguins',
    file: 'penguins.csv',
    rows: 344,
    columns: 8,
    licence: 'CC0',
    description: 'Three species measured on three islands: small, friendly, and not quite complete.',
    credit: 'palmerpenguins; K. Gorman and Palmer Station, Antarctica LTER. Horst, Hill and Gorman 2020.',
  },
  {
    name: 'breast-cancer',
    title: 'Breast cancer',
    file: 'breast-cancer.csv',
    rows: 569,
    columns: 31,
    licence: 'CC BY 4.0',
    description:
      'Cell nuclei measured in images of biopsies, malignant or benign: 30 numbers, many of them telling the same.',
    credit:
      'Breast Cancer Wisconsin (Diagnostic), UCI; W. Wolberg, O. Mangasarian, N. Street and W. Street 1995.',
  },
  {
    name: 'birdstrikes',
    title: 'Bird strikes',
    file: 'birdstrikes.csv',
    rows: 8000,
    columns: 14,
    licence: 'US government work',
    description:
      'Birds that met aircraft, 1990 to 2002: dates, places, categories large and small, and costs that are mostly 0.',
    credit: 'Wildlife Strike Database of the US Federal Aviation Administration, by way of vega-datasets.',
  },
];

/** The sample of that name, or undefined. */
export function sampleOf(name: string): Sample | undefined {
  return SAMPLES.find((sample) => sample.name === name);
}
