import { useEffect, useId, useRef } from 'react';
import {
  type Hotkey,
  isPlainKey,
  registerHotkeys,
  unregisterHotkeys,
  useHotkeyStore,
} from './hotkey-store.ts';
import { isTypingTarget, matchesKey } from './match-key.ts';

/**
 * Registers keys while the component is up. Plain keys (`V`, `/`) are silent while typing; keys
 * with Alt or Ctrl always work. None work while a dialog is up. `run` may change between renders.
 */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const id = useId();
  const latest = useRef(hotkeys);
  latest.current = hotkeys;
  const signature = hotkeys
    .map(({ keys, label, bar, group, enabled }) =>
      [keys, label, bar, group, enabled].join('\u0000'),
    )
    .join('\u0001');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list.
  useEffect(() => {
    registerHotkeys(
      id,
      latest.current.map((hotkey, index) => ({
        ...hotkey,
        run: () => latest.current[index]?.run(),
      })),
    );
  }, [id, signature]);
  useEffect(() => () => unregisterHotkeys(id), [id]);
}

/** The keys as they are pressed now: plain keys need Alt when they are switched off. */
export function pressedKeys(keys: string, plainKeys: boolean): string {
  return isPlainKey(keys) && !plainKeys ? `Alt+${keys}` : keys;
}

/** The badge text for a key, as it is pressed now. */
export function useKeyHint(keys: string): string {
  return pressedKeys(
    keys,
    useHotkeyStore((state) => state.plainKeys),
  );
}

/**
 * For so long after a character typed into a field plain keys stay silent, in milliseconds: whoever
 * types on when a verdict takes the focus must not end the call with the next letter.
 */
const typingOnMs = 500;

/** Listens for the registry's keys. Mounted once, by the shell. */
export function useHotkeyListener(): void {
  useEffect(() => {
    let lastTyped = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      // AltGr reports Ctrl and Alt and writes a character.
      if (event.getModifierState('AltGraph')) return;
      const { owners, holds, plainKeys } = useHotkeyStore.getState();
      if (holds > 0) return;
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
      const typingOn = event.timeStamp - lastTyped < typingOnMs;
      const typing = plain && (isTypingTarget(event.target) || typingOn);
      if (typing && event.key.length === 1) lastTyped = event.timeStamp;
      for (const { hotkeys } of owners.toReversed()) {
        const hit = hotkeys.find(
          ({ keys, enabled }) =>
            enabled !== false && matchesKey(event, pressedKeys(keys, plainKeys)),
        );
        if (!hit) continue;
        if (typing) return;
        event.preventDefault();
        hit.run();
        return;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
