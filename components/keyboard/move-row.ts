/** What opens each row, table by table; tables without any are left out. */
function listTables(): readonly (readonly HTMLAnchorElement[])[] {
  return [...document.querySelectorAll('main table')]
    .map((table) =>
      [...table.querySelectorAll('tbody > tr')].flatMap((row) => {
        const link = findOpener(row);
        return link === undefined ? [] : [link];
      }),
    )
    .filter((links) => links.length > 0);
}

/** The first link of a row that is shown; one to what a word means only where there is no other. */
function findOpener(row: Element): HTMLAnchorElement | undefined {
  const shown = [...row.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(
    // Within what is folded a link still has a place, but cannot take the focus.
    (link) => link.checkVisibility(),
  );
  return shown.find((link) => !link.matches('[href^="/method#"]')) ?? shown[0];
}

export function hasRows(): boolean {
  return listTables().length > 0;
}

/**
 * Gives the focus to the link of the next row, or of the row before, on into the next table that has any. Without a row in
 * sight that has it, the first table in sight begins.
 */
export function moveRow(step: 1 | -1): void {
  const tables = listTables();
  const row = document.activeElement?.closest('tbody > tr');
  const links = tables.flat();
  const place = isInSight(row) ? links.findIndex((link) => row.contains(link)) : -1;
  if (place !== -1) {
    links[Math.min(Math.max(place + step, 0), links.length - 1)]?.focus();
    return;
  }
  const table = tables.find((each) => each.some(isInSight)) ?? tables[0];
  (table?.find(isInSight) ?? table?.[0])?.focus();
}

/** Takes the focus from a row that has it. */
export function leaveRow(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.closest('tbody > tr')) {
    activeElement.blur();
  }
}

function isInSight(element: Element | null | undefined): element is Element {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}
