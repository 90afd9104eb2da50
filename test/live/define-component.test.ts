// What defineComponent accepts, and the bindings that its render is given.
import { expect } from "chai";
import { defineComponent } from "slotwire";
import { Action } from "../../src/jsx/action.js";
import type { Component } from "../../src/jsx/rendered.js";
import { statefulOf } from "../../src/jsx/stateful.js";
import type { ComponentDefinition } from "../../src/live/component-definition.js";

const state = () => ({ count: 0 });
const render = () => null;

const define = (options: object) => () => defineComponent(options as never);

function onOf(component: unknown, owner: string): Record<string, unknown> {
  const definition = statefulOf(component as Component) as ComponentDefinition;
  return definition.createOn(owner) as Record<string, unknown>;
}

describe("defineComponent", () => {
  it("makes a function whose name is the component's", () => {
    expect(defineComponent({ name: "star", state, render }).name).to.equal("star");
  });

  it("says which option is missing, unknown or of the wrong kind", () => {
    expect(define({ state, render })).to.throw('expected "name" of a component to be a string');
    expect(define({ name: "", state, render })).to.throw("COMPONENT_OPTION");
    expect(define({ name: "a", render })).to.throw(
      'expected "state" of a component to be a function',
    );
    expect(define({ name: "a", state })).to.throw('"render" of a component');
    expect(define({ name: "a", state: {}, render })).to.throw("COMPONENT_OPTION");
    expect(define({ name: "a", state, render, actions: () => {} })).to.throw(
      "an object of handlers",
    );
    expect(define({ name: "a", state, render, mount: state })).to.throw('Fix: write "mounted"');
    expect(() => defineComponent(null as never)).to.throw("COMPONENT_OPTION");
  });

  it("checks handlers as a view does", () => {
    const run = () => ({});
    expect(define({ name: "a", state, render, actions: { x: 5 } })).to.throw(
      "expected a: actions.x to be a function",
    );
    expect(define({ name: "a", state, render, events: { x: run }, actions: { x: run } })).to.throw(
      "expected the events and actions of a to have different names",
    );
  });

  it("binds events and actions to the instance, each once", () => {
    const Star = defineComponent({
      name: "star",
      state,
      events: { clear: () => ({ count: 0 }) },
      actions: { add: ({ count }, _ctx, by: number) => ({ count: count + by }) },
      render,
    });
    const on = onOf(Star, "star#1");
    const { add, clear } = on as { add: (by: number) => Action; clear: Action };
    expect(clear).to.deep.equal(new Action("star#1", "clear", undefined));
    expect(add(5)).to.deep.equal(new Action("star#1", "add", 5));
    expect(on.add).to.equal(add);
    expect(on.clear).to.equal(clear);
    expect(onOf(Star, "star#2").clear).to.deep.equal(new Action("star#2", "clear", undefined));
    expect(() => on.ad).to.throw('Fix: write "add"');
    expect(() => add(Symbol("x") as unknown as number)).to.throw("ACTION_ARGUMENT");
  });

  it("has no bindings but its own", () => {
    const on = onOf(defineComponent({ name: "bare", state, render }), "bare#1");
    expect(() => on.toString).to.throw("UNKNOWN_EVENT");
    expect(() => on.constructor).to.throw("UNKNOWN_EVENT");
  });
});
