import { fileURLToPath } from 'node:url';

/** The folder that the program stands in, with a slash at the end. */
export const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));
