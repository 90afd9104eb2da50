// Which commands install a package on this machine, by the package manager that it has.

/**
 * The commands in their order, or null where no package manager is known, or none has the package. All but
 * the last only prepare: one that fails (a broken mirror among ten) does not mean that the last one will.
 */
export function packageCommands({ platform, has, prefix }, names) {
  const { apt, brew, dnf, apk, pacman } = names;
  if (platform === "darwin") return has("brew") ? [["brew", "install", ...brew]] : null;
  if (platform !== "linux") return null;
  if (has("apt-get")) {
    // sudo clears the environment, so the variable is set behind it.
    const get = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    return [
      [...get, "update"],
      [...get, "install", "-y", "--no-install-recommends", apt],
    ];
  }
  if (has("dnf")) return [[...prefix, "dnf", "install", "-y", dnf]];
  if (has("apk")) return [[...prefix, "apk", "add", apk]];
  if (has("pacman")) return [[...prefix, "pacman", "-S", "--noconfirm", pacman]];
  return null;
}
