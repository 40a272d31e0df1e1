import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.csv': 'text/csv',
};

/**
 * A plain static host under a sub-path, with no special headers. It hands on what another server has of the app, so it
 * needs no folder of a build; it notes what it is asked for, and may change a text on the way.
 */
export class StaticHost {
  readonly asked: string[] = [];
  /** Changes the text of a file, to play a new build. */
  change: (path: string, text: string) => string = (_, text) => text;
  /** Where the app is. */
  readonly address: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
  }

  /** Starts a host for the app at `origin`, under `/some/where/`. */
  static async start(origin: string): Promise<StaticHost> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const host = new StaticHost(server);
    server.on('request', (request, response) => {
      const path = (request.url ?? '').replace('/some/where/', '').replace(/\?.*$/, '');
      host.asked.push(path);
      void fetch(new URL(path, origin)).then(async (answer) => {
        const bytes = Buffer.from(await answer.arrayBuffer());
        const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
        const isText = type !== 'application/octet-stream' && type !== 'text/csv';
        response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'max-age=600' });
        response.end(isText ? host.change(path, bytes.toString('utf8')) : bytes);
      });
    });
    return host;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
