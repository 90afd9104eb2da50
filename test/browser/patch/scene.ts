// Drives a scene of page/scenes-page.tsx with what a user does in a real browser.
import type { Page } from "playwright-core";
import type { OpenPage } from "../../support/browser.js";
import { openPatchPage } from "./open-patch-page.js";
import type { Scenes } from "./page/scenes-page.js";

declare const scenes: Scenes;

export interface Scene extends AsyncDisposable {
  readonly page: Page;
  /** Calls a function of the scene in the page. */
  call<Name extends keyof Scenes>(
    name: Name,
    ...given: Parameters<Scenes[Name]>
  ): Promise<ReturnType<Scenes[Name]>>;
  /** A property of the element with this id. */
  read(id: string, property: string): Promise<unknown>;
  /** The ids of the focused element, and its selection as `start-end` where it has one. */
  focus(): Promise<string>;
}

let opened: Promise<OpenPage> | undefined;

/** One page for all scenes of a file: it is bundled and opened once. */
export async function openScene(
  name: Parameters<Scenes["start"]>[0],
  state: object,
): Promise<Scene> {
  opened ??= openPatchPage("scenes-page.tsx");
  const { page } = await opened;
  const call: Scene["call"] = (method, ...given) =>
    page.evaluate(([called, args]) => (scenes[called] as (...all: unknown[]) => never)(...args), [
      method,
      given,
    ] as const);
  await call("start", name, state);
  return {
    page,
    call,
    read: (id, property) =>
      page.evaluate(([of, name]) => Reflect.get(document.getElementById(of) as object, name), [
        id,
        property,
      ] as const),
    focus: () =>
      page.evaluate(() => {
        const { id, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
        return selectionStart == null ? id : `${id} ${selectionStart}-${selectionEnd}`;
      }),
    [Symbol.asyncDispose]: async () => {
      await page.evaluate(() => document.body.replaceChildren());
    },
  };
}

export async function closeScenes(): Promise<void> {
  await (await opened)?.[Symbol.asyncDispose]();
  opened = undefined;
}
