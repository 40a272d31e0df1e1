/** The workbench in an archive that holds one with its data. */
export const PACK_WORKBENCH = 'workbench.sluice.json';

/** A workbench with more data than that does not open in a browser. */
export const LARGEST_PACK = 2_000_000_000;

/** A size as failures of archives say it. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** The place of a data file in the archive: its name, with what would be a folder written like `%2F`. */
export function packMember(name: string): string {
  const escaped = (text: string): string =>
    [...text].map((c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).join('');
  return `data/${name.replace(/[%/\\]|^\.+$/g, escaped)}`;
}
