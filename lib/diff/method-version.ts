/** Counts up whenever a change of lib/diff or of the rules in lib/domain could change a stored number; history is then measured again. */
export const METHOD_VERSION = 1;
