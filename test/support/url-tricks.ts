// URLs that are made to leave a site or to run script in it, and harmless ones that look alike, with what is expected of each.

export interface UrlTrick {
  /** What stands where a URL is expected. */
  readonly given: string;
  readonly why: string;
  /** A handler, `mount`, a command or a header may name it as a path of this site. */
  readonly isLocal: boolean;
  /** Printed as the `href` of a link: an ordinary link may lead to other sites, and runs nothing. */
  readonly isPrinted: boolean;
  /**
   * Where a browser goes that follows it from a page of the site: to a page of the same origin, to another
   * origin or program, or nowhere, since it is no URL. What runs as a script goes elsewhere.
   */
  readonly goes: "here" | "elsewhere" | "nowhere";
}

type Rows = readonly (readonly [given: string, why: string])[];

/** Paths of the site, however strange. */
const paths: Rows = [
  ["/", "the shortest path"],
  ["/list?next=//evil.test", "another host in the query"],
  ["/list?next=https://evil.test/", "a whole URL in the query"],
  ["/list#//evil.test", "another host in the hash"],
  ["/%2Fevil.test", "an encoded slash after the first"],
  ["/%2f%2fevil.test", "two encoded slashes, in small letters"],
  ["/%5Cevil.test", "an encoded backslash"],
  ["/%09/evil.test", "an encoded tab between slashes"],
  ["/%00", "an encoded null byte"],
  ["/@evil.test", "a user's name without a host"],
  ["/a@evil.test:80/", "user, host and port behind a slash"],
  ["/javascript:alert(1)", "a scheme behind a slash"],
  ["/https://evil.test", "a whole URL behind a slash"],
  ["/:80", "a port without a host"],
  ["/.evil.test", "a dot that might end a host"],
  ["/\uff0fevil.test", "a full-width slash after a slash"],
  ["/\u2215evil.test", "a division slash after a slash"],
  ["/\u3002evil.test", "an ideographic full stop"],
  ["/\uff0eevil.test", "a full-width dot"],
  ["/\u202e/tset.live", "text from right to left"],
  ["/\u00a0/evil.test", "a space that is none to URLs"],
  ["/\u2028/evil.test", "a line separator that is none to URLs"],
  ["/\ud800", "half a character"],
  ["/a/../b", "a way back within the site"],
  ["/../../b", "a way back beyond the root"],
  [`/${"a".repeat(5000)}`, "a very long path"],
];

/** They stay on the site, but are no paths of it from the first character on, or are not the same to all who read them. */
const unclear: Rows = [
  ["", "nothing"],
  ["?page=2", "a query alone"],
  ["#end", "a hash alone"],
  ["?", "the beginning of a query alone"],
  ["#", "the beginning of a hash alone"],
  ["list", "a relative path"],
  ["./list", "a relative path with a dot"],
  ["../list", "a relative path with two dots"],
  ["evil.test", "a host that is a relative path"],
  ["@evil.test", "a user's name that is a relative path"],
  ["%2F%2Fevil.test", "encoded slashes that are a relative path"],
  ["\uff0f\uff0fevil.test", "full-width slashes that are a relative path"],
  ["java&#115;cript:alert(1)", "an entity that nobody decodes twice"],
  ["javascript&colon;alert(1)", "a named entity that nobody decodes twice"],
  ["javascript%3Aalert(1)", "an encoded colon"],
  ["java%0ascript:alert(1)", "an encoded line break in a scheme"],
  ["http:list", "a scheme without slashes is relative to a page of the same scheme"],
  ["http:/list", "a scheme with one slash is, too"],
  ["/.//evil.test", "becomes two slashes where dots are taken away"],
  ["/a/..//evil.test", "becomes two slashes where the way back is taken"],
  ["/%2e//evil.test", "an encoded dot is a dot, and becomes two slashes"],
  [
    "//site.test\\@evil.test/",
    "the host of the site ends at the backslash, but not for all who read it",
  ],
  ["/a b", "a space"],
  ["/list\u0000", "a null byte"],
  ["/li\tst", "a tab, which browsers drop"],
  ["/list\r\nLocation: //evil.test", "a line break, which headers must not have"],
  ["/list\u007f", "a control character that is not below the space"],
  ["/a\\b", "a backslash inside a path, which browsers read as a slash"],
];

