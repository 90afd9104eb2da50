// `node --import slotwire/register --import tsx app.tsx`: precompiles TSX; has to stand before tsx.
import { register } from "node:module";

register("./loader.js", import.meta.url);
