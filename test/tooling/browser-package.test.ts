// The commands that install a browser, on machines of several kinds.
import { expect } from "chai";
import { browserCommands, headlessCommands, type Machine } from "../../scripts/browser-package.mjs";

function commandsOf(programs: readonly string[], machine: Partial<Machine> = {}): string[] | null {
  const has = (program: string) => programs.includes(program);
  const plain: Machine = { platform: "linux", has, isUbuntu: false, prefix: [] };
  return browserCommands({ ...plain, ...machine })?.map((words) => words.join(" ")) ?? null;
}

describe("browserCommands", () => {
  it("ask Debian's apt nothing, and take no more than is needed", () => {
    expect(commandsOf(["apt-get"])).to.deep.equal([
      "env DEBIAN_FRONTEND=noninteractive apt-get update",
      "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium",
    ]);
  });

  it("prefer a browser without windows where Debian has one", () => {
    const has = (program: string) => program === "apt-get";
    const debian: Machine = { platform: "linux", has, isUbuntu: false, prefix: [] };
    expect(headlessCommands(debian)?.at(-1)).to.deep.equal(
      "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium-headless-shell".split(
        " ",
      ),
    );
    expect(headlessCommands({ ...debian, isUbuntu: true })).to.equal(null);
    expect(headlessCommands({ ...debian, has: () => false })).to.equal(null);
    expect(headlessCommands({ ...debian, platform: "darwin" })).to.equal(null);
  });

  it("put sudo before everything, and Ubuntu's name for the package", () => {
    const machine = { prefix: ["sudo", "-n"], isUbuntu: true };
    expect(commandsOf(["apt-get"], machine)?.at(-1)).to.equal(
      "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium-browser",
    );
  });

  it("know other package managers", () => {
    expect(commandsOf(["dnf"])).to.deep.equal(["dnf install -y chromium"]);
    expect(commandsOf(["apk"])).to.deep.equal(["apk add chromium"]);
    expect(commandsOf(["pacman"])).to.deep.equal(["pacman -S --noconfirm chromium"]);
    expect(commandsOf(["brew"], { platform: "darwin" })).to.deep.equal([
      "brew install --cask chromium",
    ]);
  });

  it("are none where there is none", () => {
    expect(commandsOf([])).to.equal(null);
    expect(commandsOf(["apt-get"], { platform: "darwin" })).to.equal(null);
    expect(commandsOf(["apt-get"], { platform: "win32" })).to.equal(null);
  });
});
