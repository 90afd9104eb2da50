// The search for a browser, on a machine made up of temporary folders.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { findBrowser } from "../../scripts/find-browser.mjs";

describe("findBrowser", () => {
  let folder: string;

  const program = (path: string, mode = 0o755): string => {
    const file = join(folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
    chmodSync(file, mode);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slotwire-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("takes CHROME_PATH before anything else", () => {
    const chosen = program("mine/chrome-for-tests");
    program("bin/chromium");
    expect(findBrowser({ CHROME_PATH: chosen, PATH: join(folder, "bin") }, "linux")).to.equal(
      chosen,
    );
  });

  it("finds nothing when CHROME_PATH is wrong, so that the mistake is seen", () => {
    program("bin/chromium");
    const env = { CHROME_PATH: join(folder, "none"), PATH: join(folder, "bin") };
    expect(findBrowser(env, "linux")).to.equal(null);
  });

  it("looks through the PATH in its order", () => {
    const first = program("a/google-chrome");
    program("b/chromium");
    const env = { PATH: ["", join(folder, "a"), join(folder, "b")].join(delimiter) };
    expect(findBrowser(env, "linux")).to.equal(first);
  });

  it("prefers one without windows", () => {
    program("a/chromium");
    const quick = program("a/chromium-headless-shell");
    expect(findBrowser({ PATH: join(folder, "a") }, "linux")).to.equal(quick);
  });

  it("passes over folders and files that cannot be run", () => {
    mkdirSync(join(folder, "a", "chromium"), { recursive: true });
    program("b/chromium", 0o644);
    const real = program("c/chromium");
    const env = { PATH: ["a", "b", "c"].map((name) => join(folder, name)).join(delimiter) };
    expect(findBrowser(env, "linux")).to.equal(real);
  });

  it("knows where applications are on a Mac", () => {
    const app = program("Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(findBrowser({ HOME: folder }, "darwin")).to.equal(app);
  });

  it("knows where programs are on Windows", () => {
    const chrome = program("Google/Chrome/Application/chrome.exe");
    expect(findBrowser({ PROGRAMFILES: folder }, "win32")).to.equal(chrome);
  });
});
