// A GET of the load generator: keep-alive sockets, the cookie and the body as text.
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

export function get(port, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path, headers, agent, host: "127.0.0.1" }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200) {
          reject(
            new Error(
              `expected 200 for ${path}, got ${response.statusCode}: ${body.slice(0, 300)}`,
            ),
          );
          return;
        }
        const cookie = (response.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]);
        resolve({ html: body, cookie: cookie.join("; ") });
      });
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}
