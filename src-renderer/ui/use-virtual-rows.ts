import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Rows of one height, of which only those in sight are in the document.
 * @param headHeight height of a head that sticks over the rows; their `start` includes it
 */
export function useVirtualRows(
  count: number,
  rowHeight: number,
  activeIndex: number,
  headHeight = 0,
): { scroller: RefObject<HTMLDivElement | null>; rows: Virtualizer<HTMLDivElement, Element> } {
  const scroller = useRef<HTMLDivElement | null>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  // It remembers every row's height, also when the rows of a narrower window become higher.
  useLayoutEffect(() => {
    if (rowHeight > 0) rows.measure();
  }, [rowHeight, rows]);
  useEffect(() => {
    if (activeIndex >= 0) rows.scrollToIndex(activeIndex, { align: 'auto' });
  }, [activeIndex, rows]);
  return { scroller, rows };
}
