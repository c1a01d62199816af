import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The least a platform expects of a menu. Without the edit roles macOS has no copy and paste.
 * Reload and developer tools are there only where developer tools are on.
 */
export function setApplicationMenu(devTools: boolean): void {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const program: MenuItemConstructorOptions =
    process.platform === 'darwin'
      ? {
          label: 'Countersign',
          submenu: [
            { role: 'about' },
            separator,
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            separator,
            { role: 'quit' },
          ],
        }
      : { label: '&File', submenu: [{ role: 'quit' }] };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }],
  };
  const develop: MenuItemConstructorOptions = {
    label: '&Develop',
    submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }],
  };
  const window: MenuItemConstructorOptions = {
    label: '&Window',
    submenu: [{ role: 'minimize' }, { role: 'close' }],
  };
  const menus = [program, edit, view, ...(devTools ? [develop] : []), window];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}
