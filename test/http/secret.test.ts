// Where secrets come from: the app, or in development a private file that survives restarts.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LiveError } from "../../src/errors.js";
import { developmentSecret, resolveSecrets } from "../../src/http/secret.js";

const good = "0123456789abcdef0123456789abcdef";

describe("resolveSecrets", () => {
  it("takes one secret or several, in order", () => {
    expect(resolveSecrets(good, true)).to.deep.equal([good]);
    expect(resolveSecrets([good, `${good}!`], true)).to.deep.equal([good, `${good}!`]);
  });

  it("refuses to run without a secret in production", () => {
    for (const missing of [undefined, "", []]) {
      expect(() => resolveSecrets(missing, true)).to.throw(LiveError, "SECRET_MISSING");
    }
  });

  it("refuses any secret below 32 bytes, in development too", () => {
    for (const bad of ["short", good.slice(1), [good, "short"], [good, ""]]) {
      expect(() => resolveSecrets(bad, false)).to.throw(LiveError, "SECRET_TOO_SHORT");
    }
  });
});

describe("developmentSecret", () => {
  let folder = "";

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "slotwire-test-")), "slotwire");
  });

  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  it("makes a secret once, in a file for this user alone", () => {
    const secret = developmentSecret(folder);
    expect(Buffer.byteLength(secret)).to.be.at.least(32);
    expect(developmentSecret(folder)).to.equal(secret);
    expect(readFileSync(join(folder, "secret"), "utf8")).to.equal(secret);
    expect(statSync(join(folder, "secret")).mode & 0o777).to.equal(0o600);
  });

  it("does not trust a file that others can read", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "secret"), good);
    chmodSync(join(folder, "secret"), 0o644);
    expect(developmentSecret(folder)).to.not.equal(good);
  });

  it("does not trust a file that is too short", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "secret"), "short", { mode: 0o600 });
    expect(Buffer.byteLength(developmentSecret(folder))).to.be.at.least(32);
  });

  it("goes on with a secret in memory where nothing can be written", () => {
    writeFileSync(folder, "a file where the folder should be");
    expect(Buffer.byteLength(developmentSecret(folder))).to.be.at.least(32);
  });
});
