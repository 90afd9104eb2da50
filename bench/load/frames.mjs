// WebSocket frames made and cut by hand, so that the load generator costs less than any server.

/**
 * A text frame of a client. The masking key is all zeros, which the standard allows and which leaves
 * the bytes as they are; the server unmasks them all the same.
 */
export function clientFrame(text) {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (length < 126) {
    frame[1] = 0x80 | length;
  } else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.fill(0, header - 4, header);
  frame.write(text, header);
  return frame;
}

/**
 * Where the frame at `offset` begins and ends, or null while it is incomplete:
 * `{ opcode, start, end }`, the payload being `start` to `end`.
 */
export function cutFrame(bytes, offset) {
  if (bytes.length < offset + 2) return null;
  const opcode = bytes[offset] & 0x0f;
  const short = bytes[offset + 1] & 0x7f;
  let start = offset + 2;
  let length = short;
  if (short === 126) {
    if (bytes.length < offset + 4) return null;
    length = bytes.readUInt16BE(offset + 2);
    start = offset + 4;
  } else if (short === 127) {
    if (bytes.length < offset + 10) return null;
    length = Number(bytes.readBigUInt64BE(offset + 2));
    start = offset + 10;
  }
  const end = start + length;
  return bytes.length < end ? null : { opcode, start, end };
}
