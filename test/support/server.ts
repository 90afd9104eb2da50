// Serves an Express app on a port of its own for the length of one test.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What `serve` needs of the value of `createLive`. */
interface Attachable {
  attach(server: Server): unknown;
  close(): Promise<void>;
}

export interface Served extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  /** The address without a slash at the end, such as `http://127.0.0.1:40123`. */
  readonly url: string;
}

/** Listens on a free port: `await using app = await serve(expressApp, live)`. */
export async function serve(app: RequestListener, live?: Attachable): Promise<Served> {
  const server = createServer(app);
  live?.attach(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await live?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
