// One WebSocket of the load generator, on a bare TCP socket.
import { connect } from "node:net";
import { clientFrame, cutFrame } from "./frames.mjs";

const handshakeEnd = Buffer.from("\r\n\r\n");
const closeOpcode = 8;
const pingOpcode = 9;
/** A close frame's code and words. */
const closeReason = (bytes, { start, end }) =>
  end - start < 2 ? "" : `${bytes.readUInt16BE(start)} ${bytes.toString("utf8", start + 2, end)}`;
/** Close, code 4000, under a mask of zeros. */
const leave = Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x0f, 0xa0]);
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

export class LoadSocket {
  /** Told of each text frame's payload; set before a frame can come. */
  onFrame = () => {};
  onClose = () => {};
  #tcp;
  #rest = null;

  constructor(tcp) {
    this.#tcp = tcp;
  }

  /** Resolves when the server has switched protocols. */
  static open({ port, path, headers }) {
    return new Promise((resolve, reject) => {
      const tcp = connect({ port, host: "127.0.0.1", noDelay: true });
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      tcp.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2xvdHdpcmUtYmVuY2gtMQ==\r\n${lines.join("")}\r\n`,
      );
      tcp.once("error", reject);
      tcp.once("data", (answer) => {
        const end = answer.indexOf(handshakeEnd);
        if (end < 0 || answer.toString("latin1", 9, 12) !== "101") {
          tcp.destroy();
          reject(new Error(`expected 101, got: ${answer.toString("latin1").slice(0, 200)}`));
          return;
        }
        const socket = new LoadSocket(tcp);
        socket.#listen(answer.subarray(end + handshakeEnd.length));
        resolve(socket);
      });
    });
  }

  send(text) {
    this.#tcp.write(clientFrame(text));
  }

  /** Sends and resolves with the next frame. */
  ask(text) {
    const answer = this.next();
    this.send(text);
    return answer;
  }

  next() {
    return new Promise((resolve, reject) => {
      this.onClose = (why) => reject(new Error(`the server closed the socket: ${why}`));
      this.onFrame = (payload) => resolve(payload.toString());
    });
  }

  /** As a network that is gone: without a word. */
  cut() {
    this.onClose = () => {};
    this.#tcp.destroy();
  }

  /** As a page that is left: browsers send a close frame, ours with the code that says so. */
  close() {
    this.onClose = () => {};
    this.onFrame = () => {};
    this.#tcp.end(leave);
  }

  #listen(first) {
    this.#tcp.removeAllListeners("error");
    this.#tcp.on("error", () => {});
    this.#tcp.on("close", () => this.onClose("without a close frame"));
    this.#tcp.on("data", (chunk) => this.#read(chunk));
    if (first.length > 0) setImmediate(() => this.#read(first));
  }

  #read(chunk) {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let offset = 0;
    for (let cut = cutFrame(bytes, 0); cut !== null; cut = cutFrame(bytes, offset)) {
      offset = cut.end;
      if (cut.opcode === pingOpcode) this.#tcp.write(pong);
      else if (cut.opcode === closeOpcode) this.onClose(closeReason(bytes, cut));
      else this.onFrame(bytes.subarray(cut.start, cut.end));
    }
    this.#rest = offset === bytes.length ? null : bytes.subarray(offset);
  }
}
