// morphdom as a script of its own.
import morphdomModule from "morphdom";

// Its types say that Node's import has a `default`; what every loader gives is the function itself.
export const morphdom = morphdomModule as unknown as typeof morphdomModule.default;
