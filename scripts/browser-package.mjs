// Which commands install a Chromium on this machine, by the package manager that it has.

/**
 * The commands in their order, or null where no package manager is known. All but the last only
 * prepare: one that fails (a broken mirror among ten) does not mean that the last one will.
 */
export function browserCommands({ platform, has, isUbuntu, prefix }) {
  if (platform === "darwin")
    return has("brew") ? [["brew", "install", "--cask", "chromium"]] : null;
  if (platform !== "linux") return null;
  if (has("apt-get")) {
    // sudo clears the environment, so the variable is set behind it.
    const apt = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    // Ubuntu's `chromium` is a name without a package; `chromium-browser` brings the one that exists.
    const name = isUbuntu ? "chromium-browser" : "chromium";
    return [
      [...apt, "update"],
      [...apt, "install", "-y", "--no-install-recommends", name],
    ];
  }
  if (has("dnf")) return [[...prefix, "dnf", "install", "-y", "chromium"]];
  if (has("apk")) return [[...prefix, "apk", "add", "chromium"]];
  if (has("pacman")) return [[...prefix, "pacman", "-S", "--noconfirm", "chromium"]];
  return null;
}
