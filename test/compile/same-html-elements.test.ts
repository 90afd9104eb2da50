// The same HTML with and without the precompiler: elements, fragments, components.
import { bothModes } from "../support/both-modes.js";

bothModes("elements", [
  ['<><br/><hr/><img src="x"/><wbr></wbr></>', '<br><hr><img src="x"><wbr>'],
  ["<div/>", "<div></div>"],
  [
    '<svg viewBox="0 0 1 1"><linearGradient/><path d="M0"/><foreignObject><p/></foreignObject></svg>',
    '<svg viewBox="0 0 1 1"><linearGradient></linearGradient><path d="M0"></path><foreignObject><p></p></foreignObject></svg>',
  ],
  ['<use xlink:href="#a"/>', '<use xlink:href="#a"></use>'],
  ["<math><mi>x</mi></math>", "<math><mi>x</mi></math>"],
  ['<pre>{"\\nx"}</pre>', "<pre>\n\nx</pre>"],
  ["<pre>\n  a\n  b</pre>", "<pre>\na b</pre>"],
  ["<pre/>", "<pre>\n</pre>"],
  ["<pre><b>{x}</b></pre>", "<pre>\n<b>v</b></pre>"],
  ["<textarea>{x}</textarea>", "<textarea>\nv</textarea>"],
  ["<textarea>a{x}{n}{no}</textarea>", "<textarea>\nav3</textarea>"],
  ["<textarea>{bad}</textarea>", '<textarea>\n"&gt;&lt;script&gt;&amp;</textarea>'],
  ["<title>{x} · {n}</title>", "<title>v · 3</title>"],
  ['<title>fixed &amp; {"<b>"}</title>', "<title>fixed &amp; &lt;b&gt;</title>"],
  ["<textarea/>", "<textarea>\n</textarea>"],
  [
    '<select><option value="1" selected={x === "v"}>1</option></select>',
    '<select><option value="1" selected>1</option></select>',
  ],
  ['<my-el foo-bar="1" live-click={x}/>', '<my-el foo-bar="1" live-click="v"></my-el>'],
  [
    "<table><tbody><tr><td>{x}</td></tr></tbody></table>",
    "<table><tbody><tr><td>v</td></tr></tbody></table>",
  ],
  ['<script src="/a.js" defer></script>', '<script src="/a.js" defer></script>'],
  ['<script>{raw("a < b && c")}</script>', "<script>a < b && c</script>"],
  ["<style>{raw(`a > ${x} {}`)}</style>", "<style>a > v {}</style>"],
  ['<style>{raw("a{}")}{raw("b{}")}</style>', "<style>a{}b{}</style>"],
  ["<noscript>a {x}</noscript>", "<noscript>a v</noscript>"],
  [
    '<noscript>{raw("<b>x</b>")} or {bad}</noscript>',
    '<noscript><b>x</b> or "&gt;&lt;script&gt;&amp;</noscript>',
  ],
  ["<template><p>t</p></template>", "<template><p>t</p></template>"],
  ["<svg><title>t {x}</title></svg>", "<svg><title>t v</title></svg>"],
  [
    "<iframe srcdoc={bad}/>",
    '<iframe srcdoc="&quot;&amp;gt;&amp;lt;script&amp;gt;&amp;amp;"></iframe>',
  ],
  ['<iframe srcdoc={raw("<b>")}/>', '<iframe srcdoc="&lt;b&gt;"></iframe>'],
  [
    '<button live-click="go" live-value-id={n}>b</button>',
    '<button live-click="go" live-value-id="3">b</button>',
  ],
]);

bothModes("fragments", [
  ["<>a{x}<b/></>", "av<b></b>"],
  ["<><><b/></></>", "<b></b>"],
  ["<></>", ""],
  ["<>{x}</>", "v"],
  ["<>text</>", "text"],
  ["<>{[1, 2]}</>", "12"],
  ['<Fragment key="a">a</Fragment>', "a"],
  ["<Fragment>a{x}</Fragment>", "av"],
  ["<p><>a{x}</>b<></></p>", "<p>avb</p>"],
  [
    "<ul>{[1, 2].map((i) => <Fragment key={i}><li>{i}</li><li/></Fragment>)}</ul>",
    "<ul><li>1</li><li></li><li>2</li><li></li></ul>",
  ],
  ["<>{x}{x}</>", "vv"],
]);

bothModes("components", [
  ['<Show a="1" b>t</Show>', '<s l=2 title="a,b,children">t</s>'],
  ["<Show>{x}</Show>", '<s l=2 title="children">v</s>'],
  ["<Show>{x}{x}</Show>", '<s l=2 title="children">vv</s>'],
  ["<Show>\n  <b/>\n  {x}\n</Show>", '<s l=2 title="children"><b></b>v</s>'],
  ["<Call>{(i) => i + 1}</Call>", "4"],
  ["<Call>{(i) => <b>{i}</b>}</Call>", "<b l=2>3</b>"],
  ["<ns.Show a={<b/>}/>", '<s l=2 title="a"></s>'],
  ["<div><Nothing/>x</div>", "<div>x</div>"],
  ["<div><Text/></div>", "<div>a&lt;b</div>"],
  ["<div><Many/></div>", "<div>1<i>2</i></div>"],
  ["<Deep/>", '<s l=2 title="children"><b></b>v</s>'],
  ['<Show<string> a="x"/>', '<s l=2 title="a"></s>'],
  ["<Show a=<b/> />", '<s l=2 title="a"></s>'],
  ["<Show a={<>{x}<i/></>}/>", '<s l=2 title="a"></s>'],
  ["<_Show/>", '<s l=2 title=""></s>'],
  ["<$Show>a</$Show>", '<s l=2 title="children">a</s>'],
  ['<Tag class="t">a{x}</Tag>', '<em class="t">av</em>'],
  ['<Show key={x} a="1"/>', '<s l=2 title="a"></s>'],
  ['<Show a="1" key={n}>k</Show>', '<s l=2 title="a,children">k</s>'],
  ['<Show children="c"/>', '<s l=2 title="children">c</s>'],
  ['<Show children="c">own</Show>', '<s l=2 title="children">own</s>'],
  ["<Show><></></Show>", '<s l=2 title="children"></s>'],
  ["<Show>{}</Show>", '<s l=2 title=""></s>'],
  ["<Show>{(x, n)}</Show>", '<s l=2 title="children">3</s>'],
  [
    '<div><Show/><Show key="1"/><Show key={x}>a</Show></div>',
    '<div><s l=2 title=""></s><s l=3 title=""></s><s l=4 title="children">a</s></div>',
  ],
  [
    "<Show><Show/><b key={x}/><Show/></Show>",
    '<s l=2 title="children"><s l=3 title=""></s><b></b><s l=4 title=""></s></s>',
  ],
]);