/** To another host, by http. As a link it is what it says; nobody may be sent there in the name of a path. */
const others: Rows = [
  ["//evil.test", "another host with the scheme of the page"],
  ["///evil.test", "three slashes are two"],
  ["////evil.test/list", "four slashes are two"],
  ["/\\evil.test", "slash and backslash"],
  ["\\/evil.test", "backslash and slash"],
  ["\\\\evil.test", "two backslashes"],
  ["/\t/evil.test", "a tab between the slashes is dropped"],
  ["/\n/evil.test", "a line break between the slashes is dropped"],
  ["/\r\n\\evil.test", "line break and backslash"],
  [" //evil.test", "a space before it is dropped"],
  ["\u0000//evil.test", "a null byte before it is dropped"],
  ["\u001f//evil.test", "the last control character before it is dropped"],
  ["//evil\u3002test", "an ideographic full stop is a dot in a host"],
  ["//evil\uff0etest", "a full-width dot is a dot in a host"],
  ["//\uff45\uff56\uff49\uff4c.test", "full-width letters are letters in a host"],
  ["//site.test@evil.test/", "the site as a user's name"],
  ["//site.test:80@evil.test/", "the site with its port as name and password"],
  ["//site.test:81/", "another port of the host"],
  ["//site.test.evil.test/", "the site as the begin of another host"],
  ["//evil.test#@site.test", "the site in the hash"],
  ["//evil.test?@site.test", "the site in the query"],
  ["//[::1]/", "an address of version 6"],
  ["//[::ffff:127.0.0.1]:3000/", "an address of version 4 within one of version 6"],
  ["//2130706433/", "an address as one number"],
  ["//0x7f.1/", "an address in other digits"],
  ["http://evil.test/", "a whole URL"],
  ["https://evil.test/", "a whole URL"],
  ["HTTPS://EVIL.TEST", "a whole URL in capitals"],
  ["https:evil.test", "a scheme without slashes that is not that of the page"],
  ["https:/evil.test", "one slash is two behind another scheme"],
  ["https:\\\\evil.test", "backslashes behind a scheme"],
  ["ht\ntps://evil.test", "a line break in the scheme is dropped"],
  ["ftp://evil.test/", "another protocol"],
  ["mailto:a@evil.test", "another program"],
  ["blob:https://evil.test/1c5e-4f", "what a script of another site has made"],
];

/** Run in the page, or show what another wrote. */
const scripts: Rows = [
  ["javascript:alert(1)", "script"],
  ["JaVaScRiPt:alert(1)", "script in mixed letters"],
  [" javascript:alert(1)", "a space before it is dropped"],
  ["\u0001javascript:alert(1)", "a control character before it is dropped"],
  ["\u0000javascript:alert(1)", "a null byte before it is dropped"],
  ["java\tscript:alert(1)", "a tab in it is dropped"],
  ["java\r\nscript:alert(1)", "a line break in it is dropped"],
  ["javascript\n:alert(1)", "a line break before the colon is dropped"],
  ["\tj\na\rv\tascript\t:alert(1)", "all of them"],
  ["javascript://%0aalert(1)", "a comment that ends"],
  ["javascript://site.test/%0aalert(1)", "a comment that looks like the site"],
  ["vbscript:msgbox(1)", "script of another language"],
  ["data:text/html,<script>alert(1)</script>", "a document in the URL"],
  ["DATA:text/html;base64,PHNjcmlwdD4=", "an encoded document in capitals"],
  [
    "data:image/svg+xml,<svg onload=alert(1)>",
    "an image that is a document, where a link leads to it",
  ],
  ["view-source:https://evil.test", "a scheme of the browser"],
  ["file:///etc/passwd", "a file"],
  ["filesystem:https://site.test/a", "a scheme that is no more"],
];

/** No URLs, which a browser does not follow. */
const broken: Rows = [
  ["//", "a host that is not there"],
  ["/\\", "slash and backslash alone"],
  ["///", "slashes alone"],
  ["//[::1", "an address that does not end"],
  ["//evil.test:99999/", "a port that is none"],
  ["//evil test/", "a space in a host"],
  ["//\ud800/", "half a character in a host"],
  ["http://", "a scheme alone"],
  ["https://%00/", "an encoded null byte in a host"],
];

const elsewhere = { isLocal: false, goes: "elsewhere" } as const;

export const urlTricks: readonly UrlTrick[] = [
  ...toTricks(paths, { isLocal: true, isPrinted: true, goes: "here" }),
  ...toTricks(unclear, { isLocal: false, isPrinted: true, goes: "here" }),
  ...toTricks(others, { ...elsewhere, isPrinted: true }),
  ...toTricks(scripts, { ...elsewhere, isPrinted: false }),
  ...toTricks(broken, { isLocal: false, isPrinted: true, goes: "nowhere" }),
];

function toTricks(rows: Rows, expected: Omit<UrlTrick, "given" | "why">): readonly UrlTrick[] {
  return rows.map(([given, why]) => ({ given, why, ...expected }));
}
