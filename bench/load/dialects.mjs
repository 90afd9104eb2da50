// What each server's client says: how it upgrades, joins and clicks. A dialect makes the texts of frames.

const find = (html, pattern) => {
  const match = pattern.exec(html);
  if (match === null) throw new Error(`expected ${pattern} in ${html.slice(0, 500)}`);
  return match[1];
};

/** Slotwire: arrays without names; refs and acks count up by one per click. */
const slotwire = {
  socketPath: "/live/socket",
  isJoined: (reply) => reply.startsWith("[0,"),
  shows: (reply, count) => reply.startsWith("[1,") && new RegExp(`,${count}\\]{2,}$`).test(reply),
  createSpeaker({ html }) {
    const token = find(html, /<div l=1 live="([^"]+)"/);
    const bound = /live-click="(@[\w-]+)"/.exec(html)?.[1];
    const instance = Math.random().toString(36).slice(2, 12);
    let ref = 0;
    const event = (tail) => {
      ref += 1;
      return `[1,1,${ref},${ref - 1},${tail}]`;
    };
    return {
      join: JSON.stringify([0, 1, token, instance, 1]),
      /** Of a page that comes back over another socket, having missed nothing. */
      comeBack: JSON.stringify([0, 1, token, instance, 1, 1, ref, ref]),
      click: () => event('"increment"'),
      boundClick: () => event(`"${bound}",1`),
    };
  },
};

/** LiveViewJS: frames of Phoenix channels, as Phoenix's own client sends them. */
const liveviewjs = {
  socketPath: "/live/websocket?vsn=2.0.0",
  isJoined: (reply) => reply.includes('"status":"ok"'),
  shows: (reply, count) => reply.includes(`{"1":"${count}"}`),
  createSpeaker({ html, url }) {
    const topic = `lv:${find(html, /id="(phx-[^"]+)"/)}`;
    const session = find(html, /data-phx-session="([^"]+)"/);
    const csrf = find(html, /name="csrf-token" content="([^"]+)"/);
    let ref = 4;
    const event = (payload) => {
      ref += 1;
      return `["4","${ref}","${topic}","event",${payload}]`;
    };
    const join = JSON.stringify([
      "4",
      "4",
      topic,
      "phx_join",
      { url, params: { _csrf_token: csrf, _mounts: 0 }, session, static: "" },
    ]);
    return {
      join,
      /** It knows no way back but to mount again. */
      comeBack: join,
      click: () => event('{"type":"click","event":"increment","value":{"value":""}}'),
      boundClick: () => event('{"type":"click","event":"add","value":{"by":"5","value":""}}'),
    };
  },
};

/** The floor echoes what it gets; its frames are as long as Slotwire's. */
const floor = {
  socketPath: "/",
  isJoined: () => true,
  shows: () => true,
  createSpeaker() {
    let ref = 0;
    return {
      join: "[0,1]",
      comeBack: "[0,1]",
      click: () => {
        ref += 1;
        return `[1,1,${ref},${ref - 1},"increment"]`;
      },
      boundClick: () => '[1,1,1,0,"@1234567",1]',
    };
  },
};

export const dialects = { slotwire, beside: slotwire, runtime: slotwire, liveviewjs, floor };
