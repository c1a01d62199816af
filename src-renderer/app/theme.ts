import { create } from 'zustand';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const item = 'countersign.theme';

function stored(): Theme {
  const value = localStorage.getItem(item);
  return themes.find((theme) => theme === value) ?? 'system';
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** The theme chosen on this computer; `system` follows the system, also while running. */
export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: stored() }));

/** Puts the kept theme on the page; called before the first paint. */
export function applyStoredTheme(): void {
  apply(useTheme.getState().theme);
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(item, theme);
  useTheme.setState({ theme });
  apply(theme);
}
