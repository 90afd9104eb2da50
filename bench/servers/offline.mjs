// Imported before LiveViewJS, which fetches a table of MIME types at start: keeps the bench offline.
import { EventEmitter } from "node:events";

globalThis.fetch = async () => Response.json({});

// Its pub/sub is one emitter with a listener per viewer; a warning there would say nothing new.
EventEmitter.defaultMaxListeners = 0;
