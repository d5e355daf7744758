/** What sites that show pictures of pages ask for: https://ogp.me/ names no size, and they agree on this. */
export const pictureSize = { width: 1200, height: 630 } as const;
