// Follows the network and the user: a page that has waited comes back at once when either does.

export interface PresencePage {
  readonly wire: { wake(): void };
}

export function followPresence({ wire }: PresencePage): void {
  const wake = (): void => {
    if (!document.hidden) wire.wake();
  };
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
}
