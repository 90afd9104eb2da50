// A channel between a test that speaks as the server and one that listens as the view.
import { Channel, type ChannelDelegate } from "../../client/channel.js";
import { ServerTag } from "../../src/wire/protocol.js";
import { decodeServerFrame } from "../../src/wire/server-frames.js";

/** A channel, the frames that it sent, and what it told its view, in order. */
export function createChannel() {
  const sent: string[] = [];
  const told: unknown[][] = [];
  const line = { isOpen: true };
  const delegate: ChannelDelegate = {
    channelJoined: () => told.push(["joined"]),
    channelAnswered: (refs) => told.push(["answered", ...refs]),
    channelReceivedPatch: (parts) => told.push(["patch", ...parts]),
    channelReceivedEffect: ({ kind, values }, handler) =>
      told.push(["effect", kind, ...values, handler]),
    channelFailed: ({ code, ref }, handler) => told.push(["failed", code, ref, handler]),
    channelLost: (reason) => told.push(["lost", reason]),
  };
  const link = {
    send: (frame: string) => {
      if (line.isOpen) sent.push(frame);
      return line.isOpen;
    },
  };
  const channel = new Channel({ token: "T", instance: "i", link }, delegate);
  const receive = (frame: string) => {
    const message = decodeServerFrame(frame);
    if (!message || message.tag === ServerTag.drain || message.tag === ServerTag.heartbeat) {
      throw new Error(`not for a channel: ${frame}`);
    }
    channel.receive(message);
  };
  const click = (handler: string, boundary = 0) =>
    channel.post({ handler, boundary, payload: undefined });
  return { channel, sent, told, line, receive, click };
}
