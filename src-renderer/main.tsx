import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyStoredTheme } from './app/theme.ts';

applyStoredTheme();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root, {
  // React would print the error and its component stack: the boundary shows what people need.
  onCaughtError: () => undefined,
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
