import { expect, test } from 'vitest';
import { upgradeParams } from '../../../document/upgrades/upgrade-steps';
import { augmentImages, augmentImagesParams } from './step';

const upgraded = (params: object) =>
  augmentImagesParams.parse(upgradeParams(augmentImages, 1, { ...params }));

test('a workbench of version 1 that named no recipe keeps the one it ran with', () => {
  expect(upgraded({ label: 'label', times: 3 })).toMatchObject({
    ...{ recipe: 'photographs', label: 'label', times: 3 },
  });
  expect(augmentImagesParams.parse({}).recipe).toBe('by size and colour');
});

test('one that named a recipe keeps that', () => {
  expect(upgraded({ recipe: 'signs and shapes' }).recipe).toBe('signs and shapes');
});
