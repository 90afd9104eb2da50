// The listeners of all WebSockets: each socket says whose it is, which saves a connection five closures.
import type { RawData, WebSocket } from "ws";
import type { SocketOwner } from "./frame-socket.js";

const owner = Symbol("owner");
type OwnedSocket = WebSocket & { [owner]?: SocketOwner };

/** Of RFC 6455: data of a kind that is not accepted. */
const unsupportedData = 1003;

export function listenFor(listener: SocketOwner, ws: WebSocket): void {
  (ws as OwnedSocket)[owner] = listener;
  ws.on("message", socketOnMessage);
  ws.on("pong", socketOnPong);
  ws.on("close", socketOnClose);
  ws.on("error", socketOnError);
}

function socketOnMessage(this: OwnedSocket, data: RawData, isBinary: boolean): void {
  if (isBinary) this.close(unsupportedData);
  else this[owner]?.frameReceived(String(data));
}

function socketOnPong(this: OwnedSocket): void {
  this[owner]?.pongReceived();
}

function socketOnClose(this: OwnedSocket, code: number): void {
  this[owner]?.socketClosed(code);
}

/** A frame that breaks RFC 6455 or a limit of `ws`: it closes the socket by itself. */
function socketOnError(): void {}
