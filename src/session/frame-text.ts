// Encoded frames that are kept until their page has them: what they are, and under which number they go out again.
import { ServerTag } from "../wire/protocol.js";

const patchStart = `[${ServerTag.patch},`;

export const isPatch = (frame: string): boolean => frame.startsWith(patchStart);

/** `[1,3,7,…` on another socket is `[1,1,7,…`. */
export function renumbered(frame: string, s: number, seq?: number): string {
  const sAt = frame.indexOf(",") + 1;
  const seqAt = frame.indexOf(",", sAt) + 1;
  const refAt = frame.indexOf(",", seqAt);
  const place = `${s},${seq ?? frame.slice(seqAt, refAt)}`;
  return frame.slice(0, sAt) + place + frame.slice(refAt);
}
