import type { Reading, ReadingInput } from '../../../core/contract';
import { privacySentence, qualitySentence } from '../../../core/fidelity-text';
import { cellAt, emptyFrame, frameRows } from '../../../core/frame';
import type { JudgeSyntheticParams } from './step';

/** Says how like the real rows the synthetic ones are, and what they give away. */
export function read({ frames, inputs, notices, format }: ReadingInput<JudgeSyntheticParams>): Reading {
  if (frames.fidelity === undefined) return { text: '', suggestions: [] };
  const sentences = [
    qualitySentence(frames, format),
    privacySentence(frames, format),
    ...notices.map(({ text }) => text),
  ];
  const identical = Number(cellAt(frames.fidelity_privacy ?? emptyFrame, 'identical', 0) ?? 0);
  const keys = frameRows(frames.fidelity_columns ?? emptyFrame).map(({ column }) => String(column));
  const [real, synthetic] = [String(inputs.real ?? 'real'), String(inputs.synthetic ?? 'synthetic')];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions:
      identical > 0
        ? [
            {
              step: 'join',
              title: `Keep the rows of ${synthetic} that ${real} does not have`,
              reason: `${format.count(identical)} of its rows equal a real one`,
              params: { kind: 'anti', keys, rightKeys: keys },
              inputs: { left: { name: synthetic }, right: { name: real } },
            },
          ]
        : [],
  };
}
