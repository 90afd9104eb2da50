// Reads the fields of a multipart body that is in memory; of files the names, as the page's script sends them.
import { type FormLimits, isRefusedName } from "../wire/form-body.js";
import type { Payload } from "../wire/protocol.js";

const maxHeaderBytes = 2048;
const boundaryShape = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i;

/** Repeated names become arrays, in order. Null when the body is malformed or above a limit. */
export function parseMultipart(body: Buffer, type: string, limits: FormLimits): Payload | null {
  const match = boundaryShape.exec(type);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return null;
  const fields = Object.create(null) as Record<string, string | string[]>;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter needs no line before it.
  let start = body.indexOf(delimiter.subarray(2)) + delimiter.length - 2;
  if (start < delimiter.length - 2) return null;
  let count = 0;
  while (!isEnd(body, start)) {
    const end = body.indexOf(delimiter, start);
    count += 1;
    if (end < 0 || count > limits.maxParams) return null;
    const field = readPart(body.subarray(start, end));
    if (field === null || field.name.length > limits.maxNameChars) return null;
    if (isRefusedName(field.name)) return null;
    const earlier = fields[field.name];
    if (earlier === undefined) fields[field.name] = field.value;
    else fields[field.name] = [earlier, field.value].flat();
    start = end + delimiter.length;
  }
  return fields;
}

/** Behind the last delimiter. */
function isEnd(body: Buffer, at: number): boolean {
  return body.subarray(at, at + 2).toString("latin1") === "--";
}

function readPart(part: Buffer): { name: string; value: string } | null {
  const end = part.indexOf("\r\n\r\n");
  if (end < 0 || end > maxHeaderBytes) return null;
  const headers = part.subarray(0, end).toString("utf8");
  const disposition = /^content-disposition:[ \t]*form-data;(.*)$/im.exec(headers)?.[1] ?? "";
  const name = parameter(disposition, "name");
  const file = parameter(disposition, "filename");
  if (name === null) return null;
  return { name, value: file ?? part.subarray(end + 4).toString("utf8") };
}

/** Browsers escape what would end a name: the quote and the two breaks. */
function parameter(disposition: string, name: string): string | null {
  const found = new RegExp(`[;\\s]${name}="([^"]*)"`, "i").exec(disposition)?.[1];
  if (found === undefined) return null;
  return found.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}
