// Finds the end of the n-th WebSocket frame in the bytes of one direction, after the handshake.

const endOfHandshake = [13, 10, 13, 10];

export class FrameCounter {
  #framesLeft: number;
  /** How many bytes of the end of the handshake have come in a row. */
  #matched = 0;
  #header: number[] = [];
  #bodyLeft = 0;

  constructor(frames: number) {
    this.#framesLeft = frames;
  }

  /** How many bytes of this chunk belong to the frames up to the last one; -1: all, and more will. */
  endIn(chunk: Buffer): number {
    let at = this.#skipHandshake(chunk);
    while (at < chunk.length && this.#framesLeft > 0) {
      if (this.#bodyLeft === 0) {
        this.#header.push(chunk[at] as number);
        at += 1;
        const bodyBytes = bodyBytesOf(this.#header);
        if (bodyBytes < 0) continue;
        this.#header = [];
        this.#bodyLeft = bodyBytes;
      }
      const step = Math.min(this.#bodyLeft, chunk.length - at);
      this.#bodyLeft -= step;
      at += step;
      if (this.#bodyLeft > 0) continue;
      this.#framesLeft -= 1;
      if (this.#framesLeft === 0) return at;
    }
    return -1;
  }

  #skipHandshake(chunk: Buffer): number {
    let at = 0;
    for (; this.#matched < endOfHandshake.length && at < chunk.length; at += 1) {
      if (chunk[at] === endOfHandshake[this.#matched]) this.#matched += 1;
      else this.#matched = chunk[at] === endOfHandshake[0] ? 1 : 0;
    }
    return at;
  }
}

/** RFC 6455 §5.2: length in 7, 16 or 64 bits, then the mask, then the body. -1: not all of it is here. */
function bodyBytesOf(header: readonly number[]): number {
  const [, second] = header;
  if (second === undefined) return -1;
  const maskBytes = second & 0x80 ? 4 : 0;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (header.length < 2 + extra + maskBytes) return -1;
  if (extra === 0) return short;
  return header.slice(2, 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0);
}
