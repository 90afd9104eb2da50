// What a printed form gets so that it works without JavaScript, and which forms get nothing.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, raw } from "slotwire";
import { Forms } from "../../support/form-view.js";
import { hiddenField, viewOf } from "../../support/form-visitor.js";
import { serve } from "../../support/server.js";
import { Visitor } from "../../support/visitor.js";

const field = (value: string) =>
  `<input type="hidden" name="_live" value="TOKEN ${value}" autocomplete="off">`;

async function viewAt(view: Parameters<ReturnType<typeof createLive>["page"]>[0], rejoins = false) {
  const live = createLive();
  await using site = await serve(express().get("/", live.page(view)), live);
  const headers = new Headers(rejoins ? { "live-rejoin": "1" } : {});
  return (await new Visitor(site.url).get("/", { headers })).html;
}

describe("a printed form", () => {
  it("has a method, and a hidden field that says what it is for", async () => {
    const chain =
      "[[3,0,&quot;busy&quot;],[18,0,&quot;save&quot;,{&quot;by&quot;:&quot;push&quot;}]]";
    expect(viewOf(await viewAt(Forms))).to.equal(
      `<div><form live-submit="save" method="post">${field("save")}</form>` +
        `<form live-submit="typed" method="POST">${field("typed")}</form>` +
        `<form live-submit="leave" method="post">${field("leave")}</form>` +
        `<form live-submit="refuse" method="post">${field("refuse")}</form>` +
        `<form live-submit="fail" method="post">${field("fail")}</form>` +
        `<form live-submit="shine" method="post">${field("shine")}</form>` +
        `<form live-submit="${chain}" method="post">${field("save by=push")}</form>` +
        `<form live-submit="save" live-value-id="7 &amp; 8" method="post">${field("save id=7+%26+8")}</form>` +
        `<form l=2 live-submit="@ACTION" method="post">${field("@ACTION")}<output>0</output></form>` +
        `<form l=3 live-submit="@ACTION" method="post">${field("@ACTION")}</form>` +
        `<form l=4 live-submit="@ACTION" method="post">${field("@ACTION")}</form><p></p></div>`,
    );
  });

  it("calls an action by another name than the page does", async () => {
    const html = await viewAt(Forms);
    const names = [...html.matchAll(/@[\w-]{7}/g)].map(([name]) => name);
    expect(names).to.have.length(6);
    expect(new Set(names)).to.have.property("size", 6);
  });

  it("has one token with all others of its page, and another one on the next page", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(Forms)), live);
    const visitor = new Visitor(site.url);
    const pages = [(await visitor.get("/")).html, (await visitor.get("/")).html];
    const tokens = pages.map((html) => [0, 5, 9].map((at) => hiddenField(html, at).split(" ")[0]));
    expect(tokens.map((each) => new Set(each).size)).to.deep.equal([1, 1]);
    expect(tokens[0]?.[0]).to.not.equal(tokens[1]?.[0]);
  });

  it("is left alone when it goes elsewhere, is nobody's, or is raw", async () => {
    const forms =
      '<form live-submit="save" action="/search"></form><form live-submit="save" method="get"></form>' +
      '<form live-submit="save" method="dialog"></form><form live-submit></form><form></form>' +
      '<!--r--><form live-submit="save"></form><!--/r-->' +
      '<script>const a = `<form live-submit="save">`</script>';
    const View = defineView({
      mount: () => ({}),
      events: { save: () => ({}) },
      render: () => (
        <main>
          <form live-submit="save" action="/search" />
          <form live-submit="save" method="get" />
          <form live-submit="save" method="dialog" />
          <form live-submit="" />
          <form />
          {raw('<form live-submit="save"></form>')}
          <script>{raw('const a = `<form live-submit="save">`')}</script>
        </main>
      ),
    });
    expect(viewOf(await viewAt(View)).replace('live-submit=""', "live-submit")).to.equal(
      `<main>${forms}</main>`,
    );
  });

  it("has none of this in the answer to a page whose script runs", async () => {
    expect(await viewAt(Forms, true)).to.not.match(/_live|method="post"/);
  });
});
