// Which URLs may stand in an attribute, judged as a browser parses them.

const schemes: ReadonlySet<string> = new Set("http https mailto tel sms ftp blob about".split(" "));

/** Data URLs that can only be shown, or run at most in an origin of their own. */
const mediaTypes = /^data:(?:image|audio|video|font)\/[a-z0-9.+-]+[;,]/i;

// The URL parser strips leading C0 controls and spaces, and removes tabs and newlines anywhere.
const leading = /^[\0- ]+/;
const removed = /[\t\n\r]/g;
const scheme = /^([a-z][a-z0-9+.-]*):/i;

function schemeOf(url: string): string | null {
  return scheme.exec(url)?.[1]?.toLowerCase() ?? null;
}

function asParsed(url: string): string {
  return url.replace(removed, "").replace(leading, "");
}

/** A relative URL, or one with a scheme that runs nothing in this page. */
export function isSafeUrl(url: string): boolean {
  const first = url.charCodeAt(0);
  if (first === 47 /* / */ || first === 35 /* # */ || first === 63 /* ? */) return true;
  const found = schemeOf(asParsed(url));
  return found === null || schemes.has(found);
}

/** As `isSafeUrl`, and images, sound, video and fonts as data. */
export function isSafeMediaUrl(url: string): boolean {
  return isSafeUrl(url) || mediaTypes.test(asParsed(url));
}

/** A list with descriptors (`srcset`) or without (`ping`): every word of it is judged as a URL. */
export function isSafeUrlList(list: string): boolean {
  return list.split(/[\t\n\f\r ]+/).every((word) => isSafeMediaUrl(word.replace(/^,+/, "")));
}

/** What an svg animation writes into another attribute, maybe an `href`: no scheme that runs code. */
export function isSafeAnimationValue(values: string): boolean {
  return values.split(";").every((value) => {
    const found = schemeOf(asParsed(value));
    return found !== "javascript" && found !== "vbscript" && found !== "data";
  });
}

const refresh = /^[\s]*[\d.][\d.\s]*(?:[;,]\s*)?(?:url\s*=\s*)?['"]?(.*)$/is;

/** The content of a meta element may be a refresh, which begins with a number, to a URL. */
export function isSafeMetaContent(content: string): boolean {
  const target = refresh.exec(content)?.[1];
  return target === undefined || isSafeAnimationValue(target);
}
