// Every payload in every context: whatever a visitor wrote stays text, and no URL of it runs code.
import { expect } from "chai";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { withDevelopment } from "../../src/jsx/development.js";
import { evaluateModule, JsxMode } from "../support/precompile.js";
import { printHtml } from "../support/print.js";

type Node = DefaultTreeAdapterTypes.ChildNode;

const markup = [
  "<script>alert(1)</script>",
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)',
  "' onfocus='alert(1)' autofocus='",
  "</textarea><script>alert(1)</script>",
  "</title><svg onload=alert(1)>",
  "</style><script>alert(1)</script>",
  "</noscript><img src=x onerror=alert(1)>",
  "--><script>alert(1)</script><!--",
  "<!--/r--><script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "`onclick=alert(1)//",
  "\0<script>alert(1)</script>",
  "<scr\0ipt>alert(1)</scr\0ipt>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<![CDATA[<script>alert(1)</script>]]>",
  "x=\r\nonerror=alert(1) ",
];

const urls = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "\0javascript:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  "java\r\nscript:alert(1)",
  "javascript\t:alert(1)",
  "\u00a0javascript:alert(1)",
  "javascript&colon;alert(1)",
  "&#106;avascript:alert(1)",
  "javascript://example.com/%0aalert(1)",
  "vbscript:msgbox(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "DATA:text/html;charset=utf-8,<script>alert(1)</script>",
  "data:application/xhtml+xml,<x/>",
  "data:image/png,text/html,<script>",
  "filesystem:https://a.example/x",
  "view-source:javascript:alert(1)",
  "x:javascript:alert(1)",
  "/a.png 1x, javascript:alert(1) 2x",
  "0;javascript:alert(1)",
  "0;url=javascript:alert(1)",
  "url(javascript:alert(1))",
];

const styles = [
  "red;background:url(javascript:alert(1))",
  'url("javascript:alert(1)")',
  "url( 'java\\script:alert(1)' )",
  "expression(alert(1))",
  "red}body{display:none",
  "red/*",
  'red"',
  "\\75rl(javascript:alert(1))",
  "red;position:fixed",
  "u\\72l(x)",
];

const payloads = [...markup, ...urls, ...styles];

const contexts = [
  "<p>{v}</p>",
  "<p>a {v}{v} b</p>",
  "<p>{[v, [v]]}</p>",
  "<p title={v}/>",
  "<p title={`a ${v}`} data-json={JSON.stringify({ v })}/>",
  "<p class={v}/>",
  "<p class={[v, { [v]: true }]}/>",
  "<p style={{ color: v, background: v, '--own': v }}/>",
  "<p style={{ [v]: 'red' }}/>",
  "<p {...{ title: v, id: v }}/>",
  "<p {...{ [v]: 'x' }}/>",
  "<p {...{ [`data-${v}`]: v }}/>",
  "<p {...{ onclick: v, ONCLICK: v, onClick: v, 'on-click': v }}/>",
  "<p {...{ dangerouslySetInnerHTML: { __html: v }, innerHTML: v }}/>",
  "<a href={v}/>",
  "<a {...{ href: v, HREF: v }}/>",
  "<a ping={v} href='/x'/>",
  "<img src={v}/>",
  "<img srcset={v}/>",
  "<video poster={v}/>",
  "<form action={v}><button formaction={v}/></form>",
  "<object data={v}/>",
  "<iframe src={v}/>",
  "<iframe srcdoc={v}/>",
  "<svg><use xlink:href={v}/><a href={v}/></svg>",
  "<svg><a><animate attributeName='href' to={v} from={v} by={v} values={v}/></a></svg>",
  "<math><maction xlink:href={v}/></math>",
  "<meta http-equiv='refresh' content={v}/>",
  "<textarea>{v}</textarea>",
  "<textarea value={v}/>",
  "<title>{v}</title>",
  "<noscript>{v}</noscript>",
  "<noscript>a{v}</noscript>",
  "<option value={v}>{v}</option>",
  "<input value={v} live-value-id={v}/>",
  "<b live-click={v}/>",
  "<p title={{ toString: () => v }}/>",
  "<p title={() => v}/>",
];

describe("cross-site scripting", () => {
  for (const mode of [JsxMode.runtime, JsxMode.precompiled]) {
    for (const context of contexts) {
      it(`has no way in at ${context} (${mode})`, () => {
        const { render } = evaluateModule(`export const render = (v) => ${context};`, mode);
        const print = (value: string): string =>
          withDevelopment(false, () => printHtml((render as (value: string) => unknown)(value)));
        const expectedTags = tagsOf(print("x"));
        for (const payload of payloads) {
          const html = print(payload);
          expect(tagsOf(html), `tags of ${html}`).to.deep.equal(expectedTags);
          assertHarmless(html);
        }
      });
    }
  }

  it("covers at least 150 cases", () => {
    expect(payloads.length * contexts.length).to.be.at.least(150);
  });
});

function elementsOf(html: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (!("tagName" in node)) continue;
      found.push(node);
      visit(node.childNodes);
    }
  };
  // As in a browser that runs scripts: the content of a noscript is text.
  visit(parseFragment(html, { scriptingEnabled: true }).childNodes);
  return found;
}

function tagsOf(html: string): string[] {
  return elementsOf(html).map((element) => element.tagName);
}

const urlAttributes = /^(?:(?:xlink:)?href|src|action|formaction|data|poster)$/;
const urlLists: Readonly<Record<string, RegExp>> = {
  ping: /[\t\n\f\r ]+/,
  srcset: /,?[\t\n\f\r ]+/,
};
const animated = /^(?:to|from|by|values)$/;

function assertHarmless(html: string): void {
  for (const { attrs, tagName } of elementsOf(html)) {
    expect(tagName).not.to.equal("script");
    for (const { name, prefix, value } of attrs) {
      const fullName = prefix ? `${prefix}:${name}` : name;
      expect(fullName, html).not.to.match(/^on/i);
      if (fullName === "srcdoc") assertHarmless(value);
      if (fullName === "style") {
        expect(value, html).not.to.match(/script:|expression|position|url\(|[{}\\]/i);
      }
      if (urlAttributes.test(fullName)) assertSafeUrl(value, html);
      const separator = urlLists[fullName];
      if (separator) for (const part of value.split(separator)) assertSafeUrl(part, html);
      if (animated.test(fullName)) {
        for (const part of value.split(";"))
          expect(protocolOf(part)).not.to.match(/^(?:javascript|vbscript|data):/);
      }
    }
  }
}

/** By the URL parser of the platform, not by ours. */
function protocolOf(value: string): string {
  const base = "https://base.example/";
  return URL.canParse(value, base) ? new URL(value, base).protocol : "";
}

function assertSafeUrl(value: string, html: string): void {
  const protocol = protocolOf(value);
  expect(protocol, html).to.match(/^$|^(?:https?|mailto|tel|sms|ftp|blob|about|data):$/);
  if (protocol === "data:") {
    expect(value.trim(), html).to.match(/^data:(?:image|audio|video|font)\//i);
  }
}
