// Next's own declaration comes only with the first build.
declare module '*.css';
