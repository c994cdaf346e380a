// A dumb file server over the built site: files, their types, a real 404, one strict policy. What a network does
// to them (late, broken, altered) is arranged by the stories.

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, brotliCompressSync } from "node:zlib";

export const DIST = process.env.ROUNDTRIP_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

/** The policy that a careful host sends; `STYLES` stands for the hashes of the page's own inline styles. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' STYLES; img-src 'self' data:; " +
  "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the site at `base` on a free port. `policy: false` leaves the header out, so that the page's own `<meta>`
 * has to do. `compress` sends brotli, as the best hosts do.
 */
export async function serve({ base = "/", policy = true, compress = false, dist = DIST } = {}) {
  const site = new Site(base, policy, compress, dist);
  await site.listen();
  return site;
}

class Site {
  #server;
  #rules = [];
  #compressed = new Map();

  constructor(base, policy, compress, dist) {
    Object.assign(this, { base, policy, compress, dist });
    /** Every request since `forget()`: its path, the status of the answer and its body. */
    this.requests = [];
  }

  async listen() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error) => response.destroy(error));
    });
    await new Promise((resolve, reject) => {
      this.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** The address of a route, such as `lessons/client-server/`. */
  url(route = "") {
    return this.origin + this.base + route;
  }

  /** Answers to paths that match wait until `open()`. `waited()` tells how many have. */
  hold(pattern) {
    let open;
    const opened = new Promise((resolve) => (open = resolve));
    const rule = { pattern, opened, open, waited: 0 };
    this.#rules.push(rule);
    return { open, waited: () => rule.waited };
  }

  /**
   * Paths that match get no answer: the connection breaks. `only: "script"` leaves whole documents alone and breaks
   * what scripts ask for.
   */
  breakOff(pattern, { only } = {}) {
    this.#rules.push({ pattern, broken: true, only });
  }

  /** The text of files that match goes through `change` on its way out. */
  alter(pattern, change) {
    this.#rules.push({ pattern, change });
  }

  /** Lets go of everything that was held, broken or altered. */
  heal() {
    for (const { open } of this.#rules) open?.();
    this.#rules = [];
  }

  /** Starts the list of requests anew. */
  forget() {
    this.requests = [];
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, this.origin).pathname);
    const byScript = request.headers["sec-fetch-dest"] === "empty";
    const rules = this.#rules.filter((rule) => rule.pattern.test(path) && (rule.only !== "script" || byScript));
    const entry = { path, status: 0, body: "" };
    this.requests.push(entry);
    for (const rule of rules) {
      if (rule.opened) {
        rule.waited += 1;
        await rule.opened;
      }
    }
    if (rules.some((rule) => rule.broken)) {
      response.destroy();
      return;
    }
    let { status, body, type } = await this.#file(path);
    for (const rule of rules) {
      if (rule.change) body = Buffer.from(rule.change(body.toString("utf8")));
    }
    const tag = `"${createHash("sha256").update(body).digest("base64url")}"`;
    if (status === 200 && request.headers["if-none-match"] === tag) {
      entry.status = 304;
      response.writeHead(304, { ETag: tag }).end();
      return;
    }
    Object.assign(entry, { status, body });
    const headers = { "Content-Type": type, "Content-Length": body.length, "Cache-Control": "no-cache", ETag: tag };
    if (this.policy && type.startsWith("text/html")) headers["Content-Security-Policy"] = policyFor(body);
    if (this.compress) {
      if (!this.#compressed.has(tag)) this.#compressed.set(tag, brotli(body));
      body = this.#compressed.get(tag);
      Object.assign(headers, { "Content-Encoding": "br", "Content-Length": body.length });
    }
    response.writeHead(status, headers).end(body);
  }

  async #file(path) {
    const lost = async () => ({
      status: 404,
      body: await readFile(join(this.dist, "404.html")),
      type: TYPES[".html"],
    });
    if (!path.startsWith(this.base)) return lost();
    let file = normalize(join(this.dist, path.slice(this.base.length)));
    if (!(file + sep).startsWith(normalize(this.dist) + sep)) return lost();
    try {
      if ((await stat(file)).isDirectory()) file = join(file, "index.html");
      return { status: 200, body: await readFile(file), type: TYPES[extname(file)] ?? "application/octet-stream" };
    } catch {
      return lost();
    }
  }
}

function policyFor(page) {
  const styles = [...page.toString("utf8").matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, style]) => `'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  );
  return POLICY.replace("STYLES", styles.join(" "));
}

/** The bytes of an answer as a host that compresses well would send them. */
export function brotliBytes(body) {
  return brotli(body).length;
}

export function brotli(body) {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}
