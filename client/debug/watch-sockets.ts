// Puts itself between the client and its socket: delays what goes through it, and tells what it was.
import { Lane, type Latency } from "./lane.js";

export interface SocketWatcher {
  latency(): Latency;
  /** The page has sent a frame; it may be on the way for a while. */
  frameSent(frame: string): void;
  /** A frame has arrived, and the page took `tookMs` to apply it. */
  frameReceived(frame: string, tookMs: number): void;
  /** Whether the frame is for these tools, and not for the client. */
  takes(frame: string): boolean;
}

/**
 * Watches the sockets to `path` that are opened from now on; all others stay as they are. The server is
 * told that there are tools, to which it may speak, too.
 */
export function watchSockets(path: string, watcher: SocketWatcher): void {
  window.WebSocket = new Proxy(window.WebSocket, {
    construct(target, [address, ...rest], made) {
      const url = new URL(String(address), location.href);
      const isOurs = url.pathname === path;
      if (isOurs) url.searchParams.set("tools", "");
      const args = [isOurs ? url.href : address, ...rest];
      const socket = Reflect.construct(target, args, made) as WebSocket;
      if (isOurs) watch(socket, watcher);
      return socket;
    },
  });
}

function watch(socket: WebSocket, watcher: SocketWatcher): void {
  const up = new Lane(() => watcher.latency());
  const down = new Lane(() => watcher.latency());
  const send = socket.send.bind(socket);
  const close = socket.close.bind(socket);
  const again = new WeakSet<Event>();

  function deliver(event: Event): void {
    if (event instanceof MessageEvent && watcher.takes(String(event.data))) return;
    const copy = copyOf(event);
    again.add(copy);
    const startedAtMs = performance.now();
    socket.dispatchEvent(copy);
    if (copy instanceof MessageEvent) {
      watcher.frameReceived(String(copy.data), performance.now() - startedAtMs);
    }
  }

  socket.send = (frame) => {
    watcher.frameSent(String(frame));
    up.put(() => send(frame));
  };
  // After the frames before it, as without a delay.
  socket.close = (...reason) => up.put(() => close(...reason));
  for (const type of ["open", "message", "close"]) {
    // The first listener of a new socket: nobody has heard of the event yet.
    socket.addEventListener(type, (event) => {
      if (again.has(event)) return;
      event.stopImmediatePropagation();
      down.put(() => deliver(event));
    });
  }
}

function copyOf(event: Event): Event {
  if (event instanceof MessageEvent) return new MessageEvent("message", { data: event.data });
  if (!(event instanceof CloseEvent)) return new Event(event.type);
  const { code, reason, wasClean } = event;
  return new CloseEvent("close", { code, reason, wasClean });
}
