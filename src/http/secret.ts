// The secrets that tokens are signed with; development gets one that survives restarts of the server.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { LiveError } from "../errors.js";

const minBytes = 32;

/** The first secret signs, all verify. */
export function resolveSecrets(
  secret: string | readonly string[] | undefined,
  isProduction: boolean,
): readonly string[] {
  if (secret === undefined || secret === "") {
    if (isProduction) throw new LiveError("SECRET_MISSING", {});
    return [developmentSecret(developmentFolder())];
  }
  const secrets = typeof secret === "string" ? [secret] : secret;
  if (secrets.length === 0) throw new LiveError("SECRET_MISSING", {});
  for (const each of secrets) {
    const bytes = typeof each === "string" ? Buffer.byteLength(each) : 0;
    if (bytes < minBytes) throw new LiveError("SECRET_TOO_SHORT", { bytes });
  }
  return [...secrets];
}

/**
 * Reads the secret of a folder, or makes one there that only this user can read. Pages that are open
 * in a browser stay valid while the developer restarts the server.
 */
export function developmentSecret(folder: string): string {
  const path = join(folder, "secret");
  const made = randomBytes(minBytes).toString("base64url");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) writeFileSync(path, made, { mode: 0o600, flag: "wx" });
    const kept = isPrivate(path) ? readFileSync(path, "utf8") : "";
    if (Buffer.byteLength(kept) >= minBytes) return kept;
  } catch {
    // A read-only disk: this run's secret lives in memory alone, and so it does for a bad file.
  }
  return made;
}

// A shared temporary folder may hold a file that another user put there to know our secret.
function isPrivate(path: string): boolean {
  const { uid, mode } = statSync(path);
  return process.platform === "win32" || (uid === userInfo().uid && (mode & 0o077) === 0);
}

function developmentFolder(): string {
  const modules = join(process.cwd(), "node_modules");
  if (existsSync(modules)) return join(modules, ".cache", "slotwire");
  return join(tmpdir(), `slotwire-${userInfo().username}`);
}
