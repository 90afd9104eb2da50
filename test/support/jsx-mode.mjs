// With SLOTWIRE_JSX=precompiled, every .tsx file of this repository is precompiled as it is loaded.
import { register } from "node:module";

if (process.env.SLOTWIRE_JSX === "precompiled") {
  register("./precompile-loader.ts", import.meta.url);
}
