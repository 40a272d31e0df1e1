// `npm start`: builds the app and serves it on this machine, then says where.
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
const server = await preview({ preview: { open: false } });
const address = server.resolvedUrls?.local[0];
if (address === undefined) throw new Error('The server did not say where it listens.');

console.log(`
  Sluice              ${address}
  with a sample open  ${address}#sample=credit

  Everything stays in the tab; this server only hands out the app's own files. Ctrl+C ends it.
`);
