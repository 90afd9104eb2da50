// Requests that offer another protocol, to a server whose WebSockets are a live app's and nobody else's.
import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const Page = defineView({ mount: () => ({}), render: () => <p>page</p> });
const offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n";

/** Sends one text after the other, and reads until each has been answered. */
async function exchange(port: number, texts: readonly string[], end: RegExp): Promise<string[]> {
  const socket = connect(port, "127.0.0.1").setEncoding("latin1");
  const answers: string[] = [];
  socket.on("data", (chunk) => answers.push(`${answers.pop() ?? ""}${chunk}`));
  for (const text of texts) {
    answers.push("");
    socket.write(text, "latin1");
    while (!end.test(answers.at(-1) ?? "")) await once(socket, "data");
  }
  socket.destroy();
  return answers;
}

function appOf(...lives: ReturnType<typeof createLive>[]) {
  const app = express().use(express.text());
  app.get("/headers", (request, response) => {
    const { connection, upgrade, "x-name": name } = request.headers;
    response.json({ connection, upgrade, name });
  });
  app.post("/echo", (request, response) => void response.send(`<${request.body}>`));
  for (const live of lives) app.use(live);
  const [live] = lives;
  return live === undefined ? app : app.get("/page", live.page(Page));
}

describe("an offer of another protocol that nobody takes", () => {
  it("is answered as the request that it is, in the connection that it has", async () => {
    const live = createLive();
    await using site = await serve(appOf(live), live);
    const get = `GET /headers HTTP/1.1\r\nHost: a\r\nX-Name: \xe9\r\n${offer}\r\n`;
    for (const text of await exchange(site.port, [get, get], /\}$/)) {
      expect(text).to.match(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"name":"Ã©"\}$/);
    }
    const [page] = await exchange(site.port, [get.replace("headers", "page")], /<\/html>/);
    expect(page).to.include("<p>page</p>");
  });

  it("has its body", async () => {
    const live = createLive();
    await using site = await serve(appOf(live), live);
    const head =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n";
    const [text] = await exchange(site.port, [`${head}${offer}\r\nhello`], />$/);
    expect(text).to.match(/<hello>$/);
  });

  it("is a plain request for a WebSocket, too, once for all live apps of the server", async () => {
    const one = createLive();
    const two = createLive({ path: "/two" });
    await using site = await serve(appOf(one, two), one);
    two.attach(site.server);
    const visitor = new Visitor(site.url);
    await visitor.get("/page");
    const refusal = await visitor.connect("/nowhere").catch((error: Error) => error.message);
    expect(refusal).to.equal("404");
    await two.close();
    using socket = (await visitor.join("/page")).socket;
    expect(one.stats()).to.include({ live: 1 });
    void socket;
  });
});
