// The types of tags and attributes from @kitajs/html, under a name that our own JSX namespace does not hide.
/// <reference types="@kitajs/html/jsx.d.ts" preserve="true" />

export type KitaElements = JSX.IntrinsicElements;
