import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The browser is started with every other host name leading to this port, so that it must be known before. Each of the test workers
 * that run side by side has one of its own.
 */
export const CANARY_PORT =
  Number(process.env.SLUICE_CANARY_PORT ?? 4318) + Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/**
 * A stranger on another origin that notes every sign of life: each TCP connection (a preconnect is one), each HTTP request,
 * each WebSocket handshake, each UDP packet (a STUN request is one). The app must never wake it.
 */
export class Canary {
  /** What arrived, in order, such as `GET /fetch`. */
  readonly heard: string[] = [];
  readonly #server: Server;
  readonly #socket: Socket;

  private constructor(server: Server, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    server.on('connection', () => this.heard.push('connection'));
    server.on('request', (request, response) => {
      this.heard.push(`${request.method} ${request.url}`);
      response.writeHead(200, {
        'access-control-allow-origin': '*',
        'content-type': contentType(request.url),
      });
      response.end();
    });
    server.on('upgrade', (request, connection) => {
      this.heard.push(`UPGRADE ${request.url}`);
      connection.destroy();
    });
    socket.on('message', () => this.heard.push('UDP'));
  }

  /** Starts listening on its port of 127.0.0.1, for TCP and UDP. */
  static async start(): Promise<Canary> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(CANARY_PORT, '127.0.0.1', done));
    const socket = createSocket('udp4');
    await new Promise<void>((done) => socket.bind((server.address() as AddressInfo).port, '127.0.0.1', done));
    return new Canary(server, socket);
  }

  /** Where it listens: `127.0.0.1:PORT`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Its address as another origin. */
  get origin(): string {
    return `http://${this.host}`;
  }

  /** Forgets what it heard, after a test has woken it on purpose. */
  forget(): void {
    this.heard.length = 0;
  }

  /** Stops listening. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await new Promise<void>((done) => this.#socket.close(done));
  }
}

/** A body of the right kind, so that a page that may load it does. */
function contentType(url = ''): string {
  if (/script|import|worker/.test(url)) return 'text/javascript';
  if (/style/.test(url)) return 'text/css';
  return /event/.test(url) ? 'text/event-stream' : 'text/plain';
}
