// The same HTML with and without the precompiler: attributes, class lists and styles, spreads.
import { bothModes } from "../support/both-modes.js";

bothModes("attributes", [
  ['<p title="a\n   b"/>', '<p title="a\n   b"></p>'],
  ["<p title='say \"hi\"'/>", '<p title="say &quot;hi&quot;"></p>'],
  ['<p title="a\\n"/>', '<p title="a\\n"></p>'],
  [
    "<input disabled checked={true} readonly={false} required={undefined} value={null}/>",
    "<input disabled checked>",
  ],
  [
    "<p aria-hidden={false} data-x={true} data-y={no}/>",
    '<p aria-hidden="false" data-x="true" data-y="false"></p>',
  ],
  [
    "<p draggable={no} spellcheck={yes} contenteditable={false} hidden={no}/>",
    '<p draggable="false" spellcheck="true" contenteditable="false"></p>',
  ],
  [
    "<p tabindex={-1} data-n={1e21} data-m={0x10} data-nan={NaN} data-inf={-1/0} data-big={10n}/>",
    '<p tabindex="-1" data-n="1e+21" data-m="16" data-nan="NaN" data-inf="-Infinity" data-big="10"></p>',
  ],
  ["<p class={`a ${x} b`}/>", '<p class="a v b"></p>'],
  ['<p class={`a\\n"b"`}/>', '<p class="a\n&quot;b&quot;"></p>'],
  ["<p title={bad}/>", '<p title="&quot;&gt;&lt;script&gt;&amp;"></p>'],
  ['<p title="" class={""}/>', '<p title="" class=""></p>'],
  ['<p a:b="1" c-d={x}/>', '<p a:b="1" c-d="v"></p>'],
  ['<p id="1" id="2" title={x}/>', '<p id="2" title="v"></p>'],
  ['<p children="c" id={x}/>', '<p id="v">c</p>'],
  ['<label for="f">l</label>', '<label for="f">l</label>'],
  ["<time datetime={new Date(0)}/>", '<time datetime="1970-01-01T00:00:00.000Z"></time>'],
  [
    '<a href={new URL("https://a.example/?q=1&r")}/>',
    '<a href="https://a.example/?q=1&amp;r"></a>',
  ],
  ["<p title={x || no} id={n}/>", '<p title="v" id="3"></p>'],
]);

bothModes("class lists and styles", [
  ['<p class={["a", no && "b", ["c", { d: yes, e: no }], n]}/>', '<p class="a c d 3"></p>'],
  ['<p class={["a", { b: true }]}/>', '<p class="a b"></p>'],
  ["<p class={list}/>", '<p class="b c"></p>'],
  ["<p class={[]}/>", "<p></p>"],
  ['<p class={yes ? "on" : list}/>', '<p class="on"></p>'],
  ["<p class={{ a: n > 2, b: n > 3 }}/>", '<p class="a"></p>'],
  [
    "<p style={{ color: 'red', backgroundColor: x }}/>",
    '<p style="color:red;background-color:v"></p>',
  ],
  [
    '<p style={{ color: "red", "--gap": "4px", zIndex: 3, opacity: null, WebkitMask: "none" }}/>',
    '<p style="color:red;--gap:4px;z-index:3;-webkit-mask:none"></p>',
  ],
  ['<p style="color: red"/>', '<p style="color: red"></p>'],
  ['<p style={{ color: "red;} body {" }}/>', "<p></p>"],
  ["<p style={{}}/>", "<p></p>"],
  [
    "<p style={{ background: 'url(\"/a;b.png\")', content: '\";\"' }}/>",
    '<p style="background:url(&quot;/a;b.png&quot;);content:&quot;;&quot;"></p>',
  ],
]);

bothModes("spreads", [
  ['<p class="a" {...o} id="z"/>', '<p class="oc" id="z">kid</p>'],
  ['<p {...o} class="a"/>', '<p id="oid" class="a">kid</p>'],
  ['<p {...{ children: "kid" }}/>', "<p>kid</p>"],
  ['<p {...{ children: "kid" }}>own</p>', "<p>own</p>"],
  ['<p {...{ children: ["a", "b"] }}/>', "<p>ab</p>"],
  ["<p {...{ children: <b>{x}</b> }}/>", "<p><b>v</b></p>"],
  [
    "<input {...{ value: bad, disabled: true, children: 1 }}/>",
    '<input value="&quot;&gt;&lt;script&gt;&amp;" disabled>',
  ],
  ["<p {...null} {...undefined} {...no}/>", "<p></p>"],
  [
    '<p {...{ class: list, style: { color: "red" }, "aria-busy": false }}/>',
    '<p class="b c" style="color:red" aria-busy="false"></p>',
  ],
  ['<textarea {...{ children: "kid" }}/>', "<textarea>\nkid</textarea>"],
  ['<p {...o} key="k">a{x}</p>', '<p id="oid" class="oc">av</p>'],
  ["<p key={x} {...o}/>", '<p id="oid" class="oc">kid</p>'],
  [
    "<ul>{[1].map((i) => <li {...o} key={i}>{i}</li>)}</ul>",
    '<ul><li l=2 id="oid" class="oc">1</li></ul>',
  ],
  ['<Show {...o} key="k"/>', '<s l=2 title="id,class,children">kid</s>'],
  ["<Show {...o}>own</Show>", '<s l=2 title="id,class,children,key">own</s>'],
  ["<p {...{ title: x }}><b/></p>", '<p title="v"><b></b></p>'],
  ["<pre {...{ title: x }}/>", '<pre title="v">\n</pre>'],
  [
    "<Show {...o} key={<b/>} a={<i>{x}</i>}>a{n}</Show>",
    '<s l=2 title="id,class,children,a">a3</s>',
  ],
  ["<p {...o} key={x}/>", '<p id="oid" class="oc">kid</p>'],
]);
