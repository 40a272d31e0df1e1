import * as z from 'zod';
import { makeFailure } from '../src/core/failure';
import { main, refuse, type Answer } from './main';
import { openNodeEngine } from './node-engine';

z.config({ jitless: true });

// Standard output holds the answer and nothing else: what a library logs goes to standard error.
console.log = console.error;
console.info = console.error;
console.debug = console.error;

const { stdout, exitCode, remarks } = await main(process.argv.slice(2), openNodeEngine).catch(unexpected);
for (const remark of remarks) console.error(remark);
process.stdout.write(stdout, () => process.exit(exitCode));

function unexpected(error: unknown): Answer {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return refuse(makeFailure('internal', {}, { detail }));
}
