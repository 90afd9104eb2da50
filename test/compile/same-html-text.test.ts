// The same HTML with and without the precompiler: whitespace, entities, expressions.
import { bothModes } from "../support/both-modes.js";

bothModes("whitespace", [
  ["<p>\n  a\n  b  \n</p>", "<p>a b</p>"],
  ["<p>a {1} b</p>", "<p>a 1 b</p>"],
  ["<p> {x} </p>", "<p> v </p>"],
  ["<p>\n {x}\n {x}\n</p>", "<p>vv</p>"],
  ["<p>a\t\tb</p>", "<p>a\t\tb</p>"],
  ["<p>\n \u00a0 a \u00a0\n</p>", "<p>a</p>"],
  ["<p>a\r\n  b\r\n</p>", "<p>a b</p>"],
  ["<p>  </p>", "<p>  </p>"],
  ['<p>a{" "}\n  b</p>', "<p>a b</p>"],
  ["<p>\n  {/* c */}\n</p>", "<p></p>"],
  ["<p>a\u2028 b</p>", "<p>a b</p>"],
  ["<b>a</b>", "<b>a</b>"],
]);

bothModes("entities", [
  [
    "<p>&lt;&amp;&nbsp;&copy;&hearts;&#39;&#x41;&apos;&unknown;</p>",
    "<p>&lt;&amp;\u00a0©♥'A'&amp;unknown;</p>",
  ],
  [
    '<p title="&quot;a&quot; &amp; &copy2 &notit;"/>',
    '<p title="&quot;a&quot; &amp; &amp;copy2 &amp;notit;"></p>',
  ],
  ["<p>&copy 2 &lt</p>", "<p>&amp;copy 2 &amp;lt</p>"],
  ["<p>{'>'} a</p>", "<p>&gt; a</p>"],
  ["<p>a&nbsp;\n  b</p>", "<p>a\u00a0 b</p>"],
  ["<p>&#13;&#10;</p>", "<p>&#13;\n</p>"],
  ['<p>{"&lt;"}</p>', "<p>&amp;lt;</p>"],
]);

bothModes("expressions", [
  [
    "<ul>{[1, 2].map((i) => <li key={i}>{i}{[3].map((j) => <b>{j}</b>)}</li>)}</ul>",
    "<ul><li l=2>1<b>3</b></li><li l=3>2<b>3</b></li></ul>",
  ],
  ['<p>{x && <b>{x}</b>}{0}{false}{null}{undefined}{""}{NaN}{0n}{-0}</p>', "<p><b>v</b>0NaN00</p>"],
  ['<p>{x ? <b/> : "n<o"}{no ? <b/> : <i>{n}</i>}</p>', "<p><b></b><i>3</i></p>"],
  [
    "<p title={bad}>{bad}</p>",
    '<p title="&quot;&gt;&lt;script&gt;&amp;">"&gt;&lt;script&gt;&amp;</p>',
  ],
  ["<Show x={(() => { const y = <i>{x}</i>; return <u>{y}</u>; })()}/>", '<s l=2 title="x"></s>'],
  ["<p>{(x as string)}{x!}{x satisfies string}</p>", "<p>vvv</p>"],
  ["<p>{(0, x)}</p>", "<p>v</p>"],
  ["<p>{/* c */}a{// d\n}</p>", "<p>a</p>"],
  ['<p>{(<T,>(a: T) => a)("g")}</p>', "<p>g</p>"],
  ["<p>{`a${x}`}{`b<`}</p>", "<p>avb&lt;</p>"],
  ["<p>{(<b>{x}</b>)}</p>", "<p><b>v</b></p>"],
  ['<p>{raw("<b>r</b>")}</p>', "<p><!--r--><b>r</b><!--/r--></p>"],
  ["<p>{[x, [n, [null, true]]]}</p>", "<p>v3</p>"],
  ['<div><p key="1">a</p><p key={x}>b</p></div>', "<div><p>a</p><p>b</p></div>"],
  ["<li key={`${x}`} class={x}>{n}</li>", '<li class="v">3</li>'],
  ["<li class={x} key={n} title={x}>a{n}<b/>{x}</li>", '<li class="v" title="v">a3<b></b>v</li>'],
  ["<div>{n > 2 && <><dt>{x}</dt><dd/></>}</div>", "<div><dt>v</dt><dd></dd></div>"],
]);
