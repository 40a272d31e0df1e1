/** Hands a file to the browser as a download of that name. It goes from memory to disk; no server is asked. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  // The browser reads the file after the click has been handled, a large one for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name for the file of a table: what systems do not allow in names of files is left out. */
export function tableFileName(table: string, ending: string): string {
  const name = table.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').trim();
  return `${name === '' || /^\.+$/.test(name) ? 'table' : name}.${ending}`;
}
