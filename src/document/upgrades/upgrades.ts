/** A workbench file, or a part of it, as parsed JSON that nobody has checked. */
export type RawObject = Readonly<Record<string, unknown>>;

/**
 * One change of the file format: takes a file of version `from` to version `from + 1`. It works on unchecked JSON, reads
 * no type of the current format (those move on), and leaves alone what it does not know.
 */
export interface Upgrade {
  readonly from: number;
  /** What changed, in a sentence, for those who read the file format's history. */
  readonly change: string;
  apply(file: RawObject): RawObject;
}

/** Every change of the file format, oldest first. Version 1 is the first: there is none yet. */
export const documentUpgrades: readonly Upgrade[] = [];

/** What upgrading a file did: the file as it is now, and the versions that were left behind. */
export interface Upgraded {
  readonly file: RawObject;
  readonly ran: readonly number[];
}

/**
 * Brings a file of an older version to `to`, one version at a time. A file of that version or a newer one comes back as
 * it is. A version without an upgrade is a bug and throws.
 */
export function upgradeFile(
  file: RawObject,
  version: number,
  to: number,
  upgrades: readonly Upgrade[] = documentUpgrades,
): Upgraded {
  const ran: number[] = [];
  let current = file;
  for (let from = version; from < to; from += 1) {
    const upgrade = upgrades.find((candidate) => candidate.from === from);
    if (upgrade === undefined) throw new Error(`No upgrade leads from version ${from} of the file format.`);
    current = { ...upgrade.apply(current), version: from + 1 };
    ran.push(from);
  }
  return { file: current, ran };
}
