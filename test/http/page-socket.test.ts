// What a page's socket sends, as a real client of the protocol reads it.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { PageSocket } from "../../src/http/page-socket.js";

/** A page's socket and its client, both open. */
async function connected() {
  const server = createServer();
  const sockets = new WebSocketServer({ server, WebSocket: PageSocket, perMessageDeflate: false });
  const opened = once(sockets, "connection");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const texts: string[] = [];
  client.on("message", (data: RawData, isBinary: boolean) => {
    texts.push(isBinary ? "binary" : String(data));
  });
  const [[socket, request]] = await Promise.all([opened, once(client, "open")]);
  const pageSocket = socket as PageSocket;
  pageSocket.stream = request.socket;
  return {
    pageSocket,
    texts,
    async end() {
      const closed = once(client, "close");
      pageSocket.close();
      await closed;
    },
    [Symbol.dispose]() {
      client.terminate();
      server.close();
    },
  };
}

describe("the socket of a page", () => {
  it("sends texts of every length and script, in order, pings between them", async () => {
    using page = await connected();
    const { pageSocket, texts } = page;
    const lengths = [0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 200_000];
    const sent = lengths.flatMap((length) => [
      "a".repeat(length),
      `${"é".repeat(length)} ÿ`,
      `${"日本".repeat(length / 2)} 🎈`,
    ]);
    for (const text of sent) {
      pageSocket.send(text);
      pageSocket.ping();
    }
    await page.end();
    expect(texts).to.deep.equal(sent);
  });

  it("counts what waits in it", async () => {
    using page = await connected();
    const { pageSocket, texts } = page;
    pageSocket.stream?.cork();
    pageSocket.send("x".repeat(1000));
    expect(pageSocket.bufferedAmount).to.equal(1004);
    pageSocket.stream?.uncork();
    await page.end();
    expect(texts).to.deep.equal(["x".repeat(1000)]);
  });
});
