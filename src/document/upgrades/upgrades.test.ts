import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentKey } from '../../core/content-key';
import { contracts } from '../../steps/index';
import { DOCUMENT_VERSION } from '../document';
import { lookupWithFixtures } from '../fixtures/steps';
import { readDocument } from '../read';
import { upgradeParams, upgradeSteps } from './upgrade-steps';
import { documentUpgrades, upgradeFile, type RawObject, type Upgrade } from './upgrades';

const folder = new URL('../fixtures/', import.meta.url);
const versions = Array.from({ length: DOCUMENT_VERSION }, (_, place) => place + 1);
const fixtureText = (version: number) =>
  readFileSync(new URL(`version-${version}.sluice.json`, folder), 'utf8');

/** The content of each fixture, which never changes again: a fixture that must change is a file that no longer opens. */
const FROZEN: Readonly<Record<number, string>> = { 1: '29c3c23396f3d9961a3535d816ebdc61' };

describe('the past versions of the file format', () => {
  test('each have a frozen fixture of that version', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(versions.map((version) => `version-${version}.sluice.json`));
    for (const version of versions) {
      const file = JSON.parse(fixtureText(version)) as RawObject;
      expect(file.version).toBe(version);
      expect(contentKey(file)).toBe(FROZEN[version]);
    }
  });

  test('each but the current one have exactly one upgrade, oldest first', () => {
    expect(documentUpgrades.map(({ from }) => from)).toEqual(versions.slice(0, -1));
  });

  test.each(versions)(
    'version %i opens, and every upgrade on its way ran and changed something',
    (version) => {
      const file = JSON.parse(fixtureText(version)) as RawObject;
      const { ran } = upgradeFile(file, version, DOCUMENT_VERSION);
      expect(ran).toEqual(versions.slice(version - 1, -1));
      for (const from of ran) {
        const before = upgradeFile(file, version, from).file;
        const after = upgradeFile(file, version, from + 1).file;
        expect({ ...after, version: null }).not.toEqual({ ...before, version: null });
      }
      expect(readDocument(fixtureText(version), lookupWithFixtures)).toMatchObject({
        ok: true,
        value: { readOnly: null },
      });
    },
  );
});

describe('upgrading a file', () => {
  const upgrades: readonly Upgrade[] = [
    {
      from: 2,
      change: 'Cells are called steps.',
      apply: ({ cells, ...file }) => ({ ...file, steps: cells }),
    },
    {
      from: 1,
      change: 'The name is called title.',
      apply: ({ name, ...file }) => ({ ...file, title: name }),
    },
  ];

  test('runs each upgrade from its version on, in order, and writes the new version', () => {
    const file = { version: 1, name: 'N', cells: [], other: true };
    expect(upgradeFile(file, 1, 3, upgrades)).toEqual({
      file: { version: 3, title: 'N', steps: [], other: true },
      ran: [1, 2],
    });
    expect(upgradeFile({ version: 2, cells: [] }, 2, 3, upgrades).ran).toEqual([2]);
  });

  test('leaves a current or newer file as it is', () => {
    const file = { version: 3 };
    expect(upgradeFile(file, 3, 3, upgrades)).toEqual({ file, ran: [] });
    expect(upgradeFile(file, 4, 3, upgrades).file).toBe(file);
  });

  test('without an upgrade from a version is a bug', () => {
    expect(() => upgradeFile({ version: 1 }, 1, 4, upgrades)).toThrow('version 3');
  });
});

describe('the past versions of a step', () => {
  test.each(contracts.map((contract) => [contract.id, contract] as const))(
    'each have an upgrade: %s',
    (_, contract) => {
      expect(contract.upgrades ?? []).toHaveLength(contract.version - 1);
    },
  );

  const cellOf = (version: unknown, params: object) => ({
    kind: 'step',
    step: 'fixture_sample',
    version,
    params,
  });
  const upgraded = (cell: unknown) => upgradeSteps({ cells: [cell] }, lookupWithFixtures).cells;

  test('are upgraded one after the other', () => {
    const current = cellOf(3, { rate: 0.25 });
    expect(upgraded(cellOf(1, { percent: 25 }))).toEqual([current]);
    expect(upgraded(cellOf(2, { share: 0.25 }))).toEqual([current]);
  });

  test('leave cells alone that are current, newer, foreign or malformed', () => {
    const cells = [cellOf(3, {}), cellOf(4, {}), cellOf('1', {}), cellOf(0, {}), { kind: 'note' }, null, 7];
    expect(cells.flatMap((cell) => upgraded(cell))).toEqual(cells);
    expect(upgradeSteps({ cells: 'none' }, lookupWithFixtures)).toEqual({ cells: 'none' });
  });

  test('are upgraded when a file is read', () => {
    const cells = [{ id: 'c1', ...cellOf(1, { percent: 25 }) }];
    const read = readDocument(JSON.stringify({ format: 'sluice', version: 1, cells }), lookupWithFixtures);
    expect(read.ok && read.value.document.cells[0]).toMatchObject({ version: 3, params: { rate: 0.25 } });
  });

  test('without an upgrade are a bug', () => {
    const contract = lookupWithFixtures('fixture_append');
    expect(() => contract && upgradeParams({ ...contract, version: 2 }, 1, {})).toThrow('fixture_append');
  });
});
