// Which commands install a Chromium on this machine, by the package manager that it has.
import { packageCommands } from "./package-commands.mjs";

/** One without windows, in which the tests take two thirds of the time; null where it is no package. */
export function headlessCommands(machine) {
  const { platform, isUbuntu, has } = machine;
  const isDebian = platform === "linux" && has("apt-get") && !isUbuntu;
  return isDebian ? packageCommands(machine, { apt: "chromium-headless-shell" }) : null;
}

/** Null where no package manager is known. */
export function browserCommands({ isUbuntu, ...machine }) {
  return packageCommands(machine, {
    // Ubuntu's `chromium` is a name without a package; `chromium-browser` brings the one that exists.
    apt: isUbuntu ? "chromium-browser" : "chromium",
    brew: ["--cask", "chromium"],
    dnf: "chromium",
    apk: "chromium",
    pacman: "chromium",
  });
}
