// The native peer stands in `bench/node_modules`: whoever only builds the app does not need it.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Installs native DuckDB where it is missing. */
export function installPeers() {
  if (existsSync(`${here}node_modules/@duckdb/node-api`)) return;
  console.log('Installing the native peer in bench/ …');
  execFileSync('npm', ['install', '--silent'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
