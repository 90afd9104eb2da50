// The fields of a POST: from `req.body` where a parser of the app has read it, else read here, within limits.
import { type FormLimits, isRefusedName, parseFormBody } from "../wire/form-body.js";
import type { Payload } from "../wire/protocol.js";
import { parseMultipart } from "./multipart.js";
import type { LiveRequest } from "./request.js";

export interface BodyLimits extends FormLimits {
  readonly maxFormBytes: number;
  readonly maxFieldDepth: number;
}

/** The fields, flat as the page's script sends them, or the status that refuses the body. */
export type FormBody = Payload | 400 | 413 | 415;

export async function readForm(request: LiveRequest, limits: BodyLimits): Promise<FormBody> {
  const type = request.headers["content-type"] ?? "";
  const isMultipart = /^multipart\/form-data\s*;/i.test(type);
  if (!isMultipart && !/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) return 415;
  const { body } = request;
  // Parsers leave an empty object when the type is not theirs; then the bytes are still to come.
  const isRead = body !== undefined && (request.readableDidRead || request.readableEnded);
  if (isRead && typeof body === "object" && body !== null && !Buffer.isBuffer(body)) {
    return flatten(body, limits) ?? 400;
  }
  const bytes = isRead ? Buffer.from(body as string | Buffer) : await readBytes(request, limits);
  if (typeof bytes === "number") return bytes;
  const fields = isMultipart
    ? parseMultipart(bytes, type, limits)
    : parseFormBody(bytes.toString("utf8"), limits);
  return fields === null ? 400 : withPlainBreaks(fields);
}

async function readBytes(
  request: LiveRequest,
  { maxFormBytes }: BodyLimits,
): Promise<Buffer | 400 | 413 | 415> {
  if (request.readableDidRead) return 400;
  if (/\S/.test(String(request.headers["content-encoding"] ?? ""))) return 415;
  if (Number(request.headers["content-length"] ?? 0) > maxFormBytes) return 413;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length;
      if (size > maxFormBytes) return 413;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return 400;
  }
  return Buffer.concat(chunks);
}

/** What `qs` and others made groups of gets its names back: `{ user: { name } }` is `user[name]`. */
function flatten(body: object, limits: BodyLimits): Payload | null {
  const fields = Object.create(null) as Record<string, string | readonly string[]>;
  let count = 0;
  const add = (name: string, value: unknown, depth: number): boolean => {
    if (value === null || value === undefined) return true;
    if (name.length > limits.maxNameChars || depth > limits.maxFieldDepth) return false;
    if (Array.isArray(value) && value.every((each) => typeof each !== "object")) {
      count += value.length;
      fields[name] = value.map(String);
    } else if (typeof value === "object") {
      return Object.entries(value).every(
        ([key, inner]) => !isRefusedName(key) && add(`${name}[${key}]`, inner, depth + 1),
      );
    } else {
      count += 1;
      fields[name] = String(value);
    }
    return count <= limits.maxParams;
  };
  const isTaken = Object.entries(body).every(
    ([name, value]) => !isRefusedName(name) && add(name, value, 1),
  );
  return isTaken ? withPlainBreaks(fields) : null;
}

/** A browser sends the breaks of a text as `\r\n`, and its script reads them as `\n`. */
function withPlainBreaks(fields: Payload): Payload {
  const plain = Object.create(null) as Record<string, string | readonly string[]>;
  for (const [name, value] of Object.entries(fields)) {
    plain[name] =
      typeof value === "string" ? withBreaks(value) : ((value as string[]) ?? []).map(withBreaks);
  }
  return plain;
}

function withBreaks(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
