// Everything that an app imports from "slotwire", by what it is for.

// The app

export { LiveError, type LiveErrorCode } from "./errors.js";
export { createLive } from "./http/create-live.js";
export type { Embedded, EmbedOptions } from "./http/embedding.js";
export type { Layout, LayoutProps } from "./http/layout.js";
export type { Live } from "./http/live.js";
export type { LiveOptions, PageOptions } from "./http/options.js";
export type { Handler, LiveRequest, LiveResponse } from "./http/request.js";
export type { BannerWords } from "./http/script-data.js";
export type { AssetOptions } from "./http/static-assets.js";
export type { Limits } from "./session/limits.js";
export type { LiveStats } from "./session/stats.js";

// Views

export type { Action, EventRef } from "./jsx/action.js";
export { isLocalUrl } from "./jsx/local-url.js";
export type {
  Ctx,
  MountCtx,
  MountVisit,
  NoProps,
  Payload,
  SessionData,
  Visit,
} from "./live/context.js";
export { defineView } from "./live/define-view.js";
export type { Flash } from "./live/flash.js";
export { type HookProps, hook } from "./live/hook.js";
export { jsonLd } from "./live/json-ld.js";
export type { LiveLayout, LiveLayoutProps, TitleTemplate } from "./live/live-layout.js";
export { LiveView, type LiveViewProps } from "./live/live-view.js";
export type { Loaded, Loader, LoaderCtx } from "./live/loaded.js";
export { FocusTrap, type FocusTrapProps, Portal, type PortalProps } from "./live/portal.js";
export type { ParamsOf } from "./live/route-params.js";
export type { DefinedView, StateOf, View, ViewOptions } from "./live/view.js";

// Commands

export type { CommandTarget, Transition } from "./jsx/command-checks.js";
export type {
  DispatchOptions,
  PushOptions,
  ShowOptions,
  ToggleOptions,
  TransitionOptions,
  VisitOptions,
} from "./jsx/command-options.js";
export type { Commands } from "./jsx/commands.js";
export { js } from "./live/js.js";

// Forms

export { type FormDefinition, type FormErrors, type FormOptions, form } from "./live/form.js";
export { Field, Form, Rows } from "./live/form-components.js";
export {
  type FormField,
  type FormList,
  type FormRow,
  fieldOf,
  type RowButton,
  rowsOf,
} from "./live/form-field.js";
export type { FieldName, InitialValues, ListName } from "./live/form-names.js";
export type { FormScope, FormState } from "./live/form-state.js";

// Components

export type {
  ComponentCtx,
  ComponentId,
  ComponentOptions,
  DefinedComponent,
} from "./live/component.js";
export { defineComponent } from "./live/define-component.js";

// Topics

export { type Topic, type TopicFamily, topic } from "./live/topic.js";
export type { Envelope, Missed, PubSubAdapter } from "./pubsub/adapter.js";

// Stores

export type {
  ClaimResult,
  PutOptions,
  PutResult,
  SessionStore,
  StoredSnapshot,
  StoreStats,
} from "./stores/store.js";

// TSX

export { createElement, Fragment } from "./jsx/jsx.js";
export type { Element, JSX } from "./jsx/jsx-types.js";
export { raw } from "./jsx/raw.js";
export type { Child, Component, Raw } from "./jsx/rendered.js";
export { renderToString } from "./tree/render-to-string.js";
