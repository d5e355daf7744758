/**
 * A flag of Node for a process that does not live long: it runs Prisma's WebAssembly as it was compiled at first. To optimise
 * that behind its back takes a second of CPU of each process, and a test's is over before it has gained by it.
 */
export const WASM_AS_IT_COMES = '--liftoff-only';
